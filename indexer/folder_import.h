#pragma once

#include <filesystem>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "indexer/document_intake.h"
#include "indexer/file_ledger.h"
#include "indexer/folder_watch.h"
#include "indexer/intake_workers.h"
#include "indexer/readers/reader_registry.h"
#include "indexer/run_report.h"
#include "ksearch/index_writer.h"

namespace ksearch {

/// What of its folders a run looks at.
struct ScanScope {
  FolderWatch* watch = nullptr;                    ///< gets every folder that is read
  const std::set<std::string>* changed = nullptr;  ///< only these and what is below; null: all

  /// Whether `path` changed, lies in a folder that did, or leads to something that did.
  [[nodiscard]] bool covers(const std::string& path) const;
};

/// What an import works with.
struct FolderImportParts {
  const IndexOptions& options;
  const std::filesystem::path& own_index;
  const ReaderRegistry& readers;
  FileLedger& files;
  DocumentIntake& intake;
  IntakeWorkers& workers;
  RunReport& report;
};

/// Walks `roots`, folders or files, and gives what the files hold to the intake; documents of files
/// that are gone are taken out. Ends early when a stop is requested.
void import_folders(const FolderImportParts& parts, const std::vector<std::filesystem::path>& roots,
                    const ScanScope& scope, const std::stop_token& stop);

}  // namespace ksearch
