#include "cli/mention_text.h"

#include <doctest/doctest.h>

#include <string>

using namespace ksearch;
using namespace ksearch::cli;

namespace {

MentionEvidence evidence_of(const std::string& document, Span span, bool in_title) {
  MentionEvidence evidence;
  evidence.document = document;
  evidence.title = "Talks \x1b[2J end";
  evidence.date = "2025-05-16";
  evidence.mention = {span, in_title, EntityType::kPerson, "Putin", "Vladimir Putin"};
  evidence.surface = "Mr Putin";
  evidence.sentence = {"Then Mr Putin spoke.", {100, 120}, {{5, 13}}};
  return evidence;
}

}  // namespace

TEST_CASE("mentions stand under their document, controls shown as text") {
  Terminal terminal;
  terminal.width = Terminal::kUnlimited;
  MentionListing listing(terminal);
  CHECK(listing.next(evidence_of("a1", {105, 113}, false)) ==
        "Talks \\x1b[2J end · 2025-05-16 · a1\n"
        "  105-113  Vladimir Putin (person)\n"
        "    Then Mr Putin spoke.\n");
  CHECK(listing.next(evidence_of("a1", {6, 14}, true)) ==
        "  title  Vladimir Putin (person)\n"
        "    Then Mr Putin spoke.\n");
  CHECK(listing.next(evidence_of("b2", {105, 113}, false)).starts_with("\nTalks"));
}

TEST_CASE("a sentence is wrapped to the terminal and its mention marked") {
  Terminal terminal;
  terminal.width = 16;
  terminal.color = true;
  MentionListing listing(terminal);
  const std::string text = listing.next(evidence_of("a1", {105, 113}, false));
  CHECK(text.find("    Then ") != std::string::npos);
  CHECK(text.find(std::string(Palette(true).match)) != std::string::npos);
}
