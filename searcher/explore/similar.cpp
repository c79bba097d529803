// The terms of a document with the highest tf-idf: (1 + ln tf) ln(N / df) over stems (Salton and
// Buckley 1988, "ltn"), each written as its most frequent word. As a query they are ranked as any
// other words are, marked and explained too.

#include "searcher/explore/similar.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "common/analysis/stop_words.h"
#include "common/schema.h"

namespace ksearch {
namespace {

/// More words cost time and change little about the first hits.
constexpr std::size_t kMaxWords = 30;
/// Of a long document the beginning says what it is about.
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20;

/// A stem of the document and how it is written there.
struct StemCount {
  std::uint32_t count = 0;
  std::map<std::string, std::uint32_t> spellings;
};

class StemCounter {
 public:
  StemCounter(const Document& document, Analyzer& analyzer)
      : document_(document), analyzer_(analyzer) {}

  void add(std::string_view text, const std::vector<Span>& left_out) {
    analyzer_.analyze(text, tokens_);
    auto passed_over = left_out.begin();
    for (const Token& token : tokens_) {
      while (passed_over != left_out.end() && passed_over->end <= token.span.begin) ++passed_over;
      const bool furniture = passed_over != left_out.end() && passed_over->contains(token.span);
      if (furniture || token.kind == TokenKind::kCompound ||
          is_stop_word(token.word, document_.language)) {
        continue;
      }
      StemCount& stem = stems_[schema::stem_key(document_.language,
                                                analyzer_.stem(token.folded, document_.language))];
      ++stem.count;
      ++stem.spellings[std::string(token.folded)];
    }
  }
  [[nodiscard]] const std::map<std::string, StemCount>& stems() const { return stems_; }

 private:
  const Document& document_;
  Analyzer& analyzer_;
  TokenList tokens_;
  std::map<std::string, StemCount> stems_;
};

}  // namespace

std::optional<query::Node> distinctive_words(const Document& document,
                                             const query::Vocabulary& vocabulary,
                                             Analyzer& analyzer) {
  StemCounter counter(document, analyzer);
  // The title counts twice where it is part of the text.
  counter.add(document.title, {});
  counter.add(std::string_view(document.text).substr(0, kMaxTextBytes), document.furniture);

  struct Weighed {
    double weight;
    const StemCount* stem;
  };
  std::vector<Weighed> weighed;
  const double documents = vocabulary.document_count();
  for (const auto& [key, stem] : counter.stems()) {
    const std::uint32_t frequency = vocabulary.frequency(schema::kStemPrefix + key);
    if (frequency < 2) continue;
    const double weight = (1 + std::log(stem.count)) * std::log(documents / frequency);
    if (weight > 0) weighed.push_back({weight, &stem});
  }
  std::ranges::stable_sort(weighed, std::greater{}, &Weighed::weight);
  if (weighed.size() > kMaxWords) weighed.resize(kMaxWords);
  if (weighed.empty()) return std::nullopt;

  query::Node clauses;
  clauses.kind = query::NodeKind::kClauses;
  for (const Weighed& word : weighed) {
    query::Node node;
    node.kind = query::NodeKind::kWord;
    node.text = std::ranges::max_element(word.stem->spellings, {}, [](const auto& spelling) {
                  return spelling.second;
                })->first;
    clauses.children.push_back(std::move(node));
    clauses.signs.push_back(query::Occur::kShould);
  }
  return clauses.children.size() == 1 ? clauses.children.front() : clauses;
}

query::Node narrowed(query::Node words, query::Node condition) {
  if (condition.kind == query::NodeKind::kAll) return words;
  query::Node both;
  both.kind = query::NodeKind::kAnd;
  both.children.push_back(std::move(words));
  if (condition.kind == query::NodeKind::kAnd) {
    std::ranges::move(condition.children, std::back_inserter(both.children));
  } else {
    both.children.push_back(std::move(condition));
  }
  return both;
}

}  // namespace ksearch
