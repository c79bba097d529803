#include "server/url.h"

#include <algorithm>

namespace ksearch {
namespace {

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// Calls `visit` with each part between separators until one call returns false; whether none did.
template <typename Visit>
bool for_each_part(std::string_view text, char separator, Visit visit) {
  while (true) {
    const std::size_t end = text.find(separator);
    if (!visit(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, PlusSign plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == PlusSign::kSpace) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      const int high = i + 2 < text.size() ? hexadecimal(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hexadecimal(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += '%';
      encoded += kDigits[byte >> 4U];
      encoded += kDigits[byte & 0xFU];
    }
  }
  return encoded;
}

bool read_target(std::string_view target, HttpRequest& request) {
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return false;
  const std::size_t question = target.find('?');
  const std::string_view path = target.substr(0, question);

  const bool good_path = for_each_part(path.substr(1), '/', [&](std::string_view segment) {
    auto decoded = percent_decode(segment);
    if (!decoded || std::ranges::any_of(*decoded, is_control)) return false;
    request.path += '/' + *decoded;
    request.segments.push_back(*std::move(decoded));
    return true;
  });
  if (!good_path || question == std::string_view::npos) return good_path;

  return for_each_part(target.substr(question + 1), '&', [&](std::string_view pair) {
    if (pair.empty()) return true;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equals), PlusSign::kSpace);
    auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), PlusSign::kSpace);
    if (!name || !value) return false;
    request.parameters.emplace_back(*std::move(name), *std::move(value));
    return true;
  });
}

}  // namespace ksearch
