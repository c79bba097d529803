#include <doctest/doctest.h>

#include <string>

#include "cli/browse/state.h"
#include "cli/browse/view.h"

using namespace ksearch;
using namespace ksearch::cli;
using namespace ksearch::cli::browse;

namespace {

Hit hit(const std::string& id, const std::string& title) {
  Hit hit;
  hit.id = id;
  hit.title = title;
  hit.date = "2025-05-16";
  hit.source = "news";
  hit.path = "/news/" + id + ".txt";
  Snippet snippet;
  snippet.text = "The talks on " + title + " went on.";
  snippet.highlights = {{4, 9}};
  hit.snippets = {snippet};
  return hit;
}

SearchResults sample_results() {
  SearchResults results;
  results.hits = {hit("a", "Medinsky leaves"), hit("b", "Wheat prices"), hit("c", "Third")};
  results.total = 3;
  Facet people;
  people.field = Field::kPerson;
  people.values = {{"Vladimir Medinsky", 3, {}}, {"Rustem Umerov", 1, {}}};
  people.more = 4;
  Facet places;
  places.field = Field::kPlace;
  places.values = {{"Istanbul", 2, {}}};
  results.facets = {people, places};
  return results;
}

State sample_state() {
  State state;
  state.question.query = "talks";
  resize(state, {24, 80});
  set_results(state, sample_results());
  return state;
}

Effect hit_key(State& state, Key key) { return press(state, key); }

/// Presses the keys that a text stands for: \n is Enter, \t Tab, \x1b Esc, \b Backspace.
Effect type(State& state, std::string_view keys) {
  Effect effect = Effect::kNone;
  for (const char c : keys) {
    Key key{KeyKind::kCharacter, static_cast<char32_t>(c)};
    if (c == '\n') key = {KeyKind::kEnter};
    if (c == '\t') key = {KeyKind::kTab};
    if (c == '\b') key = {KeyKind::kBackspace};
    if (c == '\x1b') key = {KeyKind::kEscape};
    effect = press(state, key);
  }
  return effect;
}

const FacetRow& row(const State& state) { return state.facet_rows[state.facets.selected]; }

}  // namespace

TEST_CASE("Enter on a facet value includes it, Enter again ends that") {
  State state = sample_state();
  CHECK(type(state, "h") == Effect::kNone);
  CHECK(row(state).text == "Vladimir Medinsky");
  CHECK(type(state, "\n") == Effect::kSearch);
  CHECK(state.question.narrowings ==
        std::vector<Narrowing>{{Field::kPerson, "Vladimir Medinsky", false}});
  set_results(state, sample_results());
  CHECK(state.facet_rows[1].kind == FacetRow::Kind::kActive);
  CHECK(row(state).kind == FacetRow::Kind::kValue);
  CHECK(type(state, "\n") == Effect::kSearch);
  CHECK(state.question.narrowings.empty());
}

TEST_CASE("minus excludes a value; what is chosen can be ended or turned round in its list") {
  State state = sample_state();
  CHECK(type(state, "hj-") == Effect::kSearch);
  CHECK(state.question.narrowings ==
        std::vector<Narrowing>{{Field::kPerson, "Rustem Umerov", true}});
  set_results(state, sample_results());
  CHECK(type(state, "g\n") == Effect::kSearch);
  CHECK(state.question.narrowings.empty());
  const SearchRequest request = request_of(state);
  CHECK(request.query == "talks");
}

TEST_CASE("a second month or source takes the place of the first") {
  State state = sample_state();
  SearchResults results = sample_results();
  results.facets = {{Field::kMonth, {{"2025-05", 2, {}}, {"2025-04", 1, {}}}, 0}};
  set_results(state, results);
  type(state, "h\n");
  set_results(state, results);
  type(state, "j\n");
  CHECK(state.question.narrowings == std::vector<Narrowing>{{Field::kMonth, "2025-04", false}});
}

TEST_CASE("b goes back through the questions, to the hit that was selected") {
  State state = sample_state();
  type(state, "jh\n");
  set_results(state, sample_results());
  CHECK(state.hits.selected == 0);
  CHECK(type(state, "b") == Effect::kSearch);
  set_results(state, sample_results());
  CHECK(state.question.narrowings.empty());
  CHECK(state.hits.selected == 1);
  CHECK(type(state, "b") == Effect::kNone);
  CHECK(state.message == "there is nothing to go back to");
}

