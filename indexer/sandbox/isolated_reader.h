#pragma once

#include <filesystem>
#include <memory>

#include "indexer/readers/file_source.h"
#include "indexer/sandbox/confinement.h"
#include "indexer/sandbox/reader_process.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads files in a process of its own (docs/formats.md, "Safety"), which is started at the first
/// file, kept from one to the next, and replaced when a file has ended it, when it has grown, and
/// after a thousand files. Belongs to one thread, which makes, uses and destroys it.
class IsolatedReader {
 public:
  /// `program` is ksearch-extract; empty: the installed one, see sandbox::find_extractor().
  explicit IsolatedReader(std::filesystem::path program = {},
                          const sandbox::ReaderLimits& limits = {})
      : program_(std::move(program)), limits_(limits) {}

  /// Has the built-in reader for `input` read `file`, whose own offset stays where it is. When that
  /// does not end well, sink.skip() is told why, after the documents found until then. Throws
  /// sandbox::StartError, and Error(kIo) when the process answers with nonsense.
  void read(const ReaderInput& input, const FileSource& file, DocumentSink& sink);

 private:
  /// Sends the request, to a new process if the one from before has gone meanwhile.
  void ask(const std::string& request, int descriptor);
  /// Takes in answers until the file is read or the process has ended.
  void listen(const ReaderInput& input, std::uint64_t size_bytes, DocumentSink& sink);

  std::filesystem::path program_;
  sandbox::ReaderLimits limits_;
  std::unique_ptr<sandbox::ReaderProcess> process_;
  std::size_t files_read_ = 0;  ///< by this process
};

}  // namespace ksearch
