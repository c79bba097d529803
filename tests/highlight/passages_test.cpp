#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "searcher/highlight/highlighter.h"
#include "tests/highlight/spec_builder.h"
#include "tests/support/folders.h"

using namespace ksearch;
using namespace ksearch::highlight;
using namespace ksearch::test;

namespace {

struct Fixture {
  Analyzer analyzer;
  SpecBuilder build{analyzer};

  std::string passages(const MatchSpec& spec, const HighlightInput& input, SnippetOptions options) {
    return joined(Highlighter(spec, analyzer).snippets(input, options));
  }
  std::string passages(const MatchSpec& spec, std::string_view text, SnippetOptions options = {}) {
    return passages(spec, english(text), options);
  }
};

const std::string kFiller =
    "Nothing of interest is said in this long sentence about other things. ";

}  // namespace

TEST_CASE_FIXTURE(Fixture, "passages cover all words, however far apart") {
  std::string text = "Medinsky led the delegation.\n\n";
  for (int i = 0; i < 100; ++i) text += kFiller;
  text += "\n\nNo ceasefire was agreed.";
  CHECK(passages(build.terms({"Medinsky", "ceasefire"}), text) ==
        "[Medinsky] led the delegation. | No [ceasefire] was agreed.");
}

TEST_CASE_FIXTURE(Fixture, "a passage with both words beats two with one") {
  const std::string text = "Medinsky spoke.\n\nA ceasefire is far.\n\nMedinsky wants no ceasefire.";
  CHECK(passages(build.terms({"Medinsky", "ceasefire"}), text, {.count = 1}) ==
        "[Medinsky] wants no [ceasefire].");
}

TEST_CASE_FIXTURE(Fixture, "rare words are worth more than common ones") {
  MatchSpec spec = build.terms({"talks", "Medinsky"});
  spec.units[1].weight = 5;
  CHECK(passages(spec, "Talks, talks and talks.\n\nMedinsky came.", {.count = 1}) ==
        "[Medinsky] came.");
}

TEST_CASE_FIXTURE(Fixture, "sentences stay whole and take neighbours while they fit") {
  const std::string text = "One is here. Two talks. Three is there. " + kFiller;
  CHECK(passages(build.terms({"talks"}), text, {.max_chars = 26}) ==
        "Two [talks]. Three is there.");
  CHECK(passages(build.terms({"talks"}), text, {.max_chars = 24}) == "One is here. Two [talks].");
  CHECK(passages(build.terms({"talks"}), text, {.max_chars = 12}) == "Two [talks].");
  CHECK(passages(build.terms({"talks"}), text, {.max_chars = 40}) ==
        "One is here. Two [talks]. Three is there.");
}

TEST_CASE_FIXTURE(Fixture, "a sentence that does not fit is cut where words end") {
  const std::string text =
      "The head of the delegation said on Friday after long talks with the other side that he was "
      "satisfied.";
  CHECK(passages(build.terms({"talks"}), text, {.max_chars = 40}) ==
        "after long [talks] with the other side");
  CHECK(passages(build.terms({"head"}), text, {.max_chars = 40}) ==
        "The [head] of the delegation said on");
  CHECK(passages(build.terms({"satisfied"}), text, {.max_chars = 40}) ==
        "the other side that he was [satisfied].");
  CHECK(passages(build.terms({"delegation"}), text, {.max_chars = 5}) == "[deleg]");
  CHECK(passages(build.terms({"head", "satisfied"}), text, {.max_chars = 40}) ==
        "The [head] of the delegation said on | the other side that he was [satisfied].");
}

TEST_CASE_FIXTURE(Fixture, "headline, caption and furniture do not run into passages") {
  const std::string text =
      "Ceasefire elusive\n\nImage source: agency\nMen at a table\n\nThe ceasefire talks failed.\n\n"
      "Leave a reply on the ceasefire";
  const std::vector<Span> furniture = {{85, text.size()}};
  HighlightInput input = english(text);
  input.title_span = {0, 17};
  input.furniture = &furniture;
  CHECK(text.substr(85, 5) == "Leave");
  CHECK(passages(build.terms({"ceasefire"}), input, {}) == "The [ceasefire] talks failed.");
  CHECK(passages(build.terms({"table"}), input, {}) == "Men at a [table]");
}

