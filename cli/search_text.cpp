#include "cli/search_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/facet_text.h"
#include "cli/marked_text.h"
#include "cli/number_text.h"
#include "common/format/cut_sentence.h"

namespace ksearch::cli {
namespace {

/// Lines of prose longer than this are hard to read, however wide the terminal.
constexpr std::size_t kWidestProse = 100;
/// Names of one type in the line below a hit; the facets have them all.
constexpr std::size_t kNamesOfAType = 4;
constexpr std::string_view kSeparator = " · ";

/// Writes the lines of one hit, indented.
class HitWriter {
 public:
  HitWriter(const TextStyle& style, const Palette& palette, std::size_t indent)
      : palette_(palette), indent_(indent, ' '), links_(style.terminal.color) {
    const std::size_t columns = style.terminal.width;
    width_ = columns == Terminal::kUnlimited ? columns : std::min(columns - indent, kWidestProse);
  }

  /// Wraps `text`; the first line begins with `lead` in the indentation.
  void prose(const MarkedText& text, std::string_view style, std::string_view lead = {}) {
    for (const MarkedText& line : wrap(text, width_)) {
      result_ += lead.empty() ? indent_ : fmt::format("{:>{}}  ", lead, indent_.size() - 2);
      result_ += paint(line, palette_, style) + "\n";
      lead = {};
    }
  }
  /// One line, cut where it does not fit.
  void line(std::string_view text, std::string_view style) {
    result_ += indent_ + paint(shorten(text, width_), palette_, style) + "\n";
  }
  /// A link. Without OSC 8 it is never cut, so that it can be copied.
  void link(std::string_view target) {
    const std::string text = printable(target);
    const std::string shown = links_ ? shorten(text, width_) : text;
    result_ += indent_ + hyperlink(paint(shown, palette_, palette_.dim), target, links_) + "\n";
  }
  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] std::string take() { return std::move(result_); }

 private:
  const Palette& palette_;
  std::string indent_;
  bool links_;
  std::size_t width_ = 0;
  std::string result_;
};

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!result.empty()) result += separator;
    result += part;
  }
  return result;
}

/// "BBC News · 2025-05-16 14:05 · fr · and 2 copies".
std::string origin_line(const Hit& hit, std::string_view dominant_language) {
  std::string date = hit.date;
  constexpr std::size_t kMinutes = std::string_view("2025-05-16T14:05").size();
  if (date.size() > kMinutes) {
    date.resize(kMinutes);
    std::ranges::replace(date, 'T', ' ');
  }
  return joined({printable(hit.source), printable(date),
                 hit.language == dominant_language ? "" : printable(hit.language),
                 hit.copies == 0 ? "" : "and " + counted(hit.copies, "copy", "copies")},
                kSeparator);
}

/// The first names of each type, as many of each as fit: "Ann, Bob · Kyiv, Oslo · NATO".
std::string names_line(const Hit& hit, std::size_t width) {
  const auto first_names = [](const std::vector<std::string>& names, std::size_t count) {
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < std::min(count, names.size()); ++i) {
      shown.push_back(printable(names[i]));
    }
    return joined(shown, ", ");
  };
  std::string line;
  for (std::size_t count = kNamesOfAType; count > 0; --count) {
    line = joined({first_names(hit.person, count), first_names(hit.place, count),
                   first_names(hit.org, count)},
                  kSeparator);
    if (display_width(line) <= width) break;
  }
  return line;
}

/// What a document without a headline is called.
MarkedText title_of(const Hit& hit) {
  if (!hit.title.empty()) return printable(hit.title, hit.title_highlights);
  if (!hit.path.empty()) {
    return {printable(std::filesystem::path(hit.path).filename().string()), {}};
  }
  return {printable(hit.id), {}};
}

std::string headline(const AnsweredQuery& answer) {
  const SearchResults& results = answer.results;
  std::string text = results.total_is_exact ? "" : "about ";
  text += counted(results.total, "document", "documents");
  const std::size_t offset = answer.request.offset;
  if (offset > 0 && results.total > offset)
    text += fmt::format(", shown from number {},", offset + 1);
  return text + " in " + duration_text(answer.took);
}

}  // namespace

std::string text_hit(const Hit& hit, const AnsweredQuery& answer, const TextStyle& style,
                     std::size_t last_rank) {
  const Palette palette(style.terminal.color);
  HitWriter writer(style, palette, std::to_string(last_rank).size() + 2);
  writer.prose(title_of(hit), palette.title, std::to_string(hit.rank));
  const std::string origin = origin_line(hit, answer.dominant_language);
  if (!origin.empty()) writer.line(origin, palette.dim);
  for (const Snippet& snippet : hit.snippets) writer.prose(passage_text(snippet), {});
  const std::string names = names_line(hit, writer.width());
  if (!names.empty()) writer.line(names, palette.dim);
  const std::string& target = hit.url.empty() ? hit.path : hit.url;
  if (!target.empty()) writer.link(target);
  if (answer.request.explain) {
    writer.line(fmt::format("id {}, score {:.4f}", printable(hit.id), hit.score), palette.dim);
    for (const MatchReason& reason : hit.reasons) {
      writer.line(
          fmt::format("{:5.1f} %  {}: {} ({})", reason.weight * 100, printable(reason.query_part),
                      printable(joined(reason.matched, ", ")), printable(reason.rule)),
          palette.dim);
    }
  }
  return writer.take();
}

MarkedText passage_text(const Snippet& snippet) {
  constexpr std::string_view kCut = "…";
  MarkedText text = printable(snippet.text, snippet.highlights);
  std::string before = snippet.page > 0 ? "p. " + std::to_string(snippet.page) + ": " : "";
  if (snippet.span.begin > 0 && begins_within_sentence(snippet.text)) before += kCut;
  text.text.insert(0, before);
  for (Span& mark : text.marks) mark = {mark.begin + before.size(), mark.end + before.size()};
  if (ends_within_sentence(snippet.text)) text.text += kCut;
  return text;
}

std::string text_head(const AnsweredQuery& answer, const TextStyle& style) {
  const Palette palette(style.terminal.color);
  std::string head;
  if (!answer.batch_id.empty()) {
    head +=
        paint(fmt::format("{}: {}", printable(answer.batch_id), printable(answer.request.query)),
              palette, palette.title) +
        "\n";
  }
  const auto add_lines = [&](const std::string& text) {
    for (const MarkedText& line : wrap({text, {}}, style.terminal.width)) {
      head += paint(line, palette, palette.dim) + "\n";
    }
  };
  if (style.headline) add_lines(headline(answer));
  if (style.parsed) add_lines("read as: " + printable(answer.results.parsed_query));
  return head;
}

std::string text_results(const AnsweredQuery& answer, const TextStyle& style) {
  std::vector<std::string> blocks = {text_head(answer, style)};
  for (const Hit& hit : answer.results.hits) {
    blocks.push_back(text_hit(hit, answer, style, answer.results.hits.back().rank));
  }
  if (!answer.results.facets.empty()) {
    blocks.push_back(text_facets(answer.results.facets, style.terminal));
  }
  return joined(blocks, "\n");
}

}  // namespace ksearch::cli
