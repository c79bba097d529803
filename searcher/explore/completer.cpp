#include "searcher/explore/completer.h"

#include "common/storage/generation.h"
#include "common/storage/index_directory.h"
#include "common/xapian_error.h"
#include "searcher/explore/entity_totals.h"
#include "searcher/newest_commit.h"

namespace ksearch {

Completer::Completer(const std::filesystem::path& directory) {
  translating(directory, [&] {
    Generation generation{IndexDirectory(directory)};
    on_newest_commit(generation, [&] {
      index_ = std::make_shared<const CompletionIndex>(generation,
                                                       EntityTotals(generation, CountUnit::kStory));
      commit_id_ = generation.commit_id();
    });
  });
}

}  // namespace ksearch
