// Dates as people, records and mail headers write them.
//
// Both readers split the text into numbers, words and single marks first. A date of digits is read
// from the front by its separators; a date with a month's name is read in any order, and every word
// of it must be known, so that prose which merely holds a date is not taken for one.

#include "common/dates.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

namespace ksearch {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::weekday;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr Zone kZones[] = {{"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300},
                           {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420},
                           {"bst", 60},   {"wet", 0},    {"west", 60},  {"cet", 60},
                           {"cest", 120}, {"eet", 120},  {"eest", 180}, {"msk", 180}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// A run of digits, a run of letters, or one other character; white space is only remembered.
struct Piece {
  std::string_view text;
  bool after_space = false;

  [[nodiscard]] bool is_number() const { return is_digit(text.front()); }
  [[nodiscard]] bool is_word() const { return is_letter(text.front()); }
  [[nodiscard]] bool is(std::string_view mark) const { return text == mark; }
  [[nodiscard]] std::size_t digits() const { return is_number() ? text.size() : 0; }
  /// Of at most nine digits.
  [[nodiscard]] int number() const {
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
  }
};

/// No date has more characters than this, comments in a mail header included.
constexpr std::size_t kLongestDate = 200;

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// Splits lower-case text; comments in parentheses are dropped. Nothing when a number is too long.
std::optional<std::vector<Piece>> split(std::string_view text) {
  std::vector<Piece> pieces;
  bool space = false;
  int comment_depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i++;
    const char c = text[begin];
    if (c == '(') ++comment_depth;
    if (is_space(c) || comment_depth > 0) {
      if (c == ')') --comment_depth;
      space = true;
      continue;
    }
    if (is_digit(c)) {
      while (i < text.size() && is_digit(text[i])) ++i;
      if (i - begin > 9) return std::nullopt;
    } else if (is_letter(c)) {
      while (i < text.size() && is_letter(text[i])) ++i;
    }
    pieces.push_back({text.substr(begin, i - begin), std::exchange(space, false)});
  }
  return pieces;
}

/// Number of a month or weekday from its name or an abbreviation of three letters or more.
template <std::size_t kCount>
std::optional<unsigned> index_of(const std::array<std::string_view, kCount>& names,
                                 std::string_view word) {
  if (word.size() < 3) return std::nullopt;
  for (unsigned i = 0; i < kCount; ++i) {
    if (names[i].starts_with(word)) return i;
  }
  return std::nullopt;
}
std::optional<unsigned> month_named(std::string_view word) {
  const auto index = index_of(kMonths, word);
  return index ? std::optional(*index + 1) : std::nullopt;
}
std::optional<weekday> weekday_named(std::string_view word) {
  const auto index = index_of(kWeekdays, word);
  return index ? std::optional(weekday(*index)) : std::nullopt;
}

std::optional<year_month_day> calendar_day(int year, unsigned month, unsigned day) {
  const year_month_day date{std::chrono::year(year), std::chrono::month(month),
                            std::chrono::day(day)};
  if (year < kFirstYear || year > kLastYear || !date.ok()) return std::nullopt;
  return date;
}

unsigned as_unsigned(int value) { return static_cast<unsigned>(value); }

/// Reads pieces one after the other.
class Cursor {
 public:
  explicit Cursor(const std::vector<Piece>& pieces) : pieces_(&pieces) {}

  [[nodiscard]] bool at_end() const { return next_ == pieces_->size(); }
  [[nodiscard]] std::size_t left() const { return pieces_->size() - next_; }
  /// A piece further on; one that is nothing at all beyond the end.
  [[nodiscard]] const Piece& peek(std::size_t ahead = 0) const {
    static constexpr Piece kNone{" ", false};
    return next_ + ahead < pieces_->size() ? (*pieces_)[next_ + ahead] : kNone;
  }
  void skip(std::size_t count = 1) { next_ += count; }
  bool accept(std::string_view mark) {
    if (!peek().is(mark)) return false;
    skip();
    return true;
  }
  /// A number of `least` to `most` digits.
  std::optional<int> number(std::size_t least, std::size_t most) {
    const std::size_t digits = peek().digits();
    if (digits < least || digits > most) return std::nullopt;
    const int value = peek().number();
    skip();
    return value;
  }

