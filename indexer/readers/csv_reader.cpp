#include "indexer/readers/csv_reader.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/readers/file_source.h"
#include "indexer/readers/format.h"
#include "indexer/readers/record_fields.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/table_rows.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// Enough to tell encoding and delimiter.
constexpr std::size_t kSampleBytes = std::size_t{256} << 10;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string counted_fields(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " field" : " fields");
}

/// Makes documents of the rows of one table.
class TableReader {
 public:
  TableReader(const ReaderInput& input, DocumentSink& sink) : input_(input), sink_(sink) {}

  void read(ByteSource& bytes) {
    TableRows rows(bytes);
    sniff(rows);
    std::vector<std::string> fields;
    for (;; ++row_) {
      const TableRows::Status status = rows.next(fields);
      if (status == TableRows::Status::kEnd) return;
      if (status == TableRows::Status::kUnclosed) {
        skip("a quotation mark is not closed");
      } else if (status == TableRows::Status::kTooLong) {
        skip("longer than " + std::to_string(kMaxTextBytes >> 20) + " MiB");
      } else if (fields.size() > 1 || !trimmed(fields.front()).empty()) {
        names_.empty() ? take_header(fields) : add(fields);
      }
    }
  }

 private:
  void sniff(TableRows& rows) {
    std::string_view sample = rows.peek(kSampleBytes);
    if (sample.starts_with("\xEF\xBB\xBF")) {
      rows.drop(3);
      charset_ = "UTF-8";
      sample.remove_prefix(3);
    } else if (!is_ascii(sample)) {
      const DecodedText decoded = decode_text(std::string(sample));
      charset_ = decoded.encoding;
      // What is repaired in the sample is repaired, and told, again with its row.
      if (charset_ != "UTF-8") report_warnings(decoded, input_, sink_);
    }
    if (sample.starts_with("sep=") && sample.size() > 5) {
      rows.set_delimiter(sample[4]);
      rows.drop(std::min(sample.find('\n'), sample.size() - 1) + 1);
      ++row_;
      return;
    }
    const bool has_tabs = sample.substr(0, sample.find('\n')).find('\t') != std::string_view::npos;
    const bool is_tsv = file_extension(input_.path) != "csv" && has_tabs;
    rows.set_delimiter(is_tsv ? '\t' : guessed_delimiter(sample));
  }

  void take_header(std::vector<std::string>& fields) {
    for (std::string& field : fields) {
      std::string name = collapsed(decoded(std::move(field)));
      const std::string key = lower_case(name);
      has_text_ = has_text_ || key == "title" || key == "text" || key == "body";
      names_.push_back(std::move(name));
      keys_.push_back(key);
    }
  }

  void add(std::vector<std::string>& fields) {
    if (fields.size() != names_.size()) {
      skip(counted_fields(fields.size()) + " where the header has " +
           std::to_string(names_.size()));
      return;
    }
    Document document;
    std::string listing;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string value = decoded(std::move(fields[i]));
      if (trimmed(value).empty()) continue;
      listing += names_[i] + (names_[i].empty() ? "" : ": ") + value + "\n";
      if (set_field(document, keys_[i], value)) continue;
      if (is_date_key(keys_[i]) && !document.date) warn_bad_date(input_, member(), value, sink_);
      document.metadata.emplace_back(names_[i], value);
    }
    if (listing.empty()) return;
    if (!has_text_) {
      document.text = std::move(listing);
      document.metadata.clear();
    }
    add_record(std::move(document), "csv", member(), input_, sink_);
  }

  static bool set_field(Document& document, const std::string& key, std::string_view value) {
    if (is_filled(document, key)) return false;
    if (key != "author" && key != "authors") return set_record_field(document, key, value);
    for (std::size_t begin = 0; begin <= value.size();) {
      const std::size_t end = std::min(value.find(';', begin), value.size());
      set_record_field(document, key, value.substr(begin, end - begin));
      begin = end + 1;
    }
    return !document.authors.empty();
  }

  /// A field as text: in the encoding of the table's beginning, if that was not plain ASCII.
  std::string decoded(std::string bytes) {
    if (is_ascii(bytes) && bytes.find('\0') == std::string::npos) return bytes;
    DecodedText text = charset_ == "UTF-8" ? repair_utf8(std::move(bytes))
                                           : decode_text(std::move(bytes), charset_);
    for (std::string& warning : text.warnings) {
      sink_.warn({.path = input_.path, .member = member(), .reason = std::move(warning)});
    }
    return std::move(text.text);
  }

  [[nodiscard]] std::string member() const { return "row " + std::to_string(row_); }
  void skip(std::string reason) const {
    sink_.skip({.path = input_.path, .member = member(), .reason = std::move(reason)});
  }

  const ReaderInput& input_;
  DocumentSink& sink_;
  std::string charset_;
  std::vector<std::string> names_;
  std::vector<std::string> keys_;  ///< the names in lower case
  bool has_text_ = false;
  std::uint64_t row_ = 1;
};

}  // namespace

bool CsvReader::accepts(const ReaderInput& input) const {
  const std::string extension = file_extension(input.path);
  return extension == "csv" || extension == "tsv" || extension == "tab";
}

void CsvReader::read(const ReaderInput& input, DocumentSink& sink) const {
  TableReader table(input, sink);
  if (!is_utf16(input.head)) {
    table.read(*input.bytes);
    return;
  }
  const DecodedText decoded = read_text(input, sink);
  MemorySource bytes(decoded.text);
  table.read(bytes);
}

}  // namespace ksearch
