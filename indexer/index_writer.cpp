#include "ksearch/index_writer.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <set>
#include <thread>
#include <unordered_map>

#include "common/entities/corrections.h"
#include "common/entities/user_names.h"
#include "common/schema.h"
#include "common/storage/generation.h"
#include "common/xapian_error.h"
#include "indexer/document_intake.h"
#include "indexer/entities/default_recognizer.h"
#include "indexer/entities/user_name_recognizer.h"
#include "indexer/file_import.h"
#include "indexer/folder_scan.h"
#include "indexer/folder_watch.h"
#include "indexer/index_commit.h"
#include "indexer/readers/json_lines_reader.h"
#include "indexer/run_report.h"
#include "indexer/work_queue.h"
#include "ksearch/version.h"

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

fs::path absolute_path(const fs::path& path) {
  fs::path absolute = fs::absolute(path).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

/// What of its folders a run looks at.
struct ScanScope {
  FolderWatch* watch = nullptr;                    ///< gets every folder that is read
  const std::set<std::string>* changed = nullptr;  ///< only these and what is below; null: all

  /// Whether `path` changed, lies in a folder that did, or leads to something that did.
  [[nodiscard]] bool covers(const std::string& path) const {
    if (changed == nullptr) return true;
    const auto below = changed->lower_bound(path + "/");
    if (below != changed->end() && below->starts_with(path + "/")) return true;
    for (fs::path part = path; part.has_relative_path(); part = part.parent_path()) {
      if (changed->contains(part.string())) return true;
    }
    return false;
  }
};

IndexCounts difference(IndexCounts counts, const IndexCounts& before) {
  counts.added -= before.added;
  counts.updated -= before.updated;
  counts.unchanged -= before.unchanged;
  counts.removed -= before.removed;
  counts.failed -= before.failed;
  counts.ignored -= before.ignored;
  return counts;
}

/// Passes a reader's documents to the threads of the pipeline, or takes them in at once.
class PipelineSink : public DocumentSink {
 public:
  PipelineSink(WorkQueue* queue, DocumentIntake& intake, IntakeWorker& worker, RunReport& report)
      : queue_(queue), intake_(intake), worker_(worker), report_(report) {}

  void add(Document document) override {
    ++documents_;
    if (queue_ == nullptr || !queue_->offer_document(document)) {
      intake_.take(std::move(document), worker_);
    }
  }
  void skip(SkippedDocument skipped) override {
    report_.failed(skipped);
    failures_.push_back(std::move(skipped));
  }
  void warn(const SkippedDocument& warning) override { report_.warn(warning); }
  void ignore(const SkippedDocument& ignored) override { report_.ignored(ignored); }

  [[nodiscard]] std::uint64_t documents() const { return documents_; }
  [[nodiscard]] std::vector<SkippedDocument> take_failures() { return std::move(failures_); }

 private:
  WorkQueue* queue_;
  DocumentIntake& intake_;
  IntakeWorker& worker_;
  RunReport& report_;
  std::uint64_t documents_ = 0;
  std::vector<SkippedDocument> failures_;
};

}  // namespace

class IndexWriter::Impl {
 public:
  explicit Impl(IndexOptions options);

  void add_paths(const std::vector<fs::path>& paths);
  void refresh();
  void follow(const std::vector<fs::path>& paths, const std::stop_token& stop);
  void add_json_lines(ByteSource& bytes, const std::string& name);
  void put(Document document);
  void set_corrections(std::string_view text);
  std::uint64_t remove(const std::string& id_or_path) { return intake_->remove(id_or_path); }
  void commit();
  [[nodiscard]] IndexCounts counts() const { return report_.counts(); }
  [[nodiscard]] const fs::path& directory() const { return directory_.path(); }

 private:
  void open_base();
  void start_transaction();
  [[nodiscard]] std::string signature() const;
  IntakeWorker& worker(std::size_t number);
  void run_threads(const std::function<void(IntakeWorker&)>& action,
                   const std::function<void()>& on_failure, const std::function<void()>& meanwhile);
  [[nodiscard]] std::vector<fs::path> existing_roots(const std::vector<fs::path>& paths) const;
  [[nodiscard]] std::vector<fs::path> known_roots();
  void run_pipeline(const std::vector<fs::path>& roots, const ScanScope& scope);
  void take_in_changes(const std::vector<fs::path>& roots, const ScanScope& scope);
  void recognize_again();
  void use_known_names(std::string text);
  void scan(const fs::path& root, const ScanScope& scope, WorkQueue& queue);
  void work(WorkQueue& queue, IntakeWorker& worker);
  void import_file(const FoundFile& file, FileImporter& importer, WorkQueue& queue,
                   IntakeWorker& worker);
  void prune(const fs::path& root, const ScanScope& scope, std::uint64_t entries_seen);

