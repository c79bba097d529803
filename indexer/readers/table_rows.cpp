#include "indexer/readers/table_rows.h"

#include <algorithm>

#include "indexer/readers/file_source.h"
#include "indexer/readers/source_text.h"

namespace ksearch {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;
/// Each unclosed quotation mark costs one reading of all that follows.
constexpr std::size_t kMostRewinds = 20;
constexpr std::size_t kSampledRows = 50;

}  // namespace

bool TableRows::fill() {
  // What was read of the row stays, since the row may have to be read again.
  if (row_begin_ > 0) {
    buffer_.erase(0, row_begin_);
    at_ -= row_begin_;
    row_begin_ = 0;
  }
  const std::size_t before = buffer_.size();
  return bytes_.read(buffer_, kChunkBytes) && buffer_.size() > before;
}

std::string_view TableRows::peek(std::size_t max_bytes) {
  while (buffer_.size() - at_ < max_bytes && fill()) {
  }
  return std::string_view(buffer_).substr(at_, max_bytes);
}

/// Reads up to the delimiter or line end; false when a quotation mark is never closed or the row is
/// too long.
bool TableRows::read_field(std::string& field) {
  bool quoted = has_more() && buffer_[at_] == '"';
  if (quoted) ++at_;
  while (has_more()) {
    if (at_ - row_begin_ > kMaxTextBytes) return false;
    const char c = buffer_[at_];
    if (quoted && c == '"') {
      ++at_;
      quoted = has_more() && buffer_[at_] == '"';
      if (quoted) {
        field += '"';
        ++at_;
      }
      continue;
    }
    if (!quoted && (c == delimiter_ || c == '\n' || c == '\r')) return true;
    field += c;
    ++at_;
  }
  return !quoted;
}

void TableRows::give_up_row() {
  if (++rewinds_ > kMostRewinds) {
    do {
      at_ = row_begin_ = buffer_.size();
    } while (fill());
    at_ = row_begin_ = buffer_.size();
    return;
  }
  const std::size_t line_end = std::min(buffer_.find('\n', row_begin_), buffer_.size() - 1);
  at_ = line_end + 1;
}

TableRows::Status TableRows::next(std::vector<std::string>& fields) {
  fields.clear();
  row_begin_ = at_;
  if (!has_more()) return Status::kEnd;
  while (true) {
    fields.emplace_back();
    if (!read_field(fields.back())) {
      const bool too_long = at_ - row_begin_ > kMaxTextBytes;
      give_up_row();
      return too_long ? Status::kTooLong : Status::kUnclosed;
    }
    if (!has_more()) return Status::kRow;
    const char end = buffer_[at_++];
    if (end == delimiter_) continue;
    if (end == '\r' && has_more() && buffer_[at_] == '\n') ++at_;
    return Status::kRow;
  }
}

char guessed_delimiter(std::string_view sample) {
  char best = ',';
  std::size_t most = 0;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    MemorySource bytes(sample);
    TableRows rows(bytes);
    rows.set_delimiter(delimiter);
    std::vector<std::string> fields;
    std::size_t columns = 0;
    std::size_t agreeing = 0;
    for (std::size_t row = 0; row < kSampledRows && rows.next(fields) == TableRows::Status::kRow;
         ++row) {
      if (row == 0) columns = fields.size();
      if (columns > 1 && fields.size() == columns) ++agreeing;
    }
    // Columns break ties: commas inside the names of a header divided by semicolons are fewer.
    const std::size_t score = agreeing * 1000 + std::min<std::size_t>(columns, 999);
    if (agreeing > 0 && score > most) {
      most = score;
      best = delimiter;
    }
  }
  return best;
}

}  // namespace ksearch
