#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ksearch/document.h"

namespace ksearch {

/// Where a built-in reader runs.
enum class ReaderPlace : std::uint8_t {
  kHost,   ///< in the thread that indexes: for formats that our own code or simdjson parses
  kChild,  ///< in a child process with limits: for formats that large libraries parse, and those
           ///< that can demand far more memory or time than their size promises
};

/// A reader of ksearch's own.
struct BuiltinReader {
  std::unique_ptr<DocumentReader> reader;
  ReaderPlace place = ReaderPlace::kChild;
};

/// The readers of every format that ksearch knows, most particular first.
[[nodiscard]] std::vector<BuiltinReader> builtin_readers();

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
  /// `custom` must outlive the registry.
  explicit ReaderRegistry(std::vector<const DocumentReader*> custom = {});

  /// `input.path` and `input.head` decide; nothing is read.
  [[nodiscard]] ReaderChoice choose(const ReaderInput& input) const;

 private:
  std::vector<const DocumentReader*> custom_;
  std::vector<BuiltinReader> builtin_;
};

}  // namespace ksearch
