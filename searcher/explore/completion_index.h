#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/storage/generation.h"
#include "ksearch/searcher.h"
#include "searcher/explore/entity_totals.h"

namespace ksearch {

/// Completes names and words of one commit of an index; see Searcher::suggest(). Owns all it needs,
/// about 20 bytes for each word of a name and for each word of the index. Immutable, so
/// thread-safe.
class CompletionIndex {
 public:
  /// Reads all names and words; lets Xapian's errors pass.
  CompletionIndex(const Generation& generation, const EntityTotals& totals);

  [[nodiscard]] std::vector<Completion> complete(std::string_view prefix, std::size_t limit) const;

 private:
  /// Where a word begins in `keys_`, and whose name it is in: an index of `entities_`.
  struct NameWord {
    std::uint32_t offset = 0;
    std::uint32_t entity = 0;
  };
  struct Word {
    std::uint32_t offset = 0;  ///< in `words_text_`
    std::uint32_t count = 0;
  };

  void add_names(const Generation& generation, const EntityTotals& totals);
  void sort_name_words();
  void add_key(std::string_view key, std::uint32_t entity);
  void add_words(const Xapian::Database& database);
  /// Names that `prefix` can be completed to, as indices of `entities_`; words likewise.
  [[nodiscard]] std::vector<std::uint32_t> names_for(std::string_view prefix) const;
  [[nodiscard]] std::vector<Word> words_for(std::string_view prefix) const;
  /// Entities one of whose names holds the words of `whole` and one that starts with `beginning`.
  [[nodiscard]] std::vector<std::uint32_t> named(std::string_view whole,
                                                 std::string_view beginning) const;
  /// The normalised name that holds the byte at `offset` of `keys_`.
  [[nodiscard]] std::string_view key_around(std::uint32_t offset) const;
  [[nodiscard]] std::vector<Completion> words(std::string_view prefix) const;

  std::string keys_;                  ///< normalised names, each ended by a NUL
  std::vector<NameWord> name_words_;  ///< ordered by the text from the word on
  std::vector<Completion> entities_;
  std::string words_text_;  ///< words in order, each ended by a NUL
  std::vector<Word> words_;
};

}  // namespace ksearch
