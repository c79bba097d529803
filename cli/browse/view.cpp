#include "cli/browse/view.h"

#include <algorithm>
#include <array>

#include "cli/browse/layout.h"
#include "cli/number_text.h"
#include "cli/search_text.h"
#include "cli/spelling_text.h"
#include "common/analysis/code_points.h"

namespace ksearch::cli::browse {
namespace {

using Place = Grid::Place;

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kHelp = {{
    {"Tab, h, l, arrows", "go from facets to hits to document and back"},
    {"j, k, arrows", "down, up; Space and PageUp by pages; g, G to the ends"},
    {"Enter", "facets: only documents with this value, or no longer"},
    {"", "hits: read the document"},
    {"-", "facets: only documents without this value"},
    {"/", "facets: find a value; elsewhere: change the query"},
    {"s", "change the query; an empty one means all documents"},
    {"n, N", "document: next match, match before"},
    {"b", "back to the question before"},
    {"c", "search for the spelling on offer"},
    {"o", "open the file of the hit"},
    {"y", "show and copy the command that finds the same"},
    {"Esc", "leave an input or the document"},
    {"q", "quit"},
}};

std::string row_of(std::string_view piece, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += piece;
  return result;
}

class View {
 public:
  explicit View(const State& state) : state_(state), layout_(layout_of(state)), grid_(state.size) {}

  Grid draw() {
    draw_header();
    const bool facets_hide = !layout_.divided && state_.pane != Pane::kFacets;
    if (!facets_hide) draw_facets();
    if (layout_.divided || facets_hide) {
      draw_hits();
      draw_rule();
      if (state_.pane == Pane::kDocument) {
        draw_document();
      } else {
        draw_passages();
      }
    }
    if (layout_.divided) draw_divider();
    draw_footer();
    if (state_.overlay == Overlay::kHelp) draw_help();
    if (state_.overlay == Overlay::kCommand) draw_command();
    return std::move(grid_);
  }

 private:
  [[nodiscard]] std::string_view glyph(std::string_view unicode, std::string_view ascii) const {
    return state_.unicode ? unicode : ascii;
  }

  void draw_header() {
    const Place whole{0, 0, state_.size.columns};
    grid_.paint(whole, Style::kBar);
    std::string text = " " + (state_.question.query.empty() ? std::string("all documents")
                                                            : printable(state_.question.query));
    for (const Narrowing& narrowing : state_.question.narrowings) {
      text += narrowing.excluded ? "  -" : "  +";
      text += printable(narrowing.value);
    }
    std::string total = counted(state_.results.total, "document", "documents") + " ";
    if (!state_.results.total_is_exact) total = "about " + total;
    const std::size_t width = display_width(total);
    const std::size_t room = state_.size.columns - std::min(state_.size.columns, width + 1);
    grid_.put({0, 0, room}, text, Style::kBar);
    grid_.put({0, room + 1, width}, total, Style::kBar);
  }

  void draw_facets() {
    const Area& area = layout_.facets;
    if (state_.facet_rows.empty()) {
      grid_.put({area.row, area.column + 1, area.columns - 1}, "no names here", Style::kDim);
      return;
    }
    for (std::size_t i = 0; i < area.rows; ++i) {
      const std::size_t row = state_.facets.top + i;
      if (row >= state_.facet_rows.size()) break;
      draw_facet_row(state_.facet_rows[row], {area.row + i, area.column, area.columns},
                     row == state_.facets.selected);
    }
  }

