#pragma once

#include <cstdint>
#include <vector>

#include "common/storage/story_table.h"
#include "searcher/match_set.h"

namespace ksearch {

/// What is counted: near-identical copies together, or each by itself (SearchRequest::copies).
enum class CountUnit : std::uint8_t { kStory, kDocument };

/// The documents that match, seen as the units that are counted. Every number that a searcher gives
/// (totals, facets, bars of a timeline, related names) is counted through this class, so that they
/// agree: a story matches if one of its copies does, and what is said of it is what is said of its
/// matching copies. Used by one thread.
class MatchUnits {
 public:
  /// `stories` must outlive this object.
  MatchUnits(const StoryTable& stories, MatchSet documents, CountUnit unit);

  [[nodiscard]] const MatchSet& documents() const { return documents_; }
  /// The unit of a document, as the number of one of its documents.
  [[nodiscard]] std::uint32_t unit_of(std::uint32_t document) const {
    return unit_ == CountUnit::kStory ? stories_.story_of(document) : document;
  }
  /// Number of units.
  [[nodiscard]] std::uint64_t size() const;
  /// Number of units of which a document is in `subset`, a subset of documents().
  [[nodiscard]] std::uint64_t count(const MatchSet& subset) const;
  /// Matching documents of the unit that `document` belongs to, itself included.
  [[nodiscard]] std::uint64_t documents_of_unit(std::uint32_t document) const;

  /// Calls `action(unit, document)` for each matching document; those of one unit follow each
  /// other.
  template <typename Action>
  void for_each(Action&& action) const {
    documents_.for_each([&](std::uint32_t document) {
      if (unit_ == CountUnit::kDocument || !stories_.has_copies(document)) {
        action(document, document);
      }
    });
    if (unit_ == CountUnit::kDocument) return;
    for (const std::uint32_t document : stories_.documents_with_copies()) {
      if (documents_.contains(document)) action(stories_.story_of(document), document);
    }
  }

 private:
  const StoryTable& stories_;
  MatchSet documents_;
  CountUnit unit_;
};

/// Counts the different units among documents that are given one by one, for the values of a field
/// that has few. Cheap to start again.
class UnitCounter {
 public:
  /// `units` must outlive this object.
  explicit UnitCounter(const MatchUnits& units) : units_(units), seen_(units.documents().end()) {}
  /// Begins a new count.
  void reset() {
    ++round_;
    count_ = 0;
  }
  /// Counts a document's unit, if the document matches and its unit was not counted in this round;
  /// whether the document matches.
  bool add(std::uint32_t document) {
    if (!units_.documents().contains(document)) return false;
    std::uint32_t& seen = seen_[units_.unit_of(document)];
    if (seen != round_) ++count_;
    seen = round_;
    return true;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  const MatchUnits& units_;
  std::vector<std::uint32_t> seen_;  ///< round in which a unit was counted last
  std::uint32_t round_ = 1;
  std::uint64_t count_ = 0;
};

}  // namespace ksearch
