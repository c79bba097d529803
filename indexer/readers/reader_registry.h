#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "indexer/readers/isolated_format.h"
#include "ksearch/document.h"

namespace ksearch {

/// Where a built-in reader runs.
enum class ReaderPlace : std::uint8_t {
  kHost,   ///< in the thread that indexes: for formats that our own code or simdjson parses
  kChild,  ///< in a child process with limits: see IsolatedFormat
};

/// What a built-in reader is asked for.
enum class ReaderBytes : std::uint8_t {
  kText,  ///< only for files that are text in some encoding
  kAny,
};

/// A reader of ksearch's own.
struct BuiltinReader {
  std::unique_ptr<DocumentReader> reader;
  ReaderPlace place = ReaderPlace::kChild;
  ReaderBytes bytes = ReaderBytes::kText;
};

/// Who reads an input, or why nobody does.
struct ReaderChoice {
  const DocumentReader* reader = nullptr;  ///< owned by the registry or the embedding program
  ReaderPlace place = ReaderPlace::kHost;  ///< readers of the embedding program run in the host
  /// When there is no reader: "empty file", "PNG picture", "unsupported format: docx".
  std::string reason;
};

/// Chooses readers: those of the embedding program in their order, then the built-in ones; each
/// decides by the extension, confirmed by the first bytes. Immutable, so thread-safe.
class ReaderRegistry {
 public:
  /// Makes the reader of a format; `members` is the registry it is for.
  using IsolatedReaderMaker = std::unique_ptr<DocumentReader> (*)(IsolatedFormat format,
                                                                  const ReaderRegistry& members);
  /// `custom` must outlive the registry. Without `make_isolated` the readers of isolated formats
  /// know their files only.
  explicit ReaderRegistry(std::vector<const DocumentReader*> custom = {},
                          IsolatedReaderMaker make_isolated = nullptr);
  /// Readers of containers hold on to the registry that reads their members.
  ReaderRegistry(const ReaderRegistry&) = delete;
  ReaderRegistry& operator=(const ReaderRegistry&) = delete;

  /// `input.path` and `input.head` decide; nothing is read.
  [[nodiscard]] ReaderChoice choose(const ReaderInput& input) const;

  /// The readers of every format that ksearch knows, most particular first.
  [[nodiscard]] const std::vector<BuiltinReader>& builtin() const { return builtin_; }

 private:
  std::vector<const DocumentReader*> custom_;
  std::vector<BuiltinReader> builtin_;
};

}  // namespace ksearch
