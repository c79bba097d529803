#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "common/entities/known_names.h"
#include "indexer/entities/words.h"

namespace ksearch {

/// The words of a document with what its language, its other words and the tables of known names
/// say of each. Indices are into words(). The document's text must outlive it.
class RuleText {
 public:
  explicit RuleText(const RecognizerInput& input);
  RuleText(const RuleText&) = delete;
  RuleText& operator=(const RuleText&) = delete;

  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  [[nodiscard]] bool is_german() const { return german_; }
  /// Months, nationalities, and words whose capital comes from their place in the sentence.
  [[nodiscard]] bool is_no_name(std::size_t i) const;
  /// "Зеленского", "Putin": the surname of a person everybody knows.
  [[nodiscard]] bool is_known_surname(const Word& word) const;
  /// Whether the document has the word in small letters.
  [[nodiscard]] bool is_lower_elsewhere(const Word& word) const;
  /// Whether the capital of a word may be due to its place or to German spelling.
  [[nodiscard]] bool capital_is_weak(const Word& word) const;
  /// The bytes of a name's last word without the ending of a German genitive: "Istanbuls".
  [[nodiscard]] std::size_t base_bytes(const Word& word) const;
  /// The end of the run of capitalised words, links and particles that starts at `i`.
  [[nodiscard]] std::size_t run_end(std::size_t i) const;
  /// The end of a title that starts at `i` ("Foreign Minister", "president"), or `i`.
  [[nodiscard]] std::size_t title_end(std::size_t i) const;
  /// The end of a person's name that starts at `i`, or `i`. After a title one word is enough.
  [[nodiscard]] std::size_t person_end(std::size_t i, bool after_title) const;
  /// Whether a word may be part of a person's name.
  [[nodiscard]] bool may_be_in_person(const Word& word) const;
  /// What the tables know of a word, in any case, as a place.
  [[nodiscard]] std::optional<KnownName> known_place(const Word& word) const;

 private:
  /// A word that after a title is more likely something else: "President Europe".
  [[nodiscard]] bool is_weak_lone_person(const Word& word) const;

  bool german_;
  std::vector<Word> words_;
  std::unordered_set<std::string_view> seen_lower_;
};

}  // namespace ksearch
