#include "ksearch/verify.h"

#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include "common/storage/generation.h"
#include "common/storage/row_column.h"
#include "common/xapian_error.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

/// When more documents than this are damaged, the rest tells nothing new.
constexpr std::size_t kMaxDamagedDocuments = 100;

constexpr std::chrono::seconds kWaitForWriter{10};

/// Whether a file of a generation is a column, by its extension.
bool is_column(const fs::path& path) {
  static constexpr std::string_view kExtensions[] = {".text", ".mentions", ".names", ".rows",
                                                     ".order"};
  return std::ranges::find(kExtensions, path.extension().string()) != std::end(kExtensions);
}

class Verifier {
 public:
  Verifier(const fs::path& directory, const VerifyProgress& progress)
      : directory_(fs::absolute(directory).lexically_normal()), progress_(progress) {}

  VerifyReport run() {
    const IndexDirectory index(directory_);
    begin("XAPIANDB");
    std::optional<std::uint32_t> number;
    guarded("XAPIANDB", [&] { number = index.require_current(); });
    if (!number) return std::move(report_);
    const fs::path generation = index.generation(*number);
    // A commit in the middle would look like damage. Whoever may not lock may not be waited for.
    std::optional<WriterLock> lock;
    try {
      lock.emplace(index, kWaitForWriter, [&](const std::string& note) { begin(note); });
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kReadOnly) throw;
    }
    check_columns(generation);
    begin("documents");
    guarded(generation.filename().string(), [&] { check_documents(index); });
    check_database(generation);
    return std::move(report_);
  }

 private:
  void begin(const std::string& step) {
    if (progress_) progress_(step);
  }
  void add(std::string part, std::string problem) {
    report_.damages.push_back({std::move(part), std::move(problem)});
  }

  /// Runs a step; damage it throws is reported, anything else goes on to the caller.
  template <typename Action>
  void guarded(const std::string& part, Action&& action) {
    try {
      translating(directory_, action);
    } catch (const Error& error) {
      const bool is_damage = error.code() == ErrorCode::kIndexCorrupt ||
                             error.code() == ErrorCode::kIo || error.code() == ErrorCode::kInternal;
      if (!is_damage) throw;
      add(part, error.what());
    }
  }

  void check_columns(const fs::path& generation) {
    std::error_code error;
    std::vector<fs::path> columns;
    for (const fs::directory_entry& entry : fs::directory_iterator(generation, error)) {
      if (is_column(entry.path())) columns.push_back(entry.path());
    }
    std::ranges::sort(columns);
    for (const fs::path& column : columns) {
      const std::string name = (generation.filename() / column.filename()).string();
      begin(name);
      guarded(name, [&] {
        if (!RowColumn(column).sound()) add(name, "its checksum does not hold");
      });
      ++report_.files;
    }
  }

  void check_documents(const IndexDirectory& index) {
    Generation generation(index);
    const Xapian::Database& database = generation.database();
    std::size_t damaged = 0;
    for (auto posting = database.postlist_begin(""); posting != database.postlist_end("");
         ++posting) {
      const std::size_t before = report_.damages.size();
      check_document(generation, *posting);
      ++report_.documents;
      if (report_.damages.size() > before) ++damaged;
      if (damaged == kMaxDamagedDocuments) return;
    }
    if (report_.documents != database.get_doccount()) {
      add("postlist.glass", "it lists another number of documents than it counts");
    }
  }

  void check_document(Generation& generation, std::uint32_t number) {
    std::string part = "document number " + std::to_string(number);
    guarded(part, [&] {
      const StoredRecord record = generation.record(number);
      part = "document " + record.document.id;
      if (generation.find(record.document.id) != number) add(part, "its id does not find it");
      const std::size_t text_bytes = generation.text(number, record).size();
      for (const StoredMention& mention : generation.mentions(number)) {
        const std::size_t end = mention.in_title ? record.document.title.size() : text_bytes;
        if (mention.span.begin > mention.span.end || mention.span.end > end ||
            mention.name >= generation.names().size()) {
          add(part, "a mention lies outside of it");
          break;
        }
      }
      const auto names = generation.names_of(number);
      const bool in_order = std::ranges::is_sorted(names, std::ranges::less_equal{});
      if (!in_order || (!names.empty() && names.back() >= generation.names().size())) {
        add(part, "its list of names is not one");
      }
    });
  }

  /// How many findings of Xapian's check are none: it takes a document of length 0, which has no
  /// words but other terms, for one without terms, and so reports each of its position lists.
  static std::size_t positions_without_words(const fs::path& generation, std::istream& findings) {
    constexpr std::string_view kStart = "Position list entry for document ";
    constexpr std::string_view kEnd = " which doesn't exist or has no terms";
    const Xapian::Database database(generation.string());
    std::size_t count = 0;
    for (std::string line; std::getline(findings, line);) {
      if (!line.starts_with(kStart) || !line.ends_with(kEnd)) continue;
      const char* const last = line.data() + line.size() - kEnd.size();
      Xapian::docid number = 0;
      const auto [end, error] = std::from_chars(line.data() + kStart.size(), last, number);
      // Throws for a document that does not exist: then the finding is one.
      if (error == std::errc{} && end == last && database.get_doclength(number) == 0) ++count;
    }
    return count;
  }

  void check_database(const fs::path& generation) {
    const std::string part = generation.filename().string();
    begin(part + " (Xapian's own check)");
    guarded(part, [&] {
      std::stringstream findings;
      const std::size_t errors = Xapian::Database::check(generation.string(), 0, &findings);
      if (errors > 0 && errors != positions_without_words(generation, findings)) {
        add(part, "Xapian's check of its tables found errors");
      }
    });
  }

  fs::path directory_;
  const VerifyProgress& progress_;
  VerifyReport report_;
};

}  // namespace

VerifyReport verify_index(const fs::path& directory, const VerifyProgress& progress) {
  return Verifier(directory, progress).run();
}

}  // namespace ksearch
