#include "common/entities/user_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "common/analysis/code_points.h"
#include "common/entities/names.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

constexpr std::string_view kBlank = " \r";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

bool is_utf8(std::string_view text) {
  constexpr std::string_view kReplacement = "\xef\xbf\xbd";
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    if (next_code_point(text, i) == kReplacementCharacter &&
        text.substr(begin, i - begin) != kReplacement) {
      return false;
    }
  }
  return true;
}

/// Reads the lines of a file and sees to it that no spelling stands for two names.
class Parser {
 public:
  UserNames parse(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    for (std::size_t begin = 0; begin < text.size(); ++number_) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      read_line(text.substr(begin, end - begin));
      begin = end + 1;
    }
    return std::move(names_);
  }

 private:
  [[noreturn]] void fail(std::string_view what) const {
    throw Error(ErrorCode::kInvalidArgument, fmt::format("names, line {}: {}", number_, what));
  }

  void read_line(std::string_view line) {
    if (trimmed(line).empty() || line.starts_with('#')) return;
    if (!is_utf8(line)) fail("not UTF-8");
    std::vector<std::string_view> columns;
    while (true) {
      const std::size_t tab = line.find('\t');
      columns.push_back(trimmed(line.substr(0, tab)));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    if (columns.size() < 2) fail("expected: TYPE, a tab, NAME, and ALIASES after further tabs");
    const std::optional<EntityType> type = entity_type_from(columns[0]);
    if (!type || *type == EntityType::kMisc) {
      fail(fmt::format("'{}' is no type; known are person, place, org", columns[0]));
    }
    UserName name{*type, std::string(columns[1]), {}};
    check(name, name.name);
    for (std::size_t i = 2; i < columns.size(); ++i) {
      if (columns[i].empty()) continue;
      check(name, columns[i]);
      name.aliases.emplace_back(columns[i]);
    }
    names_.list.push_back(std::move(name));
  }

  void check(const UserName& name, std::string_view spelling) {
    const std::string normalized = normalize_name(name.type, spelling);
    if (normalized.empty()) fail("a name without letters or digits");
    const auto words = static_cast<std::size_t>(std::ranges::count(normalized, ' ')) + 1;
    if (words > kMaxUserNameWords) {
      fail(fmt::format("a name has at most {} words", kMaxUserNameWords));
    }
    const auto [place, fresh] = owners_.try_emplace({name.type, normalized}, name.name);
    if (!fresh && place->second != name.name) {
      fail(fmt::format("'{}' stands for '{}' already", spelling, place->second));
    }
  }

  UserNames names_;
  std::map<std::pair<EntityType, std::string>, std::string> owners_;
  std::size_t number_ = 1;
};

}  // namespace

UserNames parse_user_names(std::string_view text) { return Parser().parse(text); }

std::string to_string(const UserNames& names) {
  std::string out;
  for (const UserName& name : names.list) {
    out += fmt::format("{}\t{}", to_string(name.type), name.name);
    for (const std::string& alias : name.aliases) out += '\t' + alias;
    out += '\n';
  }
  return out;
}

UserNameTable::UserNameTable(const UserNames& names) {
  for (const UserName& name : names.list) {
    auto& of_type = names_[static_cast<std::size_t>(name.type)];
    of_type.emplace(normalize_name(name.type, name.name), name.name);
    for (const std::string& alias : name.aliases) {
      of_type.emplace(normalize_name(name.type, alias), name.name);
    }
  }
}

std::string_view UserNameTable::find(EntityType type, std::string_view normalized) const {
  const auto& of_type = names_[static_cast<std::size_t>(type)];
  const auto found = of_type.find(normalized);
  return found == of_type.end() ? std::string_view() : found->second;
}

}  // namespace ksearch
