#include "cli/exit_code.h"

namespace ksearch::cli {

ExitCode exit_code_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kInvalidQuery:
      return kUsageError;
    case ErrorCode::kNotFound:
      return kNothingFound;
    case ErrorCode::kIndexMissing:
    case ErrorCode::kIndexForeign:
    case ErrorCode::kIndexLocked:
    case ErrorCode::kIndexCorrupt:
    case ErrorCode::kIndexVersion:
    case ErrorCode::kReadOnly:
    case ErrorCode::kDiskFull:
    case ErrorCode::kIo:
    case ErrorCode::kInternal:
      return kIndexUnusable;
  }
  return kIndexUnusable;
}

}  // namespace ksearch::cli
