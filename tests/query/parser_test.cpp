#include "searcher/query/parser.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/query/outcome.h"

using namespace ksearch;
using namespace ksearch::query;
using ksearch::test::friday_options;
using ksearch::test::outcome;

namespace {

struct Row {
  std::string_view query;
  std::string_view expected;
};

Node root(std::string_view text) { return parse(text, friday_options()).root; }

std::string nested(std::string_view open, std::size_t count, std::string_view inner) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += open;
  return text.append(inner);
}

}  // namespace

TEST_CASE("the canonical text shows how a query was read") {
  const Row rows[] = {
      {"", "*"},
      {" \t\n", "*"},
      {"*", "*"},
      {"Medinsky ceasefire", "Medinsky ceasefire"},
      {"\"cease fire\" talks", "\"cease fire\" talks"},
      {"+Putin -Trump talks", "+Putin -Trump talks"},
      {"-Trump", "NOT Trump"},
      {"NOT Trump", "NOT Trump"},
      {"talks NOT Trump", "talks -Trump"},
      {"a b AND c", "a b AND c"},
      {"a AND b OR c AND d e", "a AND b OR c AND d e"},
      {"(a OR b) AND c", "(a OR b) AND c"},
      {"a AND (b AND c)", "a AND b AND c"},
      {"a OR (b OR c)", "a OR b OR c"},
      {"(a b) c", "a b c"},
      {"((a))", "a"},
      {"(a b) AND c", "(a b) AND c"},
      {"(-a -b) c", "-a -b c"},
      {"(-a) c", "-a c"},
      {"(+a b) c", "(+a b) c"},
      {"+(a b) c", "+(a b) c"},
      {"-(a b) c", "-(a b) c"},
      {"-(-a) c", "-(NOT a) c"},
      {"NOT NOT a", "NOT NOT a"},
      {"NOT (a b)", "NOT (a b)"},
      {"NOT a AND b", "NOT a AND b"},
      {"a AND -b", "a AND NOT b"},
      {"-a OR b", "NOT a OR b"},
      {"a AND NOT (b OR c)", "a AND NOT (b OR c)"},
      {"peace NEAR talks", "peace NEAR/10 talks"},
      {"peace NEAR/3 talks AND x", "peace NEAR/3 talks AND x"},
      {"a NEAR/5 b NEAR/5 c", "a NEAR/5 b NEAR/5 c"},
      {"person NEAR/5 ceasefire", "person NEAR/5 ceasefire"},
      {"\\person NEAR/5 ceasefire", "\\person NEAR/5 ceasefire"},
      {"person:\"Vladimir Medinsky\" NEAR/10 cease*",
       "person:\"Vladimir Medinsky\" NEAR/10 cease*"},
      {"medin*", "medin*"},
      {"medin*, talks", "medin* talks"},
      {"=medin*", "medin*"},
      {"=Putins", "=Putins"},
      {"=\"Mr Putin\"", "\"Mr Putin\""},
      {"title:talks", "title:talks"},
      {"title:\"peace talks\" x", "title:\"peace talks\" x"},
      {"title:(a b)", "title:(a b)"},
      {"title:(+a OR b)",
       "title:(a OR b)\n? the + at character 8 has no effect beside AND, OR or NOT [+]"},
      {"title:=talks title:talk*", "title:=talks title:talk*"},
      {"title:=\"peace talks\"", "title:\"peace talks\""},
      {"-title:talks", "NOT title:talks"},
      {"person:Putin talks", "person:Putin talks"},
      {"Person:Putin LANG:en", "person:Putin language:en"},
      {"organisation:NATO organization:UN org:EU", "org:NATO org:UN org:EU"},
      {"location:Istanbul", "place:Istanbul"},
      {"source:bbc.co.uk author:\"J. Smith\" type:html",
       "source:bbc.co.uk author:\"J. Smith\" type:html"},
      {"path:/news/2025/a-b.txt", "path:/news/2025/a-b.txt"},
      {"person:Putin, person:Путин;", "person:Putin person:\"Путин\""},
      {"(person:a OR person:b) talks", "person:a OR person:b talks"},
      {"date:2025", "date:2025"},
      {"date:2025-05", "date:2025-05"},
      {"month:2025-05", "date:2025-05"},
      {"date:2025-05-16", "date:2025-05-16"},
      {"date:2025-05..2025-06", "date:2025-05-01..2025-06-30"},
      {"date:2025-05..", "date:2025-05-01.."},
      {"date:..2024", "date:..2024-12-31"},
      {"date:yesterday..today", "date:2025-05-15..2025-05-16"},
      {"date:2_weeks_ago..", "date:2025-05-02.."},
      {"date:\"2 weeks ago\"", "date:2025-05-02"},
      {"date:\"2 weeks ago\"..", "date:2025-05-02.."},
      {"date:..\"last month\" x", "date:..2025-04-30 x"},
      {"date:2025-05..\"last week\"", "date:2025-05-01..2025-05-11"},
      {"date:\"a week ago\"..yesterday, x", "date:2025-05-09..2025-05-15 x"},
      {"date:“a week ago”..“last monday” x", "date:2025-05-09..2025-05-12 x"},
      {"date:2025\"x\"", "date:2025 \"x\""},
      {"date:\"last month .. this month\"", "date:2025-04-01..2025-05-31"},
      {"“peace talks” «перемир'я» „Ruhe“", "\"peace talks\" \"перемир'я\" \"Ruhe\""},
      {"\"Jacob “Jake” M.\" x", "\"Jacob “Jake” M.\" x"},
      {"person:\"Jacob “Jake” M. «G»\"", "person:\"Jacob “Jake” M. «G»\""},
      {"=\"a \\“b\\” \\\"c\\\"\"", "\"a “b” \\\"c\\\"\""},
      {"“peace\" talks", "\"peace\" talks"},
      {"(a AND b) NEAR/2 c",
       "! NEAR stands between single words, prefixes, or names such as "
       "person:putin; a phrase, a group or another field cannot be near "
       "something [a AND b]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.query);
    CHECK(outcome(row.query) == row.expected);
  }
}

TEST_CASE("words side by side carry the sign that was written") {
  const Node node = root("a +b -c NOT d person:e +person:f (place:g place:h) title:i");
  REQUIRE(node.kind == NodeKind::kClauses);
  CHECK(node.signs == std::vector<Occur>{Occur::kShould, Occur::kMust, Occur::kMustNot,
                                         Occur::kMustNot, Occur::kFilter, Occur::kMust,
                                         Occur::kFilter, Occur::kFilter, Occur::kShould});
}

TEST_CASE("a clause of nothing but fields is a filter, one with a word is not") {
  const Node node = root("(person:a OR org:b) (date:2025 -lang:en) (person:c OR d)");
  REQUIRE(node.kind == NodeKind::kClauses);
  CHECK(node.signs == std::vector<Occur>{Occur::kFilter, Occur::kFilter, Occur::kShould});
}

TEST_CASE("nodes know the bytes they came from") {
  const std::string query = "  -title:(x y) =z \"p q\" AND per*";
  const Node node = root(query);
  const auto source = [&](const Node& n) { return query.substr(n.span.begin, n.span.size()); };
  REQUIRE(node.children.size() == 3);
  CHECK(source(node) == "title:(x y) =z \"p q\" AND per*");
  CHECK(source(node.children[0]) == "title:(x y)");
  CHECK(source(node.children[0].children[0]) == "(x y)");
  CHECK(source(node.children[1]) == "=z");
  CHECK(source(node.children[2]) == "\"p q\" AND per*");
  CHECK(source(node.children[2].children[1]) == "per*");
}

TEST_CASE("NEAR makes types of the bare words person, place and org only") {
  CHECK(root("person NEAR x").children[0].kind == NodeKind::kType);
  CHECK(root("x NEAR place").children[1].kind == NodeKind::kType);
  CHECK(root("Person NEAR x").children[0].kind == NodeKind::kWord);
  CHECK(root("=person NEAR x").children[0].kind == NodeKind::kExact);
  CHECK(root("\\person NEAR x").children[0].kind == NodeKind::kWord);
  CHECK(root("organisation NEAR x").children[0].kind == NodeKind::kWord);
  CHECK(root("person AND x").children[0].kind == NodeKind::kWord);
}

TEST_CASE("dates are days, both ends included and open where nothing is written") {
  using namespace std::chrono_literals;
  CHECK(root("date:2024-02").dates ==
        DateRange{std::chrono::sys_days(2024y / 2 / 1), std::chrono::sys_days(2024y / 2 / 29)});
  CHECK(root("date:..2024").dates == DateRange{{}, std::chrono::sys_days(2024y / 12 / 31)});
  CHECK(root("date:monday..").dates == DateRange{std::chrono::sys_days(2025y / 5 / 12), {}});
}

TEST_CASE("under exact every word is unstemmed") {
  ParseOptions options = friday_options();
  options.exact = true;
  CHECK(outcome("talks (b OR title:c) \"d e\" per* NEAR \\AND", options) ==
        "=talks =b OR title:=c \"d e\" per* NEAR/10 =AND");
}

TEST_CASE("under plain every character is text") {
  ParseOptions options = friday_options();
  options.plain = true;
  const Row rows[] = {
      {"", "*"},
      {"a AND -b", "a \\AND \\-b"},
      {"person NEAR/3 (x \"y\" nosuch:z", "person \\NEAR/3 \\(x \\\"y\\\" nosuch\\:z"},
      {"a* \\b =c +d", "a\\* \\\\b \\=c \\+d"},
      {"What was said - and by whom?", "What was said and by whom?"},
      {"-- !", "! the query holds no word to search for [-- !]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.query);
    CHECK(outcome(row.query, options) == row.expected);
    if (row.expected.starts_with('!')) continue;
    CHECK(root(row.expected) == parse(row.query, options).root);
  }
}

TEST_CASE("free text may be long, a query with operators may not") {
  const std::string words = nested("word ", 100'000, "end");
  CHECK(root(words).children.size() == 100'001);
  CHECK(outcome(words + " -x") ==
        "! a query with operators, quotation marks or parentheses can have 4096 bytes and this one "
        "has 500006; with the plain option it is searched as mere text [-]");
  CHECK(outcome(nested("x ", 2038, "\"ab\" cde")) == nested("x ", 2038, "\"ab\" cde"));
  const std::string huge((1 << 20) + 1, 'a');
  CHECK(outcome(huge) ==
        "! a query can have 1048576 bytes and this one has 1048577 [" + huge + "]");
}

TEST_CASE("operators and depth have a budget") {
  CHECK(outcome(nested("x -", 64, "y")).starts_with("x -x -x"));
  CHECK(outcome(nested("x -", 65, "y")) ==
        "! a query can have 64 operators, phrases, prefixes and fields and this one has more [-]");
  CHECK(outcome(nested("abc* ", 65, "")).starts_with("! a query can have 64 operators"));
  CHECK(outcome(nested("(", 20, "x") + std::string(20, ')')) == "x");
  CHECK(outcome(nested("(", 21, "x")) == "! the query is nested deeper than 20 levels [(]");
  CHECK(outcome(nested("NOT ", 21, "x")) == "! the query is nested deeper than 20 levels [NOT]");
}

TEST_CASE("a million brackets, quotation marks or signs are refused at the first") {
  for (const std::string_view unit :
       {"(", ")", "\"", "-(", "NOT ", "title:(", "a AND ", "\\\"\"", "“"}) {
    std::string query;
    while (query.size() + unit.size() <= std::size_t{1} << 20) query += unit;
    CAPTURE(unit);
    CHECK(outcome(query).starts_with("! a query with operators"));
  }
}
