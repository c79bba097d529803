#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "ksearch/error.h"

namespace ksearch::cli {
namespace {

constexpr std::size_t kDefaultColumns = 80;
constexpr std::size_t kLeastColumns = 20;

std::optional<std::size_t> positive_number(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::size_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc{} || stop != end || number == 0) return std::nullopt;
  return number;
}

/// Percent-encodes what RFC 3986 does not let stand in a URI; `kept` stays beside letters and
/// digits. Keeps control characters, and so the end of the escape sequence, out of a link.
std::string percent_encode(std::string_view text, std::string_view kept) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || kept.find(c) != std::string_view::npos;
    if (plain) {
      result += c;
    } else {
      result += '%';
      result += kHex[byte >> 4U];
      result += kHex[byte & 15U];
    }
  }
  return result;
}

bool is_utf8_locale(const EnvironmentReader& environment) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string locale = environment(name).value_or("");
    if (locale.empty()) continue;
    std::ranges::transform(locale, locale.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

}  // namespace

ColorMode color_mode_from(std::string_view name) {
  if (name == "auto") return ColorMode::kAuto;
  if (name == "always") return ColorMode::kAlways;
  if (name == "never") return ColorMode::kNever;
  throw Error(ErrorCode::kInvalidArgument,
              "'--color' is auto, always or never, not '" + std::string(name) + "'");
}

TerminalFacts terminal_facts(int file_descriptor) {
  TerminalFacts facts;
  facts.is_terminal = isatty(file_descriptor) == 1;
  winsize size{};
  if (facts.is_terminal && ioctl(file_descriptor, TIOCGWINSZ, &size) == 0) {
    facts.window_columns = size.ws_col;
  }
  return facts;
}

Terminal decide_terminal(const TerminalFacts& facts, ColorMode mode,
                         const EnvironmentReader& environment) {
  const std::string no_color = environment("NO_COLOR").value_or("");
  const bool dumb = environment("TERM").value_or("dumb") == "dumb";

  Terminal terminal;
  terminal.interactive = facts.is_terminal;
  terminal.unicode = is_utf8_locale(environment);
  terminal.redraw = facts.is_terminal && !dumb;
  terminal.color = mode == ColorMode::kAlways ||
                   (mode == ColorMode::kAuto && terminal.redraw && no_color.empty());
  if (const auto columns = positive_number(environment("COLUMNS"))) {
    terminal.width = std::max(*columns, kLeastColumns);
  } else if (facts.is_terminal) {
    terminal.width =
        facts.window_columns == 0 ? kDefaultColumns : std::max(facts.window_columns, kLeastColumns);
  }
  return terminal;
}

Palette::Palette(bool color) {
  if (!color) return;
  title = "\x1b[1m";
  match = "\x1b[1;31m";
  dim = "\x1b[2m";
  reset = "\x1b[0m";
}

std::string hyperlink(std::string_view text, std::string_view target, bool links) {
  std::string uri;
  if (target.starts_with('/')) {
    uri = "file://" + percent_encode(target, "/-._~+,@:");
  } else if (target.starts_with("https://") || target.starts_with("http://")) {
    uri = percent_encode(target, "-._~:/?#[]@!$&'()*+,;=%");
  }
  if (!links || uri.empty()) return std::string(text);
  return "\x1b]8;;" + uri + "\x1b\\" + std::string(text) + "\x1b]8;;\x1b\\";
}

}  // namespace ksearch::cli
