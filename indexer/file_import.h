#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/storage/file_state.h"
#include "indexer/folder_scan.h"
#include "indexer/readers/reader_registry.h"
#include "indexer/sandbox/isolated_reader.h"
#include "ksearch/document.h"

namespace ksearch {

/// What became of a file.
struct FileOutcome {
  enum class Result {
    kRead,       ///< its documents were given to the sink
    kUnchanged,  ///< the index has it as it is
    kIgnored,    ///< of no known format
    kFailed,     ///< could not be read at all
  };
  Result result = Result::kRead;
  std::string reason;              ///< of kIgnored and kFailed
  std::optional<FileState> state;  ///< to remember, documents and failures not yet filled in
};

/// Reads one file with the reader that takes it, unless the index has it already: size and time of
/// change are compared first, then a hash of the whole file. Belongs to one thread, like the reader
/// process it may start.
class FileImporter {
 public:
  /// `registry` must outlive the importer; `extractor` is IndexOptions::extractor.
  FileImporter(const ReaderRegistry& registry, std::filesystem::path extractor)
      : registry_(registry), isolated_(std::move(extractor)) {}

  /// `source` is Document::source of what names none; `known` is what the index remembers, or null.
  /// `on_bytes` is told how many bytes were read, as they are.
  [[nodiscard]] FileOutcome read(const FoundFile& file, const std::string& source,
                                 const FileState* known, DocumentSink& sink,
                                 const std::function<void(std::uint64_t)>& on_bytes);

 private:
  FileOutcome read_once(const FoundFile& file, const std::string& source, const FileState* known,
                        DocumentSink& sink, const std::function<void(std::uint64_t)>& on_bytes,
                        bool& changed_meanwhile);
  const ReaderRegistry& registry_;
  IsolatedReader isolated_;
};

}  // namespace ksearch
