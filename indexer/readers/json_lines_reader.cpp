#include "indexer/readers/json_lines_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>

#include "indexer/readers/file_source.h"
#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/language.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

using simdjson::dom::element;
using simdjson::dom::element_type;

/// Complete lines of a source, without their ends. Holds one line and one chunk at most.
class LineSplitter {
 public:
  enum class Status { kLine, kTooLong, kEnd };

  explicit LineSplitter(ByteSource& bytes) : bytes_(bytes) {}

  /// The next line, valid until the next call.
  Status next(std::string& line) {
    bool too_long = false;
    line.clear();
    while (true) {
      const std::size_t end = buffer_.find('\n', at_);
      const std::size_t taken = std::min(end, buffer_.size()) - at_;
      too_long = too_long || line.size() + taken > kMaxTextBytes;
      if (!too_long) line.append(buffer_, at_, taken);
      if (end != std::string::npos) {
        at_ = end + 1;
        return too_long ? Status::kTooLong : Status::kLine;
      }
      buffer_.clear();
      at_ = 0;
      if (!bytes_.read(buffer_, kChunkBytes)) {
        if (too_long) return Status::kTooLong;
        return line.empty() ? Status::kEnd : Status::kLine;
      }
    }
  }

 private:
  ByteSource& bytes_;
  std::string buffer_;
  std::size_t at_ = 0;
};

std::string_view view_of(element value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

/// A value as metadata: strings as they are, everything else as JSON.
std::string metadata_value(element value) {
  return value.is_string() ? std::string(view_of(value)) : simdjson::minify(value);
}

std::optional<DocumentDate> date_from(element value) {
  double seconds = 0;
  if (value.is_number() && value.get(seconds) == simdjson::SUCCESS) return date_of_epoch(seconds);
  return published_date(view_of(value));
}

/// A name: a string, or an object with one under "name".
std::string name_of(element value) {
  element name;
  if (value.is_object() && value["name"].get(name) == simdjson::SUCCESS)
    return collapsed(view_of(name));
  return collapsed(view_of(value));
}

bool set_authors(Document& document, element value) {
  const std::size_t before = document.authors.size();
  const auto add = [&document](element author) {
    if (std::string name = name_of(author); !name.empty())
      document.authors.push_back(std::move(name));
  };
  if (value.is_array()) {
    for (const element author : value.get_array()) add(author);
  } else {
    add(value);
  }
  return document.authors.size() > before;
}

/// Fills `document` from one key; false when the value is of no use there.
bool set_field(Document& document, std::string_view key, element value) {
  const bool is_text = value.is_string() && !view_of(value).empty();
  if (key == "id") {
    if (value.is_string()) document.id = collapsed(view_of(value));
    if (value.is_int64() || value.is_uint64()) document.id = simdjson::minify(value);
    return !document.id.empty();
  }
  if (key == "title") {
    document.title = collapsed(view_of(value));
  } else if (key == "text" || key == "body") {
    document.text = view_of(value);
  } else if (key == "url") {
    document.url = collapsed(view_of(value));
  } else if (key == "source") {
    document.source = collapsed(view_of(value));
  } else if (key == "language") {
    document.language = language_from_tag(view_of(value));
    return !document.language.empty();
  } else if (key == "author" || key == "authors") {
    return set_authors(document, value);
  } else if (key == "date" || key == "published") {
    document.date = date_from(value);
    return document.date.has_value();
  } else {
    return false;
  }
  return is_text;
}

/// Whether the field that a key fills has its value already: the first of two keys wins.
bool is_filled(const Document& document, std::string_view key) {
  if (key == "text" || key == "body") return !document.text.empty();
  if (key == "date" || key == "published") return document.date.has_value();
  if (key == "author" || key == "authors") return !document.authors.empty();
  return false;
}

bool is_date_key(std::string_view key) { return key == "date" || key == "published"; }

/// "\ud83d" without its other half is no character: it becomes \ufffd, so that one bad escape does
/// not cost a record.
void repair_surrogate_escapes(std::string& line) {
  const auto escape_at = [&line](std::size_t at) -> unsigned {
    if (at + 6 > line.size() || line[at] != '\\' || line[at + 1] != 'u') return 0;
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const auto digit = static_cast<unsigned char>(line[i]);
      if (std::isxdigit(digit) == 0) return 0;
      value = value * 16 + (std::isdigit(digit) != 0 ? digit - '0' : (digit | 0x20U) - 'a' + 10);
    }
    return value;
  };
  const auto is_high = [](unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; };
  const auto is_low = [](unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; };
  for (std::size_t at = line.find('\\'); at != std::string::npos; at = line.find('\\', at)) {
    const unsigned unit = escape_at(at);
    if (is_high(unit) && is_low(escape_at(at + 6))) {
      at += 12;
    } else if (is_high(unit) || is_low(unit)) {
      line.replace(at, 6, "\\ufffd");
      at += 6;
    } else {
      at += 2;
    }
  }
}

