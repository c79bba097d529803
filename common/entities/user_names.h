#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/entity.h"

namespace ksearch {

/// One line of a file of known names: a person, place or organisation that the user knows.
struct UserName {
  EntityType type;
  std::string name;                  ///< the one that is shown
  std::vector<std::string> aliases;  ///< further spellings
  friend bool operator==(const UserName&, const UserName&) = default;
};

/// The known names of an index.
struct UserNames {
  std::vector<UserName> list;
};

/// The most words of a name.
inline constexpr std::size_t kMaxUserNameWords = 10;

/// Reads a file of known names, one a line, in columns parted by tabs: type, name, any number of
/// aliases. Lines that begin with # are comments:
///
///     person	Halyna Bondar	Галина Бондарь
///     org	Marmara Enerji	Marmara Energy
///
/// Throws Error (kInvalidArgument) that names the line; then nothing of the file is used.
[[nodiscard]] UserNames parse_user_names(std::string_view text);

/// The same names as text that parse_user_names() reads back.
[[nodiscard]] std::string to_string(const UserNames& names);

/// Says which known name a spelling stands for. Immutable, so thread-safe; the names must outlive
/// it.
class UserNameTable {
 public:
  UserNameTable() = default;
  explicit UserNameTable(const UserNames& names);
  /// The name that a normalised spelling (normalize_name) stands for; empty: none.
  [[nodiscard]] std::string_view find(EntityType type, std::string_view normalized) const;

 private:
  /// By normalised spelling, for each type.
  std::array<std::map<std::string, std::string_view, std::less<>>, 4> names_;
};

}  // namespace ksearch
