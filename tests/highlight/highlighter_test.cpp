#include "searcher/highlight/highlighter.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "common/utf8.h"
#include "tests/highlight/spec_builder.h"
#include "tests/support/folders.h"

using namespace ksearch;
using namespace ksearch::highlight;
using namespace ksearch::test;

namespace {

struct Fixture {
  Analyzer analyzer;
  SpecBuilder build{analyzer};

  std::string marks(const MatchSpec& spec, const HighlightInput& input) {
    return bracketed(input.text, Highlighter(spec, analyzer).marks(input));
  }
  std::string marks(const MatchSpec& spec, std::string_view text) {
    return marks(spec, english(text));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "every form that matches is marked") {
  const MatchSpec spec = build.terms({"ceasefire", "Türkiye", "talk"});
  CHECK(marks(spec, "Ceasefires, CEASEFIRE and a cease-fire in Turkiye; TÜRKİYE talked.") ==
        "[Ceasefires], [CEASEFIRE] and a [cease-fire] in [Turkiye]; [TÜRKİYE] [talked].");
  CHECK(marks(spec, "Tu\u0308rkiye") == "[Tu\u0308rkiye]");
  CHECK(marks(spec, "nothing of it") == "nothing of it");
  CHECK(marks(spec, "") == "");
  CHECK(marks({}, "ceasefire") == "ceasefire");
}

TEST_CASE_FIXTURE(Fixture, "stems count in the document's language only") {
  MatchSpec spec;
  spec.units.push_back(build.term("talk"));
  spec.units[0].sequences[0][0].words.clear();
  HighlightInput input = english("he talked");
  CHECK(marks(spec, input) == "he [talked]");
  input.language = "de";
  CHECK(marks(spec, input) == "he talked");
  input.language = "uk";
  CHECK(marks(spec, input) == "he talked");
}

TEST_CASE_FIXTURE(Fixture, "a language without a stemmer has words as stems") {
  MatchSpec spec;
  spec.units.push_back(SpecBuilder::unit(UnitKind::kTerm, {{}}));
  spec.units[0].sequences[0][0].stems.insert("xx:мир");
  HighlightInput input = english("Мир і миру");
  input.language = "be";
  CHECK(marks(spec, input) == "[Мир] і миру");
}

TEST_CASE_FIXTURE(Fixture, "words with prefixes that stemmers take off are found") {
  Analyzer other;
  for (const auto& [language, word] :
       {std::pair{"id", "membaca"}, {"ar", "والكتاب"}, {"ga", "bhfuil"}}) {
    TokenList tokens;
    other.analyze(word, tokens);
    MatchSpec spec;
    spec.units.push_back(SpecBuilder::unit(UnitKind::kTerm, {{}}));
    spec.units[0].sequences[0][0].stems.insert(
        schema::stem_key(language, other.stem(tokens.tokens()[0].folded, language)));
    HighlightInput input = english(word);
    input.language = language;
    CHECK(marks(spec, input) == "[" + std::string(word) + "]");
  }
}

TEST_CASE_FIXTURE(Fixture, "a prefix marks whole words") {
  MatchSpec spec;
  spec.units.push_back(SpecBuilder::unit(UnitKind::kTerm, {SpecBuilder::prefix("medin")}));
  CHECK(marks(spec, "Medinsky's Medina, no med") == "[Medinsky]'s [Medina], no med");
}

TEST_CASE_FIXTURE(Fixture, "a phrase is one mark and needs its words in a row") {
  MatchSpec spec;
  spec.units.push_back(build.phrase({"peace", "talks"}));
  CHECK(marks(spec, "Peace talks; talks peace; peace, talks; peace and talks") ==
        "[Peace talks]; talks peace; [peace, talks]; peace and talks");
  CHECK(marks(spec, "the peace\ntalks") == "the [peace\ntalks]");
  CHECK(marks(spec, "peace and talks") == "peace and talks");
}

TEST_CASE_FIXTURE(Fixture, "a phrase of equal words and one of alternatives are found") {
  MatchSpec spec;
  spec.units.push_back(build.phrase({"no", "no"}));
  CHECK(marks(spec, "no no") == "[no no]");
  CHECK(marks(spec, "no") == "no");
  CHECK(marks(spec, "no no no") == "[no no no]");
  spec.units.push_back(build.phrase({"a", "b", "c"}));
  spec.units[1].sequences.push_back({build.exact("x")});
  CHECK(marks(spec, "a a b c b x") == "a [a b c] b [x]");
}

TEST_CASE_FIXTURE(Fixture, "words near each other are marked, each in a position of its own") {
  MatchSpec spec;
  spec.units.push_back(build.near({"a", "b"}, 3));
  CHECK(marks(spec, "a x x b x x x x a b a") == "[a] x x [b] x x x x [a] [b] [a]");
  CHECK(marks(spec, "a x x x b") == "a x x x b");
  CHECK(marks(spec, "a a a b") == "[a] [a] [a] [b]");
  MatchSpec twice;
  twice.units.push_back(build.near({"a", "a"}, 2));
  CHECK(marks(twice, "a x x a x a") == "a x x [a] x [a]");
  MatchSpec shared;
  shared.units.push_back(build.near({"a", "b"}, 3));
  shared.units[0].sequences[0][1].words.insert("a");
  CHECK(marks(shared, "a x x x x b") == "a x x x x b");
  CHECK(marks(shared, "a b") == "[a] [b]");
}

TEST_CASE_FIXTURE(Fixture, "names and types match words inside mentions, entities whole mentions") {
  HighlightInput input = english("Mr Vladimir Medinsky met a Medinsky in Istanbul.");
  input.mentions = {{{0, 20}, 7, EntityType::kPerson}, {{39, 47}, 9, EntityType::kPlace}};
  MatchSpec entity;
  entity.units.push_back(SpecBuilder::unit(UnitKind::kEntity, {SpecBuilder::name(7)}));
  CHECK(marks(entity, input) == "[Mr Vladimir Medinsky] met a Medinsky in Istanbul.");
  MatchSpec typed;
  typed.units.push_back(
      SpecBuilder::unit(UnitKind::kEntity, {SpecBuilder::type(EntityType::kPlace)}));
  CHECK(marks(typed, input) == "Mr Vladimir Medinsky met a Medinsky in [Istanbul].");
  MatchSpec near;
  near.units.push_back(
      SpecBuilder::unit(UnitKind::kNear, {SpecBuilder::name(7), build.exact("met")}, 1));
  CHECK(marks(near, input) == "Mr Vladimir [Medinsky] [met] a Medinsky in Istanbul.");
  near.units[0].sequences[0][0] = SpecBuilder::type(EntityType::kPerson);
  near.units[0].window = 2;
  CHECK(marks(near, input) == "Mr [Vladimir] [Medinsky] [met] a Medinsky in Istanbul.");
}

TEST_CASE_FIXTURE(Fixture, "nothing in furniture is marked") {
  const std::vector<Span> furniture = {{0, 5}, {12, 17}};
  HighlightInput input = english("talks. Some talks. More talks.");
  input.furniture = &furniture;
  CHECK(marks(build.terms({"talks", "some", "more"}), input) ==
        "talks. [Some] talks. [More] [talks].");
}

TEST_CASE_FIXTURE(Fixture, "units of the title mark the title and nothing else") {
  MatchSpec spec = build.terms({"talks", "war"});
  spec.units[0].title_only = true;
  HighlightInput input = english("War talks\n\nThe talks on the war.");
  CHECK(marks(spec, input) == "[War] talks\n\nThe talks on the [war].");
  input.title_span = {0, 9};
  CHECK(marks(spec, input) == "[War] [talks]\n\nThe talks on the [war].");
  Highlighter highlighter(spec, analyzer);
  CHECK(bracketed("War talks", highlighter.title_marks(english("War talks"))) == "[War] [talks]");
}

TEST_CASE_FIXTURE(Fixture, "a long text is marked as a short one, across the parts it is read in") {
  std::string text;
  std::string expected;
  while (text.size() < 700'000) {
    text += "Some words about nothing much, one peace talks here and there. ";
    expected += "Some words about nothing much, one [peace talks] here and there. ";
  }
  MatchSpec spec;
  spec.units.push_back(build.phrase({"peace", "talks"}));
  CHECK((marks(spec, text) == expected));
  const std::string unbroken(600'000, 'x');
  CHECK((marks(build.terms({"talks"}), unbroken + " talks") == unbroken + " [talks]"));
}

TEST_CASE_FIXTURE(Fixture, "words too long to be terms take one position each in every part") {
  std::string text;
  std::string expected;
  const std::string overlong(100, 'x');
  while (text.size() < 700'000) {
    text += overlong + " is not one of the peace talks. ";
    expected += overlong + " is not one of the [peace talks]. ";
  }
  MatchSpec spec;
  spec.units.push_back(build.phrase({"peace", "talks"}));
  CHECK((marks(spec, text) == expected));
}

TEST_CASE_FIXTURE(Fixture, "in every language a word is found by its stem, whatever its letters") {
  std::set<std::string> words;
  TokenList tokens;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(source_folder() / "corpus")) {
    if (entry.path().extension() != ".txt" && entry.path().extension() != ".md") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    analyzer.analyze(std::string(std::istreambuf_iterator<char>(file), {}), tokens);
    for (const Token& token : tokens) {
      if (token.kind != TokenKind::kWord) continue;
      // Their beginnings are words too, as far as stemmers know.
      for (std::string_view word = token.folded; word.size() >= 2;
           word = utf8_prefix(word, word.size() - 1)) {
        words.emplace(word);
      }
    }
  }
  std::erase_if(words, [&](const std::string& word) {
    analyzer.analyze(word, tokens);
    return tokens.size() != 1 || tokens.begin()->folded != word;
  });
  CHECK(words.size() > 8000);
  constexpr std::string_view kLanguages[] = {"ar", "ca", "cs", "da", "de", "en", "es", "eu", "fi",
                                             "fr", "ga", "hu", "hy", "id", "it", "lt", "nb", "ne",
                                             "nl", "pl", "pt", "ro", "ru", "sv", "ta", "tr", "uk"};
  for (const std::string_view language : kLanguages) {
    for (const std::string& word : words) {
      TokenMatcher stem;
      stem.stems.insert(schema::stem_key(language, analyzer.stem(word, language)));
      MatchSpec spec;
      spec.units.push_back(SpecBuilder::unit(UnitKind::kTerm, {stem}));
      HighlightInput input;
      input.text = word;
      input.language = language;
      CHECK_MESSAGE(Matcher(spec, language).find(input, false, analyzer, tokens).size() == 1,
                    language, ": ", word);
    }
  }
}
