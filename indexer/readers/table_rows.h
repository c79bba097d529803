#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/document.h"

namespace ksearch {

/// The rows of a CSV stream (RFC 4180): fields between delimiters, quotation marks around those
/// that hold a delimiter, a line end or a quotation mark, which is doubled. Line ends are LF, CRLF
/// or CR. Leniently read: a quotation mark inside an unquoted field, and text after a closing one,
/// are text. Memory is bounded by the longest row, at most 64 MiB.
class TableRows {
 public:
  enum class Status {
    kRow,
    kUnclosed,  ///< a quoted field never ends; reading goes on with the line after its first one
    kTooLong,   ///< longer than 64 MiB; reading goes on in the same way
    kEnd,
  };

  /// `bytes` must outlive the rows.
  explicit TableRows(ByteSource& bytes) : bytes_(bytes) {}

  /// The first bytes, at most `max_bytes`; they stay part of what next() reads.
  [[nodiscard]] std::string_view peek(std::size_t max_bytes);
  /// Leaves bytes out, which peek() has shown.
  void drop(std::size_t bytes) { at_ += bytes; }
  void set_delimiter(char delimiter) { delimiter_ = delimiter; }

  /// Replaces `fields` by those of the next row; an empty line is a row of one empty field.
  Status next(std::vector<std::string>& fields);

 private:
  bool fill();
  [[nodiscard]] bool has_more() { return at_ < buffer_.size() || fill(); }
  bool read_field(std::string& field);
  void give_up_row();

  ByteSource& bytes_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t row_begin_ = 0;
  std::size_t rewinds_ = 0;
  char delimiter_ = ',';
};

/// The delimiter of a table that begins with `sample`: of comma, semicolon, tab and vertical bar
/// the one that divides most lines into as many fields as the first line has.
[[nodiscard]] char guessed_delimiter(std::string_view sample);

}  // namespace ksearch
