#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/searcher.h"
#include "searcher/explore/completion_index.h"

namespace ksearch {

/// What Searcher::suggest() says of the commit that was the newest one when this was made, without
/// the index. Immutable, so thread-safe; copies share their memory.
class Completer {
 public:
  /// Opens the index, reads all names and words, and closes it. Throws as Searcher does.
  explicit Completer(const std::filesystem::path& directory);

  /// Searcher::commit_id() of that commit.
  [[nodiscard]] const std::string& commit_id() const { return commit_id_; }
  /// See Searcher::suggest().
  [[nodiscard]] std::vector<Completion> complete(std::string_view prefix, std::size_t limit) const {
    return index_->complete(prefix, limit);
  }

 private:
  std::string commit_id_;
  std::shared_ptr<const CompletionIndex> index_;
};

}  // namespace ksearch
