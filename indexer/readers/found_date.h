#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ksearch/document.h"
#include "ksearch/span.h"

namespace ksearch {

/// The moment that metadata gives, in any form that parse_timestamp() reads; none in the future.
[[nodiscard]] std::optional<DocumentDate> published_date(std::string_view text);

/// A number as a moment: seconds, or from 10^11 on milliseconds, since 1970. None in the future.
[[nodiscard]] std::optional<DocumentDate> date_of_epoch(double number);

/// The day that a URL, a path or a file name carries: /2025/05/16/, 2025-05-16, 20250516. Its
/// origin is kUrl. The last one in the name counts. Days before 1900 and in the future are none.
[[nodiscard]] std::optional<DocumentDate> date_in_name(std::string_view name);

/// The day of a story as its first lines give it: a line of its own ("Friday, 16 May 2025",
/// "Published: May 16, 2025 9:14 am"), or a dateline before a dash ("ISTANBUL, May 16, 2025 -
/// ..."). A day in running text is none. Months in English, French, German, Spanish, Italian,
/// Portuguese, Russian, Ukrainian, Polish and Turkish; also 2025-05-16 and 16.05.2025. Its origin
/// is kText.
[[nodiscard]] std::optional<DocumentDate> date_in_lines(std::string_view text,
                                                        std::span<const Span> lines);

/// The day written somewhere in `phrase`, such as "16 mai 2025 à 9 h"; see date_in_lines().
[[nodiscard]] std::optional<DocumentDate> date_in_phrase(std::string_view phrase);

/// The file's own time as a date of last resort.
[[nodiscard]] std::optional<DocumentDate> date_of_file(const ReaderInput& input);

}  // namespace ksearch