TEST_CASE("slash filters a facet as one types, and Enter includes what is found") {
  State state = sample_state();
  CHECK(type(state, "hjj/") == Effect::kFilterFacet);
  CHECK(state.filter_field == Field::kPlace);
  CHECK(type(state, "an") == Effect::kFilterFacet);
  CHECK(state.input_text == "an");
  set_filtered(state, {Field::kPlace, {{"Ankara", 1, {}}, {"Istanbul", 2, {}}}, 0});
  CHECK(row(state).text == "Ankara");
  hit_key(state, {KeyKind::kDown});
  CHECK(type(state, "\n") == Effect::kSearch);
  CHECK(state.question.narrowings == std::vector<Narrowing>{{Field::kPlace, "Istanbul", false}});
  CHECK(state.input == Input::kNone);

  state = sample_state();
  type(state, "h/x");
  CHECK(type(state, "\x1b") == Effect::kNone);
  CHECK(state.input == Input::kNone);
  CHECK(row(state).text == "Vladimir Medinsky");
}

TEST_CASE("a query is changed in place; one that is refused changes nothing") {
  State state = sample_state();
  CHECK(type(state, "/\b\b\b\b\bwheat") == Effect::kNone);
  CHECK(state.question.query == "talks");
  CHECK(type(state, "\n") == Effect::kSearch);
  CHECK(state.question.query == "wheat");
  refuse(state, "that is no query");
  CHECK(state.question.query == "talks");
  CHECK(state.message == "that is no query");
  CHECK(state.history.empty());
  CHECK(type(state, "s\x1b") == Effect::kNone);
  CHECK(state.question.query == "talks");
}

TEST_CASE("what was answered in place of a misspelled query is the question from then on") {
  State state = sample_state();
  state.question.query = "tallks";
  state.question.plain = true;
  SearchResults results = sample_results();
  results.corrected_query = "talks";
  results.unknown_words = {{"tallks", {0, 6}, {"talks"}}};
  set_results(state, results);
  CHECK(state.question.query == "talks");
  CHECK(state.message == "nothing matches tallks; this is: talks");
  CHECK_FALSE(request_of(state).plain);
}

TEST_CASE("c takes the spelling on offer, and b goes back from it") {
  State state = sample_state();
  CHECK(type(state, "c") == Effect::kNone);
  CHECK(state.message == "there is no other spelling on offer");
  SearchResults results = sample_results();
  results.suggested_query = "stalks";
  set_results(state, results);
  CHECK(state.message == "did you mean: stalks? c searches for it");
  CHECK(type(state, "c") == Effect::kSearch);
  CHECK(state.question.query == "stalks");
  set_results(state, sample_results());
  CHECK(type(state, "b") == Effect::kSearch);
  CHECK(state.question.query == "talks");
}

TEST_CASE("words that no document has are named where nothing is found") {
  State state = sample_state();
  SearchResults results;
  results.unknown_words = {{"zeppelin", {0, 8}, {}}, {"tallks", {9, 15}, {"talks", "stalks"}}};
  set_results(state, results);
  const std::string screen = draw(state).text();
  CHECK(screen.find("'zeppelin' is in no document") != std::string::npos);
  CHECK(screen.find("'tallks' is in no document; near it are talks") != std::string::npos);
}

TEST_CASE("typed letters beyond ASCII are taken and dropped whole") {
  State state = sample_state();
  type(state, "s");
  hit_key(state, {KeyKind::kClearLine});
  for (const char32_t c : {U'З', U'€', U'\U0001F33E'}) hit_key(state, {KeyKind::kCharacter, c});
  CHECK(state.input_text == "З€🌾");
  type(state, "\b\b");
  CHECK(state.input_text == "З");
}

TEST_CASE("the end of the list asks for more hits, unless there are none") {
  State state = sample_state();
  CHECK(type(state, "jjj") == Effect::kNone);
  CHECK(state.hits.selected == 2);
  state.results.total = 10;
  CHECK(type(state, "j") == Effect::kMore);
  add_hits(state, {hit("d", "Fourth")});
  CHECK(state.hits.selected == 3);
}

TEST_CASE("Enter reads a hit; n and N go from match to match") {
  State state = sample_state();
  CHECK(type(state, "\n") == Effect::kReadDocument);
  StoredDocument stored;
  for (int i = 0; i < 60; ++i) stored.document.text += "line " + std::to_string(i) + "\n";
  const std::size_t first = stored.document.text.find("line 20");
  const std::size_t second = stored.document.text.find("line 40");
  stored.highlights = {{first, first + 4}, {second, second + 4}};
  set_document(state, stored);
  type(state, "n");
  CHECK(state.document_lines[state.document_top].text == "line 20");
  type(state, "n");
  CHECK(state.document_lines[state.document_top].text == "line 40");
  type(state, "n");
  CHECK(state.message == "no match further down");
  type(state, "N");
  CHECK(state.document_lines[state.document_top].text == "line 20");
  CHECK(type(state, "\x1b") == Effect::kNone);
  CHECK(state.pane == Pane::kHits);
}

