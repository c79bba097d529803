#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "cli/marked_text.h"
#include "cli/related_text.h"
#include "cli/timeline_text.h"

using namespace ksearch;
using namespace ksearch::cli;

namespace {

Terminal terminal_of(std::size_t width, bool unicode = true) {
  Terminal terminal;
  terminal.interactive = width != Terminal::kUnlimited;
  terminal.width = width;
  terminal.unicode = unicode;
  return terminal;
}

std::size_t widest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}

Timeline sample_timeline() {
  Timeline timeline;
  timeline.bars = {{"2024-12", 1200}, {"2025-01", 0}, {"2025-02", 300}, {"2025-03", 0},
                   {"2025-04", 0},    {"2025-05", 0}, {"2025-06", 0},   {"2025-07", 3}};
  timeline.undated = 12;
  return timeline;
}

std::vector<RelatedEntity> sample_related() {
  return {{Field::kPerson, "Ada Brook", 18, 20, 9.0, 84.9},
          {Field::kPerson, "Boris \x1b[31mQuill", 3, 1200, 1.25, 11},
          {Field::kOrg, "Harbour Trust", 4, 4, 123.4, 42.45}};
}

}  // namespace

TEST_CASE("a timeline has a bar for each period, and tells long gaps in one line") {
  CHECK(text_timeline(sample_timeline(), TimeUnit::kMonth, terminal_of(40)) ==
        "2024-12  1,200  ████████████████████████\n"
        "2025-01      0\n"
        "2025-02    300  ██████\n"
        "⋮        4 months without a document\n"
        "2025-07      3  ▏\n"
        "undated     12\n");
  CHECK(text_timeline(sample_timeline(), TimeUnit::kMonth, terminal_of(Terminal::kUnlimited)) ==
        "2024-12  1,200\n"
        "2025-01      0\n"
        "2025-02    300\n"
        "⋮        4 months without a document\n"
        "2025-07      3\n"
        "undated     12\n");
  CHECK(text_timeline({}, TimeUnit::kMonth, terminal_of(80)).empty());
}

TEST_CASE("related names stand under headings, with share, lift and significance") {
  CHECK(text_related(sample_related(), terminal_of(60)) ==
        "People\n"
        "  18 of 20  ×9.0  ████████████  Ada Brook\n"
        "3 of 1,200  ×1.2  █▌            Boris \\x1b[31mQuill\n"
        "\n"
        "Organisations\n"
        "    4 of 4  ×123  ██████        Harbour Trust\n");
}

TEST_CASE("charts fit every width, in ASCII where Unicode is not shown") {
  for (std::size_t width = 40; width <= 200; ++width) {
    for (const bool unicode : {true, false}) {
      CAPTURE(width);
      const Terminal terminal = terminal_of(width, unicode);
      const std::string timeline = text_timeline(sample_timeline(), TimeUnit::kMonth, terminal);
      const std::string related = text_related(sample_related(), terminal);
      CHECK(widest_line(timeline) <= width);
      CHECK(widest_line(related) <= width);
      if (unicode) continue;
      const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
      CHECK(std::ranges::all_of(timeline, is_ascii));
      // A name that does not fit ends in "…", as everywhere.
      CHECK((width < 60 || std::ranges::all_of(related, is_ascii)));
    }
  }
}

TEST_CASE("completions stand in columns: text, kind, documents") {
  const std::vector<Completion> completions = {{"Vladimir Medinsky", Field::kPerson, 1200},
                                               {"medicine\x1b", std::nullopt, 3}};
  CHECK(text_completions(completions, terminal_of(80)) ==
        "Vladimir Medinsky  person  1,200\n"
        "medicine\\x1b       word        3\n");
  CHECK(widest_line(text_completions(completions, terminal_of(25))) <= 25);
}
