#include <chrono>
#include <memory>
#include <mutex>

#include "bindings/c/boundary.h"
#include "ksearch/index_writer.h"

namespace {

using ksearch::Error;
using ksearch::ErrorCode;
using ksearch::c::fill_struct;
using ksearch::c::guarded;
using ksearch::c::require;
using ksearch::c::text_of;
using ksearch::c::view_of;

ksearch_counts counts_of(const ksearch::IndexCounts& counts) {
  return {.struct_size = sizeof(ksearch_counts),
          .added = counts.added,
          .updated = counts.updated,
          .unchanged = counts.unchanged,
          .removed = counts.removed,
          .failed = counts.failed,
          .ignored = counts.ignored};
}

using SkippedCall = void (*)(void* user, ksearch_string path, ksearch_string member,
                             ksearch_string reason);

/// Hands what was skipped to the caller; nothing when he gave no function.
std::function<void(const ksearch::SkippedDocument&)> event_of(SkippedCall call, void* user) {
  if (call == nullptr) return {};
  return [call, user](const ksearch::SkippedDocument& skipped) {
    call(user, view_of(skipped.path), view_of(skipped.member), view_of(skipped.reason));
  };
}

ksearch::IndexOptions options_of(const ksearch_index_options& options) {
  ksearch::IndexOptions result;
  result.jobs = options.jobs;
  result.language = text_of(options.language);
  result.entities = options.entities != 0;
  result.rebuild = options.rebuild != 0;
  result.prune = options.prune != 0;
  result.lock_wait = std::chrono::milliseconds(options.lock_wait_ms);
  result.model = text_of(options.model);
  if (options.known_names != nullptr) result.known_names = text_of(*options.known_names);
  result.events.failed = event_of(options.on_failed, options.user);
  result.events.warning = event_of(options.on_warning, options.user);
  result.events.ignored = event_of(options.on_ignored, options.user);
  if (options.on_progress != nullptr) {
    result.events.progress = [call = options.on_progress,
                              user = options.user](const ksearch::IndexProgress& progress) {
      const ksearch_counts counts = counts_of(progress.counts);
      call(user, &counts, progress.files_done, progress.files_found);
    };
  }
  result.dry_run = options.dry_run != 0;
  require(options.exclude != nullptr || options.exclude_count == 0, "the list of globs");
  for (std::size_t i = 0; i < options.exclude_count; ++i) {
    result.exclude.emplace_back(text_of(options.exclude[i]));
  }
  result.extractor = text_of(options.extractor);
  return result;
}

/// Bytes of the caller, handed on piece by piece.
class MemorySource : public ksearch::ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : rest_(bytes) {}
  bool read(std::string& out, std::size_t max_bytes) override {
    if (rest_.empty()) return false;
    const std::string_view piece = rest_.substr(0, max_bytes);
    out.append(piece);
    rest_.remove_prefix(piece.size());
    return true;
  }

 private:
  std::string_view rest_;
};

ksearch::Document document_of(const ksearch_record& record) {
  ksearch::Document document;
  document.id = text_of(record.id);
  if (document.id.empty()) throw Error(ErrorCode::kInvalidArgument, "a record needs an id");
  document.title = text_of(record.title);
  document.text = text_of(record.text);
  document.url = text_of(record.url);
  document.source = text_of(record.source);
  document.language = text_of(record.language);
  if (const std::string_view date = text_of(record.date); !date.empty()) {
    document.date = ksearch::parse_timestamp(date);
    if (!document.date) {
      throw Error(ErrorCode::kInvalidArgument, "\"" + std::string(date) +
                                                   "\" is no date: write 2025-05-16 or "
                                                   "2025-05-16T14:05:00Z");
    }
  }
  require(record.authors != nullptr || record.author_count == 0, "the list of authors");
  for (std::size_t i = 0; i < record.author_count; ++i) {
    document.authors.emplace_back(text_of(record.authors[i]));
  }
  require(record.metadata != nullptr || record.metadata_count == 0, "the list of further keys");
  for (std::size_t i = 0; i < record.metadata_count; ++i) {
    const ksearch_pair& pair = record.metadata[i];
    document.metadata.emplace_back(text_of(pair.key), text_of(pair.value));
  }
  return document;
}

}  // namespace

