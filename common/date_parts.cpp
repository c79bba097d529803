#include "common/date_parts.h"

#include <algorithm>
#include <iterator>

namespace ksearch {
namespace {

using std::chrono::year_month_day;

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr Zone kZones[] = {{"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300},
                           {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420},
                           {"bst", 60},   {"wet", 0},    {"west", 60},  {"cet", 60},
                           {"cest", 120}, {"eet", 120},  {"eest", 180}, {"msk", 180}};

/// hhmm, hh:mm or hh after a sign. The sign has been passed.
std::optional<std::chrono::minutes> read_offset(DateCursor& cursor, bool negative) {
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
bool is_zone_name(const DatePiece& piece) { return piece.is_word() && piece.text.size() <= 5; }

bool read_number(DateCursor& cursor, NamedDate& date) {
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

bool read_word(DateCursor& cursor, NamedDate& date) {
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

}  // namespace

std::optional<year_month_day> read_iso_day(DateCursor& cursor) {
  if (cursor.peek().digits() == 8) {
    const int all = *cursor.number(8, 8);
    return calendar_day(all / 10000, all / 100 % 100, all % 100);
  }
  const auto year = cursor.number(4, 4);
  const std::string_view separator = cursor.peek().text;
  if (!year || (separator != "-" && separator != "/")) return std::nullopt;
  cursor.skip();
  const auto month = cursor.number(1, 2);
  if (!month || !cursor.accept(separator)) return std::nullopt;
  const auto day = cursor.number(1, 2);
  if (!day) return std::nullopt;
  return calendar_day(*year, *month, *day);
}

std::optional<ClockTime> read_clock(DateCursor& cursor) {
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

bool read_zone(DateCursor& cursor, ClockTime& time) {
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

std::optional<NamedDate> read_named_date(DateCursor cursor) {
  NamedDate date;
  while (!cursor.at_end()) {
    const DatePiece& piece = cursor.peek();
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

}  // namespace ksearch
