#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/storage/generation.h"
#include "indexer/document_preparer.h"
#include "indexer/index_commit.h"
#include "indexer/run_report.h"
#include "indexer/staging.h"
#include "ksearch/document.h"

namespace ksearch {

/// What one thread of the pipeline owns.
struct IntakeWorker {
  DocumentPreparer preparer;
  std::unique_ptr<ShardWriter> shard;
};

/// Takes documents into the staging area: gives them their ids, passes over what the index has
/// already, prepares the rest. Members are thread-safe, each thread with an IntakeWorker of its
/// own.
class DocumentIntake {
 public:
  struct Options {
    std::string language;  ///< of documents that name none; "auto": detected
    bool dry_run = false;
  };
  /// `base` null: an index from nothing. All references must outlive this object.
  DocumentIntake(Generation* base, Staging& staging, NameNumbering& names, RunReport& report,
                 Options options);

  /// Remembers the documents that a killed run has staged.
  void resume();
  /// Takes one document in.
  void take(Document document, IntakeWorker& worker);
  /// Prepares a document of the base anew, unless this run has replaced or removed it. It counts as
  /// what it counted as before.
  void take_again(StoredRecord record, std::string text, IntakeWorker& worker);
  /// Closes the worker's shard.
  void finish(IntakeWorker& worker);
  /// A file was read from its first to its last byte: what it held before and holds no more goes.
  void file_was_read(const std::string& path);
  /// A file is gone, with all its documents.
  void file_is_gone(const std::string& path);
  /// Takes the document of an id, or those of a file's path, out; their number.
  std::uint64_t remove(const std::string& id_or_path);
  /// Documents and bytes of text that a commit changes. Only when no thread takes documents in.
  void settle(IndexChanges& changes);

 private:
  struct StagedDocument {
    StagedRef ref;
    std::string content;
    std::string path;
    std::uint64_t text_bytes = 0;
    bool seen = false;  ///< by this process; false: of a killed run
  };

  void complete(Document& document) const;
  /// Whether the document has to be prepared; counts it as added, updated or unchanged.
  bool is_wanted(const Document& document, const std::string& content);
  bool is_wanted_again(const std::string& id, const std::string& content);
  void stage(Document document, std::string content, IntakeWorker& worker);
  std::string claim_id(const Document& document);
  void drop_staged(const std::string& id);
  std::vector<std::uint32_t> documents_of_file(const std::string& path) const;

  Generation* base_;
  Staging& staging_;
  NameNumbering& names_;
  RunReport& report_;
  Options options_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::string> claims_;  ///< id -> path and member of its document
  std::unordered_map<std::string, StagedDocument> staged_;
  std::unordered_set<std::uint32_t> kept_;      ///< documents of the base that stay
  std::unordered_set<std::uint32_t> replaced_;  ///< ... that a staged one replaces
  std::unordered_set<std::uint32_t> removed_;
  std::vector<std::string> files_read_;
  IndexChanges changes_;
};

}  // namespace ksearch
