#include "cli/related_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "cli/bar_chart.h"
#include "cli/facet_text.h"
#include "cli/marked_text.h"
#include "cli/number_text.h"

namespace ksearch::cli {
namespace {

constexpr std::size_t kBarColumns = 12;
constexpr std::string_view kGap = "  ";

std::string share_text(const RelatedEntity& entity) {
  return grouped(entity.count) + " of " + grouped(entity.total);
}

std::string lift_text(const RelatedEntity& entity, const Terminal& terminal) {
  return fmt::format("{}{:.{}f}", terminal.unicode ? "×" : "x", entity.lift,
                     entity.lift < 10 ? 1 : 0);
}

/// `text` after as many spaces as fill a column of `width`.
std::string right_aligned(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, display_width(text)), ' ') + text;
}

}  // namespace

std::string text_related(const std::vector<RelatedEntity>& related, const Terminal& terminal) {
  double most = 0;
  std::size_t share = 0;
  std::size_t lift = 0;
  for (const RelatedEntity& entity : related) {
    most = std::max(most, entity.significance);
    share = std::max(share, share_text(entity).size());
    lift = std::max(lift, display_width(lift_text(entity, terminal)));
  }
  const BarScale scale(most, kBarColumns, terminal);
  const Palette palette(terminal.color);
  std::string text;
  std::optional<Field> field;
  for (const RelatedEntity& entity : related) {
    if (field != entity.field) {
      if (field) text += '\n';
      text += paint(field_heading(entity.field), palette, palette.title) + "\n";
      field = entity.field;
    }
    std::string line = right_aligned(share_text(entity), share);
    line += kGap;
    line += right_aligned(lift_text(entity, terminal), lift);
    line += kGap;
    line += scale.column(entity.significance);
    line += printable(entity.value);
    text += shorten(line, terminal.width) + "\n";
  }
  return text;
}

std::string text_completions(const std::vector<Completion>& completions, const Terminal& terminal) {
  std::size_t widest = 0;
  std::size_t digits = 0;
  std::vector<std::string> texts;
  for (const Completion& completion : completions) {
    texts.push_back(printable(completion.text));
    widest = std::max(widest, display_width(texts.back()));
    digits = std::max(digits, grouped(completion.count).size());
  }
  constexpr std::size_t kKindColumns = 6;
  const std::size_t others = 2 * kGap.size() + kKindColumns + digits;
  if (terminal.width != Terminal::kUnlimited) {
    widest = std::min(widest, terminal.width - std::min(terminal.width - 1, others));
  }
  std::string result;
  for (std::size_t i = 0; i < completions.size(); ++i) {
    const Completion& completion = completions[i];
    const std::string text = shorten(texts[i], widest);
    result += text + std::string(widest - display_width(text), ' ');
    result += fmt::format("{}{:<{}}{}{:>{}}\n", kGap,
                          completion.field ? to_string(*completion.field) : "word", kKindColumns,
                          kGap, grouped(completion.count), digits);
  }
  return result;
}

}  // namespace ksearch::cli
