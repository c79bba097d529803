// A day is looked for as three neighbouring parts: a year of four digits, a day, and a month by
// name or number.

#include "indexer/readers/found_date.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "common/dates.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int kEarliestYearInName = 1900;
constexpr std::size_t kLinesLookedAt = 10;
constexpr std::size_t kLongestDateLine = 100;
constexpr std::size_t kLongestDateline = 80;

/// Names of months in lower case, as dates have them, one language a row.
constexpr std::string_view kMonthNames[][12] = {
    {"january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december"},
    {"januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
     "november", "dezember"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
     "octobre", "novembre", "décembre"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
     "octubre", "noviembre", "diciembre"},
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
     "ottobre", "novembre", "dicembre"},
    {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
     "outubro", "novembro", "dezembro"},
    {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
     "października", "listopada", "grudnia"},
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
     "октября", "ноября", "декабря"},
    {"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
     "ноябрь", "декабрь"},
    {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
     "жовтня", "листопада", "грудня"},
    {"ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim",
     "kasım", "aralık"}};
/// "eylül'de" and the like: a case ending of so many bytes may follow a name.
constexpr std::size_t kLongestEnding = 4;

struct DatePart {
  enum class Kind { kNumber, kMonth, kOther } kind = Kind::kOther;
  unsigned value = 0;
  std::size_t digits = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) {
  return (c & 0x80) != 0 || std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// By its name, an abbreviation of three letters or more, or its name with an ending; else 0.
unsigned month_named(std::string_view lower_word) {
  if (code_point_count(lower_word) < 3) return 0;
  for (const auto& names : kMonthNames) {
    for (unsigned i = 0; i < 12; ++i) {
      const std::string_view name = names[i];
      const bool is_abbreviated = name.starts_with(lower_word);
      const bool has_ending =
          lower_word.starts_with(name) && lower_word.size() <= name.size() + kLongestEnding;
      if (is_abbreviated || has_ending) return i + 1;
    }
  }
  return 0;
}

/// Numbers and words of a short text in order; ordinal endings ("16th", "1er", "2.") fall away.
std::vector<DatePart> parts_of(std::string_view text) {
  const std::string lower = lower_case(text);
  std::vector<DatePart> parts;
  for (std::size_t i = 0; i < lower.size();) {
    const std::size_t begin = i;
    if (is_digit(lower[i])) {
      unsigned value = 0;
      while (i < lower.size() && is_digit(lower[i])) {
        value = std::min(value * 10 + static_cast<unsigned>(lower[i] - '0'), 100'000'000U);
        ++i;
      }
      parts.push_back({DatePart::Kind::kNumber, value, i - begin});
      for (const std::string_view ordinal : {"st", "nd", "rd", "th", "er"}) {
        if (std::string_view(lower).substr(i).starts_with(ordinal)) i += ordinal.size();
      }
    } else if (is_word_byte(lower[i])) {
      while (i < lower.size() && is_word_byte(lower[i])) ++i;
      const std::string_view word = std::string_view(lower).substr(begin, i - begin);
      const unsigned number = month_named(word);
      // Particles inside dates: "16 de mayo de 2025", "the 16th of May".
      if (word == "de" || word == "of" || word == "del") continue;
      parts.push_back({number > 0 ? DatePart::Kind::kMonth : DatePart::Kind::kOther, number, 0});
    } else {
      ++i;
    }
  }
  return parts;
}

/// A day is allowed for time zones: it is tomorrow already in Kiribati.
bool is_in_future(std::chrono::sys_seconds time) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return time > now + std::chrono::days(1);
}

std::optional<DocumentDate> make_date(unsigned y, unsigned m, unsigned d, int earliest_year,
                                      DateOrigin origin) {
  const year_month_day date{year(static_cast<int>(y)), month(m), day(d)};
  if (!date.ok() || static_cast<int>(date.year()) < earliest_year) return std::nullopt;
  if (is_in_future(sys_days(date))) return std::nullopt;
  return DocumentDate{.time = sys_days(date), .has_time_of_day = false, .origin = origin};
}

/// The day that three parts make: day month year, month day year, or year month day.
std::optional<DocumentDate> date_from(const DatePart& a, const DatePart& b, const DatePart& c) {
  using Kind = DatePart::Kind;
  const auto is_year = [](const DatePart& part) {
    return part.kind == Kind::kNumber && part.digits == 4;
  };
  const auto is_small = [](const DatePart& part) {
    return part.kind == Kind::kNumber && part.digits <= 2;
  };
  const auto dated = [](const DatePart& y, const DatePart& m, const DatePart& d) {
    return make_date(y.value, m.value, d.value, kFirstYear, DateOrigin::kText);
  };
  if (is_small(a) && b.kind == Kind::kMonth && is_year(c)) return dated(c, b, a);
  if (a.kind == Kind::kMonth && is_small(b) && is_year(c)) return dated(c, a, b);
  if (is_year(a) && is_small(b) && is_small(c)) return dated(a, b, c);
  // Day first, as everywhere but in the United States, unless only the other order makes a date.
  if (is_small(a) && is_small(b) && is_year(c)) {
    const auto day_first = dated(c, b, a);
    return day_first ? day_first : dated(c, a, b);
  }
  return std::nullopt;
}

