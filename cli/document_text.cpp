#include "cli/document_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/marked_text.h"
#include "common/date_origin.h"
#include "common/dates.h"

namespace ksearch::cli {
namespace {

constexpr std::size_t kWidestProse = 100;

/// Wraps and paints; with an unlimited width the lines stay as they are.
std::string laid_out(const MarkedText& text, std::size_t width, const Palette& palette,
                     std::string_view style) {
  if (width == Terminal::kUnlimited) return paint(text, palette, style) + "\n";
  std::string result;
  for (const MarkedText& line : wrap(text, width)) result += paint(line, palette, style) + "\n";
  return result;
}

std::vector<Span> within(const std::vector<Span>& spans, Span part) {
  std::vector<Span> result;
  for (const Span span : spans) {
    if (part.contains(span)) result.push_back({span.begin - part.begin, span.end - part.begin});
  }
  return result;
}

std::string origin_of(const Document& document) {
  std::string line;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!line.empty()) line += " · ";
    line += printable(part);
  };
  add(document.source);
  if (document.date) add(format_date(*document.date));
  add(document.language);
  for (const std::string& author : document.authors) add(author);
  return line;
}

}  // namespace

std::string text_document(const StoredDocument& stored, const Terminal& terminal, bool details) {
  const Palette palette(terminal.color);
  const Document& document = stored.document;
  const std::size_t width = terminal.width == Terminal::kUnlimited
                                ? terminal.width
                                : std::min(terminal.width, kWidestProse);
  std::string result;
  const auto add_line = [&](std::string_view text) {
    if (!text.empty()) result += laid_out({printable(text), {}}, width, palette, palette.dim);
  };
  if (!document.title.empty()) {
    result +=
        laid_out(printable(document.title, stored.title_highlights), width, palette, palette.title);
  }
  add_line(origin_of(document));
  for (const std::string* target : {&document.url, &document.path}) {
    if (target->empty()) continue;
    const std::string shown = paint(printable(*target), palette, palette.dim);
    result += hyperlink(shown, *target, terminal.color) + "\n";
  }
  if (details) {
    add_line("id: " + document.id);
    if (!document.member.empty()) add_line("part: " + document.member);
    if (document.date) add_line(fmt::format("date from: {}", to_string(document.date->origin)));
    for (const std::string& copy : stored.copies) add_line("copy: " + copy);
    for (const auto& [key, value] : document.metadata) add_line(fmt::format("{}: {}", key, value));
  }
  if (!result.empty()) result += "\n";

  const auto add_part = [&](Span part, std::string_view style) {
    if (part.empty()) return;
    const std::string_view text = std::string_view(document.text).substr(part.begin, part.size());
    const bool ends_line = text.ends_with('\n');
    const std::string_view shown = ends_line ? text.substr(0, text.size() - 1) : text;
    result += laid_out(printable(shown, within(stored.highlights, part), Lines::kKeep), width,
                       palette, style);
  };
  std::size_t done = 0;
  for (const Span furniture : document.furniture) {
    add_part({done, furniture.begin}, {});
    add_part(furniture, palette.dim);
    done = furniture.end;
  }
  add_part({done, document.text.size()}, {});
  return result;
}

}  // namespace ksearch::cli
