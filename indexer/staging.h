#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "common/storage/segment.h"
#include "indexer/document_preparer.h"
#include "indexer/name_numbering.h"

namespace ksearch {

/// A document in a shard.
struct StagedRef {
  std::uint32_t shard = 0;
  std::uint32_t document = 0;  ///< Xapian document number in the shard
  friend auto operator<=>(const StagedRef&, const StagedRef&) = default;
};

/// A small Xapian database with its columns (texts uncompressed), under construction. Small,
/// because glass's in-memory inverter slows down with the number of documents in a batch (measured:
/// batches of 500 to 2,000 documents cost about a third less than one of 10,000). Used by one
/// thread.
class ShardWriter {
 public:
  ShardWriter(const std::filesystem::path& directory, std::uint32_t number);
  StagedRef add(PreparedDocument prepared);
  /// Whether it is time for another shard.
  [[nodiscard]] bool full() const;
  [[nodiscard]] std::uint32_t number() const { return number_; }
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
  void close();

 private:
  std::filesystem::path directory_;
  std::uint32_t number_;
  Xapian::WritableDatabase database_;
  SegmentWriter columns_;
  std::size_t text_bytes_ = 0;
};

/// The folder of a build that is under way: closed shards, and the new names they use. A process
/// that is killed leaves them for the next one; a reboot, which may lose what was not synced, or
/// another `signature` makes the next one start afresh. Thread-safe.
class Staging {
 public:
  /// `signature` names everything that staged work depends on: the commit it extends, the
  /// analyzer...
  Staging(std::filesystem::path directory, std::string signature);

  /// Takes up the work of a killed process: its names go into `names`, its shards into shards().
  void resume(NameNumbering& names);
  /// A new shard, for one thread. The folder comes into being with the first.
  [[nodiscard]] std::unique_ptr<ShardWriter> open_shard();
  /// Closes a shard and the names it uses: from here on a kill does not lose it.
  void close_shard(std::unique_ptr<ShardWriter> shard, const NameNumbering& names);
  /// Numbers of the closed shards, ascending.
  [[nodiscard]] std::vector<std::uint32_t> shards() const;
  [[nodiscard]] std::filesystem::path shard_path(std::uint32_t number) const;
  /// Removes the folder.
  void clear();

 private:
  std::filesystem::path directory_;
  std::string signature_;
  mutable std::mutex mutex_;
  std::uint32_t next_shard_ = 1;
  std::vector<std::uint32_t> closed_;
  std::size_t saved_changes_ = 0;
  bool started_ = false;
};

}  // namespace ksearch
