#include "ksearch/index_writer.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "common/entities/corrections.h"
#include "common/entities/user_names.h"
#include "common/schema.h"
#include "common/storage/generation.h"
#include "common/xapian_error.h"
#include "indexer/document_intake.h"
#include "indexer/entities/default_recognizer.h"
#include "indexer/entities/user_name_recognizer.h"
#include "indexer/entity_table_builder.h"
#include "indexer/file_ledger.h"
#include "indexer/folder_import.h"
#include "indexer/folder_scan.h"
#include "indexer/folder_watch.h"
#include "indexer/index_commit.h"
#include "indexer/intake_workers.h"
#include "indexer/pipeline_sink.h"
#include "indexer/readers/json_lines_reader.h"
#include "indexer/run_report.h"
#include "ksearch/version.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

/// So often follow() looks whether it is asked to stop while another process writes.
constexpr std::chrono::milliseconds kTurnWait{500};

fs::path absolute_path(const fs::path& path) {
  fs::path absolute = fs::absolute(path).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

IndexCounts difference(IndexCounts counts, const IndexCounts& before) {
  counts.added -= before.added;
  counts.updated -= before.updated;
  counts.unchanged -= before.unchanged;
  counts.removed -= before.removed;
  counts.failed -= before.failed;
  counts.ignored -= before.ignored;
  return counts;
}

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
  void end_transaction();
  void let_others_write();
  void wait_for_turn();
  [[nodiscard]] std::string signature() const;
  [[nodiscard]] std::unique_ptr<IntakeWorker> make_worker();
  [[nodiscard]] std::vector<fs::path> existing_roots(const std::vector<fs::path>& paths) const;
  [[nodiscard]] std::vector<fs::path> known_roots();
  void run_pipeline(const std::vector<fs::path>& roots, const ScanScope& scope);
  void take_in_changes(const std::vector<fs::path>& roots, const ScanScope& scope);
  void recognize_again();
  void keep_records();
  void report_idle(const std::vector<IdleCorrection>& idle);
  void use_known_names(std::string text);

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
  std::optional<IntakeWorkers> workers_;
  std::set<std::string> roots_;
  std::optional<std::string> corrections_;  ///< to be stored with the next commit
  std::optional<Corrections> given_;        ///< since the last commit, with their lines
  std::uint64_t old_revision_ = 0;          ///< of the index that is rebuilt
  bool has_old_records_ = false;            ///< which can be kept
  bool has_own_records_ = false;            ///< this run brought documents that no file holds

  std::stop_token stop_;  ///< of follow()

  FileLedger files_;
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
      has_old_records_ = true;
    } catch (const Error& error) {
      report_.note(std::string("the old index and records that no file holds cannot be read: ") +
                   error.what());
    } catch (const Xapian::Error&) {
      report_.note("the old index and records that no file holds cannot be read");
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
    files_.remember(decode_file_state(database.get_metadata(*key)));
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

void IndexWriter::Impl::end_transaction() {
  workers_.reset();
  intake_.reset();
  staging_.reset();
  names_.reset();
}

void IndexWriter::Impl::start_transaction() {
  end_transaction();
  files_.start_run();
  names_.emplace(base_ ? base_->names() : no_names_);
  staging_.emplace(directory_.staging(), signature());
  intake_.emplace(base_ ? &*base_ : nullptr, *staging_, *names_, report_,
                  DocumentIntake::Options{options_.language, options_.dry_run});
  workers_.emplace(options_.jobs, [this] { return make_worker(); });
  if (options_.dry_run) return;
  staging_->resume(*names_);
  intake_->resume();
}

std::unique_ptr<IntakeWorker> IndexWriter::Impl::make_worker() {
  std::unique_ptr<EntityRecognizer> recognizer = recognizer_ ? recognizer_->clone() : nullptr;
  if (recognizer && name_finder_) {
    recognizer = std::make_unique<UserNameRecognizer>(std::move(recognizer), name_finder_);
  }
  return std::unique_ptr<IntakeWorker>(
      new IntakeWorker{DocumentPreparer(std::move(recognizer), *names_), nullptr});
}

std::vector<fs::path> IndexWriter::Impl::existing_roots(const std::vector<fs::path>& paths) const {
  require_existing(paths);
  std::vector<fs::path> roots;
  for (const fs::path& path : paths) roots.push_back(absolute_path(path));
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
    wait_for_turn();
    if (stop.stop_requested()) return;
    take_in_changes(roots, {&watch, changes.overflow ? nullptr : &changes.paths});
  }
}

/// Between the commits of follow().
void IndexWriter::Impl::let_others_write() {
  end_transaction();
  lock_.reset();
}

