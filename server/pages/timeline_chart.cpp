// Bars are placed by percentages, so that the chart fills whatever width it is given while its
// labels keep their size. A bar's link covers the whole height: days with few documents are easy to
// hit.
#include "server/pages/timeline_chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/pages/words.h"

namespace ksearch::pages {
namespace {

/// Above the bars, for the number of the highest.
constexpr double kTop = 16;
/// Of the highest bar with what is above it.
constexpr double kHeight = 84;
constexpr double kLabelHeight = 18;
constexpr double kLeastBar = 2;
/// As many labels as fit on a telephone.
constexpr std::size_t kLabels = 4;
/// A few bars do not fill the whole width: they would be blocks.
constexpr std::size_t kLeastPlaces = 24;

std::string percent(double share) { return fmt::format("{:.3f}%", 100 * share); }

/// The year that a period begins with.
std::string_view year_of(std::string_view period) { return period.substr(0, 4); }

/// A label short enough to stand under a bar: "16 May" or "May", with the year only where it is not
/// that of the label before.
std::string label_of(const std::string& period, std::string_view last_year) {
  std::string words = period_text(period);
  constexpr std::string_view kWeek = "week of ";
  if (words.starts_with(kWeek)) words.erase(0, kWeek.size());
  const std::size_t month = words.find_first_not_of("0123456789 ");
  if (month == std::string::npos) return words;
  constexpr std::size_t kShortMonth = 3;
  const std::string label = words.substr(0, month + kShortMonth);
  return year_of(period) == last_year ? label : fmt::format("{} {}", label, year_of(period));
}

Html bar_link(const TimelineBar& bar, double x, double width, double height,
              const Address& search) {
  const std::string says =
      fmt::format("{}: {}", period_text(bar.period), counted(bar.count, "document"));
  const double top = kHeight - height;
  return element("a",
                 {{"class", "bar"},
                  {"aria-label", says},
                  href(search.set("since", bar.period).set("until", bar.period))},
                 {element("title", {}, {says}),
                  element("rect", {{"class", "reach"},
                                   {"x", percent(x)},
                                   {"width", percent(width)},
                                   {"height", fmt::format("{}", kHeight)}}),
                  element("rect", {{"class", "ink"},
                                   {"x", percent(x + width * 0.08)},
                                   {"y", fmt::format("{:.1f}", top)},
                                   {"width", percent(width * 0.84)},
                                   {"height", fmt::format("{:.1f}", height)}})});
}

/// The number of the highest bar, above it: what the other heights are read by.
Html most_label(const std::vector<TimelineBar>& bars, double width) {
  const auto most = std::ranges::max_element(bars, {}, &TimelineBar::count);
  const double middle = (static_cast<double>(most - bars.begin()) + 0.5) * width;
  return element("text",
                 {{"class", "most"},
                  {"aria-hidden", "true"},
                  {"x", percent(middle)},
                  {"y", fmt::format("{}", kTop - 4)}},
                 {grouped(most->count)});
}

}  // namespace

Timeline chart_timeline(Searcher& searcher, const SearchRequest& request) {
  constexpr std::size_t kMonthsByDay = 2;
  constexpr std::size_t kMonthsByWeek = 18;
  constexpr std::size_t kMonthsByMonth = 120;
  Timeline months = searcher.timeline(request, TimeUnit::kMonth);
  const std::size_t count = months.bars.size();
  if (count <= kMonthsByDay) return searcher.timeline(request, TimeUnit::kDay);
  if (count <= kMonthsByWeek) return searcher.timeline(request, TimeUnit::kWeek);
  return count <= kMonthsByMonth ? std::move(months) : searcher.timeline(request, TimeUnit::kYear);
}

Html timeline_chart(const Timeline& timeline, const Address& search) {
  const std::vector<TimelineBar>& bars = timeline.bars;
  if (bars.size() < 2) return {};
  const std::uint64_t most =
      std::max<std::uint64_t>(1, std::ranges::max_element(bars, {}, &TimelineBar::count)->count);
  const std::size_t places = std::max(bars.size(), kLeastPlaces);
  const double width = 1.0 / static_cast<double>(places);
  const std::size_t step = (places + kLabels - 1) / kLabels;
  Html drawing;
  std::string_view year;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double x = static_cast<double>(i) * width;
    if (bars[i].count > 0) {
      const double share = static_cast<double>(bars[i].count) / static_cast<double>(most);
      drawing += bar_link(bars[i], x, width, std::max(kLeastBar, share * (kHeight - kTop)), search);
    }
    if (i % step == 0) {
      drawing +=
          element("text", {{"x", percent(x)}, {"y", fmt::format("{}", kHeight + kLabelHeight - 4)}},
                  {label_of(bars[i].period, year)});
      year = year_of(bars[i].period);
    }
  }
  drawing += most_label(bars, width);
  drawing += element(
      "rect",
      {{"class", "axis"}, {"y", fmt::format("{}", kHeight)}, {"width", "100%"}, {"height", "1"}});
  Html figure = element("svg",
                        {{"role", "group"},
                         {"aria-label", "Documents over time"},
                         {"width", "100%"},
                         {"height", fmt::format("{}", kHeight + kLabelHeight)}},
                        {drawing});
  if (timeline.undated > 0) {
    figure += element("figcaption", {},
                      {fmt::format("{} without a date", counted(timeline.undated, "document"))});
  }
  return element("figure", {{"class", "timeline"}}, {figure});
}

}  // namespace ksearch::pages
