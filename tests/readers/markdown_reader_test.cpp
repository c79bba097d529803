#include "indexer/readers/markdown_reader.h"

#include <doctest/doctest.h>
#include <simdjson.h>

#include "common/dates.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/markdown_text.h"
#include "indexer/readers/text_lines.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

TEST_CASE("inline mark-up goes and the words stay") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"**bold** *it* __b__ _i_ ~~del~~", "bold it b i del"},
      {"***both*** and **a *nested* one**", "both and a nested one"},
      {"2 * 3 * 4, a * b", "2 * 3 * 4, a * b"},
      {"snake_case_name and __init__x", "snake_case_name and __init__x"},
      {"*open and ** lost", "*open and ** lost"},
      {"[words](http://a.example/x_(y)) end", "words end"},
      {"[words](<a b> \"title\"), [x][ref], [brackets] [1]", "words, x, [brackets] [1]"},
      {"![a quay](q.jpg) ok!", "a quay ok!"},
      {"[![in](a)](b)", "in"},
      {"[[Page|label]] [[Page]]", "label Page"},
      {"`code *x* &amp;` and ``a`b``", "code *x* &amp; and a`b"},
      {"a `lone tick", "a `lone tick"},
      {"<https://a.example/?a&amp;b> <b>x</b><br>", "https://a.example/?a&amp;b x"},
      {"a <!-- no --> b, 1 < 2 > 0", "a  b, 1 < 2 > 0"},
      {"caf&eacute; &#233; &#xE9; &amp; &nope; & b", "café é é & &nope; & b"},
      {"\\*not\\* \\[x\\](y) \\\\ \\a", "*not* [x](y) \\ \\a"},
      {"note[^1] here", "note here"},
      {"Київ **і *Львів* **", "Київ **і Львів **"},
      {"[a](b", "[a](b"},
      {"]([", "](["},
  };
  for (const auto& [markdown, expected] : cases) {
    CAPTURE(markdown);
    CHECK(markdown_text(markdown).text == expected);
  }
}

TEST_CASE("blocks become lines and paragraphs") {
  const MarkdownText text = markdown_text(
      "Intro\nline two\r\n\r\n# Title of *it* #\nPara\n\n\n\n- one\n- [x] two\n  goes on\n\n1. "
      "first\n2) second\n"
      "\n> quote\n> more\n\n---\n```cpp\nint *a = b_c_d;\n\n  x\n```\nSetext\n======\n| a | b "
      "|\n|---|:-:|\n"
      "| 1 | **2** |\n\n[ref]: http://a.example\n[^1]: A note.\n");
  CHECK(text.text ==
        "Intro\nline two\n\nTitle of it\n\nPara\n\none\ntwo\ngoes on\n\n1. first\n2) "
        "second\n\nquote\nmore\n\n"
        "int *a = b_c_d;\n  x\n\nSetext\n\na\tb\n1\t2\n\nA note.");
  REQUIRE(text.first_heading.has_value());
  CHECK(slice(text.text, *text.first_heading) == "Title of it");
}

TEST_CASE("front matter is read as people write it") {
  const FrontMatter matter = read_front_matter(
      "---\r\ntitle: \"A \\\"quoted\\\": title\"\r\nDate: 2025-05-16 # day\ntags: [a, 'b, c', "
      "\"d\"]\nauthors:\n"
      "  - Ann Lee\n  - 'Bo''s'\nsummary: >\n  one\n  two\nempty:\n# comment\n---\nBody");
  using Values = std::vector<std::string>;
  const std::vector<std::pair<std::string, Values>> expected = {
      {"title", {"A \"quoted\": title"}}, {"date", {"2025-05-16"}}, {"tags", {"a", "b, c", "d"}},
      {"authors", {"Ann Lee", "Bo's"}},   {"summary", {"one two"}}, {"empty", {}}};
  CHECK(matter.fields == expected);
  CHECK(matter.size_bytes > 0);
  CHECK(read_front_matter("---\ntitle: never closed\n").size_bytes == 0);
  CHECK(read_front_matter("text\n---\n").size_bytes == 0);
  CHECK(read_front_matter("").size_bytes == 0);
}

TEST_CASE("a Markdown file becomes a document") {
  const auto sink = test::read_with(
      MarkdownReader(), "/notes/a.md",
      "---\ntitle: Harbour reopens\ndate: 2025-05-16\nauthor: Ann Lee\nlang: en-GB\n"
      "url: https://www.a.example/x\nsection: World\n---\n\n# Harbour reopens\n\nText.\n");
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.text == "Harbour reopens\n\nText.");
  CHECK(document.title == "Harbour reopens");
  REQUIRE(document.title_span.has_value());
  CHECK(slice(document.text, *document.title_span) == "Harbour reopens");
  CHECK(format_date(document.date.value()) == "2025-05-16");
  CHECK(document.authors == std::vector<std::string>{"Ann Lee"});
  CHECK(document.language == "en");
  CHECK(document.source == "a.example");
  CHECK(document.type == "markdown");
  CHECK(document.metadata ==
        std::vector<std::pair<std::string, std::string>>{{"section", "World"}});
}

TEST_CASE("without front matter the first heading is the title, and a bad date is said") {
  const auto sink = test::read_with(MarkdownReader(), "/2025-05-16.md",
                                    "---\ndate: soon\n---\nIntro.\n\n## Part\n\nText.");
  const Document& document = sink.documents.at(0);
  CHECK(document.title == "Part");
  CHECK(document.date->origin == DateOrigin::kUrl);
  CHECK(sink.warnings() == std::vector<std::string>{"not a date: soon"});
}

TEST_CASE("hostile Markdown is read in linear time, and cut anywhere without harm") {
  const auto repeated = [](std::string_view piece, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
  };
  for (const char* piece : {"[",    "]",  "[a](",    "![",    "*",      "**a ", "_a",  "`", "`a",
                            "``a`", "<",  "<a ",     "<!--",  "\\",     "> ",   "- ",  "&", "&#",
                            "|",    "# ", "\n---\n", "~~~\n", "a\n=\n", "[^",   "[[a|"}) {
    const MarkdownText text = markdown_text(repeated(piece, 200'000));
    CHECK(simdjson::validate_utf8(text.text));
  }
  const std::string sample =
      "---\nt: [a, 'é']\n---\n# Tïtle\n\n- **b** [é](x \"y\") `c` <a>\n\n| é | b "
      "|\n|--|--|\n```\né\n```\n&eacute;\\é";
  for (std::size_t size = 0; size <= sample.size(); ++size) {
    const auto sink = test::read_with(MarkdownReader(), "/a.md", sample.substr(0, size));
    for (const Document& document : sink.documents) CHECK(simdjson::validate_utf8(document.text));
  }
}

}  // namespace
}  // namespace ksearch
