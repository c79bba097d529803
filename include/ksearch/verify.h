#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace ksearch {

/// Something of an index that is not what was written.
struct Damage {
  std::string part;     ///< a file of the index, or "document ID"
  std::string problem;  ///< a clause: "its checksum does not hold"
};

/// What verify_index() found.
struct VerifyReport {
  std::uint64_t documents = 0;  ///< read back and compared
  std::uint64_t files = 0;      ///< of which the checksum was compared
  std::vector<Damage> damages;  ///< empty: the index is sound; of documents, the first 100
};

/// Called as each step begins, with what it is about to read: "documents".
using VerifyProgress = std::function<void(const std::string& step)>;

/// Reads everything of an index back: the file that names the current generation, the checksums of
/// all columns and tables of names, the record, text (against its hash), mentions and names of
/// every document, and Xapian's own check of its tables. Changes nothing; writers wait meanwhile.
///
/// Damage is reported and not thrown; Error only for what is no index (kIndexMissing,
/// kIndexForeign, kIndexVersion) and for one that is being written (kIndexLocked). Xapian was not
/// made for damaged files: it may crash or never end on them. Call this in a process of its own
/// with limits, as `ksearch verify` does.
[[nodiscard]] VerifyReport verify_index(const std::filesystem::path& directory,
                                        const VerifyProgress& progress = {});

}  // namespace ksearch
