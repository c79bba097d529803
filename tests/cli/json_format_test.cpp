#include "common/format/json_format.h"

#include <doctest/doctest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/sample_results.h"

using namespace ksearch;
using namespace ksearch::cli;
using namespace std::chrono_literals;

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) names.push_back(key);
  return names;
}

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> objects;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) objects.push_back(Json::parse(line));
  CHECK(text.ends_with('\n'));
  return objects;
}

std::string json(const SearchResults& results, const SearchRequest& request,
                 std::string_view batch_id = {}) {
  return json_results({.request = request,
                       .results = results,
                       .took = 420us,
                       .batch_id = batch_id,
                       .dominant_language = {}});
}

}  // namespace

TEST_CASE("results are the lines of the contract with their keys in order") {
  const auto lines = lines_of(json(test::sample_results(), test::sample_request()));
  REQUIRE(lines.size() == 5);
  CHECK(lines[0].dump() ==
        R"({"type":"results","version":1,"query":"Medinsky ceasefire",)"
        R"("parsed_query":"Medinsky ceasefire","total":12,"relation":"exact","revision":3,)"
        R"("took_us":420})");
  CHECK(keys(lines[1]) == std::vector<std::string>{"type", "rank", "score", "id", "title",
                                                   "title_highlights", "path", "url", "source",
                                                   "date", "language", "snippets", "person",
                                                   "place", "org", "copies"});
  CHECK(lines[1]["type"] == "hit");
  CHECK(lines[1]["title_highlights"].dump() == "[[0,8],[35,44]]");
  CHECK(lines[1]["snippets"][0].dump() ==
        R"({"text":"Mr Medinsky said that a ceasefire was not on the table this week, and left.",)"
        R"("begin":120,"end":195,"highlights":[[3,11],[24,33]]})");
  CHECK(lines[2]["copies"] == 2);
  CHECK(lines[3].dump() ==
        R"({"type":"facet","field":"person","values":[{"value":"Vladimir Medinsky","count":11,)"
        R"("variants":[{"name":"Vladimir Medinsky","count":10,"type":"person","rule":"own name"},)"
        R"({"name":"Медінський","count":2,"type":"person","rule":"romanisation"}]},)"
        R"({"value":"Rustem Umerov","count":3,"variants":[{"name":"Rustem Umerov","count":3,)"
        R"("type":"person","rule":"own name"}]}],"more":4})");
}

TEST_CASE("what was not asked for adds no key, what was asked for follows the others") {
  SearchRequest request = test::sample_request();
  request.explain = true;
  SearchResults results = test::sample_results();
  results.total_is_exact = false;
  results.hits[0].snippets[0].page = 12;
  const auto lines = lines_of(json(results, request, "q7"));
  CHECK(lines[0]["relation"] == "estimate");
  CHECK(lines[0]["batch_id"] == "q7");
  CHECK(lines[1]["snippets"][0]["page"] == 12);
  CHECK_FALSE(lines[1]["snippets"][1].contains("page"));
  CHECK(
      lines[1]["reasons"].dump() ==
      R"([{"query_part":"ceasefire","matched":["ceasefire"],"rule":"same stem","weight":0.625}])");
}

TEST_CASE("a line holds no control character, and parses to the text that held them") {
  SearchResults results;
  Hit hit;
  hit.title = "\x1b[2J \x7f \xc2\x9b \xe2\x80\xae \xe2\x81\xa6 \xe2\x80\xa8 é \xe2\x80\xa6\n";
  results.hits = {hit};
  const std::string text = json(results, test::sample_request());
  const auto lines = lines_of(text);
  CHECK(lines[1]["title"] == hit.title);
  for (const char* hidden : {"\x1b", "\x7f", "\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6"}) {
    CHECK(text.find(hidden) == std::string::npos);
  }
  CHECK(text.find("\xe2\x80\xa6") != std::string::npos);
}

TEST_CASE("bytes that are not UTF-8 are replaced") {
  CHECK(lines_of(json_message("note", "a\xffz"))[0]["message"] == "a\xef\xbf\xbdz");
}

TEST_CASE("errors have a code, a message and, for queries, the bytes to blame") {
  CHECK(json_error(Error(ErrorCode::kIndexMissing, "no index")) ==
        "{\"type\":\"error\",\"code\":\"index_missing\",\"message\":\"no index\"}\n");
  CHECK(json_error(QueryError("bad", {3, 5}), Span{3, 5}) ==
        "{\"type\":\"error\",\"code\":\"invalid_query\",\"message\":\"bad\",\"begin\":3,\"end\":5}"
        "\n");
}

TEST_CASE("a mention line has byte offsets in the text") {
  Document document;
  document.text = "Mr Putin spoke";
  const Mention mention{{0, 8}, EntityType::kPerson, "Vladimir Putin"};
  const std::string line =
      R"({"file":"a.txt","type":"person","text":"Mr Putin","name":"Vladimir Putin",)"
      R"("begin":0,"end":8)";
  CHECK(json_mention("a.txt", document, mention) == line + "}\n");
  document.member = "line 3";
  CHECK(json_mention("a.txt", document, mention) == line + R"(,"member":"line 3"})" + "\n");
}

TEST_CASE("counts of a run are one line") {
  IndexCounts counts;
  counts.added = 3;
  counts.failed = 1;
  CHECK(json_counts(counts, 1500ms, false) ==
        "{\"type\":\"indexed\",\"version\":1,\"added\":3,\"updated\":0,\"unchanged\":0,"
        "\"removed\":0,\"failed\":1,\"ignored\":0,\"dry_run\":false,\"took_ms\":1500}\n");
}
