#include "cli/timeline_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "cli/bar_chart.h"
#include "cli/marked_text.h"
#include "cli/number_text.h"

namespace ksearch::cli {
namespace {

constexpr std::string_view kUndated = "undated";
/// Gaps of this many periods are told and not drawn.
constexpr std::size_t kLongGap = 4;
constexpr std::size_t kWidestBar = 60;

std::string_view plural(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kDay:
      return "days";
    case TimeUnit::kWeek:
      return "weeks";
    case TimeUnit::kMonth:
      return "months";
    case TimeUnit::kYear:
      break;
  }
  return "years";
}

}  // namespace

std::string text_timeline(const Timeline& timeline, TimeUnit unit, const Terminal& terminal) {
  const std::vector<TimelineBar>& bars = timeline.bars;
  std::uint64_t most = 0;
  for (const TimelineBar& bar : bars) most = std::max(most, bar.count);
  const std::size_t digits = grouped(std::max(most, timeline.undated)).size();
  std::size_t label = timeline.undated > 0 ? kUndated.size() : 0;
  if (!bars.empty()) label = std::max(label, bars.front().period.size());
  const std::size_t taken = label + 2 + digits + 2;
  const std::size_t room = terminal.width > taken ? terminal.width - taken : 0;
  const BarScale scale(static_cast<double>(most), std::min(room, kWidestBar), terminal);
  const Palette palette(terminal.color);

  std::string text;
  const auto add = [&](std::string_view name, std::uint64_t count, const std::string& bar) {
    text += fmt::format("{:<{}}  {:>{}}", name, label, grouped(count), digits);
    text += bar.empty() ? "\n" : "  " + bar + "\n";
  };
  for (std::size_t i = 0; i < bars.size();) {
    std::size_t gap = 0;
    while (i + gap < bars.size() && bars[i + gap].count == 0) ++gap;
    if (gap >= kLongGap) {
      const std::string line =
          fmt::format("{:<{}}  {} {} without a document", terminal.unicode ? "⋮" : ":", label,
                      grouped(gap), plural(unit));
      text += paint(line, palette, palette.dim) + "\n";
      i += gap;
      continue;
    }
    add(bars[i].period, bars[i].count, scale.bar(static_cast<double>(bars[i].count)));
    ++i;
  }
  if (timeline.undated > 0) add(kUndated, timeline.undated, {});
  return text;
}

}  // namespace ksearch::cli
