#pragma once

#include <string>
#include <string_view>

#include "ksearch/error.h"
#include "server/http_message.h"

namespace ksearch {

/// A refusal as the JSON error object of docs/output_formats.md, for codes that only HTTP has.
[[nodiscard]] HttpResponse refusal(unsigned status, std::string_view code,
                                   const std::string& message);
/// The same for too much work at once: 503, and when to come again.
[[nodiscard]] HttpResponse overloaded(const std::string& message);

/// The status of an error of the library: 400 for what a request says, 404 for an unknown document,
/// 500 for what is wrong with the index.
[[nodiscard]] unsigned status_of(ErrorCode code) noexcept;
/// An error of the library as JSON, with the span of a query error.
[[nodiscard]] HttpResponse error_response(const Error& error);

}  // namespace ksearch