  IndexOptions options_;
  IndexDirectory directory_;
  RunReport report_;
  std::unique_ptr<EntityRecognizer> recognizer_;
  std::string known_names_;                            ///< as to_string(UserNames) has them
  std::shared_ptr<const UserNameFinder> name_finder_;  ///< null: there are none
  bool known_names_changed_ = false;                   ///< they are not those of the base
  bool recognize_again_ = false;  ///< what the base has was recognised otherwise
  std::optional<WriterLock> lock_;
  std::optional<Generation> base_;
  NameRegistry no_names_;
  std::optional<NameNumbering> names_;
  std::optional<Staging> staging_;
  std::optional<DocumentIntake> intake_;
  ReaderRegistry readers_;
  std::vector<std::unique_ptr<IntakeWorker>> workers_;
  std::set<std::string> roots_;
  std::optional<std::string> corrections_;  ///< to be stored with the next commit
  std::uint64_t old_revision_ = 0;          ///< of the index that is rebuilt

  std::stop_token stop_;  ///< of follow()

  std::mutex files_mutex_;
  std::unordered_map<std::string, FileState> known_files_;  ///< of the base, by path
  std::map<std::string, std::optional<FileState>> file_changes_;
  std::set<std::string> files_seen_;
  std::unordered_map<std::string, std::string> source_names_;  ///< root -> Document::source
};

IndexWriter::Impl::Impl(IndexOptions options)
    : options_(std::move(options)),
      directory_(absolute_path(options_.directory)),
      report_(options_.events),
      readers_(options_.readers) {
  if (options_.jobs == 0) options_.jobs = std::max(1U, std::thread::hardware_concurrency());
  if (options_.known_names) {
    options_.known_names = to_string(parse_user_names(*options_.known_names));
  }
  if (options_.entities) {
    recognizer_ = options_.recognizer != nullptr ? options_.recognizer->clone()
                  : options_.model.empty()       ? make_default_recognizer()
                                                 : make_recognizer(options_.model.string());
  }
  if (!options_.dry_run) {
    directory_.create();
    lock_.emplace(directory_, options_.lock_wait,
                  [this](const std::string& text) { report_.note(text); });
  }
  open_base();
  start_transaction();
}

void IndexWriter::Impl::use_known_names(std::string text) {
  known_names_ = std::move(text);
  const UserNames names = parse_user_names(known_names_);
  if (!names.list.empty()) name_finder_ = std::make_shared<const UserNameFinder>(names);
}

void IndexWriter::Impl::open_base() {
  if (!directory_.current()) {
    use_known_names(options_.known_names.value_or(""));
    known_names_changed_ = true;
    return;
  }
  if (options_.rebuild) {
    std::string names;
    // Only the folders are wanted, so an index too damaged or too old to open is no obstacle.
    try {
      const Generation old(directory_);
      roots_.insert(old.state().roots.begin(), old.state().roots.end());
      corrections_ = old.database().get_metadata(schema::kCorrectionsKey);
      names = old.database().get_metadata(schema::kKnownNamesKey);
      old_revision_ = old.state().revision;
    } catch (const Error& error) {
      report_.note(std::string("the old index cannot be read: ") + error.what());
    } catch (const Xapian::Error&) {
      report_.note("the old index cannot be read");
    }
    use_known_names(options_.known_names.value_or(names));
    known_names_changed_ = true;
    return;
  }
  base_.emplace(directory_);
  roots_.insert(base_->state().roots.begin(), base_->state().roots.end());
  const std::string names = base_->database().get_metadata(schema::kKnownNamesKey);
  use_known_names(options_.known_names.value_or(names));
  known_names_changed_ = known_names_ != names;
  const std::string& recognizer = base_->state().recognizer;
  const bool other_recognizer =
      recognizer_ && !recognizer.empty() && recognizer != recognizer_->fingerprint();
  recognize_again_ =
      recognizer_ && (known_names_changed_ || (other_recognizer && !options_.model.empty()));
  if (other_recognizer && !recognize_again_) {
    report_.note("names of unchanged documents stay as " + recognizer +
                 " recognised them; --rebuild recognises them anew");
  }
  const std::string prefix(schema::kFilePrefix);
  const Xapian::Database& database = base_->database();
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key) {
    FileState state = decode_file_state(database.get_metadata(*key));
    std::string path = state.path;
    known_files_.emplace(std::move(path), std::move(state));
  }
}

