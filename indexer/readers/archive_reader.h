#pragma once

#include "indexer/readers/isolated_format.h"
#include "indexer/readers/reader_registry.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads the members of archives (.zip, .tar, .tar.gz and its like, .7z, .rar) and single
/// compressed files (.html.gz, .jsonl.xz) as if they were files, each with the reader of its own
/// format; archives inside them too, see kDeepestContainer. Hidden members are ignored, and so is
/// what nobody reads. A member of more than 64 MiB or with a password is skipped; beyond 10,000
/// members, or when an archive unpacks to more than 200 times its size, the rest is.
class ArchiveReader final : public IsolatedFormatReader {
 public:
  /// `members` reads the members; it must outlive the reader.
  explicit ArchiveReader(const ReaderRegistry& members)
      : IsolatedFormatReader(IsolatedFormat::kArchive), members_(members) {}

  void read(const ReaderInput& input, DocumentSink& sink) const override;

 private:
  const ReaderRegistry& members_;
};

}  // namespace ksearch
