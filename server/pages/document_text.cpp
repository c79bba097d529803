// A text carries two layers, the matches and the names, and both may begin or end within the other.
// The text is cut at every edge of either; a name encloses its pieces in one link, and a match is
// as many <mark>s as it has pieces, the first of which has the id.
#include "server/pages/document_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "server/pages/facet_list.h"
#include "server/pages/parts.h"

namespace ksearch::pages {
namespace {

/// What mail programs and old news systems wrap at; shorter lines end where their author wished.
constexpr std::size_t kWrappedLine = 50;

std::optional<Field> field_of(EntityType type) { return field_from(to_string(type)); }

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// Writes parts of one text in order.
class TextWriter {
 public:
  explicit TextWriter(const StoredDocument& stored)
      : text_(stored.document.text), matches_(body_matches(stored)) {
    for (const DocumentMention& mention : stored.mentions) {
      if (!mention.in_title && field_of(mention.type)) mentions_.push_back(mention);
    }
  }

  Html part(Span range) {
    Html result;
    auto mention = std::ranges::lower_bound(mentions_, range.begin, {},
                                            [](const DocumentMention& m) { return m.span.begin; });
    std::size_t done = range.begin;
    for (; mention != mentions_.end() && mention->span.end <= range.end; ++mention) {
      if (mention->span.begin < done) continue;
      result += matched({done, mention->span.begin});
      result += element("a",
                        {{"class", fmt::format("name {}", to_string(mention->type))},
                         {"title", mention->entity},
                         href(entity_address(*field_of(mention->type), mention->entity))},
                        {matched(mention->span)});
      done = mention->span.end;
    }
    return result += matched({done, range.end});
  }

 private:
  Html matched(Span range) {
    Html result;
    auto match = std::ranges::upper_bound(matches_, range.begin, {}, &Span::end);
    std::size_t done = range.begin;
    for (; match != matches_.end() && match->begin < range.end; ++match) {
      const Span piece{std::max(match->begin, range.begin), std::min(match->end, range.end)};
      result += lines({done, piece.begin});
      const auto number = match - matches_.begin() + 1;
      const bool is_first = piece.begin == match->begin;
      result += element(
          "mark",
          {{"id", is_first ? std::optional(fmt::format("match-{}", number)) : std::nullopt}},
          {lines(piece)});
      done = piece.end;
    }
    return result += lines({done, range.end});
  }

  /// Text with its line breaks: those within wrapped prose are spaces.
  Html lines(Span range) const {
    Html result;
    std::size_t done = range.begin;
    while (true) {
      const std::size_t end = text_.find('\n', done);
      if (end >= range.end) break;
      result += text_.substr(done, end - done);
      const std::size_t before = text_.rfind('\n', end == 0 ? 0 : end - 1);
      const std::size_t line_begin = before == std::string_view::npos ? 0 : before + 1;
      result += end - line_begin < kWrappedLine ? element("br", {}) : Html("\n");
      done = end + 1;
    }
    return result += text_.substr(done, range.end - done);
  }

  std::string_view text_;
  std::vector<Span> matches_;
  std::vector<DocumentMention> mentions_;
};

}  // namespace

std::vector<Span> paragraphs(std::string_view text, Span left_out) {
  std::vector<Span> result;
  Span open;
  const auto close = [&] {
    if (!open.empty() && !left_out.contains(open)) result.push_back(open);
    open = {};
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (is_blank(line)) {
      close();
    } else {
      const std::size_t last = begin + line.find_last_not_of(" \t\r") + 1;
      if (open.empty()) open.begin = begin + line.find_first_not_of(" \t\r");
      open.end = last;
    }
    begin = end + 1;
  }
  close();
  return result;
}

std::vector<Span> body_matches(const StoredDocument& stored) {
  std::vector<Span> matches = stored.highlights;
  if (stored.document.title_span) {
    std::erase_if(matches, [&](Span match) { return stored.document.title_span->contains(match); });
  }
  return matches;
}

Html document_text(const StoredDocument& stored) {
  const Document& document = stored.document;
  TextWriter writer(stored);
  Html result;
  for (const Span range : paragraphs(document.text, document.title_span.value_or(Span{}))) {
    const bool is_furniture = std::ranges::any_of(
        document.furniture, [&](Span furniture) { return furniture.overlaps(range); });
    result += element(
        "p", {{"dir", "auto"}, {"class", is_furniture ? std::optional("furniture") : std::nullopt}},
        {writer.part(range)});
  }
  return result;
}

}  // namespace ksearch::pages
