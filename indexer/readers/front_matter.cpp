#include "indexer/readers/front_matter.h"

#include <algorithm>

#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// More is no front matter but a document that happens to start with a line.
constexpr std::size_t kLongestBlock = std::size_t{64} << 10;

/// A line without its end, and where the next one starts.
std::string_view take_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_key_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || (c & 0x80) != 0;
}

/// Length of the key that a line starts with, before its colon; 0 when there is none.
std::size_t key_length(std::string_view line) {
  const auto end = std::find_if_not(line.begin(), line.end(), is_key_byte);
  const auto length = static_cast<std::size_t>(end - line.begin());
  const bool has_colon = length < line.size() && line[length] == ':' &&
                         (length + 1 == line.size() || line[length + 1] == ' ');
  return has_colon ? length : 0;
}

/// A value without its quotes, and without a comment after it.
std::string scalar(std::string_view value) {
  value = trimmed(value);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    std::string text;
    for (std::size_t i = 1; i + 1 < value.size(); ++i) {
      if (value[i] == '\\' && i + 2 < value.size()) ++i;
      text += value[i];
    }
    return text;
  }
  if (value.size() >= 2 && value.front() == '\'' && value.back() == '\'') {
    std::string text(value.substr(1, value.size() - 2));
    for (std::size_t at = text.find("''"); at != std::string::npos; at = text.find("''", at + 1)) {
      text.erase(at, 1);
    }
    return text;
  }
  return std::string(trimmed(value.substr(0, value.find(" #"))));
}

/// The values of "[a, 'b, c']" or of a single scalar.
std::vector<std::string> values_of(std::string_view value) {
  value = trimmed(value);
  std::vector<std::string> values;
  if (!value.starts_with('[') || !value.ends_with(']')) {
    if (std::string one = scalar(value); !one.empty()) values.push_back(std::move(one));
    return values;
  }
  value = value.substr(1, value.size() - 2);
  char quote = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const bool at_end = i == value.size();
    if (!at_end && quote != 0) {
      if (value[i] == quote) quote = 0;
    } else if (!at_end && (value[i] == '"' || value[i] == '\'')) {
      quote = value[i];
    } else if (at_end || value[i] == ',') {
      if (std::string one = scalar(value.substr(begin, i - begin)); !one.empty()) {
        values.push_back(std::move(one));
      }
      begin = i + 1;
    }
  }
  return values;
}

}  // namespace

std::string FrontMatter::first(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    for (const auto& [name, values] : fields) {
      if (name == key && !values.empty()) return values.front();
    }
  }
  return {};
}

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter matter;
  std::size_t at = 0;
  if (trimmed(take_line(text, at)) != "---") return {};
  bool is_block = false;  // inside the text of "key: |"
  while (at < text.size() && at < kLongestBlock) {
    const std::string_view line = take_line(text, at);
    const std::string_view content = trimmed(line);
    if (line.starts_with("---") || line.starts_with("...")) {
      matter.size_bytes = at;
      return matter;
    }
    const std::size_t length = key_length(line);
    if (length > 0) {
      const std::string_view value = trimmed(line.substr(length + 1));
      is_block = value == "|" || value == ">" || value == "|-" || value == ">-";
      matter.fields.emplace_back(lower_case(line.substr(0, length)),
                                 is_block ? std::vector<std::string>() : values_of(value));
    } else if (!matter.fields.empty() && !content.empty() && !content.starts_with('#')) {
      std::vector<std::string>& values = matter.fields.back().second;
      if (!is_block && content.starts_with("- ")) {
        values.push_back(scalar(content.substr(2)));
      } else if (values.empty()) {
        values.push_back(scalar(content));
      } else {
        values.back() += " " + std::string(content);
      }
    }
  }
  return {};
}

}  // namespace ksearch