struct ksearch_writer {
  ksearch::IndexWriter writer;
};

extern "C" {

void ksearch_index_options_init(ksearch_index_options* options, size_t struct_size) {
  if (options == nullptr) return;
  const ksearch::IndexOptions defaults;
  options->struct_size = struct_size;
  fill_struct(options, {.jobs = defaults.jobs,
                        .language = view_of("auto"),
                        .entities = defaults.entities ? 1 : 0,
                        .rebuild = defaults.rebuild ? 1 : 0,
                        .prune = defaults.prune ? 1 : 0,
                        .lock_wait_ms = static_cast<std::uint64_t>(defaults.lock_wait.count()),
                        .model = view_of({}),
                        .extractor = view_of({})});
}

ksearch_status ksearch_writer_open(const char* directory, const ksearch_index_options* options,
                                   ksearch_writer** writer, ksearch_error* error) {
  return guarded(error, [&] {
    require(writer != nullptr, "the place for the writer");
    *writer = nullptr;
    require(directory != nullptr, "the directory");
    ksearch_index_options wanted;
    ksearch_index_options_init(&wanted, sizeof wanted);
    if (options != nullptr) {
      wanted = ksearch::c::read_struct(options, wanted, offsetof(ksearch_index_options, dry_run));
    }
    ksearch::IndexOptions index_options = options_of(wanted);
    index_options.directory = directory;
    *writer = new ksearch_writer{ksearch::IndexWriter(std::move(index_options))};
  });
}

ksearch_status ksearch_writer_add_path(ksearch_writer* writer, const char* path,
                                       ksearch_error* error) {
  return guarded(error, [&] {
    require(writer != nullptr, "the writer");
    require(path != nullptr, "the path");
    writer->writer.add_paths({path});
  });
}

ksearch_status ksearch_writer_refresh(ksearch_writer* writer, ksearch_error* error) {
  return guarded(error, [&] {
    require(writer != nullptr, "the writer");
    writer->writer.refresh();
  });
}

ksearch_status ksearch_writer_add_json_lines(ksearch_writer* writer, ksearch_string lines,
                                             ksearch_string name, ksearch_error* error) {
  return guarded(error, [&] {
    require(writer != nullptr, "the writer");
    MemorySource source(text_of(lines));
    writer->writer.add_json_lines(source, std::string(text_of(name)));
  });
}

ksearch_status ksearch_writer_put(ksearch_writer* writer, const ksearch_record* record,
                                  ksearch_error* error) {
  return guarded(error, [&] {
    require(writer != nullptr, "the writer");
    writer->writer.put(document_of(
        ksearch::c::read_struct(record, ksearch_record{}, offsetof(ksearch_record, metadata))));
  });
}

ksearch_status ksearch_writer_remove(ksearch_writer* writer, ksearch_string id_or_path,
                                     uint64_t* removed, ksearch_error* error) {
  return guarded(error, [&] {
    require(writer != nullptr, "the writer");
    const std::uint64_t number = writer->writer.remove(std::string(text_of(id_or_path)));
    if (removed != nullptr) *removed = number;
  });
}

ksearch_status ksearch_writer_set_corrections(ksearch_writer* writer, ksearch_string corrections,
                                              ksearch_error* error) {
  return guarded(error, [&] {
    require(writer != nullptr, "the writer");
    writer->writer.set_corrections(text_of(corrections));
  });
}

ksearch_status ksearch_writer_commit(ksearch_writer* writer, ksearch_error* error) {
  return guarded(error, [&] {
    require(writer != nullptr, "the writer");
    writer->writer.commit();
  });
}

ksearch_status ksearch_writer_counts(const ksearch_writer* writer, ksearch_counts* counts) {
  if (writer == nullptr) return KSEARCH_INVALID_ARGUMENT;
  return fill_struct(counts, counts_of(writer->writer.counts()));
}

void ksearch_writer_close(ksearch_writer* writer) { delete writer; }

}  // extern "C"
