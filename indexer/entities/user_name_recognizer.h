#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/entities/user_names.h"
#include "indexer/entities/mention_builder.h"
#include "indexer/entities/words.h"
#include "ksearch/entity.h"

namespace ksearch {

/// Finds the names that a user knows in the words of a document. Immutable, so thread-safe.
class UserNameFinder {
 public:
  explicit UserNameFinder(const UserNames& names);

  /// A known name in a text, with the spelling that the user gave it.
  struct Found {
    FoundName place;
    std::string_view spelling;  ///< lives as long as the finder
  };
  /// Known names in order, disjoint, the longest at each place; none in furniture. Case and
  /// diacritics may differ, but what the user writes with a capital needs one.
  [[nodiscard]] std::vector<Found> find(const std::vector<Word>& words) const;

 private:
  struct Entry {
    EntityType type{};
    std::string spelling;
    bool capital = false;       ///< begins with a capital letter
    bool all_capitals = false;  ///< has no small letter: "WHO"
  };
  void add(EntityType type, const std::string& spelling);
  [[nodiscard]] const Entry* match(const std::vector<Word>& words, std::size_t begin,
                                   std::size_t& end) const;

  std::unordered_map<std::uint64_t, Entry> entries_;  ///< by NameHash
};

/// Adds the names a user knows to what another recogniser finds. A known name is certain: it takes
/// the place of all mentions it overlaps, but not of a longer one of its own type that holds it.
class UserNameRecognizer final : public EntityRecognizer {
 public:
  UserNameRecognizer(std::unique_ptr<EntityRecognizer> inner,
                     std::shared_ptr<const UserNameFinder> finder)
      : inner_(std::move(inner)), finder_(std::move(finder)) {}

  [[nodiscard]] std::vector<Mention> recognize(const RecognizerInput& input) override;
  [[nodiscard]] std::unique_ptr<EntityRecognizer> clone() const override;
  /// That of the other recogniser.
  [[nodiscard]] std::string fingerprint() const override { return inner_->fingerprint(); }

 private:
  std::unique_ptr<EntityRecognizer> inner_;
  std::shared_ptr<const UserNameFinder> finder_;
};

}  // namespace ksearch
