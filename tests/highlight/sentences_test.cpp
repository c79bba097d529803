#include "searcher/highlight/sentences.h"

#include <doctest/doctest.h>

#include <string>

using namespace ksearch;
using namespace ksearch::highlight;

namespace {

/// The sentences of the block that holds `pos`, apart: "One. | Two."
std::string sentences(std::string_view text, std::size_t pos = 0, const Barriers& barriers = {},
                      const std::vector<Span>& whole = {}) {
  SentenceSplitter splitter;
  std::string result;
  for (const Span span : splitter.block_around(text, pos, barriers, whole).sentences) {
    if (!result.empty()) result += " | ";
    result += text.substr(span.begin, span.size());
  }
  return result;
}

}  // namespace

TEST_CASE("sentences end where people end them") {
  struct Row {
    std::string_view text;
    std::string_view expected;
  };
  const Row rows[] = {
      {"One. Two! Three?", "One. | Two! | Three?"},
      {"Mr. Putin met Gen. V. I. Smith. He left.", "Mr. Putin met Gen. V. I. Smith. | He left."},
      {"The U.S. Senate voted. It passed.", "The U.S. Senate voted. | It passed."},
      {"It cost 3.5 million. That is all.", "It cost 3.5 million. | That is all."},
      {"\"Stop!\" he said. \"Now.\" They did.", "\"Stop!\" he said. | \"Now.\" | They did."},
      {"He said: “Stop.” They did.", "He said: “Stop.” | They did."},
      {"  Spaces around.   Two. ", "Spaces around. | Two."},
      {"Переговоры прошли. Их ведёт В. Р. Мединский.",
       "Переговоры прошли. | Их ведёт В. Р. Мединский."},
      {"停火协议。谈判继续。", "停火协议。 | 谈判继续。"},
      {"no full stop", "no full stop"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(sentences(row.text, row.text.find_first_not_of(' ')) == row.expected);
  }
}

TEST_CASE("headlines, captions and paragraphs of a line each stand alone") {
  const std::string text =
      "Ceasefire elusive as Russia and Ukraine swap prisoners\n"
      "Image source: somebody\n"
      "Officials met in Istanbul for the first time in more than three years, convening at a "
      "palace "
      "by the water.\n"
      "They left. Nothing was signed.";
  CHECK(sentences(text, 0) == "Ceasefire elusive as Russia and Ukraine swap prisoners");
  CHECK(sentences(text, 60) == "Image source: somebody");
  CHECK(sentences(text, text.size() - 3) == "They left. | Nothing was signed.");
}

TEST_CASE("text broken to a width is one paragraph") {
  const std::string text =
      "Dear all,\n\n"
      "the delegations met in Istanbul on Friday, as Mr.\n"
      "Medinsky had said they would. They agreed to swap\n"
      "prisoners of war. A ceasefire was not agreed.\n\n"
      "Best wishes";
  CHECK(sentences(text, 20) ==
        "the delegations met in Istanbul on Friday, as Mr.\nMedinsky had said they would. | They "
        "agreed to swap\nprisoners of war. | A ceasefire was not agreed.");
  CHECK(sentences(text, 0) == "Dear all,");
  CHECK(sentences("short list\r\nof two things", 0) == "short list\r\nof two things");
  CHECK(sentences("Apples\nPears\nPlums", 8) == "Pears");
}

TEST_CASE("blocks stop at barriers") {
  const std::string text = "Share this story. The talks ended. Leave a reply.";
  CHECK(sentences(text, 18, {{0, 17}, {35, 49}}) == "The talks ended.");
  CHECK(sentences(text, 3, {{0, 17}, {35, 49}}) == "Share this story.");
}

TEST_CASE("no sentence ends inside a span that must stay whole") {
  CHECK(sentences("We met Dr. No. Again.", 0, {}, {{11, 20}}) == "We met Dr. No. Again.");
  CHECK(sentences("One\nTwo", 0, {}, {{0, 7}}) == "One\nTwo");
}

TEST_CASE("of a very long block the part around the place is taken, at borders of words") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "words ";
  SentenceSplitter splitter;
  const Block block = splitter.block_around(text, 15'001, {}, {});
  REQUIRE(block.sentences.size() == 1);
  const Span span = block.sentences[0];
  CHECK(span.begin > 10'000);
  CHECK(span.begin < 15'000);
  CHECK(span.end > 15'010);
  CHECK(span.end < 20'000);
  CHECK(span.begin % 6 == 0);
  CHECK(span.end % 6 == 5);
}

TEST_CASE("grapheme clusters are not parted") {
  SentenceSplitter splitter;
  const std::string text = "e\u0301👩‍👩‍👧 a";
  CHECK_FALSE(splitter.is_grapheme_boundary(text, 1));
  CHECK(splitter.is_grapheme_boundary(text, 3));
  CHECK_FALSE(splitter.is_grapheme_boundary(text, 7));
  CHECK(splitter.is_grapheme_boundary(text, text.size() - 1));
}
