#include "common/xapian_error.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

namespace ksearch {
namespace {

bool mentions_errno(const Xapian::Error& error, int errno_value) {
  const char* text = error.get_error_string();
  return text != nullptr && std::string_view(text) == std::strerror(errno_value);
}

}  // namespace

void throw_translated(const Xapian::Error& error, const std::filesystem::path& directory) {
  const std::string where = directory.string();
  const std::string_view type = error.get_type();
  const std::string remedy = "; rebuild it with ksearch index --rebuild";
  if (mentions_errno(error, ENOSPC) || mentions_errno(error, EDQUOT)) {
    throw Error(ErrorCode::kDiskFull, "no space left for the index in " + where);
  }
  if (mentions_errno(error, EROFS) || mentions_errno(error, EACCES)) {
    throw Error(ErrorCode::kReadOnly, "the index in " + where + " cannot be written");
  }
  if (type == "DatabaseLockError") {
    throw Error(ErrorCode::kIndexLocked, "the index in " + where + " is being written");
  }
  if (type == "DatabaseVersionError") {
    throw Error(ErrorCode::kIndexVersion,
                "the index in " + where + " was written by another version of Xapian" + remedy);
  }
  if (type == "DatabaseNotFoundError" || type == "DatabaseOpeningError") {
    throw Error(ErrorCode::kIndexCorrupt, "the index in " + where + " cannot be opened" + remedy);
  }
  // So glass says that a table is cut short; it has no errno.
  const bool ends_early = error.get_msg().starts_with("EOF reading block");
  if (ends_early || type == "DatabaseCorruptError" || type == "DatabaseModifiedError" ||
      type == "FeatureUnavailableError" || type == "RangeError" || type == "SerialisationError") {
    throw Error(ErrorCode::kIndexCorrupt, "the index in " + where + " is damaged" + remedy);
  }
  if (type == "DatabaseError" || type == "DatabaseClosedError") {
    throw Error(ErrorCode::kIo,
                "reading or writing the index in " + where + " failed: " + error.get_msg());
  }
  throw Error(ErrorCode::kInternal, "internal error in " + where + ": " + error.get_msg());
}

}  // namespace ksearch
