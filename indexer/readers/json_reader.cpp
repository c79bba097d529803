// The values of an array are told apart by counting brackets outside strings; what is inside each
// is left to the parser. A value that is broken inside costs only itself as long as its brackets
// match.

#include "indexer/readers/json_reader.h"

#include <string>
#include <string_view>

#include "common/utf8.h"
#include "indexer/readers/file_source.h"
#include "indexer/readers/format.h"
#include "indexer/readers/json_record.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

/// The values of a stream: those of an array at its top one by one, or those that follow each
/// other.
class ValueSplitter {
 public:
  enum class Status { kValue, kTooLong, kEnd };

  explicit ValueSplitter(ByteSource& bytes) : bytes_(bytes) {}

  /// Replaces `value` by the next one.
  Status next(std::string& value) {
    value.clear();
    if (!skip_separators()) return Status::kEnd;
    const bool is_nested = peek() == '{' || peek() == '[';
    std::size_t depth = 0;
    bool in_string = false;
    bool too_long = false;
    do {
      const char c = peek();
      if (!is_nested && !in_string && (is_separator(c) || c == ']')) break;
      ++at_;
      if (value.size() < kMaxTextBytes) {
        value += c;
      } else {
        too_long = true;
      }
      if (in_string) {
        if (c == '\\' && has_more()) {
          value += peek();
          ++at_;
        }
        in_string = c != '"';
      } else {
        in_string = c == '"';
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']') && depth > 0) --depth;
        if (is_nested && depth == 0) break;
      }
    } while (has_more());
    return too_long ? Status::kTooLong : Status::kValue;
  }

 private:
  static bool is_separator(char c) {
    return c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /// Goes to the first byte of the next value; false when there is none.
  bool skip_separators() {
    for (; has_more(); ++at_) {
      const char c = peek();
      if (is_separator(c)) continue;
      if (c == '[' && !in_array_) {
        in_array_ = true;
      } else if (c == ']') {
        in_array_ = false;
      } else {
        return true;
      }
    }
    return false;
  }

  bool has_more() {
    if (at_ < buffer_.size()) return true;
    buffer_.clear();
    at_ = 0;
    return bytes_.read(buffer_, kChunkBytes) && !buffer_.empty();
  }
  [[nodiscard]] char peek() const { return buffer_[at_]; }

  ByteSource& bytes_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool in_array_ = false;
};

void read_values(ByteSource& bytes, const ReaderInput& input, DocumentSink& sink) {
  JsonRecordReader records(input, sink);
  ValueSplitter values(bytes);
  std::string value;
  std::uint64_t others = 0;
  for (std::uint64_t number = 1;; ++number) {
    const ValueSplitter::Status status = values.next(value);
    if (status == ValueSplitter::Status::kEnd) break;
    const std::string member = "record " + std::to_string(number);
    if (status == ValueSplitter::Status::kTooLong) {
      sink.skip({.path = input.path,
                 .member = member,
                 .reason = "longer than " + std::to_string(kMaxTextBytes >> 20) + " MiB"});
    } else if (value.starts_with('{')) {
      records.read_envelope(value, member);
    } else {
      ++others;
    }
  }
  // Data of other kinds are arrays of numbers and the like: one message tells all there is to say.
  if (others > 0) {
    const std::string count = others == 1 ? "1 value is" : std::to_string(others) + " values are";
    sink.skip({.path = input.path, .member = {}, .reason = count + " no JSON object"});
  }
}

}  // namespace

bool JsonReader::accepts(const ReaderInput& input) const {
  if (file_extension(input.path) != "json") return false;
  if (is_utf16(input.head)) return true;
  const std::string_view head = trimmed(without_byte_order_mark(input.head));
  return head.starts_with('{') || head.starts_with('[');
}

void JsonReader::read(const ReaderInput& input, DocumentSink& sink) const {
  if (is_utf16(input.head)) {
    const DecodedText decoded = read_text(input, sink);
    MemorySource bytes(decoded.text);
    read_values(bytes, input, sink);
    return;
  }
  if (input.head.starts_with("\xEF\xBB\xBF")) {
    std::string mark;
    input.bytes->read(mark, 3);
  }
  read_values(*input.bytes, input, sink);
}

}  // namespace ksearch
