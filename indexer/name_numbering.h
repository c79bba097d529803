#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/storage/name_registry.h"
#include "ksearch/entity.h"

namespace ksearch {

/// Gives every name of a run its number: the one it has in the index, else the next free one. A
/// number is given once and never changes. Of the spellings of a name the preferred one is kept
/// (preferred_spelling()), whether it came with this run or with an earlier one. Thread-safe.
class NameNumbering {
 public:
  /// `known` are the names of the index; must outlive this object.
  explicit NameNumbering(const NameRegistry& known) : known_(known) {}

  /// The number of the name that `shown` is a spelling of.
  [[nodiscard]] std::uint32_t number(EntityType type, std::string_view shown);

  /// Names that are new since the index, from number first_new() on.
  [[nodiscard]] std::vector<NameToWrite> new_names() const;
  /// Of names of the index, those spellings that are preferred to the one it has.
  [[nodiscard]] NameSpellings better_spellings() const;
  [[nodiscard]] std::uint32_t first_new() const { return known_.size(); }
  [[nodiscard]] std::uint32_t count() const;

  /// So many times a name was new or got a better spelling.
  [[nodiscard]] std::size_t changes() const;
  /// The changes from the `skip`th on as bytes, and `count` of them.
  struct Saved {
    std::string bytes;
    std::size_t count = 0;
  };
  [[nodiscard]] Saved save(std::size_t skip) const;
  /// Takes up changes that were saved one after the other. Only on a fresh object.
  void restore(std::string_view bytes);

 private:
  void add(NameToWrite name);
  void keep_better(std::uint32_t number, std::string_view shown);

  const NameRegistry& known_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  ///< type and key -> number
  std::vector<NameToWrite> new_names_;
  NameSpellings better_;                ///< of names of the index
  std::vector<std::uint32_t> changed_;  ///< numbers, of a new name once and more
};

}  // namespace ksearch
