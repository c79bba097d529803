#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ksearch/searcher.h"

namespace ksearch::pages {

/// "12,345".
[[nodiscard]] std::string grouped(std::uint64_t number);
/// "1 document", "2,000 documents"; `plural` defaults to `singular` and an s.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view singular,
                                  std::string_view plural = {});

/// "People" of a field, as a heading.
[[nodiscard]] std::string_view heading(Field field);
/// "person", as one value is called.
[[nodiscard]] std::string_view noun(Field field);
/// What a value of a field is called on the page: the name of a language for its code; a month in
/// words; the value itself for others.
[[nodiscard]] std::string value_text(Field field, std::string_view value);

/// "24 July 2025" of a date of a Hit or DocumentDate in ISO 8601; what it cannot read it returns.
[[nodiscard]] std::string day_text(std::string_view date);
/// "24 July 2025, 03:10 UTC", the time only when the date has one.
[[nodiscard]] std::string moment_text(std::string_view date);
/// A year, month, day or week in words: "2025", "May 2025", "16 May 2025", "week of 12 May 2025";
/// other text as it is.
[[nodiscard]] std::string period_text(std::string_view period);

}  // namespace ksearch::pages
