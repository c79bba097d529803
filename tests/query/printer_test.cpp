#include "searcher/query/printer.h"

#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "ksearch/error.h"
#include "tests/fuzz/query_property.h"
#include "tests/support/folders.h"

using namespace ksearch;

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Pieces whose mixtures reach every rule of the grammar.
constexpr std::string_view kPieces[] = {
    " ",       " ",        " ",        "a",         "person",  "place",
    "org",     "medinsky", "talks,",   "\"",        "“",       "»",
    "(",       ")",        "+",        "-",         "=",       "*",
    "\\",      "AND",      " AND ",    "OR",        " OR ",    "NOT",
    " NOT ",   "NEAR",     " NEAR/3 ", "title:",    "person:", "date:",
    "2025-05", "..",       "2024",     "yesterday", "nosuch:", "lang:",
    "abc*",    "\"x y\"",  "(a b)",    "https://",  "10:30",   "\xd7\xa6\xd7\x94\"\xd7\x9c",
    "Путин",   "停火",     "\xff",     "\u00a0",    "~2",      "'",
    ":",       "/",        "&&",       ";",         "…",       "+(",
    "-(",      "=\"",      "title:(",  "😀",         "\t",      "u\u0308",
    "–",       "NEAR/3"};

}  // namespace

TEST_CASE("canonical text parses to the same tree, for random mixtures of the language") {
  std::mt19937 random(20250516);
  for (int round = 0; round < 30'000; ++round) {
    std::string query;
    const auto length = 1 + random() % 14;
    for (unsigned i = 0; i < length; ++i) query += kPieces[random() % std::size(kPieces)];
    const std::string failure = test::query_property(query);
    CHECK_MESSAGE(failure.empty(), query, " -> ", failure);
  }
}

TEST_CASE("canonical text parses to the same tree, for well-formed random queries") {
  std::mt19937 random(7);
  constexpr std::string_view kOperands[] = {
      "a",         "=b", "\"c d\"",  "pre*",          "person:\"e f\"", "title:g", "title:(h OR i)",
      "date:2025", "*",  "\\person", "j NEAR/4 place"};
  constexpr std::string_view kBetween[] = {" ",  " ",  " AND ", " OR ",
                                           " -", " +", " NOT ", " AND NOT "};
  const auto expression = [&](const auto& self, int depth) -> std::string {
    std::string text = random() % 5 == 0 ? "-" : "";
    const auto count = 1 + random() % 3;
    for (unsigned i = 0; i < count; ++i) {
      if (i > 0) text += kBetween[random() % std::size(kBetween)];
      if (depth > 0 && random() % 3 == 0) {
        text += "(" + self(self, depth - 1) + ")";
      } else {
        text += kOperands[random() % std::size(kOperands)];
      }
    }
    return text;
  };
  int parsed = 0;
  for (int round = 0; round < 10'000; ++round) {
    const std::string query = expression(expression, 3);
    const std::string failure = test::query_property(query);
    CHECK_MESSAGE(failure.empty(), query, " -> ", failure);
    try {
      static_cast<void>(query::parse(query));
      ++parsed;
    } catch (const QueryError&) {
      // Such as a sign beside NEAR: what matters is that most of the queries are good.
    }
  }
  CHECK(parsed > 8'000);
}

TEST_CASE("the seeds of the fuzz target hold its property") {
  int seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_folder() / "tests/fuzz/corpus/query")) {
    const std::string failure = test::query_property(read_file(entry.path()));
    CHECK_MESSAGE(failure.empty(), entry.path().string(), " -> ", failure);
    ++seeds;
  }
  CHECK(seeds >= 20);
}