std::string IndexWriter::Impl::signature() const {
  std::string text = "generation " + std::to_string(base_ ? base_->number() : 0) + "\nrevision " +
                     std::to_string(base_ ? base_->state().revision : 0) + "\nanalyzer ";
  text += Analyzer::fingerprint();
  text += "\nrecognizer " + (recognizer_ ? recognizer_->fingerprint() : std::string("none"));
  text += "\nnames " + schema::hex_hash(known_names_);
  text += "\nschema " + std::to_string(schema::kSchemaVersion) + "\n";
  return text;
}

void IndexWriter::Impl::start_transaction() {
  workers_.clear();
  file_changes_.clear();
  files_seen_.clear();
  names_.emplace(base_ ? base_->names() : no_names_);
  staging_.emplace(directory_.staging(), signature());
  intake_.emplace(base_ ? &*base_ : nullptr, *staging_, *names_, report_,
                  DocumentIntake::Options{options_.language, options_.dry_run});
  if (options_.dry_run) return;
  staging_->resume(*names_);
  intake_->resume();
}

IntakeWorker& IndexWriter::Impl::worker(std::size_t number) {
  while (workers_.size() <= number) {
    std::unique_ptr<EntityRecognizer> recognizer = recognizer_ ? recognizer_->clone() : nullptr;
    if (recognizer && name_finder_) {
      recognizer = std::make_unique<UserNameRecognizer>(std::move(recognizer), name_finder_);
    }
    workers_.push_back(std::unique_ptr<IntakeWorker>(
        new IntakeWorker{DocumentPreparer(std::move(recognizer), *names_), nullptr}));
  }
  return *workers_[number];
}

std::vector<fs::path> IndexWriter::Impl::existing_roots(const std::vector<fs::path>& paths) const {
  std::vector<fs::path> roots;
  for (const fs::path& path : paths) {
    std::error_code error;
    if (!fs::exists(path, error)) {
      throw Error(ErrorCode::kInvalidArgument,
                  "no such file or folder: " + path.string() +
                      (error ? " (" + error.message() + ")" : std::string()));
    }
    roots.push_back(absolute_path(path));
  }
  return roots;
}

void IndexWriter::Impl::add_paths(const std::vector<fs::path>& paths) {
  run_pipeline(existing_roots(paths), {});
}

void IndexWriter::Impl::refresh() { run_pipeline(known_roots(), {}); }

/// The folders and files of earlier runs that are there.
std::vector<fs::path> IndexWriter::Impl::known_roots() {
  std::vector<fs::path> roots;
  for (const std::string& root : roots_) {
    std::error_code ignored;
    if (fs::exists(root, ignored)) {
      roots.emplace_back(root);
    } else {
      report_.note(root + " is missing; its documents stay in the index");
    }
  }
  return roots;
}

void IndexWriter::Impl::follow(const std::vector<fs::path>& paths, const std::stop_token& stop) {
  if (options_.dry_run) {
    throw Error(ErrorCode::kInvalidArgument, "a dry run changes nothing and has nothing to follow");
  }
  const std::vector<fs::path> roots = paths.empty() ? known_roots() : existing_roots(paths);
  if (roots.empty()) {
    throw Error(ErrorCode::kInvalidArgument,
                "there is nothing to follow: no folder was given and none is in the index");
  }
  stop_ = stop;
  FolderWatch watch;
  take_in_changes(roots, {.watch = &watch, .changed = nullptr});
  while (!stop.stop_requested()) {
    FolderWatch::Changes changes = watch.wait(stop);
    // Editors and copying programs write under hidden names first.
    std::erase_if(changes.paths, [](const std::string& path) {
      return fs::path(path).filename().string().starts_with('.');
    });
    if (changes.empty()) continue;
    take_in_changes(roots, {&watch, changes.overflow ? nullptr : &changes.paths});
  }
}

