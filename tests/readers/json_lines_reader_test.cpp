#include "indexer/readers/json_lines_reader.h"

#include <doctest/doctest.h>

#include "common/dates.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

test::CollectingSink read(std::string_view bytes) {
  return test::read_with(JsonLinesReader(), "/news/a.jsonl", bytes);
}

TEST_CASE("a record fills a document and keeps its other keys in order") {
  const auto sink = read(
      R"({"id":"a1","title":" Talks\n end ","text":"Body.\n\nMore.","url":"https://www.example.com/x",)"
      R"("date":"2025-05-16T14:05:00Z","language":"en-GB","authors":["Ann Lee",{"name":"Bo"}],)"
      R"("zebra":1,"apple":{"b":[1,2]},"none":null,"flag":true})");
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.id == "a1");
  CHECK(document.title == "Talks end");
  CHECK(document.text == "Body.\n\nMore.");
  CHECK(document.path == "/news/a.jsonl");
  CHECK(document.member == "line 1");
  CHECK(document.source == "example.com");
  CHECK(document.language == "en");
  CHECK(document.type == "json");
  CHECK(document.authors == std::vector<std::string>{"Ann Lee", "Bo"});
  CHECK(format_date(document.date.value()) == "2025-05-16T14:05:00Z");
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(document.metadata == Pairs{{"zebra", "1"}, {"apple", R"({"b":[1,2]})"}, {"flag", "true"}});
}

TEST_CASE("other spellings of the keys are read") {
  const auto sink = read(
      "{\"id\":17,\"body\":\"Text.\",\"published\":1747393500,\"author\":\"Ann\",\"source\":"
      "\"Wire\"}\n");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].id == "17");
  CHECK(sink.documents[0].text == "Text.");
  CHECK(sink.documents[0].source == "Wire");
  CHECK(format_date(sink.documents[0].date.value()) == "2025-05-16T11:05:00Z");
}

TEST_CASE("a broken line is named and the rest goes on") {
  const auto sink = read(
      "{\"text\":\"one\"}\n"
      "{\"text\":\"two\"\n"
      "\n"
      "[1,2]\n"
      "{\"url\":\"http://example.com\"}\r\n"
      "{\"text\":\"six\"}\r\n"
      "{\"text\":\"seven");
  CHECK(sink.documents.size() == 2);
  CHECK(sink.documents[1].member == "line 6");
  CHECK(sink.skips() ==
        std::vector<std::string>{
            "line 2: not valid JSON: a bracket, comma, colon or value is missing or out of place",
            "line 4: not a JSON object", "line 5: no text and no title",
            "line 7: not valid JSON: a string is not closed"});
}

TEST_CASE("a bad date is kept as metadata with a warning") {
  const auto sink = read(R"({"text":"x","date":"sometime","published":"2025-05-16"})");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.warnings() == std::vector<std::string>{"line 1: not a date: sometime"});
  CHECK(sink.documents[0].metadata.at(0).second == "sometime");
  CHECK(format_date(sink.documents[0].date.value()) == "2025-05-16");
}

TEST_CASE("broken UTF-8, lone surrogates and NULs are repaired") {
  const auto sink = read(
      "\xEF\xBB\xBF{\"text\":\"caf\xE9 one\"}\n"
      "{\"text\":\"lone \\ud83d and \\ude00, pair \\ud83d\\ude00, \\\\ud83d\"}\n"
      "{\"text\":\"a\\u0000b\"}\n");
  REQUIRE(sink.documents.size() == 3);
  CHECK(sink.documents[0].text == "caf\uFFFD one");
  CHECK(sink.documents[1].text == "lone \uFFFD and \uFFFD, pair \U0001F600, \\ud83d");
  CHECK(sink.documents[2].text == "a b");
  CHECK(sink.warnings() == std::vector<std::string>{"line 1: 1 byte is not UTF-8",
                                                    "line 3: NUL bytes were replaced by spaces"});
}

TEST_CASE("UTF-16 with a mark is read") {
  std::string bytes("\xFF\xFE", 2);
  for (const char c : std::string("{\"text\":\"hi\"}\n{\"text\":\"ho\"}")) bytes += {c, '\0'};
  const auto sink = read(bytes);
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[1].text == "ho");
}

TEST_CASE("a line longer than the limit is skipped without holding it") {
  // 65 MiB made piece by piece: the source never holds them.
  class LongLine final : public ByteSource {
   public:
    bool read(std::string& out, std::size_t max_bytes) override {
      if (left_ == 0) return false;
      const std::size_t given = std::min(left_, max_bytes);
      out.append(given, 'x');
      left_ -= given;
      if (left_ == 0) out += "\n{\"text\":\"after\"}\n";
      return true;
    }

   private:
    std::size_t left_ = std::size_t{65} << 20;
  };
  LongLine source;
  test::CollectingSink sink;
  JsonLinesReader().read(test::input_of("/a.jsonl", "", &source), sink);
  CHECK(sink.skips() == std::vector<std::string>{"line 1: longer than 64 MiB"});
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].member == "line 2");
}

TEST_CASE("a record cut off anywhere is read, skipped or empty, and nothing worse") {
  const std::string record =
      R"({"id":"é1","title":"T","text":"a\ud83d\ude00\n","n":[1,{"a":-1.5e3}],"date":"2025-05-16"})";
  for (std::size_t size = 0; size <= record.size(); ++size) {
    const auto sink = read(record.substr(0, size));
    CHECK(sink.documents.size() + sink.skips().size() == (size == 0 ? 0 : 1));
  }
  CHECK(read(std::string(5000, '[')).skips().size() == 1);
}

}  // namespace
}  // namespace ksearch
