#include "indexer/readers/furniture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "indexer/readers/text_lines.h"
#include "tests/support/folders.h"

namespace ksearch {
namespace {

/// The text with its furniture in brackets and its headline after a "#".
std::string marked(const std::string& text) {
  const PageLayout layout = page_layout(text, text_lines(text));
  std::string result;
  std::size_t at = 0;
  for (const Span span : layout.furniture) {
    REQUIRE(at <= span.begin);
    REQUIRE(span.end <= text.size());
    result += text.substr(at, span.begin - at) + "[" + text.substr(span.begin, span.size()) + "]";
    at = span.end;
  }
  result += text.substr(at);
  if (layout.headline) {
    const std::string headline(slice(text, *layout.headline));
    result.insert(result.find(headline), "#");
  }
  return result;
}

TEST_CASE("the site around a story is marked and the story is not") {
  CHECK(marked("Skip to main content\n"
               "\n"
               "NewsEurope\n"
               "Harbour reopens after storm\n"
               "\n"
               "0\n"
               "1.2K\n"
               "Share\n"
               "Image source: Port Authority\n"
               "\n"
               "The harbour opened again on Monday after a week of storms.\n"
               "\n"
               "Long queues\n"
               "\n"
               "Ships waited for hours outside and some turned back at night.\n"
               "Leave a Reply\n"
               "Name\n"
               "Oldest\n"
               "View all comments\n") ==
        "[Skip to main content]\n"
        "\n"
        "[NewsEurope]\n"
        "#Harbour reopens after storm\n"
        "\n"
        "[0]\n"
        "[1.2K]\n"
        "[Share]\n"
        "[Image source: Port Authority]\n"
        "\n"
        "The harbour opened again on Monday after a week of storms.\n"
        "\n"
        "Long queues\n"
        "\n"
        "Ships waited for hours outside and some turned back at night.\n"
        "[Leave a Reply]\n"
        "[Name]\n"
        "[Oldest]\n"
        "[View all comments]\n");
}

TEST_CASE("captions and repetitions are marked") {
  CHECK(marked("Harbour reopens\n"
               "Harbour reopens\n"
               "\n"
               "Ships wait outside the port\n"
               "Ships wait outside the port\n"
               "\n"
               "The harbour has opened again after a week of storms.\n"
               "\n"
               "The quay on Monday (Photo: Port Authority)\n"
               "\n"
               "The harbour has opened again after a week of storms\n"
               "\n"
               "The mayor called it the best day of the whole year.\n") ==
        "#Harbour reopens\n"
        "[Harbour reopens]\n"
        "\n"
        "[Ships wait outside the port]\n"
        "[Ships wait outside the port]\n"
        "\n"
        "The harbour has opened again after a week of storms.\n"
        "\n"
        "[The quay on Monday (Photo: Port Authority)]\n"
        "\n"
        "[The harbour has opened again after a week of storms]\n"
        "\n"
        "The mayor called it the best day of the whole year.\n");
}

TEST_CASE("a label glued to a heading is marked alone, with the title of its box") {
  CHECK(
      marked("Harbour reopens\n\nThe harbour has opened again after a week of storms.\n"
             "Short clips\nView AllLong queues\nShips waited for hours outside, some turned "
             "back.\n") ==
      "#Harbour reopens\n\nThe harbour has opened again after a week of storms.\n"
      "[Short clips]\n[View All]Long queues\nShips waited for hours outside, some turned back.\n");
}

TEST_CASE("sentences of a story are not furniture, whatever they say") {
  const std::string story =
      "Share prices fall\n\n"
      "Share prices fell on Monday, and the comments of the minister did not help.\n"
      "1945\n"
      "Subscribe to the idea or not, the market did, traders said on Tuesday.\n"
      "\"Leave a reply for me,\" he said at the end of the long meeting.\n"
      "Photo agencies lost most of all, as nobody wanted to pay for pictures.\n"
      "Comments\n"
      "were closed early by order of the court, which sits on Wednesday.\n"
      "La la la\nLa la la\nLa la la\nLa la la\n"
      "Video killed the radio star, the band sang at the end of the evening.\n";
  const std::string result = marked(story);
  CHECK(result == "#" + story);
}

TEST_CASE("furniture in other languages is marked") {
  for (const char* line :
       {"Laisser un commentaire", "Schreibe einen Kommentar", "Читайте также:", "Залишити коментар",
        "İlgili Haberler", "Lire aussi : un autre article", "Ähnliche Artikel", "Yorum yap"}) {
    const std::string text = std::string(
                                 "Title of a story\n\nThis is a sentence of the story, long "
                                 "enough to count.\n\n") +
                             line + "\n";
    CAPTURE(line);
    CHECK(marked(text).find(std::string("[") + line + "]") != std::string::npos);
  }
}

TEST_CASE("empty texts have no layout") {
  for (const char* text : {"", "\n\n", "word"}) {
    const std::string bytes = text;
    const PageLayout layout = page_layout(bytes, text_lines(bytes));
    CHECK_FALSE(layout.headline.has_value());
    CHECK(layout.furniture.empty());
  }
}

TEST_CASE("five saved pages lose exactly their furniture") {
  // By number of line, so that no text of theirs stands here: headline, then furniture.
  struct Page {
    const char* name;
    std::size_t headline;
    std::vector<std::size_t> furniture;
  };
  const std::vector<Page> pages = {
      {"istanbul-1.txt", 3, {1, 27, 29, 31}},
      {"istanbul-2.txt", 1, {3, 4, 28, 29, 30}},
      {"istanbul-3.txt", 0, {9, 10, 16}},
      {"istanbul-4.txt", 1, {3, 4, 5, 15, 25, 26, 27, 30, 32, 33, 34, 35, 36}},
      {"istanbul-5.txt", 3, {1, 5, 6, 18, 36, 80, 95}},
  };
  const std::filesystem::path folder = test::shared_folder() / "articles";
  if (!std::filesystem::exists(folder)) {
    std::cout << "SKIPPED: no saved pages in " << folder << "\n";
    return;
  }
  for (const Page& page : pages) {
    CAPTURE(page.name);
    std::ifstream file(folder / page.name, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto line_number = [&text](Span span) {
      return static_cast<std::size_t>(
          1 +
          std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(span.begin), '\n'));
    };
    const PageLayout layout = page_layout(text, text_lines(text));
    CHECK((layout.headline ? line_number(*layout.headline) : 0) == page.headline);
    std::vector<std::size_t> furniture;
    for (const Span span : layout.furniture) furniture.push_back(line_number(span));
    CHECK(furniture == page.furniture);
  }
}

}  // namespace
}  // namespace ksearch
