#include "server/html_escape.h"

#include <doctest/doctest.h>

#include <string>

using namespace ksearch;

TEST_CASE("text becomes HTML that shows it and does nothing") {
  struct Case {
    std::string text;
    std::string html;
  };
  const Case cases[] = {
      {"plain words", "plain words"},
      {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
      {"\" onload='x' a=&amp;", "&quot; onload=&#39;x&#39; a=&amp;amp;"},
      {"Зеленський é 東", "Зеленський é 東"},
      {"tab\tand\nline", "tab\tand\nline"},
      {"a\r\nb", "a \nb"},
      {"\x1b[2J", "U+001B[2J"},
      {std::string("a\0b", 3), "aU+0000b"},
      {"\xC2\x9B", "U+009B"},
      {"a\xE2\x80\xAE"
       "txt.exe",
       "aU+202Etxt.exe"},
      {"\xFF<\xC3", "\xEF\xBF\xBD&lt;\xEF\xBF\xBD"},
      {"", ""},
  };
  for (const Case& one : cases) CHECK(html_escape(one.text) == one.html);
}

TEST_CASE("no byte of the input opens a tag, an attribute or an entity of its own") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  const std::string html = html_escape(all);
  CHECK(html.find_first_of("<>\"'") == std::string::npos);
}