/// Reads and commits, unless a stop is requested meanwhile.
void IndexWriter::Impl::take_in_changes(const std::vector<fs::path>& roots,
                                        const ScanScope& scope) {
  const auto start = std::chrono::steady_clock::now();
  const IndexCounts before = counts();
  std::vector<fs::path> present = roots;
  std::erase_if(present, [](const fs::path& root) {
    std::error_code ignored;
    return !fs::exists(root, ignored);
  });
  run_pipeline(present, scope);
  if (stop_.stop_requested()) return;
  commit();
  const IndexCounts done = difference(counts(), before);
  const bool changed = done.added + done.updated + done.removed + done.failed > 0;
  if (options_.events.committed && (changed || scope.changed == nullptr)) {
    options_.events.committed(done, std::chrono::duration_cast<std::chrono::milliseconds>(
                                        std::chrono::steady_clock::now() - start));
  }
}

/// Runs `action` in every thread of the pipeline and `meanwhile` in this one. The first exception
/// of any of them is thrown when all have ended; `on_failure` is to make them end early.
void IndexWriter::Impl::run_threads(const std::function<void(IntakeWorker&)>& action,
                                    const std::function<void()>& on_failure,
                                    const std::function<void()>& meanwhile) {
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto guarded = [&](const auto& step) {
    try {
      step();
    } catch (...) {
      const std::scoped_lock lock(failure_mutex);
      if (!failure) failure = std::current_exception();
      on_failure();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < options_.jobs; ++i) worker(i);
    for (unsigned i = 0; i < options_.jobs; ++i) {
      threads.emplace_back([&, i] { guarded([&] { action(worker(i)); }); });
    }
    guarded(meanwhile);
  }
  if (failure) std::rethrow_exception(failure);
}

void IndexWriter::Impl::run_pipeline(const std::vector<fs::path>& roots, const ScanScope& scope) {
  WorkQueue queue(kQueueCapacity);
  const std::stop_callback end_early(stop_, [&] { queue.close(); });
  run_threads([&](IntakeWorker& own) { work(queue, own); }, [&] { queue.close(); },
              [&] {
                for (const fs::path& root : roots) scan(root, scope, queue);
                report_.update([](IndexProgress& progress) { progress.scanning = false; });
                queue.finish();
              });
}

/// Prepares all documents of the base again that this run has left alone, from their stored text.
void IndexWriter::Impl::recognize_again() {
  std::vector<std::uint32_t> documents;
  const Xapian::Database& database = base_->database();
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end("");
       ++posting) {
    documents.push_back(*posting);
  }
  report_.note("names are recognised anew in all documents");
  std::atomic<std::size_t> next = 0;
  run_threads(
      [&](IntakeWorker& own) {
        Generation stored(directory_);
        for (std::size_t i = next++; i < documents.size(); i = next++) {
          StoredRecord record = stored.record(documents[i]);
          std::string text = stored.text(documents[i], record);
          intake_->take_again(std::move(record), std::move(text), own);
          report_.update([](IndexProgress&) {});
        }
      },
      [&] { next = documents.size(); }, [] {});
}

void IndexWriter::Impl::scan(const fs::path& root, const ScanScope& scope, WorkQueue& queue) {
  roots_.insert(root.string());
  const ExcludeList exclude(options_.exclude);
  const std::string source =
      fs::is_directory(root) ? root.filename().string() : root.parent_path().filename().string();
  ScanEvents events;
  events.folder = [&](const fs::path& folder) {
    if (scope.watch != nullptr) scope.watch->add(folder);
  };
  events.wanted = [&](const std::string& path) {
    return !stop_.stop_requested() && scope.covers(path);
  };
  events.file = [&](FoundFile file) {
    {
      const std::scoped_lock lock(files_mutex_);
      if (!files_seen_.insert(file.path).second) return;
      source_names_.try_emplace(file.path, source);
    }
    report_.update([&](IndexProgress& progress) {
      ++progress.files_found;
      progress.bytes_found += file.size_bytes;
    });
    queue.push_file(std::move(file));
  };
  events.ignored = [&](const std::string& path, const std::string& reason) {
    report_.ignored({path, "", reason});
  };
  events.failed = [&](const std::string& path, const std::string& reason) {
    report_.failed({path, "", reason});
  };
  const std::uint64_t entries = scan_folder(root, exclude, directory_.path(), events);
  if (!stop_.stop_requested()) prune(root, scope, entries);
}

