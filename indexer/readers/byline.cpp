#include "indexer/readers/byline.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "common/utf8.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kMostNameWords = 5;
constexpr std::size_t kLongestByline = 120;

/// Words that open a by-line, in lower case.
constexpr std::string_view kOpenings[] = {"by ",     "par ",   "von ",    "di ",    "por ",
                                          "автор: ", "автор ", "yazan: ", "autor: "};
/// What stands between two names.
constexpr std::string_view kJoiners[] = {" and ", " et ", " und ", " ve ", " и ", " та ", "; "};

std::size_t opening_length(std::string_view line) {
  const std::string lower = lower_case(line.substr(0, utf8_prefix(line, 20).size()));
  for (const std::string_view opening : kOpenings) {
    if (lower.starts_with(opening)) return opening.size();
  }
  return 0;
}

bool starts_with_capital(std::string_view text) {
  return !text.empty() && u_isupper(static_cast<UChar32>(utf8_sequence(text, 0).code_point)) != 0;
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && word_count(name) <= kMostNameWords &&
         name.find_first_of("@0123456789") == std::string_view::npos &&
         name.find("://") == std::string_view::npos;
}

}  // namespace

bool is_byline(std::string_view line) {
  const std::size_t opening = line.size() <= kLongestByline ? opening_length(line) : 0;
  if (opening == 0 || ends_sentence(line)) return false;
  const std::vector<std::string> names = names_in_byline(line);
  return !names.empty() && std::all_of(names.begin(), names.end(), [](const std::string& name) {
    return starts_with_capital(name) && word_count(name) >= 2;
  });
}

std::vector<std::string> names_in_byline(std::string_view byline) {
  std::string list(byline.substr(opening_length(byline)));
  // "Ann Lee (with Bo Roe)": what is in brackets is no part of a name.
  list = list.substr(0, list.find('('));
  for (const std::string_view joiner : kJoiners) {
    for (std::size_t at = list.find(joiner); at != std::string::npos; at = list.find(joiner, at)) {
      list.replace(at, joiner.size(), ", ");
    }
  }
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    std::string name = collapsed(std::string_view(list).substr(begin, end - begin));
    begin = end + 1;
    const bool is_known = std::find(names.begin(), names.end(), name) != names.end();
    if (is_name(name) && !is_known) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace ksearch
