#include "server/pages/words.h"

#include <fmt/format.h>
#include <unicode/locid.h>

#include <array>
#include <charconv>
#include <chrono>

#include "common/dates.h"

namespace ksearch::pages {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

struct FieldWords {
  std::string_view heading;
  std::string_view noun;
};

/// In the order of Field.
constexpr std::array<FieldWords, 8> kFields = {{{"People", "person"},
                                                {"Places", "place"},
                                                {"Organisations", "organisation"},
                                                {"Languages", "language"},
                                                {"Sources", "source"},
                                                {"Authors", "author"},
                                                {"File types", "file type"},
                                                {"Months", "month"}}};

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whether `text` is as `shape`, where 0 stands for any digit.
bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '0' ? !is_digits(text.substr(i, 1)) : text[i] != shape[i]) return false;
  }
  return true;
}

std::string day_in_words(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()));
}

/// The first day of a period in one of ISO 8601's forms.
std::optional<std::chrono::sys_days> first_day(std::string_view period) {
  const auto days = parse_date_unit(period, {});
  return days ? std::optional(days->first) : std::nullopt;
}

std::string language_name(std::string_view code) {
  const icu::Locale language(std::string(code).c_str());
  icu::UnicodeString name;
  language.getDisplayLanguage(icu::Locale::getEnglish(), name);
  std::string result;
  return name.isEmpty() ? std::string(code) : name.toUTF8String(result);
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural) {
  if (number == 1) return fmt::format("1 {}", singular);
  if (plural.empty()) return fmt::format("{} {}s", grouped(number), singular);
  return fmt::format("{} {}", grouped(number), plural);
}

std::string_view heading(Field field) { return kFields[static_cast<std::size_t>(field)].heading; }

std::string_view noun(Field field) { return kFields[static_cast<std::size_t>(field)].noun; }

std::string value_text(Field field, std::string_view value) {
  if (field == Field::kLanguage) return language_name(value);
  if (field == Field::kMonth) return period_text(value);
  return std::string(value);
}

std::string day_text(std::string_view date) {
  constexpr std::string_view kShape = "0000-00-00";
  const std::string_view day = date.substr(0, kShape.size());
  if (!has_shape(day, kShape)) return std::string(date);
  return period_text(day);
}

std::string moment_text(std::string_view date) {
  constexpr std::string_view kDay = "0000-00-00";
  constexpr std::string_view kMoment = "0000-00-00T00:00";
  const bool has_time = has_shape(date.substr(0, kMoment.size()), kMoment);
  if (!has_time) return day_text(date);
  return fmt::format("{}, {} UTC", day_text(date), date.substr(kDay.size() + 1, 5));
}

std::string period_text(std::string_view period) {
  const auto first = first_day(period);
  if (first && has_shape(period, "0000-00-00")) return day_in_words(*first);
  if (first && has_shape(period, "0000-W00")) return "week of " + day_in_words(*first);
  if (first && has_shape(period, "0000-00")) {
    const std::chrono::year_month_day date(*first);
    return fmt::format("{} {}", kMonths[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()));
  }
  return std::string(period);
}

}  // namespace ksearch::pages
