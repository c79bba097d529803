#include "indexer/readers/found_date.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "common/dates.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

std::string shown(const std::optional<DocumentDate>& date) {
  return date ? format_date(*date) : "none";
}

std::string in_lines(const std::string& text) {
  return shown(date_in_lines(text, text_lines(text)));
}

TEST_CASE("names of files and URLs carry days") {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"talks-2025-05-16.txt", "2025-05-16"},
      {"20250516_talks.txt", "2025-05-16"},
      {"https://example.com/2025/05/16/talks", "2025-05-16"},
      {"https://example.com/2025/5/6/talks", "2025-05-06"},
      {"archive-2020-01-01/2025-05-16.md", "2025-05-16"},
      {"2025.05.16.txt", "2025-05-16"},
      {"story-123456789.txt", "none"},
      {"20251316.txt", "none"},
      {"2025-02-30.txt", "none"},
      {"1234-05-16.txt", "none"},
      {"2999-01-01.txt", "none"},
      {"2025-05.txt", "none"},
      {"", "none"},
  };
  for (const auto& [name, expected] : cases) {
    CAPTURE(name);
    CHECK(shown(date_in_name(name)) == expected);
  }
}

TEST_CASE("a dateline in any of the languages gives the day") {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"Talks end\nFriday, May 16, 2025\nText follows here.", "2025-05-16"},
      {"Talks end\n16 May 2025", "2025-05-16"},
      {"Published: 2025-05-16 14:05", "2025-05-16"},
      {"16.05.2025", "2025-05-16"},
      {"05/16/2025", "2025-05-16"},
      {"Istanbul, 16. Mai 2025", "2025-05-16"},
      {"Publié le 16 mai 2025 à 14h05", "2025-05-16"},
      {"le 1er août 2025", "2025-08-01"},
      {"16 мая 2025, 14:05", "2025-05-16"},
      {"16 травня 2025 року", "2025-05-16"},
      {"3 июня 2025 г.", "2025-06-03"},
      {"3 червня 2025", "2025-06-03"},
      {"16 Mayıs 2025 Cuma", "2025-05-16"},
      {"12 Ağustos 2024", "2024-08-12"},
      {"16 de mayo de 2025", "2025-05-16"},
      {"30 października 2024", "2024-10-30"},
      {"ISTANBUL, May 16, 2025 — The talks ended on Friday, both sides said.", "2025-05-16"},
      {"On May 8, 1945 the war ended in Europe.", "none"},
      {"The talks of 16 May 2022 failed.", "none"},
      {"May 2025", "none"},
      {"31 June 2025", "none"},
      {"Marathon 16 2025", "none"},
      {"no date", "none"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(in_lines(text) == expected);
  }
}

TEST_CASE("dates of metadata in the future are refused, numbers are seconds or milliseconds") {
  CHECK(shown(published_date("2025-05-16T14:05:00+03:00")) == "2025-05-16T11:05:00Z");
  CHECK(shown(published_date("2999-05-16")) == "none");
  CHECK(shown(published_date("yesterday-ish")) == "none");
  CHECK(shown(date_of_epoch(1747393500)) == "2025-05-16T11:05:00Z");
  CHECK(shown(date_of_epoch(1747393500000)) == "2025-05-16T11:05:00Z");
  CHECK(shown(date_of_epoch(1e300)) == "none");
  CHECK(shown(date_of_epoch(-1e11)) == "none");
}

}  // namespace
}  // namespace ksearch
