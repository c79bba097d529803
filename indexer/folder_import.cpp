#include "indexer/folder_import.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include "indexer/exclude.h"
#include "indexer/file_import.h"
#include "indexer/folder_scan.h"
#include "indexer/pipeline_sink.h"
#include "indexer/work_queue.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kQueueCapacity = 64;

/// Whether `path` is `root` or lies below it.
bool lies_below(const fs::path& path, const fs::path& root) {
  const auto [end_of_root, ignored] =
      std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return end_of_root == root.end();
}

class FolderImport {
 public:
  FolderImport(const FolderImportParts& parts, const ScanScope& scope, const std::stop_token& stop)
      : parts_(parts), scope_(scope), stop_(stop), queue_(kQueueCapacity) {}

  void run(const std::vector<fs::path>& roots);

 private:
  void scan(const fs::path& root);
  void prune(const fs::path& root, std::uint64_t entries_seen);
  void forget(const std::string& path);
  void work(IntakeWorker& worker);
  void import_file(const FoundFile& file, FileImporter& importer, IntakeWorker& worker);
  void remember(const std::string& path, const FileState* known, const FileOutcome& outcome,
                PipelineSink& sink);

  const FolderImportParts& parts_;
  const ScanScope& scope_;
  const std::stop_token& stop_;
  WorkQueue queue_;
};

void FolderImport::run(const std::vector<fs::path>& roots) {
  const std::stop_callback end_early(stop_, [&] { queue_.close(); });
  parts_.workers.run(
      [&](IntakeWorker& own) { work(own); }, [&] { queue_.close(); },
      [&] {
        for (const fs::path& root : roots) scan(root);
        parts_.report.update([](IndexProgress& progress) { progress.scanning = false; });
        queue_.finish();
      });
}

void FolderImport::scan(const fs::path& root) {
  const ExcludeList exclude(parts_.options.exclude);
  const std::string source =
      fs::is_directory(root) ? root.filename().string() : root.parent_path().filename().string();
  ScanEvents events;
  events.folder = [&](const fs::path& folder) {
    if (scope_.watch != nullptr) scope_.watch->add(folder);
  };
  events.wanted = [&](const std::string& path) {
    return !stop_.stop_requested() && scope_.covers(path);
  };
  events.file = [&](FoundFile file) {
    if (!parts_.files.found(file.path, source)) return;
    parts_.report.update([&](IndexProgress& progress) {
      ++progress.files_found;
      progress.bytes_found += file.size_bytes;
    });
    queue_.push_file(std::move(file));
  };
  events.ignored = [&](const std::string& path, const std::string& reason) {
    parts_.report.ignored({path, "", reason});
  };
  events.failed = [&](const std::string& path, const std::string& reason) {
    parts_.report.failed({path, "", reason});
  };
  const std::uint64_t entries = scan_folder(root, exclude, parts_.own_index, events);
  if (!stop_.stop_requested()) prune(root, entries);
}

void FolderImport::prune(const fs::path& root, std::uint64_t entries_seen) {
  if (!parts_.options.prune || !fs::is_directory(root)) return;
  const std::vector<std::string> gone = parts_.files.missing([&](const std::string& path) {
    std::error_code error;
    return lies_below(path, root) && scope_.covers(path) &&
           fs::symlink_status(path, error).type() == fs::file_type::not_found;
  });
  if (!gone.empty() && entries_seen == 0) {
    parts_.report.note(root.string() + " is empty; its documents stay in the index");
    return;
  }
  for (const std::string& path : gone) forget(path);
}

void FolderImport::forget(const std::string& path) {
  parts_.files.forget(path);
  parts_.intake.file_is_gone(path);
}

void FolderImport::work(IntakeWorker& worker) {
  FileImporter importer(parts_.readers, parts_.options.extractor);
  while (std::optional<Work> work = queue_.pop()) {
    if (auto* document = std::get_if<Document>(&*work)) {
      parts_.intake.take(std::move(*document), worker);
    } else {
      import_file(std::get<FoundFile>(*work), importer, worker);
    }
    queue_.done();
    parts_.report.update([](IndexProgress&) {});
  }
}

void FolderImport::import_file(const FoundFile& file, FileImporter& importer,
                               IntakeWorker& worker) {
  const auto [known, source] = parts_.files.known(file.path);
  PipelineSink sink(&queue_, parts_.intake, worker, parts_.report);
  std::uint64_t bytes_read = 0;
  const FileOutcome outcome = importer.read(file, source, known, sink, [&](std::uint64_t bytes) {
    bytes = std::min(bytes, file.size_bytes - bytes_read);
    bytes_read += bytes;
    parts_.report.update([&](IndexProgress& progress) { progress.bytes_done += bytes; });
  });
  switch (outcome.result) {
    case FileOutcome::Result::kIgnored:
      parts_.report.ignored({file.path, "", outcome.reason});
      // What it held when it was of a known format, it holds no more.
      if (known != nullptr) forget(file.path);
      break;
    case FileOutcome::Result::kFailed:
      parts_.report.failed({file.path, "", outcome.reason});
      break;
    case FileOutcome::Result::kUnchanged:
      parts_.report.count(&IndexCounts::unchanged, known->documents);
      break;
    case FileOutcome::Result::kRead:
      parts_.intake.file_was_read(file.path);
      break;
  }
  remember(file.path, known, outcome, sink);
  parts_.report.update([&](IndexProgress& progress) {
    ++progress.files_done;
    progress.bytes_done += file.size_bytes - bytes_read;
  });
}

/// Notes what the index is to remember of a file.
void FolderImport::remember(const std::string& path, const FileState* known,
                            const FileOutcome& outcome, PipelineSink& sink) {
  const bool failed_before = known != nullptr && known->hash.empty() &&
                             known->failures.size() == 1 &&
                             known->failures.front().reason == outcome.reason;
  if (outcome.result == FileOutcome::Result::kFailed && !failed_before) {
    // Listed, and of no time and content: whatever keeps it from being read may end any moment.
    FileState state;
    state.path = path;
    state.documents = known == nullptr ? 0 : known->documents;
    state.failures = {{path, "", outcome.reason}};
    parts_.files.change(std::move(state));
  }
  if (outcome.state) {
    FileState state = *outcome.state;
    if (outcome.result == FileOutcome::Result::kRead) {
      state.documents = sink.documents();
      state.failures = sink.take_failures();
    }
    parts_.files.change(std::move(state));
  }
}

}  // namespace

bool ScanScope::covers(const std::string& path) const {
  if (changed == nullptr) return true;
  const auto below = changed->lower_bound(path + "/");
  if (below != changed->end() && below->starts_with(path + "/")) return true;
  for (fs::path part = path; part.has_relative_path(); part = part.parent_path()) {
    if (changed->contains(part.string())) return true;
  }
  return false;
}

void import_folders(const FolderImportParts& parts, const std::vector<fs::path>& roots,
                    const ScanScope& scope, const std::stop_token& stop) {
  FolderImport(parts, scope, stop).run(roots);
}

}  // namespace ksearch
