#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ksearch/document.h"

namespace ksearch {

/// The readers of every format that ksearch knows, most particular first.
[[nodiscard]] std::vector<std::unique_ptr<DocumentReader>> builtin_readers();

/// Who reads an input, or why nobody does.
struct ReaderChoice {
  const DocumentReader* reader = nullptr;  ///< owned by the registry or the embedding program
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
  std::vector<std::unique_ptr<DocumentReader>> builtin_;
};

}  // namespace ksearch
