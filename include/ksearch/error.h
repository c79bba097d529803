#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "ksearch/span.h"

namespace ksearch {

/// What kind of failure ended an operation. The names of to_string() are part of the JSON output.
enum class ErrorCode {
  kInvalidArgument,  ///< a request makes no sense: unknown option value, bad date, bad path
  kInvalidQuery,     ///< the query breaks the grammar or a budget; thrown as QueryError
  kNotFound,         ///< no document of that id or path
  kIndexMissing,     ///< no index in that directory
  kIndexForeign,     ///< the directory exists and is not a ksearch index
  kIndexLocked,      ///< another process is writing
  kIndexCorrupt,     ///< damaged: `ksearch index --rebuild` is the remedy
  kIndexVersion,     ///< written by another version of ksearch
  kReadOnly,         ///< the index cannot be written by this user or on this file system
  kDiskFull,         ///< no space left while writing
  kIo,               ///< any other failure of the operating system
  kInternal,         ///< a defect of ksearch itself
};

/// The stable lower-case name of a code, such as "index_locked".
[[nodiscard]] std::string_view to_string(ErrorCode code) noexcept;

/// The one family of exceptions of the library. what() is a sentence for people: the thing, what is
/// wrong with it, and what to do if that is known; it has no full stop and no program name.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  [[nodiscard]] ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

/// A query that cannot be run, with the bytes of the query string that are to blame.
class QueryError : public Error {
 public:
  QueryError(const std::string& message, Span span)
      : Error(ErrorCode::kInvalidQuery, message), span_(span) {}
  /// The offending bytes of the query; empty at the end when something is missing there.
  [[nodiscard]] Span span() const noexcept { return span_; }

 private:
  Span span_;
};

}  // namespace ksearch
