#pragma once

#include <string>
#include <string_view>

#include "ksearch/document.h"

namespace ksearch {

/// Whether a key of a record gives its date.
[[nodiscard]] bool is_date_key(std::string_view key);

/// Whether the field that a key fills has its value already: the first of two keys wins.
[[nodiscard]] bool is_filled(const Document& document, std::string_view key);

/// Fills the field of a key: id, title, text or body, url, source, language, author or authors,
/// date or published. False when there is no such field, or the value, valid UTF-8, is of no use
/// there.
bool set_record_field(Document& document, std::string_view key, std::string_view value);

/// Gives a record to `sink` as a document of `type`, or skips it when it has neither text nor
/// title. Its source is its own, else the site of its url, else that of the input.
void add_record(Document document, std::string type, std::string member, const ReaderInput& input,
                DocumentSink& sink);

}  // namespace ksearch
