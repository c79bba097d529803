#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/marked_text.h"
#include "common/analysis/code_points.h"
#include "common/format/json_format.h"
#include "ksearch/searcher.h"
#include "server/pages/parts.h"
#include "tests/fuzz/highlight_property.h"

namespace ksearch::test {

/// What a terminal may obey, whatever the encoding of the text around it.
inline bool controls_a_terminal(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

inline bool has_controls(std::string_view text, std::string_view but = {}) {
  bool found = false;
  for_each_code_point(text, [&](char32_t c, std::string_view bytes) {
    found = found || (controls_a_terminal(c) && but.find(bytes) == std::string_view::npos);
  });
  return found;
}

inline bool marks_are_sound(std::string_view text, const std::vector<Span>& marks) {
  std::size_t end = 0;
  for (const Span mark : marks) {
    if (mark.begin < end || mark.begin >= mark.end || mark.end > text.size()) return false;
    if (is_trail_byte(text[mark.begin])) return false;
    if (mark.end < text.size() && is_trail_byte(text[mark.end])) return false;
    end = mark.end;
  }
  return true;
}

/// The pieces of a text outside and inside its marks, in turn.
inline std::vector<std::string> pieces(std::string_view text, const std::vector<Span>& marks) {
  std::vector<std::string> found;
  std::size_t done = 0;
  for (const Span mark : marks) {
    found.emplace_back(text.substr(done, mark.begin - done));
    found.emplace_back(text.substr(mark.begin, mark.size()));
    done = mark.end;
  }
  found.emplace_back(text.substr(done));
  return found;
}

inline std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

/// Everything in `text` that stands between `open` and `close`, in turn with what does not; empty
/// when they are not balanced.
inline std::vector<std::string> pieces_between(std::string_view text, std::string_view open,
                                               std::string_view close) {
  std::vector<std::string> found(1);
  while (!text.empty()) {
    const bool is_inside = found.size() % 2 == 0;
    if (text.starts_with(open) || text.starts_with(close)) {
      if (text.starts_with(close) != is_inside) return {};
      text.remove_prefix(is_inside ? close.size() : open.size());
      found.emplace_back();
    } else {
      found.back() += text.front();
      text.remove_prefix(1);
    }
  }
  return found.size() % 2 == 1 ? found : std::vector<std::string>{};
}

inline std::string terminal_problem(std::string_view text, const std::vector<Span>& marks,
                                    std::size_t width) {
  const cli::MarkedText shown = cli::printable(text, marks);
  if (has_controls(shown.text)) return "control characters reach the terminal";
  if (!marks_are_sound(shown.text, shown.marks)) return "marks of a terminal are not sound";
  std::vector<std::string> expected = pieces(text, marks);
  for (std::string& piece : expected) piece = cli::printable(piece);
  if (pieces(shown.text, shown.marks) != expected) return "marks of a terminal have moved";
  std::string plain(text);
  std::ranges::replace(plain, '\n', ' ');
  std::ranges::replace(plain, '\t', ' ');
  if (!has_controls(text, "\n\t") && text.find("\u2028") == std::string_view::npos &&
      text.find("\u2029") == std::string_view::npos && shown.text != plain) {
    return "a terminal does not show the text";
  }
  const cli::Palette palette(true);
  const std::string painted = cli::paint(shown, palette);
  if (pieces_between(painted, palette.match, palette.reset) != expected) {
    return "colours are not balanced around what is marked";
  }
  std::string joined;
  std::string marked;
  for (const cli::MarkedText& line : cli::wrap(shown, width)) {
    if (cli::display_width(line.text) > width) return "a line is wider than the terminal";
    if (!marks_are_sound(line.text, line.marks)) return "marks of a line are not sound";
    joined += line.text;
    for (const Span mark : line.marks) marked += line.text.substr(mark.begin, mark.size());
  }
  std::string all_marked;
  for (const Span mark : shown.marks) all_marked += shown.text.substr(mark.begin, mark.size());
  if (without_spaces(joined) != without_spaces(shown.text)) return "wrapping changes the text";
  if (without_spaces(marked) != without_spaces(all_marked)) return "wrapping changes the marks";
  return {};
}

/// The text that a browser makes of HTML without tags; nothing when there is mark-up in it.
inline std::optional<std::string> text_of_html(std::string_view html) {
  constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string text;
  while (!html.empty()) {
    const auto entity = std::ranges::find_if(
        kEntities, [&](const auto& known) { return html.starts_with(known.first); });
    if (entity != std::end(kEntities)) {
      text += entity->second;
      html.remove_prefix(entity->first.size());
      continue;
    }
    if (std::string_view("<>&\"'").find(html.front()) != std::string_view::npos) return {};
    text += html.front();
    html.remove_prefix(1);
  }
  return text;
}

inline std::string html_problem(std::string_view text, const std::vector<Span>& marks) {
  const std::string markup = pages::marked(text, marks).markup();
  if (has_controls(markup, "\n\t")) return "control characters reach a page";
  const std::vector<std::string> shown = pieces_between(markup, "<mark>", "</mark>");
  const std::vector<std::string> expected = pieces(text, marks);
  if (shown.size() != expected.size()) return "marks of a page are not balanced";
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto read = text_of_html(shown[i]);
    if (!read) return "a text is mark-up of a page";
    std::string wanted;
    for_each_code_point(expected[i], [&](char32_t c, std::string_view bytes) {
      const bool stays = !controls_a_terminal(c) || c == '\n' || c == '\t';
      if (c == '\r') {
        wanted += ' ';
      } else if (stays) {
        append_utf8(wanted, c);
      } else {
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        wanted += "U+";
        for (int shift = 12; shift >= 0; shift -= 4) wanted += kDigits[(c >> shift) & 0xFU];
      }
      static_cast<void>(bytes);
    });
    if (*read != wanted) return "a page does not show the text";
  }
  return {};
}

inline std::string json_problem(const std::string& text, const std::vector<Span>& marks) {
  Hit hit;
  hit.title = text;
  hit.title_highlights = marks;
  hit.snippets.push_back({text, {0, text.size()}, marks});
  const std::string line = json_hit(hit, false);
  if (!line.ends_with('\n') || has_controls(std::string_view(line).substr(0, line.size() - 1))) {
    return "control characters reach a line of JSON";
  }
  const nlohmann::json object = nlohmann::json::parse(line);
  const nlohmann::json& snippet = object["snippets"][0];
  if (snippet["text"] != text || object["title"] != text) return "JSON does not hold the text";
  nlohmann::json expected = nlohmann::json::array();
  for (const Span mark : marks) expected.push_back({mark.begin, mark.end});
  if (snippet["highlights"] != expected || object["title_highlights"] != expected) {
    return "JSON does not hold the marks";
  }
  return {};
}

/// What holds for a passage and its marks wherever they are shown: nothing in the text controls a
/// terminal or becomes mark-up, marks are balanced and stay on their characters, and the text can
/// be had back. The first line says where the marks are: gaps and lengths in code points, a byte
/// each. Empty when all holds, else what does not.
inline std::string snippet_property(std::string_view bytes) {
  const std::size_t line_end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view layout = bytes.substr(0, line_end);
  const std::string text = valid_utf8(bytes.substr(std::min(line_end + 1, bytes.size())));
  std::vector<Span> marks;
  std::size_t at = 0;
  for (std::size_t i = 0; i + 1 < layout.size() && at < text.size(); i += 2) {
    const auto skip = [&](char count) {
      for (unsigned n = static_cast<unsigned char>(count); n > 0 && at < text.size(); --n) {
        static_cast<void>(next_code_point(text, at));
      }
    };
    skip(layout[i]);
    const std::size_t begin = at;
    skip(layout[i + 1]);
    if (begin < at) marks.push_back({begin, at});
  }
  // Marks that touch are shown as two and cannot be told from one by their pieces; both are sound.
  const std::size_t width = 20 + bytes.size() % 60;
  for (const std::string& problem : {terminal_problem(text, marks, width),
                                     html_problem(text, marks), json_problem(text, marks)}) {
    if (!problem.empty()) return problem;
  }
  if (has_controls(cli::printable(bytes))) return "broken UTF-8 reaches the terminal";
  return {};
}

}  // namespace ksearch::test
