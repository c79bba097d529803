#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// A run of digits, a run of letters, or one other character; white space is only remembered.
struct DatePiece {
  std::string_view text;
  bool after_space = false;

  [[nodiscard]] bool is_number() const { return text.front() >= '0' && text.front() <= '9'; }
  [[nodiscard]] bool is_word() const { return text.front() >= 'a' && text.front() <= 'z'; }
  [[nodiscard]] bool is(std::string_view mark) const { return text == mark; }
  [[nodiscard]] std::size_t digits() const { return is_number() ? text.size() : 0; }
  /// Of at most nine digits.
  [[nodiscard]] int number() const {
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
  }
};

/// A text in lower case (of ASCII), for split_date(). Nothing when it is too long for a date.
[[nodiscard]] std::optional<std::string> lower_case_date(std::string_view text);

/// Splits lower-case text; comments in parentheses, which mail headers may have, are dropped. The
/// pieces point into `text`. Nothing when there are none, or when a number is too long.
[[nodiscard]] std::optional<std::vector<DatePiece>> split_date(std::string_view text);

/// Reads pieces one after the other.
class DateCursor {
 public:
  explicit DateCursor(const std::vector<DatePiece>& pieces) : pieces_(&pieces) {}

  [[nodiscard]] bool at_end() const { return next_ == pieces_->size(); }
  [[nodiscard]] std::size_t left() const { return pieces_->size() - next_; }
  /// A piece further on; one that is nothing at all beyond the end.
  [[nodiscard]] const DatePiece& peek(std::size_t ahead = 0) const {
    static constexpr DatePiece kNone{" ", false};
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
  const std::vector<DatePiece>* pieces_;
  std::size_t next_ = 0;
};

/// January is 1. From an English name in lower case or an abbreviation of three letters or more.
[[nodiscard]] std::optional<int> month_named(std::string_view word);
[[nodiscard]] std::optional<std::chrono::weekday> weekday_named(std::string_view word);

/// A day that the calendar has, in a year that this library reads (dates.h).
[[nodiscard]] std::optional<std::chrono::year_month_day> calendar_day(int year, int month, int day);

}  // namespace ksearch
