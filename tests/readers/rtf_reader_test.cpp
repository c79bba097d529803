#include "indexer/readers/rtf_reader.h"

#include <doctest/doctest.h>
#include <simdjson.h>

#include "common/dates.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

TEST_CASE("the text of RTF is what a reader of it sees") {
  struct Case {
    std::string_view rtf;
    std::string_view text;
  };
  constexpr Case kCases[] = {
      {R"({\rtf1 Plain\b bold\b0  text.})", "Plainbold text."},
      {"{\\rtf1 One.\\par\r\nTwo.\\line Three\\tab x}", "One.\nTwo.\nThree\tx"},
      {R"({\rtf1\ansi\ansicpg1251 \'cf\'ee\'f0\'f2})", "Порт"},
      {R"({\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0 \'e9 \f1 \'ef\'ee})", "é по"},
      {R"({\rtf1\uc1 \u1055 ?\u1086?\u-10179?\u-8704? x})", "По😀 x"},
      {R"({\rtf1{\uc2 \u1055 ??}b\uc0 \u1086 c})", "Пbоc"},
      {R"({\rtf1\u1055\'3fx})", "Пx"},
      {R"({\rtf1 \ldblquote a\rdblquote\emdash b\~c\_d\-e \{\}\\})", "“a”—b c-de {}\\"},
      {R"({\rtf1{\stylesheet{\s0 Normal;}}{\*\generator X;}{\colortbl;\red0;}Text})", "Text"},
      {R"({\rtf1{\pict\pngblip 89504e}{\header page 1}Text{\v hidden}})", "Text"},
      {R"({\rtf1{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt link}}})", "link"},
      {R"({\rtf1 a\cell b\cell\row c})", "a\tb\t\nc"},
      {"{\\rtf1 a\\bin3 }}}b}", "ab"},
      {R"({\rtf1 title \title is text})", "title is text"},
  };
  for (const Case& one : kCases) {
    CAPTURE(one.rtf);
    CHECK(parse_rtf(one.rtf).text == one.text);
    CHECK_FALSE(parse_rtf(one.rtf).is_cut_off);
  }
}

TEST_CASE("properties become fields") {
  const auto sink = test::read_with(
      RtfReader(), "/a.rtf",
      R"({\rtf1\ansi{\info{\title Talks end}{\author Ann Lee}{\creatim\yr2025\mo5\dy16\hr14\min5}})"
      R"(The talks ended.\par And tea was had.\par})");
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.title == "Talks end");
  CHECK(document.text == "The talks ended.\nAnd tea was had.\n");
  CHECK(document.authors == std::vector<std::string>{"Ann Lee"});
  CHECK(format_date(document.date.value()) == "2025-05-16T14:05:00Z");
  CHECK(document.type == "rtf");
}

TEST_CASE("broken RTF is read as far as it goes") {
  const auto cut = test::read_with(RtfReader(), "/a.rtf", R"({\rtf1 Half a {\b text)");
  CHECK(cut.documents.at(0).text == "Half a text");
  CHECK(cut.warnings() == std::vector<std::string>{"the document is cut off"});
  CHECK(test::read_with(RtfReader(), "/a.rtf", R"({\rtf1{\pict 00}})").skips() ==
        std::vector<std::string>{"no text in the document"});
  const std::string deep(1'000'000, '{');
  CHECK(parse_rtf("{\\rtf1 a" + deep + "b").text == "ab");
  CHECK(parse_rtf("}}}a").text == "a");
  const std::string rtf =
      R"({\rtf1\ansi\ansicpg932{\info{\title \'82\'a0}}\u-10179?\u-8704?\'82\'a0\bin2 ab\uc-1 \u99999999999 x})";
  for (std::size_t size = 0; size <= rtf.size(); ++size) {
    const RtfContent content = parse_rtf(std::string_view(rtf).substr(0, size));
    CHECK(simdjson::validate_utf8(content.text));
    CHECK(simdjson::validate_utf8(content.title));
  }
}

}  // namespace
}  // namespace ksearch
