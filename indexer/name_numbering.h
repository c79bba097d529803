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
/// number is given once and never changes. Thread-safe.
class NameNumbering {
 public:
  /// `known` are the names of the index; must outlive this object.
  explicit NameNumbering(const NameRegistry& known) : known_(known) {}

  /// The number of the name that `shown` is a spelling of.
  [[nodiscard]] std::uint32_t number(EntityType type, std::string_view shown);

  /// Names that are new since the index, from number first_new() on; each shown in the preferred
  /// one of its spellings (preferred_spelling()).
  [[nodiscard]] std::vector<NameToWrite> new_names() const;
  [[nodiscard]] std::uint32_t first_new() const { return known_.size(); }
  [[nodiscard]] std::uint32_t count() const;

  /// New names from the `skip`th on as bytes, and `count` of them.
  struct Saved {
    std::string bytes;
    std::size_t count = 0;
  };
  [[nodiscard]] Saved save(std::size_t skip) const;
  /// Takes up names that were saved one after the other. Only on a fresh object.
  void restore(std::string_view bytes);

 private:
  const NameRegistry& known_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  ///< type and key -> number
  std::vector<NameToWrite> new_names_;
};

}  // namespace ksearch
