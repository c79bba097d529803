#include "common/analysis/stop_words.h"

#include <doctest/doctest.h>

#include <string_view>

#include "common/analysis/stop_word_lists.h"
#include "ksearch/analyzer.h"

using ksearch::is_stop_word;

TEST_CASE("stop words are known in each language that has a list") {
  struct Example {
    std::string_view word;
    std::string_view language;
  };
  for (const Example& example :
       {Example{"og", "da"}, Example{"fur", "de"}, Example{"the", "en"}, Example{"dont", "en"},
        Example{"el", "es"}, Example{"ja", "fi"}, Example{"ete", "fr"}, Example{"az", "hu"},
        Example{"perche", "it"}, Example{"og", "nb"}, Example{"het", "nl"}, Example{"og", "nn"},
        Example{"og", "no"}, Example{"nao", "pt"}, Example{"что", "ru"}, Example{"och", "sv"},
        Example{"icin", "tr"}, Example{"що", "uk"}}) {
    CAPTURE(example.word);
    CAPTURE(example.language);
    CHECK(is_stop_word(example.word, example.language));
  }
}

TEST_CASE("words with a meaning are no stop words") {
  for (const char* word : {"us", "ceasefire", "shell", "hell", "ill", "well", ""}) {
    CAPTURE(word);
    CHECK_FALSE(is_stop_word(word, "en"));
  }
  CHECK_FALSE(is_stop_word("the", "de"));
  CHECK_FALSE(is_stop_word("the", "th"));
  CHECK_FALSE(is_stop_word("the", ""));
}

TEST_CASE("stop words are written as the analyzer folds them") {
  ksearch::Analyzer analyzer;
  ksearch::TokenList tokens;
  namespace lists = ksearch::stop_word_lists;
  for (const char* list :
       {lists::kDanish, lists::kDutch, lists::kEnglish, lists::kFinnish, lists::kFrench,
        lists::kGerman, lists::kHungarian, lists::kItalian, lists::kNorwegian, lists::kPortuguese,
        lists::kRussian, lists::kSpanish, lists::kSwedish, lists::kTurkish, lists::kUkrainian}) {
    const std::string_view text = list;
    analyzer.analyze(text, tokens);
    for (const ksearch::Token& token : tokens) {
      CHECK(token.word == text.substr(token.span.begin, token.span.size()));
      CHECK(token.kind == ksearch::TokenKind::kWord);
    }
  }
}
