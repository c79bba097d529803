#include "server/error_response.h"

#include <nlohmann/json.hpp>

#include "common/format/json_format.h"

namespace ksearch {
namespace {

constexpr const char* kJson = "application/json; charset=utf-8";

}  // namespace

HttpResponse refusal(unsigned status, std::string_view code, const std::string& message) {
  const nlohmann::ordered_json object = {{"type", "error"}, {"code", code}, {"message", message}};
  return {
      .status = status,
      .content_type = kJson,
      .body = object.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n"};
}

HttpResponse overloaded(const std::string& message) {
  HttpResponse response = refusal(503, "overloaded", message);
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

unsigned status_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kInvalidQuery:
      return 400;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kIndexMissing:
    case ErrorCode::kIndexForeign:
    case ErrorCode::kIndexLocked:
    case ErrorCode::kIndexCorrupt:
    case ErrorCode::kIndexVersion:
    case ErrorCode::kReadOnly:
    case ErrorCode::kDiskFull:
    case ErrorCode::kIo:
    case ErrorCode::kInternal:
      return 500;
  }
  return 500;
}

HttpResponse error_response(const Error& error) {
  std::optional<Span> span;
  if (const auto* query = dynamic_cast<const QueryError*>(&error)) span = query->span();
  return {
      .status = status_of(error.code()), .content_type = kJson, .body = json_error(error, span)};
}

}  // namespace ksearch
