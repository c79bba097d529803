#include "indexer/readers/csv_reader.h"

#include <doctest/doctest.h>

#include "common/dates.h"
#include "indexer/readers/table_rows.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

using Lines = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

test::CollectingSink read(std::string_view bytes, const char* path = "/news/a.csv") {
  return test::read_with(CsvReader(), path, bytes);
}

TEST_CASE("columns named as keys fill fields and all others are metadata") {
  const auto sink = read(
      "ID,Title,text,Date,url,author,Ministry,empty\r\n"
      "7,Talks end,\"He said: \"\"no\"\",\r\nand left.\",2025-05-16,https://www.example.com/x,"
      "Ann Lee; Bo Roe,Defence,\r\n");
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.id == "7");
  CHECK(document.title == "Talks end");
  CHECK(document.text == "He said: \"no\",\r\nand left.");
  CHECK(format_date(document.date.value()) == "2025-05-16");
  CHECK(document.source == "example.com");
  CHECK(document.authors == Lines{"Ann Lee", "Bo Roe"});
  CHECK(document.metadata == Pairs{{"Ministry", "Defence"}});
  CHECK(document.member == "row 2");
  CHECK(document.type == "csv");
}

TEST_CASE("the delimiter is found out") {
  struct Case {
    std::string_view table;
    char delimiter;
  };
  constexpr Case kCases[] = {
      {"title,text\na,b\n", ','},
      {"title;text\na, b;c, d\n", ';'},
      {"title\ttext\na, b\tc; d\n", '\t'},
      {"a|b|c\n1|2|3\n", '|'},
      {"\"a;b\",\"c;d\"\n\"e;f\",g\n", ','},
      {"name;price\nx;1,5\ny;2,5\n", ';'},
      {"text\none column, with a comma\n", ','},
      {"", ','},
  };
  for (const Case& one : kCases) {
    CAPTURE(one.table);
    CHECK(guessed_delimiter(one.table) == one.delimiter);
  }
  CHECK(read("sep=;\ntitle;text\na,b;c\n").documents.at(0).title == "a,b");
  CHECK(read("title\ttext, long, with, commas\na\tb\n", "/a.tsv").documents.at(0).title == "a");
}

TEST_CASE("a broken row is skipped with its number and the rest goes on") {
  const auto sink = read(
      "title,text\n"
      "one,1\n"
      "two\n"
      "\n"
      "three,3,extra\n"
      "four,\"not closed\n"
      "five,5\n");
  CHECK(sink.documents.size() == 2);
  CHECK(sink.documents.back().member == "row 7");
  CHECK(sink.skips() == Lines{"row 3: 1 field where the header has 2",
                              "row 5: 3 fields where the header has 2",
                              "row 6: a quotation mark is not closed"});
}

TEST_CASE("a file of unclosed quotation marks ends soon") {
  std::string table = "title,text\n";
  for (int i = 0; i < 2000; ++i) table += "x,y\"\nz,\"a\n";
  CHECK(read(table).skips().size() < 2000);
}

TEST_CASE("a table without titles and texts has the columns of a row as its text") {
  const auto sink = read("name,amount\nHarbour Ltd,\"1,200\"\n");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].text == "name: Harbour Ltd\namount: 1,200\n");
  CHECK(sink.documents[0].metadata.empty());
}

TEST_CASE("tables in other encodings are read") {
  const auto cyrillic = read(
      "title;text\n\xCF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB;"
      "\xCF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB "
      "\xE2 \xD1\xF2\xE0\xEC\xE1\xF3\xEB\xE5 \xEF\xF0\xEE\xE4\xEE\xEB\xE6\xE8\xEB\xE8\xF1\xFC\n");
  CHECK(cyrillic.documents.at(0).title == "Переговоры");
  std::string utf16("\xFF\xFE", 2);
  for (const char c : std::string("title,text\na,b\n")) utf16 += {c, '\0'};
  CHECK(read(utf16).documents.at(0).text == "b");
  const auto broken =
      read("title,text\ncaf\xC3\xA9 na\xC3\xAFve \xC3\xA9\xC3\xA9t\xC3\xA9,b\xFF\n");
  CHECK(broken.documents.at(0).text == "b\uFFFD");
  CHECK(broken.warnings() == Lines{"row 2: 1 byte is not UTF-8"});
  CHECK(read("\xEF\xBB\xBFtitle\nx\n").documents.at(0).title == "x");
}

TEST_CASE("a bad date is kept as metadata with a warning") {
  const auto sink = read("title,date\nx,soon\n");
  CHECK(sink.warnings() == Lines{"row 2: not a date: soon"});
  CHECK(sink.documents.at(0).metadata == Pairs{{"date", "soon"}});
}

TEST_CASE("a table cut off anywhere is read as far as it goes") {
  const std::string table = "title,text\r\n\"a\"\"b\",\"c\r\nd\"\r\né,x\r";
  for (std::size_t size = 0; size <= table.size(); ++size) {
    CHECK(read(table.substr(0, size)).documents.size() <= 2);
  }
}

}  // namespace
}  // namespace ksearch
