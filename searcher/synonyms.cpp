#include "ksearch/synonyms.h"

#include <algorithm>

#include "common/analysis/code_points.h"
#include "common/analysis/fold.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

constexpr std::string_view kArrow = "=>";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

[[noreturn]] void fail(std::size_t line, const std::string& problem) {
  throw Error(ErrorCode::kInvalidArgument, "line " + std::to_string(line) + " " + problem);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r\v\f";
  text.remove_prefix(std::min(text.find_first_not_of(kWhite), text.size()));
  return text.substr(0, text.find_last_not_of(kWhite) + 1);
}

std::vector<std::string> entries(std::string_view list, std::size_t line) {
  std::vector<std::string> found;
  while (true) {
    const std::size_t comma = list.find(',');
    const std::string_view entry = trimmed(list.substr(0, comma));
    if (fold(entry).empty()) {
      fail(line, "has an entry without a letter or digit; write: ceasefire, truce");
    }
    found.emplace_back(entry);
    if (comma == std::string_view::npos) return found;
    list.remove_prefix(comma + 1);
  }
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const bool is_replaced = next_code_point(text, i) == kReplacementCharacter;
    if (is_replaced && text.substr(begin, i - begin) != "\xef\xbf\xbd") return false;
  }
  return true;
}

}  // namespace

Synonyms Synonyms::parse(std::string_view text) {
  Synonyms synonyms;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view whole = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(whole.size() + 1, text.size()));
    const std::string_view line = trimmed(whole);
    if (line.empty() || line.front() == '#') continue;
    if (!is_utf8(line)) fail(number, "is not UTF-8");
    const std::size_t arrow = line.find(kArrow);
    if (arrow == std::string_view::npos) {
      const std::vector<std::string> group = entries(line, number);
      if (group.size() < 2) fail(number, "has one entry alone; write: ceasefire, truce");
      for (const std::string& entry : group) synonyms.add(entry, group);
      continue;
    }
    const std::string_view right = line.substr(arrow + kArrow.size());
    if (right.find(kArrow) != std::string_view::npos) fail(number, "has a second =>");
    const std::vector<std::string> to = entries(right, number);
    for (const std::string& from : entries(line.substr(0, arrow), number)) synonyms.add(from, to);
  }
  return synonyms;
}

void Synonyms::add(const std::string& from, const std::vector<std::string>& to) {
  const std::string key = fold(from);
  std::vector<std::string>& others = others_[key];
  for (const std::string& entry : to) {
    const std::string folded = fold(entry);
    const bool known = folded == key || std::ranges::any_of(others, [&](const std::string& other) {
                         return fold(other) == folded;
                       });
    if (!known) others.push_back(entry);
  }
}

std::vector<std::string> Synonyms::of(std::string_view entry) const {
  const auto found = others_.find(fold(entry));
  return found == others_.end() ? std::vector<std::string>{} : found->second;
}

}  // namespace ksearch
