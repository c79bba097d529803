#include "indexer/readers/json_reader.h"

#include <doctest/doctest.h>

#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

test::CollectingSink read(std::string_view bytes) {
  return test::read_with(JsonReader(), "/news/a.json", bytes);
}

/// "record 1=text", in order.
std::vector<std::string> texts(const test::CollectingSink& sink) {
  std::vector<std::string> found;
  for (const Document& document : sink.documents) {
    found.push_back(document.member + "=" + document.text);
  }
  return found;
}

using Lines = std::vector<std::string>;

TEST_CASE("records are found in arrays, alone, in a row and in envelopes") {
  CHECK(texts(read(R"([{"text":"a"}, {"text":"b ] } \" \\"},{"text":"c","x":[[{}]]}])")) ==
        Lines{"record 1=a", R"(record 2=b ] } " \)", "record 3=c"});
  CHECK(texts(read("\xEF\xBB\xBF {\"text\":\"alone\"}\n")) == Lines{"record 1=alone"});
  CHECK(texts(read("{\"text\":\"a\"}\n{\"text\":\"b\"}")) == Lines{"record 1=a", "record 2=b"});
  CHECK(texts(read(R"({"total":2,"tags":["x"],"articles":[{"text":"a"},{"title":"t"},7]})")) ==
        Lines{"articles 1=a", "articles 2="});
  CHECK(texts(read(R"({"title":"t","images":[{"url":"x"}]})")) == Lines{"record 1="});
}

TEST_CASE("a broken record is named and the others are read") {
  const auto sink = read(R"([{"text":"a"},{"text" "b"},{"url":"x"},{"text":"d"}])");
  CHECK(texts(sink) == Lines{"record 1=a", "record 4=d"});
  CHECK(sink.skips() == Lines{"record 2: not valid JSON: a bracket, comma, colon or value is "
                              "missing or out of place",
                              "record 3: no text and no title"});
  CHECK(read(R"([{"text":"a"},{"text":"b)").skips() ==
        Lines{"record 2: not valid JSON: a string is not closed"});
}

TEST_CASE("values that are no records are counted, not listed") {
  CHECK(read("[1, 2.5, \"x, y\", [1], null]").skips() == Lines{"5 values are no JSON object"});
  CHECK(read("[true]").skips() == Lines{"1 value is no JSON object"});
  CHECK(read("[]").skips().empty());
}

TEST_CASE("only what begins as JSON is taken") {
  CHECK(JsonReader().accepts(test::input_of("/a.json", " [1")));
  CHECK_FALSE(JsonReader().accepts(test::input_of("/a.json", "// comment")));
  CHECK_FALSE(JsonReader().accepts(test::input_of("/a.txt", "{}")));
}

TEST_CASE("UTF-16 is read") {
  std::string bytes("\xFF\xFE", 2);
  for (const char c : std::string(R"([{"text":"hi"}])")) bytes += {c, '\0'};
  CHECK(texts(read(bytes)) == Lines{"record 1=hi"});
}

TEST_CASE("an array cut off anywhere is read as far as it goes") {
  const std::string array = R"([{"text":"a\"\\"},{"text":"é","n":[1,{"a":2}]}, {"title":"c"}])";
  for (std::size_t size = 0; size <= array.size(); ++size) {
    const auto sink = read(array.substr(0, size));
    CHECK(sink.documents.size() <= 3);
    CHECK(sink.skips().size() <= 1);
  }
}

}  // namespace
}  // namespace ksearch
