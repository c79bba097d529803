#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/entity.h"

namespace ksearch {

/// One line of a corrections file: what the user knows better than the rules.
struct Correction {
  enum class Action {
    kMerge,   ///< the entities of `name` and `other` are one
    kSplit,   ///< `name` is an entity of its own, of the type that was recognised
    kHide,    ///< the entity of `name` is not shown in facets
    kRetype,  ///< the entity of `name` is of type `new_type`; one that is called so there, too
    kRename,  ///< the entity of `name` is shown as `other`; one that is called so is the same
    kAlias,   ///< `name` means the entity of `other`
  };
  Action action;
  EntityType type;
  std::string name;
  std::string other;                        ///< of merge, rename and alias
  EntityType new_type = EntityType::kMisc;  ///< of retype
  friend bool operator==(const Correction&, const Correction&) = default;
};

/// The corrections of an index, in the order in which they apply.
struct Corrections {
  std::vector<Correction> list;
  std::vector<std::size_t> lines;  ///< of the text they were read from, for each one; from 1
};

/// A correction that changes nothing, since no name is what it speaks of.
struct IdleCorrection {
  std::size_t index;   ///< in Corrections::list
  std::string reason;  ///< a sentence for people, without a full stop
  friend bool operator==(const IdleCorrection&, const IdleCorrection&) = default;
};

/// Reads a corrections file, one correction a line:
///
///     # a comment
///     merge  person "Joe Biden" "Joseph R. Biden"
///     split  person "George W. Bush"
///     hide   org    "Read More"
///     retype person "Kremlin" place
///     rename place  "Turkey" "Türkiye"
///     alias  person "Ze" "Volodymyr Zelensky"
///
/// Names stand in double quotes, in which \" and \\ stand for themselves; a name of one word needs
/// none. White space at the ends of a name is dropped. Throws Error (kInvalidArgument) that names
/// the line; then nothing of the file is used.
[[nodiscard]] Corrections parse_corrections(std::string_view text);

/// The same corrections as text that parse_corrections() reads back.
[[nodiscard]] std::string to_string(const Corrections& corrections);

}  // namespace ksearch
