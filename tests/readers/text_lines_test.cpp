#include "indexer/readers/text_lines.h"

#include <doctest/doctest.h>

namespace ksearch {
namespace {

TEST_CASE("lines end at LF, CR and CRLF, and blank ones are left out") {
  const std::string text = "  one \r\n\r\ntwo\rthree\n \xC2\xA0 \nfour";
  std::string joined;
  for (const Span line : text_lines(text)) joined += std::string(slice(text, line)) + "|";
  CHECK(joined == "one|two|three|four|");
  CHECK(text_lines("").empty());
  CHECK(text_lines("\n\n").empty());
}

TEST_CASE("a sentence ends with a mark, whatever closes after it") {
  for (const char* line : {"It is over.", "He said: \"It is over.\"", "Is it over?",
                           "Over (at last).", "Он ушёл…", "終わった。"}) {
    CAPTURE(line);
    CHECK(ends_sentence(line));
  }
  for (const char* line : {"Talks end without a deal", "", "\"\"", "(Photo)"}) {
    CAPTURE(line);
    CHECK_FALSE(ends_sentence(line));
  }
}

TEST_CASE("lower case and collapsing work on code points") {
  CHECK(lower_case("ÄÖ Київ ΑΒ Z") == "äö київ αβ z");
  CHECK(collapsed(" a\t\n b\xC2\xA0\xC2\xA0"
                  "c ") == "a b c");
  CHECK(code_point_count("Київ") == 4);
  CHECK(word_count("  one two\nthree ") == 3);
}

}  // namespace
}  // namespace ksearch