  void draw_facet_row(const FacetRow& row, Place place, bool selected) {
    using Kind = FacetRow::Kind;
    const Place inside{place.row, place.column + 1, place.columns - 1};
    switch (row.kind) {
      case Kind::kBlank:
        return;
      case Kind::kHeading:
        grid_.put(inside, row.text, Style::kHeading);
        return;
      case Kind::kMore:
        grid_.put({inside.row, inside.column + 2, inside.columns - 2},
                  grouped(row.count) + " more: /", Style::kDim);
        return;
      case Kind::kActive:
      case Kind::kValue:
        break;
    }
    Style style = Style::kPlain;
    if (selected && row.can_be_selected()) {
      style = state_.pane == Pane::kFacets ? Style::kSelected : Style::kResting;
      grid_.paint(place, style);
    }
    std::string count;
    std::string_view sign = " ";
    if (row.kind == Kind::kActive) {
      sign = state_.question.narrowings[row.index].excluded ? "-" : "+";
    } else {
      count = grouped(row.count);
      const auto& chosen = state_.question.narrowings;
      if (std::ranges::find(chosen, Narrowing{row.field, row.text, false}) != chosen.end()) {
        sign = "+";
      }
    }
    grid_.put({inside.row, inside.column, 1}, sign, style);
    const std::size_t width = inside.columns - 2 - count.size() - 2;
    grid_.put({inside.row, inside.column + 2, width}, printable(row.text), style);
    grid_.put({inside.row, place.column + place.columns - count.size() - 1, count.size()}, count,
              style);
  }

  void draw_hits() {
    const Area& area = layout_.hits;
    if (state_.results.hits.empty()) {
      draw_no_hits(area);
      return;
    }
    for (std::size_t i = 0; (i + 1) * kHitRows <= area.rows; ++i) {
      const std::size_t number = state_.hits.top + i;
      if (number >= state_.results.hits.size()) break;
      draw_hit(state_.results.hits[number], {area.row + i * kHitRows, area.column, area.columns},
               number == state_.hits.selected);
    }
  }

  void draw_no_hits(const Area& area) {
    std::vector<std::string> lines = {"no document matches"};
    for (const UnknownWord& unknown : state_.results.unknown_words) {
      lines.push_back(unknown_word_text(unknown));
    }
    for (std::size_t i = 0; i < std::min(lines.size(), area.rows); ++i) {
      grid_.put({area.row + i, area.column + 1, area.columns - 1}, printable(lines[i]),
                Style::kDim);
    }
  }

  void draw_hit(const Hit& hit, Place place, bool selected) {
    Style style = Style::kPlain;
    Style marked = Style::kMatch;
    if (selected) {
      const bool focused = state_.pane == Pane::kHits;
      style = focused ? Style::kSelected : Style::kResting;
      if (focused) marked = Style::kSelectedMatch;
      grid_.paint(place, style);
    }
    MarkedText title = printable(hit.title, hit.title_highlights);
    if (title.text.empty()) title.text = printable(hit.path.empty() ? hit.id : hit.path);
    grid_.put({place.row, place.column + 1, place.columns - 2}, title, style, marked);
    std::string origin;
    const std::string_view separator = glyph(" · ", " - ");
    for (const std::string& part : {hit.date.substr(0, 10), hit.source, hit.language}) {
      if (part.empty()) continue;
      if (!origin.empty()) origin += separator;
      origin += printable(part);
    }
    grid_.put({place.row + 1, place.column + 3, place.columns - 4}, origin, Style::kDim);
  }

  void draw_rule() {
    const Area& area = layout_.below;
    if (area.rows == 0) return;
    const std::string rule = row_of(glyph("─", "-"), area.columns);
    grid_.put({area.row - 1, area.column, area.columns}, rule, Style::kDim);
  }

  void draw_divider() {
    for (std::size_t i = 0; i < layout_.facets.rows; ++i) {
      grid_.put({layout_.facets.row + i, layout_.facets.columns, 1}, glyph("│", "|"), Style::kDim);
    }
  }

  void draw_passages() {
    const Hit* hit = selected_hit(state_);
    const Area& area = layout_.below;
    if (hit == nullptr || area.columns < 4) return;
    std::size_t row = 0;
    for (const Snippet& snippet : hit->snippets) {
      if (row > 0) ++row;
      for (const MarkedText& line : wrap(passage_text(snippet), area.columns - 2)) {
        if (row >= area.rows) return;
        grid_.put({area.row + row++, area.column + 1, area.columns - 2}, line, Style::kPlain,
                  Style::kMatch);
      }
    }
  }

