#include "common/date_words.h"

#include <array>
#include <utility>

#include "common/dates.h"

namespace ksearch {
namespace {

using std::chrono::weekday;
using std::chrono::year_month_day;

/// No date has more characters than this, comments in a mail header included.
constexpr std::size_t kLongestDate = 200;

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

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

}  // namespace

std::optional<std::string> lower_case_date(std::string_view text) {
  if (text.size() > kLongestDate) return std::nullopt;
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::optional<std::vector<DatePiece>> split_date(std::string_view text) {
  std::vector<DatePiece> pieces;
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
  if (pieces.empty()) return std::nullopt;
  return pieces;
}

std::optional<int> month_named(std::string_view word) {
  const auto index = index_of(kMonths, word);
  return index ? std::optional(static_cast<int>(*index) + 1) : std::nullopt;
}

std::optional<weekday> weekday_named(std::string_view word) {
  const auto index = index_of(kWeekdays, word);
  return index ? std::optional(weekday(*index)) : std::nullopt;
}

std::optional<year_month_day> calendar_day(int year, int month, int day) {
  const year_month_day date{std::chrono::year(year),
                            std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  if (year < kFirstYear || year > kLastYear || !date.ok()) return std::nullopt;
  return date;
}

}  // namespace ksearch
