#include "indexer/readers/reuters_reader.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <iostream>

#include "common/dates.h"
#include "tests/readers/collecting_sink.h"
#include "tests/support/folders.h"

namespace ksearch {
namespace {

using Lines = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

test::CollectingSink read(std::string_view bytes) {
  return test::read_with(ReutersReader(), "/wire/a.sgm", bytes);
}

constexpr std::string_view kStories =
    "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"
    "<REUTERS TOPICS=\"YES\" OLDID=\"5\" NEWID=\"17\">\n<DATE>16-MAY-1987 14:05:01.79</DATE>\n"
    "<TOPICS><D>cocoa</D><D>ship</D></TOPICS>\n<PLACES><D>port-ellery</D></PLACES>\n<ORGS></ORGS>\n"
    "<UNKNOWN>\n&#5;&#22;f0704&#31;reute</UNKNOWN>\n"
    "<TEXT>&#2;\n<TITLE>BOATS &amp; &lt;COCOA></TITLE>\n<AUTHOR>    by Ann Lee, Reuters</AUTHOR>\n"
    "<DATELINE>    PORT ELLERY, May 16 - </DATELINE><BODY>The boats\nare in.\n    All of them.\n"
    " Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n"
    "<REUTERS NEWID=\"18\">\n<DATE>soon</DATE>\n<TEXT TYPE=\"UNPROC\">&#2;\nRaw text\n&#3;</TEXT>\n"
    "</REUTERS>\n"
    "<REUTERS NEWID=\"19\">\n<TEXT TYPE=\"BRIEF\"><TITLE>ONLY A TITLE</TITLE></TEXT>\n</REUTERS>\n"
    "<REUTERS NEWID=\"20\">\n<TEXT></TEXT>\n</REUTERS>\n";

TEST_CASE("stories are found one after another") {
  const auto sink = read(kStories);
  REQUIRE(sink.documents.size() == 3);
  const Document& first = sink.documents[0];
  CHECK(first.member == "story 17");
  CHECK(first.title == "BOATS & <COCOA>");
  CHECK(first.text == "PORT ELLERY, May 16 - The boats\nare in.\n    All of them.");
  CHECK(first.authors == Lines{"Ann Lee"});
  CHECK(format_date(first.date.value()) == "1987-05-16T14:05:01Z");
  CHECK(first.date->origin == DateOrigin::kMetadata);
  CHECK(first.metadata ==
        Pairs{{"topics", "cocoa"}, {"topics", "ship"}, {"places", "port-ellery"}});
  CHECK(sink.documents[1].text == "Raw text");
  CHECK(sink.documents[2].title == "ONLY A TITLE");
  CHECK(sink.warnings() == Lines{"story 18: not a date: soon"});
  CHECK(sink.skips() == Lines{"story 20: no text and no title"});
}

TEST_CASE("stories need not begin with a line") {
  const std::string story = "<REUTERS><TEXT><BODY>Boats</BODY></TEXT></REUTERS>";
  const auto sink = read("<!DOCTYPE lewis>" + story + " " + story + "\n\n" + story);
  Lines found;
  for (const Document& document : sink.documents) {
    found.push_back(document.member + ": " + document.text);
  }
  CHECK(found == Lines{"story 1: Boats", "story 2: Boats", "story 3: Boats"});
  CHECK(sink.skips().empty());
}

TEST_CASE("a collection cut off at any byte is read without harm") {
  for (std::size_t size = 0; size <= kStories.size(); ++size) {
    const auto sink = read(kStories.substr(0, size));
    CHECK(sink.documents.size() <= 3);
    CHECK(sink.skips().size() <= 1);
  }
}

TEST_CASE("a thousand real stories are all read, dated and without wire codes") {
  const std::filesystem::path path = test::shared_folder() / "inputs/reuters/reut2-000.sgm";
  if (!std::filesystem::exists(path)) {
    std::cout << "SKIPPED: no stories in " << path << "\n";
    return;
  }
  FileSource source(path);
  test::CollectingSink sink;
  const ReaderInput input = test::input_of(path, source.peek(4096), &source);
  REQUIRE(ReutersReader().accepts(input));
  ReutersReader().read(input, sink);
  CHECK(sink.documents.size() == 1000);
  CHECK(sink.skips().empty());
  CHECK(sink.warnings().empty());
  for (const Document& document : sink.documents) {
    CAPTURE(document.member);
    CHECK(document.date.has_value());
    CHECK(document.title.size() + document.text.size() > 0);
    CHECK(document.text.find("&lt;") == std::string::npos);
    CHECK(document.text.find('\x03') == std::string::npos);
  }
}

}  // namespace
}  // namespace ksearch
