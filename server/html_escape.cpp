#include "server/html_escape.h"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>

#include "common/analysis/code_points.h"

namespace ksearch {
namespace {

bool is_control(char32_t c) {
  if (c == '\t' || c == '\n') return false;
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

std::string_view entity(char32_t c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

std::string html_escape(std::string_view text) {
  std::string html;
  html.reserve(text.size() + text.size() / 8);
  for_each_code_point(text, [&](char32_t c, std::string_view bytes) {
    if (const std::string_view name = entity(c); !name.empty()) {
      html += name;
    } else if (c == '\r') {
      html += ' ';
    } else if (is_control(c)) {
      fmt::format_to(std::back_inserter(html), "U+{:04X}", static_cast<std::uint32_t>(c));
    } else if (c == kReplacementCharacter) {
      html += "\xEF\xBF\xBD";
    } else {
      html += bytes;
    }
  });
  return html;
}

}  // namespace ksearch
