#include "server/http_message.h"

#include <algorithm>

namespace ksearch {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_header(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

std::optional<std::string> HttpRequest::parameter(std::string_view name) const {
  std::optional<std::string> last;
  for (const auto& [key, value] : parameters) {
    if (key == name) last = value;
  }
  return last;
}

std::string_view HttpRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (same_header(key, name)) return value;
  }
  return {};
}

}  // namespace ksearch
