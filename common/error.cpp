#include "ksearch/error.h"

namespace ksearch {

std::string_view to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid_argument";
    case ErrorCode::kInvalidQuery:
      return "invalid_query";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kIndexMissing:
      return "index_missing";
    case ErrorCode::kIndexForeign:
      return "index_foreign";
    case ErrorCode::kIndexLocked:
      return "index_locked";
    case ErrorCode::kIndexCorrupt:
      return "index_corrupt";
    case ErrorCode::kIndexVersion:
      return "index_version";
    case ErrorCode::kReadOnly:
      return "read_only";
    case ErrorCode::kDiskFull:
      return "disk_full";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

}  // namespace ksearch
