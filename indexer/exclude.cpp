#include "indexer/exclude.h"

#include <fnmatch.h>

namespace ksearch {
namespace {

bool pattern_matches(std::string_view pattern, const std::string& relative) {
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  if (pattern.empty()) return false;
  if (pattern.find('/') == std::string_view::npos) {
    const std::size_t slash = relative.rfind('/');
    const std::string name = slash == std::string::npos ? relative : relative.substr(slash + 1);
    return fnmatch(std::string(pattern).c_str(), name.c_str(), 0) == 0;
  }
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  return fnmatch(std::string(pattern).c_str(), relative.c_str(), FNM_PATHNAME) == 0;
}

}  // namespace

void ExcludeList::add_lines(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (!line.empty() && line.front() != '#') patterns_.emplace_back(line);
  }
}

bool ExcludeList::matches(const std::string& relative) const {
  for (const std::string& pattern : patterns_) {
    if (pattern_matches(pattern, relative)) return true;
  }
  return false;
}

}  // namespace ksearch
