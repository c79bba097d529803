#include "common/format/record_formats.h"

#include <doctest/doctest.h>

#include <string>

#include "ksearch/error.h"
#include "tests/cli/sample_results.h"

using namespace ksearch;
using namespace ksearch::cli;

namespace {

std::string formatted(OutputFormat format, std::string_view batch_id = {}, bool terminal = false) {
  const SearchResults results = test::sample_results();
  const SearchRequest request = test::sample_request();
  TextStyle style;
  style.terminal.interactive = terminal;
  return format_answer(format,
                       {.request = request,
                        .results = results,
                        .took = {},
                        .batch_id = batch_id,
                        .dominant_language = {}},
                       style);
}

}  // namespace

TEST_CASE("trec lines have six fields") {
  CHECK(formatted(OutputFormat::kTrec) ==
        "1 Q0 a1 1 7.500000 ksearch\n1 Q0 b_2 2 1.250000 ksearch\n");
  CHECK(formatted(OutputFormat::kTrec, "q 7").starts_with("q_7 Q0 a1 1 "));
}

TEST_CASE("paths are the files of the hits, or ids") {
  CHECK(formatted(OutputFormat::kPaths) == "/news/talks one.txt\nb 2\n");
}

TEST_CASE("csv quotes what needs it and runs no formulas") {
  const std::string lines = csv_header() + formatted(OutputFormat::kCsv);
  CHECK(lines ==
        "batch_id,rank,score,id,title,source,date,language,path,url,passages,person,place,org\n"
        ",1,7.500000,a1,Medinsky leaves Istanbul without a ceasefire,The Courier,"
        "2025-05-16T14:05:00Z,en,/news/talks one.txt,,"
        "\"Mr Medinsky said that a ceasefire was not on the table this week, and left. … and that "
        "the delegations had agreed to meet again in\","
        "Vladimir Medinsky; Rustem Umerov,Istanbul,Kremlin\n"
        ",2,1.250000,b 2,\"'=Pourparlers \x1b[2J \"\"sans\"\" issue, dit-on\",Le Fil,2025-06-02,fr,"
        ",https://example.org/pourparlers,Le cessez-le-feu attendra.,,,\n");
}

TEST_CASE("for a terminal, control characters of records are made visible") {
  CHECK(formatted(OutputFormat::kCsv, {}, true).find('\x1b') == std::string::npos);
  CHECK(formatted(OutputFormat::kCsv, {}, true).find("\\x1b[2J") != std::string::npos);
}

TEST_CASE("--format has five values") {
  CHECK(output_format_from("csv") == OutputFormat::kCsv);
  CHECK_THROWS_WITH_AS(static_cast<void>(output_format_from("xml")),
                       "'--format' is text, json, csv, paths or trec, not 'xml'", Error);
  CHECK(format_prologue(OutputFormat::kTrec).empty());
}
