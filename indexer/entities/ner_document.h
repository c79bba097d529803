#pragma once

#include <cstdint>
#include <vector>

#include "indexer/entities/tags.h"
#include "indexer/entities/token_form.h"

namespace ksearch {

/// The gazetteer phrases that a token is part of: one bit for each class and position in the
/// phrase (numbered as tags are).
struct GazetteerMarks {
  std::uint64_t low = 0;      ///< classes 0 to 15
  std::uint64_t high = 0;     ///< the others
  std::uint32_t classes = 0;  ///< the classes alone, one bit each
  void set(std::size_t cls, TagPosition position) {
    const std::size_t bit = cls * 4 + static_cast<std::size_t>(position);
    (bit < 64 ? low : high) |= std::uint64_t{1} << (bit % 64);
    classes |= std::uint32_t{1} << cls;
  }
  [[nodiscard]] bool empty() const { return classes == 0; }
  [[nodiscard]] bool has(GazetteerClass c) const {
    return (classes >> static_cast<unsigned>(c) & 1U) != 0;
  }
};

/// A token of a document that is being tagged.
struct NerToken {
  const TokenForm* form = nullptr;
  GazetteerMarks gazetteer{};
  std::uint32_t context = 0;  ///< index of the word's WordContext
  Tag first_pass = kOutside;
  Tag tag = kOutside;
};

/// Tokens [begin, end) of a document.
struct NerSentence {
  std::uint32_t begin;
  std::uint32_t end;
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

struct NerDocument {
  std::vector<NerToken> tokens;
  std::vector<NerSentence> sentences;
};

/// Whether most words of a sentence have a capital, so that a capital says little.
[[nodiscard]] bool is_headline(const NerDocument& document, const NerSentence& sentence);

/// Marks the phrases of the gazetteer in a document; the longest of each class wins.
void mark_gazetteer(const NerLexicon& lexicon, NerDocument& document);

/// What a document says of a word over all its occurrences, whatever their case.
struct WordContext {
  std::uint32_t capital = 0;         ///< occurrences with a capital
  std::uint32_t capital_inside = 0;  ///< of them, those that no sentence start or headline explains
  std::uint32_t lower = 0;
  std::uint32_t after_title = 0;
  /// Lower-case neighbours of capitalised occurrences; 0 ends the list.
  std::array<std::uint64_t, 6> left{};
  std::array<std::uint64_t, 6> right{};
  /// The longest run of capitalised words that holds it: length, position of the word (first,
  /// inside, last), its first and last word, and whether the first is a given name.
  std::uint32_t run_length = 0;
  std::uint32_t run_position = 0;
  std::uint64_t run_first = 0;
  std::uint64_t run_last = 0;
  bool run_starts_with_given_name = false;
  std::uint64_t acronym_of = 0;  ///< last word of a run that it abbreviates
  /// First-pass tags of capitalised occurrences: by type, then outside.
  std::array<std::uint32_t, kTypeCount + 1> first_pass{};
  std::uint32_t longest_span = 0;  ///< of the first pass, in tokens
  std::uint32_t longest_span_type = kTypeCount;
};

/// The contexts of a document's words; NerToken::context points into them.
class DocumentContext {
 public:
  /// Collects everything but the first pass, and numbers the words in `document`.
  void collect(NerDocument& document);
  /// Collects the tags of the first pass.
  void collect_first_pass(const NerDocument& document);

  /// Contexts are numbered from 0.
  [[nodiscard]] std::size_t word_count() const { return words_.size(); }
  [[nodiscard]] const WordContext& of(const NerToken& token) const { return words_[token.context]; }

 private:
  void number_words(NerDocument& document);
  void count_sentence(const NerDocument& document, const NerSentence& sentence, bool headline);
  void collect_runs(const NerDocument& document, const NerSentence& sentence);
  void note_run(const NerDocument& document, std::uint32_t begin, std::uint32_t end);
  void find_acronyms(const NerDocument& document);

  std::vector<WordContext> words_;
  std::vector<bool> headlines_;                               ///< of each sentence
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  ///< by TokenForm::lower
  std::unordered_map<std::string, std::uint64_t> acronyms_;
};

}  // namespace ksearch