/// Reads the lines of one input.
class RecordReader {
 public:
  RecordReader(const ReaderInput& input, DocumentSink& sink) : input_(input), sink_(sink) {}

  void read(ByteSource& bytes) {
    LineSplitter lines(bytes);
    std::string line;
    while (true) {
      const LineSplitter::Status status = lines.next(line);
      if (status == LineSplitter::Status::kEnd) return;
      ++number_;
      if (status == LineSplitter::Status::kTooLong) {
        skip("longer than " + std::to_string(kMaxTextBytes >> 20) + " MiB");
      } else {
        if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (!trimmed(line).empty()) read_record(line);
      }
    }
  }

 private:
  void read_record(std::string& line) {
    element record;
    simdjson::error_code error = parse(line, record);
    if (error == simdjson::UTF8_ERROR) {
      DecodedText repaired = repair_utf8(std::move(line));
      for (const std::string& warning : repaired.warnings) warn(warning);
      line = std::move(repaired.text);
      error = parse(line, record);
    }
    if (error == simdjson::STRING_ERROR) {
      repair_surrogate_escapes(line);
      error = parse(line, record);
    }
    simdjson::dom::object object;
    if (error != simdjson::SUCCESS) {
      skip("not valid JSON: " + reason_of(error));
    } else if (record.get(object) != simdjson::SUCCESS) {
      skip("not a JSON object");
    } else {
      add(object);
    }
  }

  simdjson::error_code parse(const std::string& line, element& record) {
    return parser_.parse(line).get(record);
  }

  void add(simdjson::dom::object object) {
    Document document;
    for (const auto& [key, value] : object) {
      if (value.is_null()) continue;
      const bool used = !is_filled(document, key) && set_field(document, key, value);
      if (used) continue;
      document.metadata.emplace_back(key, metadata_value(value));
      if (is_date_key(key) && !document.date) {
        warn_bad_date(input_, member(), document.metadata.back().second, sink_);
      }
    }
    if (trimmed(document.text).empty() && document.title.empty()) {
      skip("no text and no title");
      return;
    }
    document.path = input_.path;
    document.member = member();
    document.type = "json";
    if (document.source.empty()) document.source = site_of_url(document.url);
    if (document.source.empty()) document.source = input_.source;
    replace_nuls(document);
    sink_.add(std::move(document));
  }

  /// An escaped NUL is valid JSON and would end the text for many a library.
  void replace_nuls(Document& document) {
    for (std::string* field : {&document.id, &document.title, &document.text, &document.url}) {
      if (field->find('\0') == std::string::npos) continue;
      std::replace(field->begin(), field->end(), '\0', ' ');
      warn("NUL bytes were replaced by spaces");
    }
  }

  static std::string reason_of(simdjson::error_code error) {
    switch (error) {
      case simdjson::EMPTY:
        return "empty";
      case simdjson::UNCLOSED_STRING:
        return "a string is not closed";
      case simdjson::STRING_ERROR:
        return "a bad escape in a string";
      case simdjson::UNESCAPED_CHARS:
        return "a control character in a string";
      case simdjson::NUMBER_ERROR:
        return "a bad number";
      case simdjson::DEPTH_ERROR:
        return "nested too deeply";
      case simdjson::T_ATOM_ERROR:
      case simdjson::F_ATOM_ERROR:
      case simdjson::N_ATOM_ERROR:
        return "a word that is not true, false or null";
      default:
        return "a bracket, comma, colon or value is missing or out of place";
    }
  }

  [[nodiscard]] std::string member() const { return "line " + std::to_string(number_); }
  void skip(std::string reason) const {
    sink_.skip({.path = input_.path, .member = member(), .reason = std::move(reason)});
  }
  void warn(std::string reason) const {
    sink_.warn({.path = input_.path, .member = member(), .reason = std::move(reason)});
  }

  const ReaderInput& input_;
  DocumentSink& sink_;
  std::uint64_t number_ = 0;
  simdjson::dom::parser parser_;
};

bool is_utf16(std::string_view head) {
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
}

}  // namespace

bool JsonLinesReader::accepts(const ReaderInput& input) const {
  const std::string extension = file_extension(input.path);
  return extension == "jsonl" || extension == "ndjson";
}

void JsonLinesReader::read(const ReaderInput& input, DocumentSink& sink) const {
  RecordReader reader(input, sink);
  if (!is_utf16(input.head)) {
    reader.read(*input.bytes);
    return;
  }
  const DecodedText decoded = decode_text(read_bytes(input, sink));
  report_warnings(decoded, input, sink);
  MemorySource bytes(decoded.text);
  reader.read(bytes);
}

}  // namespace ksearch