  void draw_document() {
    const Area& area = layout_.below;
    if (area.columns < 4) return;
    for (std::size_t i = 0; i < area.rows; ++i) {
      const std::size_t line = state_.document_top + i;
      if (line >= state_.document_lines.size()) break;
      grid_.put({area.row + i, area.column + 1, area.columns - 2}, state_.document_lines[line],
                Style::kPlain, Style::kMatch);
    }
  }

  void draw_footer() {
    const std::size_t row = state_.size.rows - 1;
    const Place whole{row, 0, state_.size.columns};
    grid_.paint(whole, Style::kBar);
    grid_.put({row, 1, state_.size.columns - 1}, footer_text(), Style::kBar);
  }

  [[nodiscard]] std::string footer_text() const {
    if (state_.input == Input::kQuery) return input_line("query: ");
    if (state_.input == Input::kFacetFilter) return input_line("find: ");
    if (!state_.message.empty()) return printable(state_.message);
    switch (state_.pane) {
      case Pane::kFacets:
        return "Enter only  - without  / find  Tab hits  b back  y command  ? help  q quit";
      case Pane::kHits:
        return "Enter read  / query  Tab document  o open  b back  y command  ? help  q quit";
      case Pane::kDocument:
        break;
    }
    return "j k scroll  n N matches  Esc hits  o open  b back  ? help  q quit";
  }

  /// The end of what was typed is what has to be seen.
  [[nodiscard]] std::string input_line(std::string_view label) const {
    std::string text = printable(state_.input_text);
    const std::size_t room = state_.size.columns - std::min(state_.size.columns, label.size() + 3);
    while (display_width(text) > room) {
      std::size_t next = 1;
      while (next < text.size() && is_trail_byte(text[next])) ++next;
      text.erase(0, next);
    }
    return std::string(label) + text + "_";
  }

  void draw_box(const std::vector<std::string>& lines) {
    std::size_t width = 0;
    for (const std::string& line : lines) width = std::max(width, display_width(line));
    width = std::min(width + 4, state_.size.columns);
    const std::size_t height = std::min(lines.size() + 2, state_.size.rows);
    const std::size_t left = (state_.size.columns - width) / 2;
    const std::size_t top = (state_.size.rows - height) / 2;
    for (std::size_t i = 0; i < height; ++i) {
      grid_.put({top + i, left, width}, std::string(width, ' '), Style::kPlain);
      const bool edge = i == 0 || i + 1 == height;
      if (edge) {
        const std::string rule = row_of(glyph("─", "-"), width - 2);
        grid_.put({top + i, left + 1, width - 2}, rule, Style::kDim);
      } else {
        grid_.put({top + i, left + 2, width - 4}, lines[i - 1], Style::kPlain);
      }
      const bool first = i == 0;
      grid_.put({top + i, left, 1},
                edge ? first ? glyph("┌", "+") : glyph("└", "+") : glyph("│", "|"), Style::kDim);
      grid_.put({top + i, left + width - 1, 1},
                edge ? first ? glyph("┐", "+") : glyph("┘", "+") : glyph("│", "|"), Style::kDim);
    }
  }

  void draw_help() {
    std::vector<std::string> lines;
    for (const auto& [keys, meaning] : kHelp) {
      std::string line(keys);
      line.resize(19, ' ');
      lines.push_back(line.append(meaning));
    }
    draw_box(lines);
  }

  void draw_command() {
    std::vector<std::string> lines;
    const std::size_t room = std::max<std::size_t>(state_.size.columns, 16) - 8;
    for (const MarkedText& line : wrap({printable(command_line(state_)), {}}, room)) {
      lines.push_back(line.text);
    }
    lines.emplace_back();
    lines.emplace_back("Copied, where the terminal allows it. Any key goes on.");
    draw_box(lines);
  }

  const State& state_;
  Layout layout_;
  Grid grid_;
};

}  // namespace

Grid draw(const State& state) {
  constexpr Size kLeast{6, 30};
  if (state.size.rows >= kLeast.rows && state.size.columns >= kLeast.columns) {
    return View(state).draw();
  }
  Grid grid(state.size);
  grid.put({0, 0, state.size.columns}, "too small", Style::kPlain);
  return grid;
}

}  // namespace ksearch::cli::browse
