#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ksearch/span.h"

namespace ksearch {

/// The lines of a text that are not blank, in order, without the white space around them. A line
/// ends at LF, CR or CRLF.
[[nodiscard]] std::vector<Span> text_lines(std::string_view text);

/// The part of `text` that a span names.
[[nodiscard]] inline std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

/// `text` without ASCII white space and no-break spaces at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// `text` with every run of white space made one space, and none at the ends.
[[nodiscard]] std::string collapsed(std::string_view text);

/// `text` in lower case, code point by code point, so that tables of phrases can be compared.
[[nodiscard]] std::string lower_case(std::string_view text);

/// Number of code points of valid UTF-8.
[[nodiscard]] std::size_t code_point_count(std::string_view text);

/// Number of runs of characters that are not white space.
[[nodiscard]] std::size_t word_count(std::string_view text);

/// Whether a line ends as a sentence does: with a full stop, a question or exclamation mark, an
/// ellipsis or a colon, quotation marks and brackets after it not counted.
[[nodiscard]] bool ends_sentence(std::string_view line);

}  // namespace ksearch
