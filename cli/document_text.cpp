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

DocumentText::DocumentText(const StoredDocument& document, const Terminal& terminal, bool details)
    : stored_(document),
      palette_(terminal.color),
      width_(terminal.width == Terminal::kUnlimited ? terminal.width
                                                    : std::min(terminal.width, kWidestProse)),
      links_(terminal.color),
      details_(details) {}

std::string DocumentText::head() const {
  const Document& document = stored_.document;
  std::string result;
  const auto add_line = [&](std::string_view text) {
    if (!text.empty()) result += laid_out({printable(text), {}}, width_, palette_, palette_.dim);
  };
  if (!document.title.empty()) {
    result += laid_out(printable(document.title, stored_.title_highlights), width_, palette_,
                       palette_.title);
  }
  add_line(origin_of(document));
  for (const std::string* target : {&document.url, &document.path}) {
    if (target->empty()) continue;
    const std::string shown = paint(printable(*target), palette_, palette_.dim);
    result += hyperlink(shown, *target, links_) + "\n";
  }
  if (details_) {
    add_line("id: " + document.id);
    if (!document.member.empty()) add_line("part: " + document.member);
    if (document.date) add_line(fmt::format("date from: {}", to_string(document.date->origin)));
    for (const std::string& copy : stored_.copies) add_line("copy: " + copy);
    for (const auto& [key, value] : document.metadata) add_line(fmt::format("{}: {}", key, value));
  }
  if (!result.empty()) result += "\n";
  return result;
}

std::string DocumentText::piece(std::string_view text, const std::vector<Span>& highlights) {
  const std::vector<Span>& furniture = stored_.document.furniture;
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    while (furniture_ < furniture.size() && furniture[furniture_].end <= done_ + begin)
      ++furniture_;
    bool is_furniture = false;
    std::size_t border = std::string_view::npos;
    if (furniture_ < furniture.size()) {
      is_furniture = furniture[furniture_].begin <= done_ + begin;
      border = (is_furniture ? furniture[furniture_].end : furniture[furniture_].begin) - done_;
    }
    const std::size_t end = std::min(border, text.size());
    std::string_view part = text.substr(begin, end - begin);
    const bool ends_line = part.ends_with('\n');
    if (ends_line) part.remove_suffix(1);
    std::string shown = laid_out(printable(part, within(highlights, {begin, end}), Lines::kKeep),
                                 width_, palette_, is_furniture ? palette_.dim : "");
    in_line_ = width_ == Terminal::kUnlimited && !ends_line && end != border;
    if (in_line_) shown.pop_back();
    result += shown;
    begin = end;
  }
  done_ += text.size();
  return result;
}

std::string DocumentText::end() const { return in_line_ ? "\n" : ""; }

}  // namespace ksearch::cli