/// Takes up what others have written meanwhile. Returns early when a stop is requested.
void IndexWriter::Impl::wait_for_turn() {
  bool told = false;
  while (!lock_) {
    if (stop_.stop_requested()) return;
    try {
      lock_.emplace(directory_, kTurnWait, [&](const std::string& text) {
        if (!std::exchange(told, true)) report_.note(text);
      });
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kIndexLocked) throw;
    }
  }
  if (base_->refresh()) {
    base_.reset();
    files_.clear();
    open_base();
  }
  start_transaction();
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
  // These were for the first commit; from now on others may change what the index has.
  options_.rebuild = false;
  options_.known_names.reset();
  let_others_write();
  const IndexCounts done = difference(counts(), before);
  const bool changed = done.added + done.updated + done.removed + done.failed > 0;
  if (options_.events.committed && (changed || scope.changed == nullptr)) {
    options_.events.committed(done, std::chrono::duration_cast<std::chrono::milliseconds>(
                                        std::chrono::steady_clock::now() - start));
  }
}

void IndexWriter::Impl::run_pipeline(const std::vector<fs::path>& roots, const ScanScope& scope) {
  for (const fs::path& root : roots) roots_.insert(root.string());
  import_folders({options_, directory_.path(), readers_, files_, *intake_, *workers_, report_},
                 roots, scope, stop_);
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
  workers_->run(
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

void IndexWriter::Impl::add_json_lines(ByteSource& bytes, const std::string& name) {
  has_own_records_ = true;
  RecordStreamSink sink(nullptr, *intake_, workers_->first(), report_);
  ReaderInput input;
  input.path = name;
  input.bytes = &bytes;
  JsonLinesReader().read(input, sink);
}

void IndexWriter::Impl::put(Document document) {
  has_own_records_ = has_own_records_ || document.path.empty();
  intake_->take(std::move(document), workers_->first());
}

void IndexWriter::Impl::set_corrections(std::string_view text) {
  Corrections corrections = parse_corrections(text);
  // An alias may be a name that no document holds; a number makes it one that can be asked for.
  for (const Correction& correction : corrections.list) {
    if (correction.action != Correction::Action::kAlias) continue;
    static_cast<void>(names_->number(correction.type, correction.name));
  }
  corrections_ = to_string(corrections);
  given_ = std::move(corrections);
}

/// Tells of the corrections just given that change nothing.
void IndexWriter::Impl::report_idle(const std::vector<IdleCorrection>& idle) {
  const std::optional<Corrections> given = std::exchange(given_, std::nullopt);
  if (!given) return;
  for (const IdleCorrection& correction : idle) {
    report_.note("corrections, line " + std::to_string(given->lines.at(correction.index)) + ": " +
                 correction.reason);
  }
}

/// Takes over the documents of the index that is rebuilt which no file holds: they came from a
/// stream or a program, and are read nowhere else.
void IndexWriter::Impl::keep_records() {
  try {
    Generation old(directory_);
    const Xapian::Database& database = old.database();
    const auto end = database.postlist_end("");
    for (auto posting = database.postlist_begin(""); posting != end; ++posting) {
      StoredRecord record = old.record(*posting);
      if (!record.document.path.empty()) continue;
      std::string text = old.text(*posting, record);
      record.document.text = std::move(text);
      intake_->take(std::move(record.document), workers_->first());
    }
  } catch (const Xapian::Error& error) {
    report_.note("records that no file holds are lost: " + error.get_msg());
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kIndexCorrupt && error.code() != ErrorCode::kIndexVersion) throw;
    report_.note(std::string("records that no file holds are lost: ") + error.what());
  }
}

void IndexWriter::Impl::commit() {
  if (options_.dry_run) return;
  if (std::exchange(has_old_records_, false) && !has_own_records_) keep_records();
  if (recognize_again_) recognize_again();
  workers_->finish(*intake_);
  IndexChanges changes;
  intake_->settle(changes);
  changes.files = files_.take_changes();
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
    if (given_) {
      const UserNames known = parse_user_names(known_names_);
      report_idle(build_entity_table(base_->database(), base_->names(), *given_, known).idle);
    }
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
  const std::vector<IdleCorrection> idle = commit_changes(
      directory_, base_ ? &*base_ : nullptr, *staging_, changes, *names_, std::move(state));
  staging_->clear();
  end_transaction();
  if (base_) {
    base_->refresh();
  } else {
    base_.emplace(directory_);
  }
  known_names_changed_ = false;
  recognize_again_ = false;
  directory_.remove_unused_generations();
  files_.committed(std::move(changes.files));
  report_idle(idle);
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
