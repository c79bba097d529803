#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/error.h"
#include "ksearch/ksearch.h"
#include "ksearch/searcher.h"
#include "ksearch/span.h"

/// What the functions of the C interface share: no exception passes them, texts become views, and
/// structures of older and newer programs are read and filled by their own size.
namespace ksearch::c {

/// Turns the exception being handled into a status and tells `error`, if it is there, about it.
ksearch_status report_exception(ksearch_error* error) noexcept;

/// Runs a call of the C++ library; its exceptions become statuses.
template <typename Call>
ksearch_status guarded(ksearch_error* error, Call&& call) noexcept {
  try {
    call();
    return KSEARCH_OK;
  } catch (...) {
    return report_exception(error);
  }
}

/// Throws Error(kInvalidArgument) that names what was NULL.
void require(bool present, std::string_view what);

/// The text of a caller. Throws Error(kInvalidArgument) for bytes without an address.
[[nodiscard]] std::string_view text_of(ksearch_string string);
/// A view of a text that lives at least as long as the object handed out.
[[nodiscard]] ksearch_string view_of(std::string_view text) noexcept;
[[nodiscard]] std::vector<ksearch_string> views_of(const std::vector<std::string>& texts);
/// Copies spans into those of C.
[[nodiscard]] std::vector<ksearch_span> spans_of(const std::vector<Span>& spans);
/// The field of a number. Throws Error(kInvalidArgument) for a number that is none.
[[nodiscard]] Field field_of(ksearch_field field);
[[nodiscard]] ksearch_field field_of(Field field) noexcept;

/// A caller's structure as this version knows it: the fields that the caller does not have keep the
/// values of `defaults`. Throws Error(kInvalidArgument) when struct_size is none that ever was.
template <typename Struct>
Struct read_struct(const Struct* given, const Struct& defaults, std::size_t smallest) {
  require(given != nullptr, "the structure");
  if (given->struct_size < smallest) {
    throw Error(ErrorCode::kInvalidArgument,
                "struct_size is not set: make it sizeof the structure");
  }
  Struct result = defaults;
  std::memcpy(&result, given, std::min(given->struct_size, sizeof(Struct)));
  result.struct_size = sizeof(Struct);
  return result;
}

/// Writes as much of `values` as the caller's structure has room for.
template <typename Struct>
ksearch_status fill_struct(Struct* target, Struct values) noexcept {
  if (target == nullptr || target->struct_size < sizeof(std::size_t)) {
    return KSEARCH_INVALID_ARGUMENT;
  }
  values.struct_size = target->struct_size;
  std::memcpy(target, &values, std::min(target->struct_size, sizeof(Struct)));
  return KSEARCH_OK;
}

/// The request of a caller. Throws Error(kInvalidArgument) for what makes no sense.
[[nodiscard]] SearchRequest request_of(const ksearch_request* request);

}  // namespace ksearch::c
