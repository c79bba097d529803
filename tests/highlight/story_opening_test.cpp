#include "searcher/highlight/story_opening.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace ksearch;
using namespace ksearch::highlight;

namespace {

/// The block that a text begins with; "nothing" where there is none.
std::string opening(std::string_view text, Span title = {},
                    const std::vector<Span>& furniture = {}) {
  SentenceSplitter splitter;
  Barriers barriers = furniture;
  if (!title.empty()) barriers.push_back(title);
  const auto block = story_opening(text, {&furniture, title}, barriers, splitter);
  return block ? std::string(text.substr(block->span.begin, block->span.size())) : "nothing";
}

const std::string kStory = "The delegations met in the old town hall this morning.";

}  // namespace

TEST_CASE("a story begins with its first paragraph of some length") {
  CHECK(opening("By a reporter\n\n" + kStory + "\n\nMore.") == kStory);
  CHECK(opening("It rains.\n\n" + kStory) == kStory);
}

TEST_CASE("without a paragraph it begins with whatever comes first, the title at last") {
  CHECK(opening("Apples\n\nPears") == "Apples");
  CHECK(opening("A title\n\nPears", {0, 7}) == "Pears");
  CHECK(opening("A title\n\n", {0, 7}) == "A title");
  CHECK(opening(" \n ") == "nothing");
  CHECK(opening("") == "nothing");
}

TEST_CASE("neither furniture nor a title that is a sentence opens a story") {
  const std::string menu = "Everything that you can subscribe to stands in this menu.";
  CHECK(opening(menu + "\n\n" + kStory, {}, {{0, menu.size()}}) == kStory);
  CHECK(opening(menu + "\n\n" + kStory, {0, menu.size()}) == kStory);
  CHECK(opening(menu, {}, {{0, menu.size()}}) == "nothing");
}
