#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/text_encoding.h"
#include "ksearch/document.h"

namespace ksearch {

/// Most text one document may have: what is beyond it is cut off with a warning. It bounds the
/// memory of a thread that indexes, and leaves a file of 50 MB whole.
inline constexpr std::size_t kMaxTextBytes = std::size_t{64} << 20;

/// Reads an input to its end, or to `max_bytes`, warning of what is cut off. Throws Error(kIo).
[[nodiscard]] std::string read_bytes(const ReaderInput& input, DocumentSink& sink,
                                     std::size_t max_bytes = kMaxTextBytes);

/// Hands the warnings of a decoding on to `sink`, under the name of `input`.
void report_warnings(const DecodedText& decoded, const ReaderInput& input, DocumentSink& sink);

/// Reads an input whole as text, up to kMaxTextBytes, and hands the warnings of its decoding on to
/// `sink`. Throws Error(kIo).
[[nodiscard]] DecodedText read_text(const ReaderInput& input, DocumentSink& sink);

/// Tells `sink` that a record gives something else than a date as its date.
void warn_bad_date(const ReaderInput& input, std::string member, std::string_view value,
                   DocumentSink& sink);

}  // namespace ksearch
