// Walking the sorted words of an index with the table of edit distances.
//
// The table for a word of the index has a row for each of its characters; words that begin alike
// share the first rows. When the least entry of a row is beyond the limit, no word that begins so
// can be near. The row before it was at the limit, so the next character must be one of the word
// asked for: the walk seeks to the next such beginning. It visits what an automaton of the same
// distance would (Schulz and Mihov, Fast string correction with Levenshtein automata, 2002),
// without building one.

#include "searcher/query/near_words.h"

#include <algorithm>

#include "common/analysis/code_points.h"
#include "common/utf8.h"

namespace ksearch::query {
namespace {

using Row = std::vector<unsigned>;

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t pos = 0; pos < text.size();) points += next_code_point(text, pos);
  return points;
}

/// The least string after everything that begins with `prefix`; empty: there is none.
std::string after_prefix(std::string prefix) {
  while (!prefix.empty() && static_cast<unsigned char>(prefix.back()) == 0xff) prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

class Walk {
 public:
  Walk(const Xapian::Database& database, std::string_view word, unsigned max_distance)
      : database_(database), word_(code_points(word)), limit_(max_distance), choices_(word_) {
    std::sort(choices_.begin(), choices_.end());
    rows_.emplace_back();
    for (unsigned i = 0; i <= word_.size(); ++i) rows_.front().push_back(i);
  }

  std::vector<NearWord> run() {
    const Xapian::TermIterator end = database_.allterms_end();
    for (Xapian::TermIterator term = database_.allterms_begin(); term != end;) {
      const std::string text = *term;
      std::string next = hopeless_until(text);
      if (next.empty() && is_over_) break;
      if (!next.empty()) {
        term.skip_to(next);
        continue;
      }
      const unsigned distance = rows_[known_.size()].back();
      if (distance <= limit_) found_.push_back({text, distance, term.get_termfreq()});
      ++term;
    }
    return std::move(found_);
  }

 private:
  /// Makes the rows of `text`; where a beginning of it is hopeless, the least string after it that
  /// is not, or is_over_ when there is none.
  std::string hopeless_until(const std::string& text) {
    // Terms other than words begin with a capital letter.
    if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z') return "[";
    std::size_t depth = 0;
    std::size_t pos = 0;
    while (pos < text.size()) {
      const std::size_t begin = pos;
      const char32_t c = next_code_point(text, pos);
      if (depth < known_.size() && known_[depth] == c) {
        ++depth;
        continue;
      }
      known_.resize(depth);
      if (!add_row(c)) return next_choice(text.substr(0, begin), c);
      ++depth;
    }
    known_.resize(depth);
    return {};
  }

  /// Adds `c` to the known beginning, unless nothing near can begin so.
  bool add_row(char32_t c) {
    const std::size_t depth = known_.size() + 1;
    if (limit_ > 1 && !keeps_beginning(depth, c)) return false;
    if (rows_.size() <= depth) rows_.emplace_back(word_.size() + 1);
    Row& row = rows_[depth];
    const Row& above = rows_[depth - 1];
    row[0] = static_cast<unsigned>(depth);
    unsigned least = row[0];
    for (std::size_t i = 1; i <= word_.size(); ++i) {
      row[i] =
          std::min({above[i] + 1, row[i - 1] + 1, above[i - 1] + (word_[i - 1] == c ? 0U : 1U)});
      if (i > 1 && depth > 1 && word_[i - 2] == c && word_[i - 1] == known_.back()) {
        row[i] = std::min(row[i], rows_[depth - 2][i - 2] + 1);
      }
      least = std::min(least, row[i]);
    }
    if (least > limit_) return false;
    known_ += c;
    return true;
  }

  [[nodiscard]] bool keeps_beginning(std::size_t depth, char32_t c) const {
    if (depth == 1) return c == word_[0] || (word_.size() > 1 && c == word_[1]);
    return depth > 2 || known_[0] == word_[0] || c == word_[0];
  }

  std::string next_choice(std::string prefix, char32_t after) {
    const auto choice = std::upper_bound(choices_.begin(), choices_.end(), after);
    if (choice == choices_.end()) {
      is_over_ = prefix.empty();
      return after_prefix(std::move(prefix));
    }
    append_utf8(prefix, *choice);
    return prefix;
  }

  const Xapian::Database& database_;
  std::u32string word_;
  unsigned limit_;
  std::u32string choices_;  ///< the characters of the word, sorted
  std::u32string known_;    ///< the beginning whose rows are made
  std::vector<Row> rows_;
  bool is_over_ = false;
  std::vector<NearWord> found_;
};

}  // namespace

std::vector<NearWord> near_words(const Xapian::Database& database, std::string_view word,
                                 unsigned max_distance) {
  if (word.empty()) return {};
  return Walk(database, word, max_distance).run();
}

}  // namespace ksearch::query