TEST_CASE_FIXTURE(Fixture, "without a match the story's first sentences are shown") {
  const std::string text =
      "PoliticsWorld\n\nA headline of some length about the talks\n\n"
      "Officials have met for their first direct negotiations in three years. They left soon. " +
      kFiller;
  CHECK(passages({}, text, {.max_chars = 90}) ==
        "Officials have met for their first direct negotiations in three years. They left soon.");
  CHECK(passages({}, text, {.max_chars = 30}) == "Officials have met for their");
  CHECK(passages({}, "PoliticsWorld\n\nNews") == "PoliticsWorld");
  CHECK(passages({}, "  \n ") == "");
  CHECK(passages({}, "") == "");
  HighlightInput input = english("Only a title");
  input.title_span = {0, 12};
  CHECK(passages({}, input, {}) == "Only a title");
}

TEST_CASE_FIXTURE(Fixture, "a headline that is repeated is shown at most once") {
  const std::string text =
      "Talks fail in Istanbul\n\nTalks fail in Istanbul\n\nThe talks were short.";
  CHECK(passages(build.terms({"talks"}), text, {.count = 3}) ==
        "[Talks] fail in Istanbul | The [talks] were short.");
  HighlightInput input = english(text);
  input.title_span = {0, 22};
  CHECK(passages(build.terms({"talks"}), input, {}) == "The [talks] were short.");
}

TEST_CASE_FIXTURE(Fixture, "a title that a record's text begins with is not its passage") {
  const std::string title = "Talks fail in Istanbul";
  for (const char* between : {". ", " ", "\n\n", ".\n"}) {
    CAPTURE(between);
    const std::string text = title + between + "The talks were short.";
    HighlightInput input = english(text);
    input.title = title;
    CHECK(passages(build.terms({"talks"}), input, {}) == "The [talks] were short.");
    CHECK(passages({}, input, {}) == "The talks were short.");
  }
  // Where nothing else matches, the story begins; and a longer word is not the title.
  HighlightInput beginning =
      english("Talks fail in Istanbul. Both sides had met there for an hour.");
  beginning.title = title;
  CHECK(passages(build.terms({"talks"}), beginning, {}) == "Both sides had met there for an hour.");
  HighlightInput input = english("Talks fail in Istanbul");
  input.title = title;
  CHECK(passages(build.terms({"talks"}), input, {}) == "[Talks] fail in Istanbul");
  input = english("Talks fail in Istanbuls. They left.");
  input.title = title;
  CHECK(passages(build.terms({"talks"}), input, {.count = 1}).starts_with("[Talks] fail in"));
}

TEST_CASE_FIXTURE(Fixture, "line breaks become spaces, one for one") {
  const std::string text = "The long talks ended on\r\na day in\tIstanbul.";
  const MatchSpec spec = build.terms({"Istanbul"});
  const auto snippets = Highlighter(spec, analyzer).snippets(english(text), {});
  REQUIRE(snippets.size() == 1);
  CHECK(snippets[0].text == "The long talks ended on  a day in Istanbul.");
  CHECK(snippets[0].span == Span{0, text.size()});
  CHECK(snippets[0].highlights == std::vector<Span>{{34, 42}});
}

TEST_CASE_FIXTURE(Fixture, "nothing is shown where nothing is asked for") {
  CHECK(passages(build.terms({"talks"}), "Talks.", {.count = 0}) == "");
  CHECK(passages(build.terms({"talks"}), "Talks.", {.max_chars = 0}) == "");
}

TEST_CASE_FIXTURE(Fixture, "real articles: both words of a query, and no furniture") {
  const std::filesystem::path articles = test::shared_folder() / "articles";
  if (!std::filesystem::exists(articles)) {
    MESSAGE("SKIPPED: no articles in " << articles);
    return;
  }
  const MatchSpec spec = build.terms({"Medinsky", "ceasefire"});
  Highlighter highlighter(spec, analyzer);
  int checked = 0;
  for (const auto& entry : std::filesystem::directory_iterator(articles)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (text.find("Medinsky") == std::string::npos) continue;
    std::vector<Span> furniture;
    if (const auto reply = text.find("Leave a Reply"); reply != std::string::npos) {
      furniture.push_back({reply, text.size()});
    }
    HighlightInput input = english(text);
    input.furniture = &furniture;
    const std::string shown = joined(highlighter.snippets(input, {}));
    CAPTURE(shown);
    CHECK(shown.find("[Medinsky]") != std::string::npos);
    CHECK(shown.find("[ceasefire]") != std::string::npos);
    CHECK(shown.find("Reply") == std::string::npos);
    ++checked;
  }
  CHECK(checked >= 3);
}
