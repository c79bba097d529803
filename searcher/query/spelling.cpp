// Likelier spellings from the index's own words.
//
// Candidates are the words within one edit, or two for long words (most misspellings are one edit
// away: Damerau, A technique for computer detection and correction of spelling errors, 1964). Each
// edit weighs as much as eight times the documents, so a nearer word wins unless a farther one is
// far more frequent.

#include "searcher/query/spelling.h"

#include <algorithm>
#include <cmath>

#include "common/analysis/code_points.h"
#include "common/analysis/fold.h"
#include "searcher/query/field_names.h"

namespace ksearch::query {
namespace {

constexpr std::size_t kMaxLookUps = 4;
constexpr std::size_t kMinLetters = 4;
constexpr std::size_t kTwoEditLetters = 8;
constexpr std::size_t kMaxShown = 3;
/// A word of at most so many documents is doubted where many more have one that is spelled like it.
constexpr std::uint32_t kRareDocuments = 2;
constexpr std::uint32_t kFarMore = 20;
/// In powers of two of the number of documents.
constexpr double kEditCost = 3;

bool can_be_misspelled(std::string_view word) {
  return code_point_count(word) >= kMinLetters &&
         word.find_first_of("0123456789") == std::string_view::npos;
}

/// Words of the index that may be meant by `word`, the likeliest first.
std::vector<std::string> likelier_words(const Vocabulary& vocabulary, std::string_view word,
                                        std::uint32_t least_documents) {
  const unsigned edits = code_point_count(word) >= kTwoEditLetters ? 2 : 1;
  std::vector<NearWord> near = vocabulary.words_near(word, edits);
  std::erase_if(near, [&](const NearWord& candidate) {
    return candidate.distance == 0 || candidate.documents < least_documents ||
           !can_be_misspelled(candidate.word);
  });
  const auto cost = [](const NearWord& candidate) {
    return kEditCost * candidate.distance - std::log2(candidate.documents);
  };
  std::ranges::stable_sort(near, {}, cost);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(near.size(), kMaxShown); ++i) {
    words.push_back(std::move(near[i].word));
  }
  return words;
}

class Speller {
 public:
  Speller(const Vocabulary& vocabulary, Analyzer& analyzer, bool doubts_rare)
      : vocabulary_(vocabulary), analyzer_(analyzer), doubts_rare_(doubts_rare) {}

  SpellingAdvice run(const Node& root) {
    Node likelier = root;
    visit(likelier);
    if (changed_) advice_.likelier = std::move(likelier);
    return std::move(advice_);
  }

 private:
  void visit(Node& node) {
    switch (node.kind) {
      case NodeKind::kWord:
      case NodeKind::kExact:
      case NodeKind::kPhrase:
        return check_words(node);
      case NodeKind::kField:
        if (const auto type = entity_type_of(node.field)) return check_name(node, *type);
        break;
      case NodeKind::kNot:
        return;
      default:
        break;
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const bool is_excluded = !node.signs.empty() && node.signs[i] == Occur::kMustNot;
      if (!is_excluded) visit(node.children[i]);
    }
  }

  void check_words(Node& node) {
    TokenList tokens;
    analyzer_.analyze(node.text, tokens);
    const std::string written = node.text;
    for (auto token = tokens.tokens().rbegin(); token != tokens.tokens().rend(); ++token) {
      if (token->kind != TokenKind::kWord || !can_be_misspelled(token->word)) continue;
      const std::uint32_t documents = vocabulary_.frequency(std::string(token->word));
      const bool has_form =
          node.kind == NodeKind::kWord && !vocabulary_.stems(token->folded).empty();
      const bool is_unknown = documents == 0 && !has_form;
      if (!is_unknown && (!doubts_rare_ || documents > kRareDocuments)) continue;
      if (look_ups_++ >= kMaxLookUps) return;
      const Span span = token->span;
      const std::vector<std::string> near = likelier_words(
          vocabulary_, token->word, is_unknown ? 1 : std::max(documents, 1U) * kFarMore);
      if (!near.empty()) {
        node.text.replace(span.begin, span.size(), near.front());
        changed_ = true;
      }
      if (is_unknown) add_unknown(written.substr(span.begin, span.size()), node.span, near);
    }
  }

  void check_name(Node& node, EntityType type) {
    if (!vocabulary_.names(type, node.text, false).empty()) return;
    if (look_ups_++ >= kMaxLookUps) return;
    const auto name = near_name(vocabulary_, type, node.text);
    add_unknown(node.text, node.span,
                name ? std::vector<std::string>{*name} : std::vector<std::string>{});
    if (!name) return;
    node.text = *name;
    changed_ = true;
  }

  void add_unknown(const std::string& word, Span span, const std::vector<std::string>& near) {
    // Tokens of a node come last first.
    auto place = advice_.unknown.end();
    while (place != advice_.unknown.begin() && std::prev(place)->span == span) --place;
    advice_.unknown.insert(place, {word, span, near});
  }

  const Vocabulary& vocabulary_;
  Analyzer& analyzer_;
  bool doubts_rare_;
  std::size_t look_ups_ = 0;
  bool changed_ = false;
  SpellingAdvice advice_;
};

}  // namespace

SpellingAdvice check_spelling(const Node& root, const Vocabulary& vocabulary, Analyzer& analyzer,
                              bool doubts_rare) {
  return Speller(vocabulary, analyzer, doubts_rare).run(root);
}

std::optional<std::string> near_name(const Vocabulary& vocabulary, EntityType type,
                                     std::string_view name) {
  std::size_t look_ups = 0;
  const std::string folded = fold(name);
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    const std::string word = folded.substr(begin, end - begin);
    if (can_be_misspelled(word) && look_ups++ < kMaxLookUps) {
      for (const std::string& candidate : likelier_words(vocabulary, word, 1)) {
        const std::string likelier = folded.substr(0, begin) + candidate + folded.substr(end);
        if (!vocabulary.names(type, likelier, false).empty()) return likelier;
      }
    }
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace ksearch::query
