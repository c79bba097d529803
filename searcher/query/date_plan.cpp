#include "searcher/query/date_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/schema.h"

namespace ksearch::query {
namespace {

std::string digits(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace

PlanNode dated(const Vocabulary& vocabulary, const DateRange& range) {
  const std::string since = range.since ? digits(*range.since) : "00000000";
  const std::string until = range.until ? digits(*range.until) : "99991231";
  std::vector<PlanNode> parts;
  // Whole years, then the whole months of years that are cut, then the days of months that are.
  for (const std::string& known : vocabulary.terms(std::string(1, schema::kDatePrefix))) {
    const std::string value = known.substr(1);
    const std::string year = value.substr(0, 4);
    const std::string month = value.substr(0, std::min<std::size_t>(6, value.size()));
    const bool year_inside = year + "0101" >= since && year + "1231" <= until;
    const bool month_inside = month + "01" >= since && month + "31" <= until;
    const bool day_inside = value >= since && value <= until;
    const bool wanted = value.size() == 4   ? year_inside
                        : value.size() == 6 ? !year_inside && month_inside
                                            : !year_inside && !month_inside && day_inside;
    if (wanted) parts.push_back(term(known));
  }
  return any_of(std::move(parts));
}

}  // namespace ksearch::query
