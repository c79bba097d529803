#include "searcher/explore/completer.h"

#include "common/storage/generation.h"
#include "common/storage/index_directory.h"
#include "common/xapian_error.h"
#include "searcher/explore/entity_totals.h"

namespace ksearch {
namespace {

/// So often reading starts again when commits overtake it.
constexpr int kAttempts = 4;

}  // namespace

Completer::Completer(const std::filesystem::path& directory) {
  translating(directory, [&] {
    Generation generation{IndexDirectory(directory)};
    for (int attempt = 1;; ++attempt) {
      try {
        index_ = std::make_shared<const CompletionIndex>(
            generation, EntityTotals(generation, CountUnit::kStory));
        commit_id_ = generation.commit_id();
        return;
      } catch (const Xapian::DatabaseModifiedError&) {
        if (attempt == kAttempts) throw;
        generation.refresh();
      }
    }
  });
}

}  // namespace ksearch
