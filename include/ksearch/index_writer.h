#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/document.h"
#include "ksearch/entity.h"

namespace ksearch {

/// What one run of an IndexWriter did to the index, in documents.
struct IndexCounts {
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t removed = 0;
  std::uint64_t failed = 0;  ///< of a readable format and yet not read: each one was reported
  /// Files of no known format, special and hidden files, and such parts of mails and archives.
  std::uint64_t ignored = 0;

  friend bool operator==(const IndexCounts&, const IndexCounts&) = default;
};

/// Progress of a run, for a display.
struct IndexProgress {
  IndexCounts counts;
  std::uint64_t files_found = 0;
  std::uint64_t files_done = 0;
  std::uint64_t bytes_found = 0;  ///< sizes of the files found so far
  std::uint64_t bytes_done = 0;   ///< of those, read so far
  bool scanning = true;           ///< whether files_found may still grow
  bool merging = false;  ///< all documents are analysed and the index is being put together
};

/// Callbacks of a run. They may be called from worker threads, one call at a time. None is needed.
struct IndexEvents {
  std::function<void(const IndexProgress&)> progress;   ///< at most ten times a second
  std::function<void(const SkippedDocument&)> failed;   ///< counted as failed
  std::function<void(const SkippedDocument&)> warning;  ///< repaired, nothing lost
  std::function<void(const SkippedDocument&)> ignored;
  std::function<void(const std::string& note)> note;  ///< such as "waiting for process 17"
  /// IndexWriter::follow() has made some changes visible: what they were, and how long it took.
  std::function<void(const IndexCounts&, std::chrono::milliseconds)> committed;
};

/// How an index is written. The defaults suit a person's collection.
struct IndexOptions {
  std::filesystem::path directory;  ///< the index; created with mode 0700 when missing
  unsigned jobs = 0;                ///< threads that read and analyse; 0: one for each processor
  /// ISO 639-1 code of every document, whatever it declares; "auto": its own, else the detected
  /// one.
  std::string language = "auto";
  bool entities = true;  ///< whether names are recognised
  bool rebuild = false;  ///< start from nothing, replacing the index when it is complete
  bool prune = true;     ///< drop documents whose file is gone from a folder given
  bool dry_run = false;  ///< count and change nothing
  std::vector<std::string> exclude;  ///< globs on file names and on paths below the folder given
  std::chrono::milliseconds lock_wait{10'000};  ///< how long to wait for another writer
  /// A model for English names in place of the built-in one, such as data/english-open.ner; empty:
  /// the built-in one. Documents that another recogniser has read are recognised again with the
  /// commit, from their stored text.
  std::filesystem::path model;
  /// Names to recognise whatever the recogniser thinks, as text (docs/entities.md has the format).
  /// They replace those that the index keeps; an empty text takes these back; unset: they stay.
  /// When they change, the commit recognises all documents again, from their stored text. The
  /// constructor throws Error(kInvalidArgument) that names the line that is wrong.
  std::optional<std::string> known_names;
  /// Recogniser used in place of the built-in one and of `model`; cloned, not kept.
  const EntityRecognizer* recognizer = nullptr;
  /// Readers asked before the built-in ones, in order; must outlive the writer.
  std::vector<const DocumentReader*> readers;
  /// The program ksearch-extract, which reads PDF, office files, web pages, mail and archives in
  /// processes of its own (docs/formats.md). Empty: the one installed with the library. Where it
  /// is missing, add_paths() throws Error(kIo) at the first file that needs it.
  std::filesystem::path extractor;
  IndexEvents events;
};

/// Writes one index. One writer at a time exists for a directory: the constructor waits for its
/// lock and throws Error(kIndexLocked) naming the holder. Nothing is visible to searchers before
/// commit(). A writer that is destroyed without commit() changes nothing; finished work of a killed
/// process is taken up by the next one. Used by one thread at a time; it starts threads of its own.
///
/// Errors: kIndexForeign, kIndexLocked, kIndexCorrupt, kIndexVersion, kReadOnly, kDiskFull, kIo.
class IndexWriter {
 public:
  explicit IndexWriter(IndexOptions options);
  ~IndexWriter();
  IndexWriter(const IndexWriter&) = delete;
  IndexWriter& operator=(const IndexWriter&) = delete;

  /// Reads files and folders (recursively, never through symbolic links to folders). What is
  /// already indexed and unchanged is passed over. Bad files are reported and do not stop the run.
  /// Throws Error(kInvalidArgument) when one of the paths does not exist.
  void add_paths(const std::vector<std::filesystem::path>& paths);
  /// Goes again through the folders and files of earlier runs.
  void refresh();
  /// As add_paths(), or refresh() when `paths` is empty; commits, and then stays: what changes in
  /// the folders is taken in and committed as it changes, within two seconds as a rule. Returns
  /// soon after `stop` is requested; what was not committed by then is taken up by the next run.
  /// Between its commits other processes may write the index; while one does, changes wait.
  /// Only on Linux's own file systems does the system tell of changes: not of those that another
  /// machine makes in a network folder.
  void follow(const std::vector<std::filesystem::path>& paths, std::stop_token stop);
  /// Reads JSON Lines, a record a line; `name` stands for the stream in messages. A record replaces
  /// the one that came before it under its id, whether by this call or an earlier one. A record
  /// without an id is known by its content.
  void add_json_lines(ByteSource& bytes, const std::string& name);
  /// Adds one document, or replaces the one of the same id.
  void put(Document document);
  /// Takes out the documents of an id or of a file's path; their number.
  std::uint64_t remove(const std::string& id_or_path);

  /// Replaces the user's corrections of the index (docs/entities.md has the format): which names
  /// are one, which are not, how they are shown. They take effect with the commit, without reading
  /// any document again; an empty text takes all of them back. The commit notes each one that no
  /// name of a document answers to (IndexEvents::note); it is kept, since one may come. Throws
  /// Error(kInvalidArgument) that names the line that is wrong; then nothing changes.
  void set_corrections(std::string_view text);

  /// Makes everything since the last commit durable and visible, in one step.
  void commit();
  /// Of this writer so far.
  [[nodiscard]] IndexCounts counts() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ksearch
