#include "cli/mention_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/marked_text.h"

namespace ksearch::cli {
namespace {

constexpr std::string_view kSeparator = " · ";
/// Lines of prose longer than this are hard to read, however wide the terminal.
constexpr std::size_t kWidestProse = 100;
constexpr std::size_t kIndent = 2;

std::string heading(const MentionEvidence& evidence) {
  std::string text;
  for (const std::string* part : {&evidence.title, &evidence.date, &evidence.document}) {
    if (part->empty()) continue;
    if (!text.empty()) text += kSeparator;
    text += printable(*part);
  }
  return text;
}

}  // namespace

std::string MentionListing::next(const MentionEvidence& evidence) {
  const Palette palette(terminal_.color);
  std::string result;
  if (document_ != evidence.document) {
    if (!document_.empty()) result += '\n';
    result += paint(heading(evidence), palette, palette.title) + "\n";
    document_ = evidence.document;
  }
  const DocumentMention& mention = evidence.mention;
  const std::string where =
      mention.in_title ? "title" : fmt::format("{}-{}", mention.span.begin, mention.span.end);
  result += std::string(kIndent, ' ') + paint(where, palette, palette.dim) + "  " +
            printable(mention.entity) +
            paint(fmt::format(" ({})", to_string(mention.type)), palette, palette.dim) + "\n";
  const std::size_t indent = 2 * kIndent;
  const std::size_t width = terminal_.width == Terminal::kUnlimited
                                ? terminal_.width
                                : std::min(terminal_.width - indent, kWidestProse);
  const MarkedText sentence = printable(evidence.sentence.text, evidence.sentence.highlights);
  for (const MarkedText& line : wrap(sentence, width)) {
    result += std::string(indent, ' ') + paint(line, palette) + "\n";
  }
  return result;
}

}  // namespace ksearch::cli
