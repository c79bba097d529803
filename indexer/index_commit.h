#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/entities/corrections.h"
#include "common/storage/file_state.h"
#include "common/storage/generation.h"
#include "common/storage/index_directory.h"
#include "indexer/name_numbering.h"
#include "indexer/staging.h"

namespace ksearch {

/// What a commit changes.
struct IndexChanges {
  std::set<std::uint32_t> removed;  ///< Xapian document numbers of the current generation
  std::set<StagedRef> dropped;      ///< staged documents that were replaced before the commit
  std::map<std::string, std::optional<FileState>> files;  ///< by path; empty: forget the file
  std::optional<std::string> corrections;  ///< new ones, as text; none: those of the base stay
  std::optional<std::string> known_names;  ///< likewise
  std::uint64_t staged = 0;                ///< documents in the shards, dropped ones included
  std::uint64_t text_bytes = 0;            ///< stored text when the commit is done
};

/// Puts the staged documents and the changes into the index, in one atomic step. `base` is the
/// current generation, null when there is none or it is to be replaced; `state` is what the new
/// commit says except for segments, names and entities, which are filled in here.
///
/// A small change is committed in place; a large one (more than 10 % or 20,000 documents, more than
/// 64 segments, or no base) makes a new generation by one compaction of the base and the shards.
/// Returns the corrections of the index that change nothing.
std::vector<IdleCorrection> commit_changes(const IndexDirectory& directory, Generation* base,
                                           const Staging& staging, const IndexChanges& changes,
                                           const NameNumbering& names, IndexState state);

}  // namespace ksearch
