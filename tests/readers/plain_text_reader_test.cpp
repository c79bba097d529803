#include "indexer/readers/plain_text_reader.h"

#include <doctest/doctest.h>

#include "common/dates.h"
#include "indexer/readers/text_lines.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

Document read(std::string_view bytes, std::string path = "/news/story.txt") {
  const auto sink = test::read_with(PlainTextReader(), std::move(path), bytes);
  REQUIRE(sink.documents.size() == 1);
  return sink.documents[0];
}

TEST_CASE("the text is the file, and the first line is the title when it reads like one") {
  const std::string text =
      "Harbour reopens after storm\r\n\r\nThe harbour opened again on Monday.\r\n";
  const Document document = read(text);
  CHECK(document.text == text);
  CHECK(document.title == "Harbour reopens after storm");
  REQUIRE(document.title_span.has_value());
  CHECK(slice(document.text, *document.title_span) == document.title);
  CHECK(document.type == "text");
  CHECK(document.source == "folder");
}

TEST_CASE("a paragraph is no title") {
  const Document document = read(
      "The harbour opened again on Monday after a week of storms.\nShips queued for hours "
      "outside.\n");
  CHECK(document.title.empty());
  CHECK_FALSE(document.title_span.has_value());
}

TEST_CASE("an endless line is no title, whatever stands in it") {
  for (const char* piece : {"harbour ", "Port > Local ", "PORT TIMES - 5 May 2025 "}) {
    std::string text;
    while (text.size() < 5000) text += piece;
    CAPTURE(piece);
    CHECK(read(text).title.empty());
    CHECK(read(text + "\n\nIt opened again on Monday after a week of storms.\n").title.empty());
  }
}

TEST_CASE("a question and a name in initials are titles") {
  CHECK(read("Who pays for the harbour?\n\nNobody wants to.").title == "Who pays for the harbour?");
  CHECK(read("Envoy flies to the U.S.\n\nHe left on Monday.").title == "Envoy flies to the U.S.");
}

TEST_CASE("the headline is found below the name of the paper, dates and by-lines") {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"Port Times\n5 May 2025\n\nHarbour opens again after the storm\n\nBy Ann Lee\n\nIt opened.",
       "Harbour opens again after the storm"},
      {"PORT TIMES - The weekend page\n\nHarbour opens again after storm\n\nIt opened on Monday.",
       "Harbour opens again after storm"},
      {"World | Europe\nPort Times > Local\nVon Ann Lee\n\nDer Hafen ist nach dem Sturm "
       "offen\n\nText.",
       "Der Hafen ist nach dem Sturm offen"},
      {"Harbour opens\n\nThe harbour has opened again after a week of storms.", "Harbour opens"},
      {"The siege of 16 May 2025\n\nIt was a long day for all who were there.",
       "The siege of 16 May 2025"},
  };
  for (const auto& [text, title] : cases) {
    CAPTURE(text);
    CHECK(read(text).title == title);
  }
}

TEST_CASE("a by-line names the authors") {
  const Document document =
      read("Harbour opens again after storm\n\nBy Ann Lee and Bo Roe\n\nIt opened on Monday.");
  CHECK(document.authors == std::vector<std::string>{"Ann Lee", "Bo Roe"});
  CHECK(read("Harbour opens again\n\nBy the time it opened, all had gone.").authors.empty());
  CHECK(read("Harbour opens again\n\nBy storm\n\nIt opened.").authors.empty());
}

TEST_CASE("the date is that of a dateline, of the name, or of the file") {
  CHECK(format_date(read("Title\n16 May 2025\n\nText.").date.value()) == "2025-05-16");
  const Document named = read("Title\n\nText.", "/news/2025-05-17-story.txt");
  CHECK(format_date(named.date.value()) == "2025-05-17");
  CHECK(named.date->origin == DateOrigin::kUrl);
  CHECK_FALSE(read("Title\n\nText.").date.has_value());

  MemorySource source("Title\n\nText.");
  test::CollectingSink sink;
  ReaderInput input = test::input_of("/news/story.txt", "Title", &source);
  input.modified = std::chrono::sys_days{std::chrono::year{2024} / 2 / 29};
  PlainTextReader().read(input, sink);
  CHECK(sink.documents.at(0).date->origin == DateOrigin::kFile);
}

TEST_CASE("any bytes make a document") {
  for (const std::string& bytes :
       {std::string(), std::string("\xFF\xFE\xFD"), std::string(100, '\0'), std::string("\n\n\n"),
        std::string(1'000'000, 'x'), std::string(300'000, '\n')}) {
    read(bytes);
  }
}

}  // namespace
}  // namespace ksearch
