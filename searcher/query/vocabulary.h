#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/storage/generation.h"
#include "ksearch/analyzer.h"
#include "searcher/query/near_words.h"

namespace ksearch::query {

/// The languages of an index.
struct Languages {
  explicit Languages(const Xapian::Database& database);
  /// Those of terms (schema::stem_language()) that documents are in.
  std::vector<std::string> of_stems;
  /// That of most documents; "en" for an index without any.
  std::string main = "en";
};

/// A name that is found for another one.
struct OtherName {
  std::uint32_t number = 0;
  std::string word;  ///< its rarest word: how often a document has that ranks it
};

/// What the compiler asks of an index: its words, languages, values and names. Made for one commit:
/// it keeps what was asked of terms and words, at most some megabytes. Used by one thread.
class Vocabulary {
 public:
  /// Both must outlive this object.
  Vocabulary(const Generation& generation, Analyzer& analyzer);

  /// Documents that have a term; 0: the index does not know it.
  [[nodiscard]] std::uint32_t frequency(const std::string& term) const;
  [[nodiscard]] std::uint32_t document_count() const;
  [[nodiscard]] const Languages& languages() const { return languages_; }
  /// Stems of a folded word that the index has, as "LANGUAGE:STEM".
  [[nodiscard]] std::vector<std::string> stems(std::string_view folded) const;
  /// Words that start with `prefix`, in byte order; at most `limit`.
  [[nodiscard]] std::vector<std::string> words(std::string_view prefix, std::size_t limit) const;
  /// Words that a pattern with * and ? stands for, in byte order; at most `limit`. With
  /// `term_prefix` those of its kind, such as words of titles, prefix included. The pattern is as
  /// written and begins with a letter; what stands before its first wildcard bounds the work.
  [[nodiscard]] std::vector<std::string> words_like(std::string_view pattern, std::size_t limit,
                                                    std::string_view term_prefix = {}) const;
  /// Words within `distance` edits of a folded one, the nearest first, among equally near ones the
  /// most frequent.
  [[nodiscard]] std::vector<NearWord> words_near(std::string_view folded, unsigned distance) const;
  /// Words that share a stem with a folded word in some language of the index.
  [[nodiscard]] std::vector<std::string> words_of_stem(std::string_view folded) const;
  /// All terms that start so: every spelling of a value, every day of a month.
  [[nodiscard]] std::vector<std::string> terms(const std::string& prefix) const;
  /// Names that stand for a person, place or organisation so called: all names of the entity that
  /// has `name` among its spellings; where there is none, of every entity one of whose names, that
  /// which it is shown by among them, holds all the words of `name`; titles before a person's name
  /// do not count. `exact` takes that one name only.
  [[nodiscard]] std::vector<std::uint32_t> names(EntityType type, std::string_view name,
                                                 bool exact) const;
  /// The other names of what a word names (searcher/query/name_word.h). `word` is a Token::word.
  /// Valid until the next call.
  [[nodiscard]] const std::vector<OtherName>& other_names(std::string_view word) const;
  [[nodiscard]] const Generation& generation() const { return generation_; }

 private:
  [[nodiscard]] std::vector<std::uint32_t> names_called(EntityType type, std::string_view name,
                                                        bool exact) const;
  /// Entities one of whose names, or the one they are shown by, has all the words or could be the
  /// name.
  [[nodiscard]] std::vector<std::uint32_t> entities_meant(EntityType type,
                                                          std::string_view name) const;
  [[nodiscard]] std::vector<std::uint32_t> names_of(const std::vector<std::uint32_t>& entities,
                                                    EntityType type) const;
  const Generation& generation_;
  const Languages languages_;
  Analyzer& analyzer_;
  mutable std::unordered_map<std::string, std::uint32_t> frequencies_;
  mutable std::unordered_set<std::string> nobodies_;  ///< a type each, and a name that nobody has
  mutable std::unordered_map<std::string, std::vector<OtherName>> other_names_;
};

}  // namespace ksearch::query
