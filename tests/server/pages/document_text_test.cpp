#include "server/pages/document_text.h"

#include <doctest/doctest.h>

namespace ksearch::pages {

TEST_CASE("blank lines part paragraphs") {
  const std::string text = "\n  One\ntwo \n\n \t\nThree\n";
  std::vector<std::string> found;
  for (const Span range : paragraphs(text)) found.push_back(text.substr(range.begin, range.size()));
  CHECK(found == std::vector<std::string>{"One\ntwo", "Three"});
  CHECK(paragraphs("").empty());
  CHECK(paragraphs(" \n \n").empty());
}

TEST_CASE("the title is not shown twice") {
  StoredDocument stored;
  stored.document.text = "Peace talks\n\nPeace came.";
  stored.document.title_span = Span{0, 11};
  stored.highlights = {{0, 5}, {13, 18}};
  CHECK(body_matches(stored) == std::vector<Span>{{13, 18}});
  CHECK(document_text(stored).markup() ==
        "<p dir=\"auto\"><mark id=\"match-1\">Peace</mark> came.</p>");
}

TEST_CASE("matches lie within names and across their ends") {
  StoredDocument stored;
  stored.document.text = "Ada Brook spoke";
  stored.highlights = {{4, 15}};
  stored.mentions = {{{0, 9}, false, EntityType::kPerson, "Ada Brook", "Ada Brook"}};
  CHECK(
      document_text(stored).markup() ==
      "<p dir=\"auto\"><a class=\"name person\" title=\"Ada Brook\" "
      "href=\"/entity?field=person&amp;name=Ada%20Brook\">Ada <mark id=\"match-1\">Brook</mark></a>"
      "<mark> spoke</mark></p>");
}

TEST_CASE("a name that is no person, place or organisation is plain text") {
  StoredDocument stored;
  stored.document.text = "the Olympics";
  stored.mentions = {{{4, 12}, false, EntityType::kMisc, "Olympics", "Olympics"}};
  CHECK(document_text(stored).markup() == "<p dir=\"auto\">the Olympics</p>");
}

TEST_CASE("wrapped lines flow and short ones break") {
  StoredDocument stored;
  const std::string wrapped(60, 'x');
  stored.document.text = wrapped + "\nshort\nend";
  CHECK(document_text(stored).markup() == "<p dir=\"auto\">" + wrapped + "\nshort<br>end</p>");
}

TEST_CASE("the site around a story is set apart") {
  StoredDocument stored;
  stored.document.text = "Menu\n\nStory";
  stored.document.furniture = {{0, 4}};
  CHECK(document_text(stored).markup() ==
        "<p dir=\"auto\" class=\"furniture\">Menu</p><p dir=\"auto\">Story</p>");
}

}  // namespace ksearch::pages