void IndexWriter::Impl::prune(const fs::path& root, const ScanScope& scope,
                              std::uint64_t entries_seen) {
  if (!options_.prune || !fs::is_directory(root)) return;
  std::vector<std::string> gone;
  {
    const std::scoped_lock lock(files_mutex_);
    for (const auto& [path, state] : known_files_) {
      if (!lies_below(path, root) || files_seen_.contains(path) || !scope.covers(path)) continue;
      std::error_code error;
      if (fs::symlink_status(path, error).type() == fs::file_type::not_found) gone.push_back(path);
    }
    if (!gone.empty() && entries_seen == 0) {
      report_.note(root.string() + " is empty; its documents stay in the index");
      return;
    }
    for (const std::string& path : gone) file_changes_[path] = std::nullopt;
  }
  for (const std::string& path : gone) intake_->file_is_gone(path);
}

void IndexWriter::Impl::work(WorkQueue& queue, IntakeWorker& worker) {
  FileImporter importer(readers_, options_.extractor);
  while (std::optional<Work> work = queue.pop()) {
    if (auto* document = std::get_if<Document>(&*work)) {
      intake_->take(std::move(*document), worker);
    } else {
      import_file(std::get<FoundFile>(*work), importer, queue, worker);
    }
    queue.done();
    report_.update([](IndexProgress&) {});
  }
}

void IndexWriter::Impl::import_file(const FoundFile& file, FileImporter& importer, WorkQueue& queue,
                                    IntakeWorker& worker) {
  const FileState* known = nullptr;
  std::string source;
  {
    const std::scoped_lock lock(files_mutex_);
    const auto found = known_files_.find(file.path);
    if (found != known_files_.end()) known = &found->second;
    source = source_names_[file.path];
  }
  PipelineSink sink(&queue, *intake_, worker, report_);
  std::uint64_t bytes_read = 0;
  const FileOutcome outcome = importer.read(file, source, known, sink, [&](std::uint64_t bytes) {
    bytes = std::min(bytes, file.size_bytes - bytes_read);
    bytes_read += bytes;
    report_.update([&](IndexProgress& progress) { progress.bytes_done += bytes; });
  });
  switch (outcome.result) {
    case FileOutcome::Result::kIgnored:
      report_.ignored({file.path, "", outcome.reason});
      break;
    case FileOutcome::Result::kFailed:
      report_.failed({file.path, "", outcome.reason});
      break;
    case FileOutcome::Result::kUnchanged:
      report_.count(&IndexCounts::unchanged, known->documents);
      break;
    case FileOutcome::Result::kRead:
      intake_->file_was_read(file.path);
      break;
  }
  const bool failed_before = known != nullptr && known->hash.empty() &&
                             known->failures.size() == 1 &&
                             known->failures.front().reason == outcome.reason;
  if (outcome.result == FileOutcome::Result::kFailed && !failed_before) {
    // Listed, and of no time and content: whatever keeps it from being read may end any moment.
    FileState state;
    state.path = file.path;
    state.documents = known == nullptr ? 0 : known->documents;
    state.failures = {{file.path, "", outcome.reason}};
    const std::scoped_lock lock(files_mutex_);
    file_changes_[file.path] = std::move(state);
  }
  if (outcome.state) {
    FileState state = *outcome.state;
    if (outcome.result == FileOutcome::Result::kRead) {
      state.documents = sink.documents();
      state.failures = sink.take_failures();
    }
    const std::scoped_lock lock(files_mutex_);
    file_changes_[file.path] = std::move(state);
  }
  report_.update([&](IndexProgress& progress) {
    ++progress.files_done;
    progress.bytes_done += file.size_bytes - bytes_read;
  });
}

void IndexWriter::Impl::add_json_lines(ByteSource& bytes, const std::string& name) {
  PipelineSink sink(nullptr, *intake_, worker(0), report_);
  ReaderInput input;
  input.path = name;
  input.bytes = &bytes;
  JsonLinesReader().read(input, sink);
}

void IndexWriter::Impl::put(Document document) { intake_->take(std::move(document), worker(0)); }

