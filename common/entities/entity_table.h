#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/entities/corrections.h"
#include "common/entities/user_names.h"
#include "ksearch/entity.h"

namespace ksearch {

/// A name of the index: recognised type and spelling, with live counts.
struct NameRecord {
  EntityType type;
  std::string name;  ///< a spelling of the name (preferred_spelling() of those seen)
  std::uint32_t documents = 0;
  std::uint32_t mentions = 0;
};

/// Why a name belongs to its entity. Never renumber: on disk.
enum class Rule : std::uint8_t {
  kOwnName = 0,             ///< the canonical name itself, or a name alone
  kSameName = 1,            ///< the same name, recognised as another type
  kPlaceAlias = 2,          ///< Kiev, Kyiv: a table of places
  kOrganisationAlias = 3,   ///< UN, United Nations: a table of organisations; Ltd and Inc left off
  kPersonAlias = 4,         ///< a table of people
  kRomanisation = 5,        ///< Zelensky, Zelenskyy, Зеленський
  kGivenNameVariant = 6,    ///< Bill Clinton, William Clinton
  kInitials = 7,            ///< V. Putin, Vladimir Putin
  kSurnameOfOneEntity = 8,  ///< a lone surname; one entity has 80 % of that surname's documents
  kCorrection = 9,          ///< merged by the user
  kKnownName = 10,          ///< an alias in the user's file of known names
};

/// "own name", "same name", "place alias" and so on: for people to read.
[[nodiscard]] std::string_view to_string(Rule rule) noexcept;

/// What a name stands for.
struct NameEntity {
  std::uint32_t entity;  ///< index of the entity's canonical name
  EntityType shown_type;
  bool hidden = false;
  Rule rule = Rule::kOwnName;
  /// At the canonical name only: what to show instead of its spelling; empty otherwise.
  std::string shown_name;

  friend bool operator==(const NameEntity&, const NameEntity&) = default;
};

/// The entities of the names of an index.
struct DerivedEntities {
  std::vector<NameEntity> names;     ///< what each name stands for, in the order of the names
  std::vector<IdleCorrection> idle;  ///< corrections that no live name answers to, in order
};

/// Which names are one person, place or organisation (DESIGN.md, decision 4). It depends on the set
/// of names and counts only: names given in another order give the same entities. A name with no
/// documents has an entity too, yet does not change what becomes of the others. No two entities of
/// a type with documents are shown by one name.
///
/// The rules are those of docs/entities.md. Time grows with the number of names. Thread-safe.
[[nodiscard]] DerivedEntities derive_entities(std::span<const NameRecord> names,
                                              const Corrections& corrections,
                                              const UserNames& known = {});

}  // namespace ksearch