/// Where the text before a dateline's dash ends; nothing when the line does not start with one.
std::optional<std::size_t> dateline_end(std::string_view line) {
  std::optional<std::size_t> end;
  for (const std::string_view dash : {" - ", " \u2013 ", " \u2014 ", "\u2014", " -- ", "): "}) {
    const std::size_t at = line.find(dash);
    if (at <= kLongestDateline) end = std::min(end.value_or(at), at);
  }
  return end;
}

}  // namespace

std::optional<DocumentDate> published_date(std::string_view text) {
  std::optional<DocumentDate> date = parse_timestamp(text);
  return date && !is_in_future(date->time) ? date : std::nullopt;
}

std::optional<DocumentDate> date_of_epoch(double number) {
  constexpr double kLeastMilliseconds = 1e11;
  const double seconds = number >= kLeastMilliseconds ? number / 1000 : number;
  // Far beyond what a date can be, where the conversion below would overflow.
  if (!(std::abs(seconds) < kLeastMilliseconds)) return std::nullopt;
  const std::chrono::sys_seconds time{std::chrono::seconds(static_cast<std::int64_t>(seconds))};
  if (is_in_future(time) ||
      year_month_day(std::chrono::floor<std::chrono::days>(time)).year() < year(kFirstYear)) {
    return std::nullopt;
  }
  return DocumentDate{.time = time, .has_time_of_day = true, .origin = DateOrigin::kMetadata};
}

std::optional<DocumentDate> date_in_phrase(std::string_view phrase) {
  const std::vector<DatePart> parts = parts_of(phrase);
  for (std::size_t i = 0; i + 2 < parts.size(); ++i) {
    if (auto date = date_from(parts[i], parts[i + 1], parts[i + 2])) return date;
  }
  return std::nullopt;
}

std::optional<DocumentDate> date_in_lines(std::string_view text, std::span<const Span> lines) {
  for (const Span span : lines.first(std::min(lines.size(), kLinesLookedAt))) {
    const std::string_view line = slice(text, span);
    // A sentence that is short and holds a date tells of that day, but is not written on it.
    const std::size_t words = word_count(line);
    if (line.size() <= kLongestDateLine && words <= (ends_sentence(line) ? 4 : 14)) {
      if (auto date = date_in_phrase(line)) return date;
    }
    if (const auto end = dateline_end(line)) {
      if (auto date = date_in_phrase(line.substr(0, *end))) return date;
    }
  }
  return std::nullopt;
}

std::optional<DocumentDate> date_in_name(std::string_view name) {
  std::optional<DocumentDate> found;
  for (std::size_t i = 0; i + 8 <= name.size(); ++i) {
    if (!is_digit(name[i]) || (i > 0 && is_digit(name[i - 1]))) continue;
    std::array<unsigned, 3> numbers{};
    static constexpr std::array<std::size_t, 3> kDigits{4, 2, 2};
    std::size_t at = i;
    const char separator = name[std::min(i + 4, name.size() - 1)];
    const bool is_separated =
        separator == '-' || separator == '/' || separator == '_' || separator == '.';
    bool ok = is_separated || is_digit(separator);
    for (std::size_t part = 0; ok && part < numbers.size(); ++part) {
      if (part > 0 && is_separated) ok = at < name.size() && name[at++] == separator;
      std::size_t digits = 0;
      while (ok && digits < kDigits[part] && at < name.size() && is_digit(name[at])) {
        numbers[part] = numbers[part] * 10 + static_cast<unsigned>(name[at++] - '0');
        ++digits;
      }
      // /2025/5/6/ is common, 202556 is not a date.
      ok = ok && (digits == kDigits[part] || (digits == 1 && is_separated && separator == '/'));
    }
    if (!ok || (at < name.size() && is_digit(name[at]))) continue;
    const auto date =
        make_date(numbers[0], numbers[1], numbers[2], kEarliestYearInName, DateOrigin::kUrl);
    if (date) found = date;
  }
  return found;
}

std::optional<DocumentDate> date_of_file(const ReaderInput& input) {
  if (!input.modified) return std::nullopt;
  return DocumentDate{
      .time = *input.modified, .has_time_of_day = true, .origin = DateOrigin::kFile};
}

}  // namespace ksearch
