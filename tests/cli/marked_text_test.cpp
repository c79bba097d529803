#include "cli/marked_text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace ksearch;
using namespace ksearch::cli;

namespace {

/// Marks as brackets.
std::string bracketed(const MarkedText& text) {
  std::string result;
  std::size_t done = 0;
  for (const Span mark : text.marks) {
    result += text.text.substr(done, mark.begin - done) + "[" +
              text.text.substr(mark.begin, mark.size()) + "]";
    done = mark.end;
  }
  return result + text.text.substr(done);
}

std::string lines_of(const MarkedText& text, std::size_t width) {
  std::string result;
  for (const MarkedText& line : wrap(text, width)) {
    CHECK(display_width(line.text) <= width);
    result += bracketed(line) + "|";
  }
  return result;
}

}  // namespace

TEST_CASE("characters that control a terminal are shown and not sent") {
  struct Case {
    std::string text;
    std::string shown;
  };
  for (const Case& one : {
           Case{"plain é 日本", "plain é 日本"},
           Case{"\x1b[31mred", "\\x1b[31mred"},
           Case{std::string("a\0b", 3), "a\\x00b"},
           Case{"bell\x07 del\x7f", "bell\\x07 del\\x7f"},
           Case{"c1 \xc2\x9b"
                "2J",
                "c1 \\x9b2J"},
           Case{"over\u202eride\u2066x", "over\\u202eride\\u2066x"},
           Case{"line\u2028end", "line\\u2028end"},
           Case{"broken \xff\xc3", "broken \\xff\\xc3"},
           Case{"tab\tnew\nline\r", "tab new line\\x0d"},
       }) {
    CHECK(printable(one.text) == one.shown);
    CHECK(printable(printable(one.text)) == one.shown);
  }
  CHECK(printable("tab\tnew\nline", Lines::kKeep) == "tab\tnew\nline");
}

TEST_CASE("marks stay on their characters when others are escaped") {
  CHECK(bracketed(printable("\x1bpeace\x1b talks", {{1, 6}, {8, 13}})) ==
        "\\x1b[peace]\\x1b [talks]");
  CHECK(bracketed(printable("ab", {{0, 1}, {1, 2}})) == "[a][b]");
  CHECK(bracketed(printable("a\x07z", {{0, 3}})) == "[a\\x07z]");
  CHECK(bracketed(printable("abc", {{2, 9}})) == "ab[c]");
}

TEST_CASE("width counts columns and not bytes") {
  CHECK(display_width("peace") == 5);
  CHECK(display_width("Türkiye") == 7);
  CHECK(display_width("Tu\u0308rkiye") == 7);
  CHECK(display_width("日本語") == 6);
  CHECK(display_width("한국") == 4);
  CHECK(display_width("😀") == 2);
  CHECK(display_width("a\u200bb") == 2);
}

TEST_CASE("text is wrapped where a line may break") {
  CHECK(lines_of({"the peace talks in Istanbul", {{4, 9}, {10, 15}}}, 11) ==
        "the [peace]|[talks] in|Istanbul|");
  CHECK(lines_of({"ceasefire agreement", {{0, 19}}}, 12) == "[ceasefire]|[agreement]|");
  CHECK(lines_of({"well-known", {}}, 6) == "well-|known|");
  CHECK(lines_of({"abcdefghij kl", {}}, 4) == "abcd|efgh|ij|kl|");
  CHECK(lines_of({"和平谈判在伊斯坦布尔举行", {}}, 8) == "和平谈判|在伊斯坦|布尔举行|");
  CHECK(lines_of({"a\n\nb", {}}, 10) == "a||b|");
  CHECK(lines_of({"", {}}, 10) == "|");
  CHECK(lines_of({"exactly ten", {}}, 11) == "exactly ten|");
  CHECK(wrap({"no limit here", {{0, 2}}}, Terminal::kUnlimited) ==
        std::vector<MarkedText>{{"no limit here", {{0, 2}}}});
}

TEST_CASE("wrapping loses nothing but spaces at line ends") {
  const std::string text =
      "Медінський said — in “Türkiye” — that 日本 and Côte d'Ivoire "
      "(https://example.org/long/path) …";
  for (std::size_t width = 2; width < 60; ++width) {
    std::string joined;
    for (const MarkedText& line : wrap({text, {}}, width)) joined += line.text;
    std::string expected = text;
    std::erase(joined, ' ');
    std::erase(expected, ' ');
    CHECK(joined == expected);
  }
}

TEST_CASE("a shortened line ends with an ellipsis inside the width") {
  CHECK(shorten("Vladimir Medinsky", 17) == "Vladimir Medinsky");
  CHECK(shorten("Vladimir Medinsky", 10) == "Vladimir…");
  CHECK(shorten("Vladimir Medinsky", 4) == "Vla…");
  CHECK(shorten("日本語", 4) == "日…");
  CHECK(shorten("ab", 1) == "…");
  CHECK(shorten("ab", 0).empty());
}

TEST_CASE("marks are painted over the base style and nothing is painted without colour") {
  const Palette color(true);
  const Palette none(false);
  const MarkedText text{"the peace talks", {{4, 9}}};
  CHECK(paint(text, none, none.title) == "the peace talks");
  CHECK(paint(text, color) == "the \x1b[1;31mpeace\x1b[0m talks");
  CHECK(paint(text, color, color.title) ==
        "\x1b[1mthe \x1b[0m\x1b[1;31mpeace\x1b[0m\x1b[1m talks\x1b[0m");
}
