#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ksearch/span.h"

namespace ksearch {

/// Where a document's date was found, most trusted first.
enum class DateOrigin : std::uint8_t { kNone = 0, kMetadata = 1, kText = 2, kUrl = 3, kFile = 4 };

/// The moment a document was published, in UTC.
struct DocumentDate {
  std::chrono::sys_seconds time;
  bool has_time_of_day = false;  ///< false: only the day is known and `time` is its midnight
  DateOrigin origin = DateOrigin::kMetadata;

  friend bool operator==(const DocumentDate&, const DocumentDate&) = default;
};

/// The moment that a record, a header or a page gives as its date. Read are:
/// - ISO 8601 and RFC 3339: 2025-05-16, 2025/05/16 or 20250516, alone or with a time after T or a
///   space: 14:05, 14:05:00, 14:05:00.123, then nothing, Z, +03:00, +0300 or +03
/// - RFC 2822, RFC 850 and asctime: Fri, 16 May 2025 14:05:00 +0300 (MSK); 16-May-25 14:05:00 GMT;
///   Fri May 16 14:05:00 2025
/// - English prose: 16 May 2025; May 16th, 2025 at 2:05 PM EDT
/// - 16.05.2025, day first as everywhere dots are used, alone or with a time
///
/// The whole text must be the date. 05/06/2025 is ambiguous and not read, nor is a lone year or
/// month. Without a zone, and with the name of one it does not know, the time is taken as UTC (RFC
/// 2822, 4.3); 24:00 and a leap second belong to the moment after. `origin` is kMetadata.
[[nodiscard]] std::optional<DocumentDate> parse_timestamp(std::string_view text);

/// "2025-05-16", or with a time of day "2025-05-16T14:05:00Z".
[[nodiscard]] std::string format_date(const DocumentDate& date);

/// One story, message or record: what is indexed, found and shown. A value type.
///
/// All strings are valid UTF-8 once a reader has made them; IndexWriter repairs and reports what a
/// caller gets wrong. `text` is stored whole and every span the library returns is valid in it.
struct Document {
  std::string id;      ///< public, stable, unique in the index; empty: derived from path and member
  std::string title;   ///< headline; empty when there is none
  std::string text;    ///< the body without mark-up
  std::string path;    ///< absolute path of the file it came from, empty when there is none
  std::string member;  ///< place inside that file (record number, archive member), else empty
  std::string url;     ///< where it was published
  std::string source;  ///< the outlet: site, feed or folder name
  std::string language;  ///< ISO 639-1 code; empty: detected when it is indexed
  std::string type;      ///< "text", "html", "markdown", "json", "email"
  std::vector<std::string> authors;
  std::optional<DocumentDate> date;
  /// Further keys of the record, in its own order.
  std::vector<std::pair<std::string, std::string>> metadata;
  /// Where the title stands in `text`, when it is part of it.
  std::optional<Span> title_span;
  /// Parts of `text` that belong to the site and not to the story (menus, share bars, comment
  /// forms): stored and shown by `show`, but neither indexed, nor read for names, nor in snippets.
  /// Sorted and disjoint.
  std::vector<Span> furniture;
  /// Where each page begins in `text`, ascending; empty for what has no pages.
  std::vector<std::size_t> pages;

  /// The number, from 1, of the page that holds the byte at `offset` of `text`; 0 without pages.
  [[nodiscard]] std::size_t page_at(std::size_t offset) const noexcept {
    return static_cast<std::size_t>(std::upper_bound(pages.begin(), pages.end(), offset) -
                                    pages.begin());
  }
};

/// An input, or a part of one, that could not be read.
struct SkippedDocument {
  std::string path;
  std::string member;  ///< "line 12" or an archive member; empty: the whole file
  std::string reason;  ///< one clause, such as "not valid JSON: missing comma"
};

/// Bytes of an input, read once from front to back. Not thread-safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to `max_bytes` further bytes appended to `out`; false at the end. Throws Error(kIo).
  virtual bool read(std::string& out, std::size_t max_bytes) = 0;
};

/// One input as a reader sees it.
struct ReaderInput {
  std::string path;    ///< absolute path, used for ids and messages
  std::string source;  ///< value of Document::source when the input does not name one
  std::string head;    ///< the first bytes (at most 4 KiB), also part of `bytes`
  std::optional<std::chrono::sys_seconds> modified;  ///< time of the file, a date of last resort
  /// Containers (mails, archives) around it: 0 for a file. A reader of containers reads its members
  /// only below a depth of its own choice.
  unsigned depth = 0;
  ByteSource* bytes = nullptr;  ///< never null while read() runs; not owned
};

/// Receives what a reader finds. Called from the thread that reads.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;
  virtual void add(Document document) = 0;
  virtual void skip(SkippedDocument skipped) = 0;
  /// Something was repaired and nothing lost: "3 bytes are not UTF-8".
  virtual void warn(const SkippedDocument& warning) = 0;
  /// A part of the input is of no known format, as a picture in a mail is: no failure.
  virtual void ignore(const SkippedDocument& ignored) = 0;
};

/// Turns one file format into documents: an extension point for embedding programs.
/// Implementations are const-callable from several threads at once.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;
  /// Short name of the format, such as "html".
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Whether this reader takes the input, from its name and first bytes.
  [[nodiscard]] virtual bool accepts(const ReaderInput& input) const = 0;
  /// Reads everything. A broken record goes to sink.skip() and the rest goes on; throws Error only
  /// when the input as a whole cannot be read.
  virtual void read(const ReaderInput& input, DocumentSink& sink) const = 0;
};

}  // namespace ksearch
