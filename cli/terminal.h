#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ksearch::cli {

/// Value of --color.
enum class ColorMode { kAuto, kAlways, kNever };

/// Reads --color's value; throws Error(kInvalidArgument) for an unknown one.
[[nodiscard]] ColorMode color_mode_from(std::string_view name);

/// Value of an environment variable; nothing when it is not set.
using EnvironmentReader = std::function<std::optional<std::string>(const char* name)>;

/// What is known about where output goes. A value type.
struct Terminal {
  static constexpr std::size_t kUnlimited = static_cast<std::size_t>(-1);

  bool interactive = false;        ///< a person looks at it
  bool color = false;              ///< SGR colours and OSC 8 links
  bool unicode = true;             ///< the locale is UTF-8: more than ASCII may be drawn
  bool redraw = false;             ///< a line can be drawn over: not on TERM=dumb
  std::size_t width = kUnlimited;  ///< columns; kUnlimited: nothing is wrapped
};

/// Inputs of decide_terminal(), as the operating system gives them.
struct TerminalFacts {
  bool is_terminal = false;
  std::size_t window_columns = 0;  ///< 0: unknown
};
[[nodiscard]] TerminalFacts terminal_facts(int file_descriptor);

/// `always` and `never` win; else colour needs a terminal, no NO_COLOR (no-color.org: set and not
/// empty) and a TERM that is not "dumb". The width is $COLUMNS, else the window's, else 80; without
/// a terminal and $COLUMNS it is unlimited. It is never below 20. The locale is the first of
/// $LC_ALL, $LC_CTYPE and $LANG that is set and not empty.
[[nodiscard]] Terminal decide_terminal(const TerminalFacts& facts, ColorMode mode,
                                       const EnvironmentReader& environment);

/// Escape sequences that open a style; all are empty without colour.
struct Palette {
  explicit Palette(bool color);
  std::string_view title;  ///< headline of a hit
  std::string_view match;  ///< what matched, in a passage or a title
  std::string_view dim;    ///< beside the matter: dates, names, paths
  std::string_view reset;  ///< ends any of them
};

/// `text` as a link to `target` (OSC 8), or `text` alone when `links` is false or the target is
/// neither an absolute path nor an http(s) URL. `text` is printed as it is.
[[nodiscard]] std::string hyperlink(std::string_view text, std::string_view target, bool links);

}  // namespace ksearch::cli