 private:
  const std::vector<Piece>* pieces_;
  std::size_t next_ = 0;
};

/// A time of day with its distance from UTC.
struct ClockTime {
  std::chrono::seconds since_midnight{0};
  std::chrono::minutes utc_offset{0};
};

/// h:mm[:ss[.fraction]] with the cursor on the hours.
std::optional<ClockTime> read_clock(Cursor& cursor) {
  const auto hours = cursor.number(1, 2);
  if (!hours || !cursor.accept(":")) return std::nullopt;
  const auto minutes = cursor.number(2, 2);
  int seconds = 0;
  if (minutes && cursor.accept(":")) {
    const auto value = cursor.number(2, 2);
    if (!value) return std::nullopt;
    seconds = *value;
    if ((cursor.peek().is(".") || cursor.peek().is(",")) && cursor.peek(1).is_number() &&
        !cursor.peek(1).after_space) {
      cursor.skip(2);
    }
  }
  if (!minutes || *minutes > 59 || seconds > 60) return std::nullopt;
  if (*hours > 24 || (*hours == 24 && (*minutes > 0 || seconds > 0))) return std::nullopt;
  return ClockTime{std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
                   std::chrono::seconds(seconds)};
}

/// hhmm, hh:mm or hh after a sign. The sign has been passed.
std::optional<std::chrono::minutes> read_offset(Cursor& cursor, bool negative) {
  int hours = 0;
  int minutes = 0;
  if (cursor.peek().digits() == 4) {
    const int both = *cursor.number(4, 4);
    hours = both / 100;
    minutes = both % 100;
  } else {
    const auto first = cursor.number(1, 2);
    if (!first) return std::nullopt;
    hours = *first;
    if (cursor.accept(":")) {
      const auto second = cursor.number(2, 2);
      if (!second) return std::nullopt;
      minutes = *second;
    }
  }
  if (hours > 23 || minutes > 59) return std::nullopt;
  const auto offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
  return negative ? -offset : offset;
}

std::chrono::minutes zone_named(std::string_view word) {
  const auto* const zone = std::find_if(std::begin(kZones), std::end(kZones),
                                        [&](const Zone& z) { return z.name == word; });
  return std::chrono::minutes(zone == std::end(kZones) ? 0 : zone->minutes);
}

/// Whether a piece may be the name of a zone, known or not.
bool is_zone_name(const Piece& piece) { return piece.is_word() && piece.text.size() <= 5; }

/// +03:00, Z or a zone's name, if there is one. False when it is malformed.
bool read_zone(Cursor& cursor, ClockTime& time) {
  if (cursor.peek().is("+") || cursor.peek().is("-")) {
    const bool negative = cursor.peek().is("-");
    cursor.skip();
    const auto offset = read_offset(cursor, negative);
    if (!offset) return false;
    time.utc_offset = *offset;
  } else if (is_zone_name(cursor.peek())) {
    time.utc_offset = zone_named(cursor.peek().text);
    cursor.skip();
  }
  return true;
}

std::optional<DocumentDate> moment(const year_month_day& day,
                                   const std::optional<ClockTime>& time) {
  DocumentDate date;
  date.has_time_of_day = time.has_value();
  date.time = sys_days(day);
  if (time) date.time += time->since_midnight - time->utc_offset;
  const year_month_day utc_day{std::chrono::floor<days>(date.time)};
  if (!calendar_day(static_cast<int>(utc_day.year()), static_cast<unsigned>(utc_day.month()),
                    static_cast<unsigned>(utc_day.day()))) {
    return std::nullopt;
  }
  return date;
}

/// 2025-05-16, 2025/05/16 or 20250516.
std::optional<year_month_day> read_iso_day(Cursor& cursor) {
  if (cursor.peek().digits() == 8) {
    const int all = *cursor.number(8, 8);
    return calendar_day(all / 10000, as_unsigned(all / 100 % 100), as_unsigned(all % 100));
  }
  const auto year = cursor.number(4, 4);
  const std::string_view separator = cursor.peek().text;
  if (!year || (separator != "-" && separator != "/")) return std::nullopt;
  cursor.skip();
  const auto month = cursor.number(1, 2);
  if (!month || !cursor.accept(separator)) return std::nullopt;
  const auto day = cursor.number(1, 2);
  if (!day) return std::nullopt;
  return calendar_day(*year, as_unsigned(*month), as_unsigned(*day));
}

/// 16.05.2025.
std::optional<year_month_day> read_dotted_day(Cursor& cursor) {
  const auto day = cursor.number(1, 2);
  if (!day || !cursor.accept(".")) return std::nullopt;
  const auto month = cursor.number(1, 2);
  if (!month || !cursor.accept(".")) return std::nullopt;
  const auto year = cursor.number(4, 4);
  if (!year) return std::nullopt;
  return calendar_day(*year, as_unsigned(*month), as_unsigned(*day));
}

/// 140500, the clock of the basic format; the cursor is on it.
std::optional<ClockTime> read_basic_clock(Cursor& cursor) {
  const std::size_t digits = cursor.peek().digits();
  const int value = cursor.peek().number();
  cursor.skip();
  const int hhmm = digits == 6 ? value / 100 : value;
  const int seconds = digits == 6 ? value % 100 : 0;
  if (hhmm / 100 > 23 || hhmm % 100 > 59 || seconds > 60) return std::nullopt;
  return ClockTime{std::chrono::hours(hhmm / 100) + std::chrono::minutes(hhmm % 100) +
                   std::chrono::seconds(seconds)};
}

/// A date of digits with the time that may follow it.
std::optional<DocumentDate> read_numeric(Cursor cursor) {
  const bool dotted = cursor.peek(1).is(".");
  const auto day = dotted ? read_dotted_day(cursor) : read_iso_day(cursor);
  if (!day) return std::nullopt;
  if (cursor.at_end()) return moment(*day, std::nullopt);
  cursor.accept(",");
  cursor.accept("t");
  const std::size_t digits = cursor.peek().digits();
  auto time = digits == 6 || digits == 4 ? read_basic_clock(cursor) : read_clock(cursor);
  if (!time || !read_zone(cursor, *time) || !cursor.at_end()) return std::nullopt;
  return moment(*day, time);
}

/// The parts of a date with a month's name, in the order they are found.
struct NamedDate {
  std::optional<unsigned> month;
  std::optional<int> day;
  std::optional<int> year;
  std::optional<ClockTime> time;
};

bool read_number(Cursor& cursor, NamedDate& date) {
  const std::size_t digits = cursor.peek().digits();
  const int value = cursor.peek().number();
  cursor.skip();
  if (digits == 4 && !date.year) {
    date.year = value;
  } else if (digits <= 2 && !date.day) {
    date.day = value;
    const std::string_view suffix = cursor.peek().text;
    if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") cursor.skip();
  } else if (digits == 2 && date.month && !date.year) {
    date.year = value + (value < 50 ? 2000 : 1900);  // RFC 2822, 4.3
  } else {
    return false;
  }
  return true;
}

/// 2:05 PM: noon and midnight are 12.
bool apply_half_day(std::string_view word, ClockTime& time) {
  const auto hour = std::chrono::floor<std::chrono::hours>(time.since_midnight).count();
  if (hour < 1 || hour > 12) return false;
  if (word == "pm" && hour < 12) time.since_midnight += std::chrono::hours(12);
  if (word == "am" && hour == 12) time.since_midnight -= std::chrono::hours(12);
  return true;
}

bool read_word(Cursor& cursor, NamedDate& date) {
  const std::string_view word = cursor.peek().text;
  if (date.time && (word == "am" || word == "pm")) {
    cursor.skip();
    return apply_half_day(word, *date.time);
  }
  if (const auto month = date.month ? std::nullopt : month_named(word)) {
    date.month = month;
  } else if (weekday_named(word) || word == "at" || word == "on" || word == "of" || word == "the") {
    // Says nothing that the numbers do not say.
  } else {
    return date.time && is_zone_name(cursor.peek()) && read_zone(cursor, *date.time);
  }
  cursor.skip();
  return true;
}

/// A date with a month's name; nothing when a piece of it has no place in a date.
std::optional<NamedDate> read_named(Cursor cursor) {
  NamedDate date;
  while (!cursor.at_end()) {
    const Piece& piece = cursor.peek();
    if (piece.is_number() && cursor.peek(1).is(":")) {
      if (date.time || !(date.time = read_clock(cursor))) return std::nullopt;
    } else if (piece.is_number()) {
      if (!read_number(cursor, date)) return std::nullopt;
    } else if (piece.is_word()) {
      if (!read_word(cursor, date)) return std::nullopt;
    } else if (date.time && (piece.is("+") || piece.is("-"))) {
      if (!read_zone(cursor, *date.time)) return std::nullopt;
    } else if (piece.is(",") || piece.is(".") || piece.is("-")) {
      cursor.skip();
    } else {
      return std::nullopt;
    }
  }
  return date;
}

sys_days last_day_of_month(year_month_day date) {
  return sys_days(date.year() / date.month() / std::chrono::last);
}

/// A calendar month, or a calendar year when `month` is missing.
std::optional<DayRange> calendar_unit(int year, std::optional<unsigned> month) {
  const auto first = calendar_day(year, month.value_or(1), 1);
  if (!first) return std::nullopt;
  const auto last =
      month ? *first : year_month_day{first->year(), std::chrono::December, first->day()};
  return DayRange{sys_days(*first), last_day_of_month(last)};
}

DayRange one_day(sys_days day) { return {day, day}; }

/// The Monday of a day's week.
sys_days monday_of(sys_days day) { return day - (weekday(day) - std::chrono::Monday); }

std::optional<DayRange> iso_week(int year, int week) {
  if (year < kFirstYear || year > kLastYear || week < 1) return std::nullopt;
  const auto week_one = [](int y) { return monday_of(sys_days(std::chrono::year(y) / 1 / 4)); };
  const sys_days monday = week_one(year) + days(7 * (week - 1));
  if (monday >= week_one(year + 1)) return std::nullopt;
  return DayRange{monday, monday + days(6)};
}

/// `date` moved back by months; the 31st becomes the last day of a shorter month.
sys_days months_before(sys_days day, int count) {
  year_month_day date{day};
  date -= months(count);
  return date.ok() ? sys_days(date) : last_day_of_month(date);
}

/// "this week", "last month": the calendar unit that lies `back` units before the current one.
std::optional<DayRange> relative_unit(std::string_view unit, int back, sys_days today) {
  if (unit == "week") {
    const sys_days monday = monday_of(today) - days(7 * back);
    return DayRange{monday, monday + days(6)};
  }
  const year_month_day now{today};
  if (unit == "month") {
    const auto month = std::chrono::year_month(now.year(), now.month()) - months(back);
    return calendar_unit(static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
  }
  if (unit == "year") return calendar_unit(static_cast<int>(now.year()) - back, std::nullopt);
  return std::nullopt;
}

/// "2 weeks ago".
std::optional<DayRange> days_ago(int count, std::string_view unit, sys_days today) {
  if (unit.ends_with('s')) unit.remove_suffix(1);
  // Farther back than any date that is read, and far from any overflow.
  if (count > 365 * kLastYear) return std::nullopt;
  sys_days day = today;
  if (unit == "day")
    day -= days(count);
  else if (unit == "week")
    day -= days(7LL * count);
  else if (unit == "month" && count <= 12 * kLastYear)
    day = months_before(today, count);
  else if (unit == "year" && count <= kLastYear)
    day = months_before(today, 12 * count);
  else
    return std::nullopt;
  if (day < sys_days(std::chrono::year(kFirstYear) / 1 / 1)) return std::nullopt;
  return one_day(day);
}

std::optional<DayRange> read_relative(const std::vector<Piece>& pieces, sys_days today) {
  const auto word = [&](std::size_t i) { return pieces[i].text; };
  if (pieces.size() == 1) {
    if (word(0) == "today") return one_day(today);
    if (word(0) == "yesterday") return one_day(today - days(1));
    if (word(0) == "tomorrow") return one_day(today + days(1));
    if (const auto day = weekday_named(word(0))) return one_day(today - (weekday(today) - *day));
    if (const auto month = month_named(word(0))) {
      const year_month_day now{today};
      const bool over = *month <= static_cast<unsigned>(now.month());
      return calendar_unit(static_cast<int>(now.year()) - (over ? 0 : 1), month);
    }
  } else if (pieces.size() == 2 && (word(0) == "last" || word(0) == "this")) {
    if (const auto unit = relative_unit(word(1), word(0) == "last" ? 1 : 0, today)) return unit;
    const auto day = weekday_named(word(1));
    const sys_days yesterday = today - days(1);
    if (day && word(0) == "last") return one_day(yesterday - (weekday(yesterday) - *day));
  } else if (pieces.size() == 3 && word(2) == "ago" && pieces[1].is_word()) {
    if (pieces[0].is_number()) return days_ago(pieces[0].number(), word(1), today);
    if (word(0) == "a" || word(0) == "one") return days_ago(1, word(1), today);
  }
  return std::nullopt;
}

/// 2025, 2025-05, 2025-W20 or a whole day, in digits.
std::optional<DayRange> read_numeric_unit(Cursor cursor) {
  const std::string_view separator = cursor.peek(1).text;
  const bool separated = separator == "-" || separator == "/";
  if (cursor.peek().digits() == 4 && cursor.left() == 1) {
    return calendar_unit(cursor.peek().number(), std::nullopt);
  }
  if (cursor.peek().digits() == 4 && separated && cursor.left() == 3) {
    const std::size_t digits = cursor.peek(2).digits();
    if (digits != 1 && digits != 2) return std::nullopt;
    return calendar_unit(cursor.peek().number(), as_unsigned(cursor.peek(2).number()));
  }
  if (cursor.peek().digits() == 4 && separator == "-" && cursor.peek(2).is("w") &&
      cursor.left() == 4 && cursor.peek(3).digits() == 2) {
    return iso_week(cursor.peek().number(), cursor.peek(3).number());
  }
  const auto day = read_iso_day(cursor);
  if (!day || !cursor.at_end()) return std::nullopt;
  return one_day(sys_days(*day));
}

}  // namespace

std::string no_date(std::string_view text) {
  return "\"" + std::string(text) + "\" is no date; " + std::string(kDateForms);
}

std::optional<DayRange> parse_date_unit(std::string_view text, sys_days today) {
  if (text.size() > kLongestDate) return std::nullopt;
  std::string lower = lower_case(text);
  std::replace(lower.begin(), lower.end(), '_', ' ');
  const auto pieces = split(lower);
  if (!pieces || pieces->empty()) return std::nullopt;
  if (const auto range = read_relative(*pieces, today)) return range;
  if (pieces->front().digits() >= 4) return read_numeric_unit(Cursor(*pieces));
  const auto named = read_named(Cursor(*pieces));
  if (!named || !named->month || !named->year || named->time) return std::nullopt;
  if (!named->day) return calendar_unit(*named->year, named->month);
  const auto day = calendar_day(*named->year, *named->month, as_unsigned(*named->day));
  return day ? std::optional(one_day(sys_days(*day))) : std::nullopt;
}

std::optional<DocumentDate> parse_timestamp(std::string_view text) {
  if (text.size() > kLongestDate) return std::nullopt;
  const std::string lower = lower_case(text);
  const auto pieces = split(lower);
  if (!pieces || pieces->empty()) return std::nullopt;
  if (const auto date = read_numeric(Cursor(*pieces))) return date;
  const auto named = read_named(Cursor(*pieces));
  if (!named || !named->month || !named->day || !named->year) return std::nullopt;
  const auto day = calendar_day(*named->year, *named->month, as_unsigned(*named->day));
  return day ? moment(*day, named->time) : std::nullopt;
}

std::string format_day(sys_days day) {
  const year_month_day date{day};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::string format_date(const DocumentDate& date) {
  const sys_days day = std::chrono::floor<days>(date.time);
  std::string text = format_day(day);
  if (!date.has_time_of_day) return text;
  const std::chrono::hh_mm_ss time{date.time - day};
  char clock[16];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02dZ", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text + clock;
}

}  // namespace ksearch
