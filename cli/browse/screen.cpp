#include "cli/browse/screen.h"

// Before ncurses, which declares functions for wide characters on request.
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <string>

#include "ksearch/error.h"

namespace ksearch::cli::browse {
namespace {

constexpr short kMatchColor = 1;
constexpr short kHeadingColor = 2;
/// After so many milliseconds an escape is the key Esc and not the start of a sequence.
constexpr int kEscapeDelay = 25;

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8U | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      result += j > count ? '=' : kDigits[group >> (18U - 6U * j) & 63U];
    }
  }
  return result;
}

std::optional<Key> function_key(wint_t code) {
  switch (code) {
    case KEY_UP:
      return Key{KeyKind::kUp};
    case KEY_DOWN:
      return Key{KeyKind::kDown};
    case KEY_LEFT:
      return Key{KeyKind::kLeft};
    case KEY_RIGHT:
      return Key{KeyKind::kRight};
    case KEY_PPAGE:
      return Key{KeyKind::kPageUp};
    case KEY_NPAGE:
      return Key{KeyKind::kPageDown};
    case KEY_HOME:
      return Key{KeyKind::kHome};
    case KEY_END:
      return Key{KeyKind::kEnd};
    case KEY_ENTER:
      return Key{KeyKind::kEnter};
    case KEY_BTAB:
      return Key{KeyKind::kBackTab};
    case KEY_BACKSPACE:
    case KEY_DC:
      return Key{KeyKind::kBackspace};
    default:
      return std::nullopt;
  }
}

std::optional<Key> character_key(wint_t code) {
  switch (code) {
    case L'\r':
    case L'\n':
      return Key{KeyKind::kEnter};
    case L'\t':
      return Key{KeyKind::kTab};
    case L'\b':
    case 0x7F:
      return Key{KeyKind::kBackspace};
    case 0x1B:
      return Key{KeyKind::kEscape};
    case 0x15:  // Ctrl-U
      return Key{KeyKind::kClearLine};
    case 0x06:  // Ctrl-F
      return Key{KeyKind::kPageDown};
    case 0x02:  // Ctrl-B
      return Key{KeyKind::kPageUp};
    default:
      break;
  }
  if (code < 0x20) return std::nullopt;
  return Key{KeyKind::kCharacter, static_cast<char32_t>(code)};
}

}  // namespace

Screen::Screen(Options options) : options_(options) {
  std::setlocale(LC_ALL, "");
  if (newterm(nullptr, stdout, stdin) == nullptr) {
    throw Error(ErrorCode::kInvalidArgument,
                "the kind of terminal that TERM names is not known here");
  }
  set_escdelay(kEscapeDelay);
  cbreak();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  curs_set(0);
  if (options_.color && has_colors()) {
    start_color();
    use_default_colors();
    init_pair(kMatchColor, COLOR_RED, -1);
    init_pair(kHeadingColor, COLOR_CYAN, -1);
  } else {
    options_.color = false;
  }
}

Screen::~Screen() { endwin(); }

Size Screen::size() const {
  return {static_cast<std::size_t>(getmaxy(stdscr)), static_cast<std::size_t>(getmaxx(stdscr))};
}

unsigned long Screen::attributes(Style style) const {
  const auto color = [&](short pair) {
    return options_.color ? static_cast<unsigned long>(COLOR_PAIR(pair)) : 0UL;
  };
  switch (style) {
    case Style::kPlain:
      return A_NORMAL;
    case Style::kDim:
      return A_DIM;
    case Style::kHeading:
      return A_BOLD | color(kHeadingColor);
    case Style::kMatch:
      return options_.color ? A_BOLD | color(kMatchColor) : A_BOLD | A_UNDERLINE;
    case Style::kSelected:
      return A_REVERSE;
    case Style::kSelectedMatch:
      return A_REVERSE | A_BOLD | A_UNDERLINE;
    case Style::kResting:
      return A_BOLD;
    case Style::kBar:
      break;
  }
  return A_REVERSE;
}

void Screen::show(const Grid& grid) {
  erase();
  const Size size = grid.size();
  for (std::size_t row = 0; row < size.rows; ++row) {
    for (std::size_t column = 0; column < size.columns; ++column) {
      const Cell& cell = grid.at(row, column);
      if (cell.text.empty()) continue;
      attrset(static_cast<int>(attributes(cell.style)));
      const bool ascii = static_cast<unsigned char>(cell.text.front()) < 0x80;
      const std::string& text = cell.text;
      // Each cell is placed by itself, so that a character that the C library takes for wider or
      // narrower than we do moves no other.
      mvaddstr(static_cast<int>(row), static_cast<int>(column),
               ascii || options_.unicode ? text.c_str() : "?");
    }
  }
  attrset(A_NORMAL);
  refresh();
}

std::optional<Key> Screen::read() {
  wint_t code = 0;
  const int kind = get_wch(&code);
  if (kind == ERR) {
    // Interrupted by a signal such as a change of size, or the terminal is gone.
    closed_ = isatty(STDIN_FILENO) == 0 || feof(stdin) != 0;
    return std::nullopt;
  }
  return kind == KEY_CODE_YES ? function_key(code) : character_key(code);
}

void Screen::copy(std::string_view text) {
  const std::string sequence = "\x1b]52;c;" + base64(text) + "\x07";
  std::fwrite(sequence.data(), 1, sequence.size(), stdout);
  std::fflush(stdout);
}

void Screen::suspend() {
  def_prog_mode();
  endwin();
}

void Screen::resume() {
  reset_prog_mode();
  clearok(stdscr, TRUE);
}

}  // namespace ksearch::cli::browse