TEST_CASE("keys that need a hit do nothing without one") {
  State state;
  resize(state, {24, 80});
  set_results(state, {});
  for (const char* keys : {"\n", "o", "j", "k", "g", "G", " ", "h\n", "h-", "h/", "\t\t"}) {
    State copy = state;
    const Effect effect = type(copy, keys);
    CHECK((effect == Effect::kNone || effect == Effect::kFilterFacet));
  }
  CHECK(type(state, "q") == Effect::kQuit);
}

TEST_CASE("the equivalent command quotes what a shell would read otherwise") {
  State state = sample_state();
  state.question.query = "it's \"so\"";
  state.question.narrowings = {{Field::kPerson, "Vladimir Medinsky", false},
                               {Field::kMonth, "2025-05", false},
                               {Field::kPlace, "Ankara", true}};
  CHECK(command_line(state) ==
        "ksearch search --person 'Vladimir Medinsky' --since 2025-05 --until 2025-05 "
        "--without place=Ankara -- 'it'\\''s \"so\"'");
  state.question = {};
  state.index_option = "/my index";
  CHECK(command_line(state) == "ksearch search --index '/my index' '*'");
  state.base.filters.since = "2025";
  state.question.plain = true;
  CHECK(command_line(state) == "ksearch search --index '/my index' --since 2025 --plain");
}

TEST_CASE("the screen shows facets, hits and passages") {
  State state = sample_state();
  resize(state, {14, 80});
  CHECK(draw(state).text() ==
        " talks                                                              3 documents\n"
        " People                   │ Medinsky leaves\n"
        "   Vladimir Medinsky    3 │   2025-05-16 · news\n"
        "   Rustem Umerov        1 │ Wheat prices\n"
        "   4 more: /              │   2025-05-16 · news\n"
        "                          │ Third\n"
        " Places                   │   2025-05-16 · news\n"
        "   Istanbul             2 │─────────────────────────────────────────────────────\n"
        "                          │ The talks on Medinsky leaves went on.\n"
        "                          │\n"
        "                          │\n"
        "                          │\n"
        "                          │\n"
        " Enter read  / query  Tab document  o open  b back  y command  ? help  q quit\n");
}

TEST_CASE("hostile titles, names and texts are shown as harmless text") {
  State state = sample_state();
  SearchResults results = sample_results();
  const char* const hostile[] = {"\x1b[2J\x1b]0;gone\x07",
                                 "\xe2\x80\xae"
                                 "gnirts",
                                 "a\nb\tc\r",
                                 "\xc2\x9b"
                                 "31m",
                                 "\xff\xfe",
                                 "\x7f"};
  for (const char* text : hostile) {
    results.hits[0].title = text;
    results.hits[0].source = text;
    results.hits[0].snippets[0].text = text;
    results.hits[0].snippets[0].highlights.clear();
    results.facets[0].values[0].value = text;
    state.question.query = text;
    set_results(state, results);
    state.message = text;
    for (const auto overlay : {Overlay::kNone, Overlay::kCommand}) {
      state.overlay = overlay;
      const std::string screen = draw(state).text();
      for (const char c : screen) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
      CHECK(screen.find("\xe2\x80\xae") == std::string::npos);
      CHECK(screen.find("\xc2\x9b") == std::string::npos);
      CHECK(screen.find('\x7f') == std::string::npos);
    }
  }
}

TEST_CASE("wide and combining characters take the columns they have") {
  Grid grid({1, 10});
  grid.put({0, 0, 10}, "日本e\u0301x", Style::kPlain);
  CHECK(grid.at(0, 0).text == "日");
  CHECK(grid.at(0, 1).text.empty());
  CHECK(grid.at(0, 4).text == "e\u0301");
  CHECK(grid.at(0, 5).text == "x");
  Grid narrow({1, 3});
  narrow.put({0, 0, 3}, "日本語", Style::kPlain);
  CHECK(narrow.text() == "日…\n");
  Grid lone({1, 3});
  lone.put({0, 0, 3}, "\u0301a", Style::kPlain);
  CHECK(lone.at(0, 0).text == "a");
}

TEST_CASE("every size of screen is drawn, whatever is on it") {
  for (std::size_t rows = 1; rows < 40; ++rows) {
    for (const std::size_t columns :
         std::initializer_list<std::size_t>{1, 5, 29, 30, 59, 60, 80, 200}) {
      State state = sample_state();
      resize(state, {rows, columns});
      for (const char* keys : {"", "h", "\n", "?", "y", "s", "h/"}) {
        State copy = state;
        type(copy, keys);
        StoredDocument stored;
        stored.document.text = "A line that is long enough to be wrapped.\nAnother.";
        if (copy.pane == Pane::kDocument) set_document(copy, stored);
        const Grid grid = draw(copy);
        CHECK(grid.size().rows == rows);
        CHECK(grid.size().columns == columns);
      }
    }
  }
}
