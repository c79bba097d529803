#include "indexer/readers/format.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "common/utf8.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(), [](char a, char b) {
           return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
         });
}

bool is_header_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return c > 0x20 && c < 0x7F && c != ':';
  });
}

bool is_telling_header(std::string_view name) {
  static constexpr std::string_view kTelling[] = {
      "from",        "to",           "subject",      "date",         "message-id", "received",
      "return-path", "delivered-to", "mime-version", "content-type", "x-mailer",   "reply-to"};
  const std::string lower = lower_case(name);
  return std::find(std::begin(kTelling), std::end(kTelling), lower) != std::end(kTelling);
}

}  // namespace

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string file_extension(std::string_view path) {
  const std::string_view name = file_name(path);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  const bool is_name = std::all_of(extension.begin(), extension.end(), [](unsigned char c) {
    return c < 0x80 && std::isalnum(c) != 0;
  });
  const bool has_letter = std::any_of(extension.begin(), extension.end(),
                                      [](unsigned char c) { return std::isalpha(c) != 0; });
  if (!is_name || !has_letter || extension.size() > 10) return {};
  return lower_case(extension);
}

std::string site_of_url(std::string_view url) {
  if (!starts_with_ignoring_case(url, "http://") && !starts_with_ignoring_case(url, "https://")) {
    return {};
  }
  url.remove_prefix(url.find("//") + 2);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) {
    url.remove_prefix(user + 1);
  }
  std::string host = lower_case(url.substr(0, url.find(':')));
  return host.starts_with("www.") ? host.substr(4) : host;
}

bool looks_like_html(std::string_view head) {
  head = without_byte_order_mark(head);
  while (true) {
    head = trimmed(head);
    const std::string_view end = head.starts_with("<?xml") ? "?>" : "-->";
    if (!head.starts_with("<?xml") && !head.starts_with("<!--")) break;
    const std::size_t close = head.find(end);
    if (close == std::string_view::npos) return false;
    head.remove_prefix(close + end.size());
  }
  return starts_with_ignoring_case(head, "<!doctype html") ||
         starts_with_ignoring_case(head, "<html");
}

bool looks_like_email(std::string_view head) {
  if (head.starts_with("From ")) head.remove_prefix(std::min(head.find('\n'), head.size() - 1) + 1);
  int telling = 0;
  bool is_first = true;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const bool is_complete = end < head.size();
    std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || !is_complete) break;
    const bool is_continuation = line.front() == ' ' || line.front() == '\t';
    const std::size_t colon = line.find(':');
    if (!is_continuation || is_first) {
      if (colon == std::string_view::npos || !is_header_name(line.substr(0, colon))) return false;
      telling += is_telling_header(line.substr(0, colon)) ? 1 : 0;
    }
    is_first = false;
  }
  return telling >= 2;
}

}  // namespace ksearch