void IndexWriter::Impl::set_corrections(std::string_view text) {
  const Corrections corrections = parse_corrections(text);
  // An alias may be a name that no document holds; a number makes it one that can be asked for.
  for (const Correction& correction : corrections.list) {
    if (correction.action != Correction::Action::kAlias) continue;
    static_cast<void>(names_->number(correction.type, correction.name));
  }
  corrections_ = to_string(corrections);
}

void IndexWriter::Impl::commit() {
  if (options_.dry_run) return;
  if (recognize_again_) recognize_again();
  for (const auto& worker : workers_) intake_->finish(*worker);
  IndexChanges changes;
  intake_->settle(changes);
  changes.files = std::move(file_changes_);
  IndexState state;
  if (base_) {
    state = base_->state();
  } else {
    state.revision = old_revision_;
  }
  const std::vector<std::string> roots(roots_.begin(), roots_.end());
  if (corrections_ && base_ &&
      base_->database().get_metadata(schema::kCorrectionsKey) == *corrections_) {
    corrections_.reset();
  }
  changes.corrections = std::exchange(corrections_, std::nullopt);
  if (known_names_changed_) {
    changes.known_names = known_names_;
    // A spelling that no document holds can be asked for too, once it has a number.
    for (const UserName& name : parse_user_names(known_names_).list) {
      static_cast<void>(names_->number(name.type, name.name));
      for (const std::string& alias : name.aliases) {
        static_cast<void>(names_->number(name.type, alias));
      }
    }
  }
  const bool nothing_new = !changes.corrections && !changes.known_names &&
                           changes.removed.empty() && changes.files.empty() &&
                           changes.staged == changes.dropped.size() && state.roots == roots;
  if (base_ && nothing_new) {
    staging_->clear();
    start_transaction();
    return;
  }
  report_.update([](IndexProgress& progress) { progress.merging = true; }, true);
  state.schema = schema::kSchemaVersion;
  state.created_by = version();
  state.analyzer = Analyzer::fingerprint();
  // Of the documents that are in the index: another recogniser has read only what came after.
  if (!base_ || state.recognizer.empty() || recognize_again_) {
    state.recognizer = recognizer_ ? recognizer_->fingerprint() : std::string();
  }
  ++state.revision;
  state.roots = roots;
  state.segments.clear();
  state.name_segments.clear();
  commit_changes(directory_, base_ ? &*base_ : nullptr, *staging_, changes, *names_,
                 std::move(state));
  staging_->clear();
  intake_.reset();
  names_.reset();
  if (base_) {
    base_->refresh();
  } else {
    base_.emplace(directory_);
  }
  known_names_changed_ = false;
  recognize_again_ = false;
  directory_.remove_unused_generations();
  for (auto& [path, file] : changes.files) {
    if (file) {
      known_files_[path] = std::move(*file);
    } else {
      known_files_.erase(path);
    }
  }
  start_transaction();
}

IndexWriter::IndexWriter(IndexOptions options) {
  const fs::path directory = options.directory;
  impl_ = translating(directory, [&] { return std::make_unique<Impl>(std::move(options)); });
}

IndexWriter::~IndexWriter() = default;

void IndexWriter::add_paths(const std::vector<fs::path>& paths) {
  translating(impl_->directory(), [&] { impl_->add_paths(paths); });
}

void IndexWriter::refresh() {
  translating(impl_->directory(), [&] { impl_->refresh(); });
}

void IndexWriter::follow(const std::vector<fs::path>& paths, std::stop_token stop) {
  translating(impl_->directory(), [&] { impl_->follow(paths, stop); });
}

void IndexWriter::add_json_lines(ByteSource& bytes, const std::string& name) {
  translating(impl_->directory(), [&] { impl_->add_json_lines(bytes, name); });
}

void IndexWriter::put(Document document) {
  translating(impl_->directory(), [&] { impl_->put(std::move(document)); });
}

std::uint64_t IndexWriter::remove(const std::string& id_or_path) {
  return translating(impl_->directory(), [&] { return impl_->remove(id_or_path); });
}

void IndexWriter::set_corrections(std::string_view text) {
  translating(impl_->directory(), [&] { impl_->set_corrections(text); });
}

void IndexWriter::commit() {
  translating(impl_->directory(), [&] { impl_->commit(); });
}

IndexCounts IndexWriter::counts() const { return impl_->counts(); }

}  // namespace ksearch
