#include "common/storage/generation.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/schema.h"
#include "common/storage/damage.h"
#include "ksearch/analyzer.h"

namespace ksearch {
namespace {

/// A commit may replace small files between two reads of a reader; so often it starts again.
constexpr int kOpenAttempts = 5;

/// The file that makes a commit of Xapian's current.
HeldFile version_file(const std::filesystem::path& generation) {
  return HeldFile(generation / "iamglass");
}

}  // namespace

std::filesystem::path dictionary_path(const std::filesystem::path& generation) {
  return generation / "dictionary";
}

std::string read_dictionary(const std::filesystem::path& generation) {
  std::error_code error;
  const std::filesystem::path path = dictionary_path(generation);
  return std::filesystem::exists(path, error) ? read_file(path) : std::string();
}

Generation::Generation(const IndexDirectory& directory) : directory_(directory) {
  for (int attempt = 1;; ++attempt) {
    try {
      open();
      return;
    } catch (const Xapian::DatabaseError&) {
      if (attempt == kOpenAttempts) throw;
    } catch (const Error& error) {
      // A switch of generations between reading the stub and opening looks like damage once.
      if (error.code() != ErrorCode::kIndexCorrupt || attempt == kOpenAttempts) throw;
    }
  }
}

void Generation::open() {
  // Held before they are read, so that what is read is never older.
  stub_ = HeldFile(directory_.stub());
  number_ = directory_.require_current();
  path_ = directory_.generation(number_);
  lock_ = GenerationLock(path_);
  readers_ = HeldFile(path_ / "readers");
  version_ = version_file(path_);
  database_ = Xapian::Database(path_.string());
  codec_.emplace(read_dictionary(path_), TextCodec::Mode::kReading);
  load();
  name_commit();
}

void Generation::name_commit() {
  commit_id_ =
      fmt::format("{}-{}-{}", database_.get_uuid(), state_.revision, version_.modified_ns());
}

void Generation::load() {
  const std::string json = database_.get_metadata(schema::kStateKey);
  if (json.empty()) {
    throw Error(ErrorCode::kIndexForeign,
                directory_.path().string() + " holds a Xapian database that is not ksearch's");
  }
  state_ = decode_state(json, directory_.path().string());
  if (state_.analyzer != Analyzer::fingerprint()) {
    throw Error(ErrorCode::kIndexVersion,
                "the index in " + directory_.path().string() +
                    " was made by another version of ksearch, whose words differ; rebuild it with "
                    "ksearch index --rebuild");
  }
  for (const std::string& table : state_.tables) {
    // Xapian takes a missing table of positions for an empty one and answers without them.
    if (!std::filesystem::exists(path_ / table)) {
      throw Error(ErrorCode::kIndexCorrupt, "the index in " + directory_.path().string() +
                                                " lacks " + table +
                                                "; rebuild it with ksearch index --rebuild");
    }
  }
  std::vector<Segment> segments;
  for (const SegmentEntry& entry : state_.segments) segments.emplace_back(path_, entry);
  segments_ = std::move(segments);
  names_ = NameRegistry(path_, state_.name_segments, database_.get_metadata(schema::kSpellingsKey));
  entities_ = state_.entity_table == 0 ? EntityTable() : EntityTable(path_, state_.entity_table);
  stories_ = state_.story_table == 0 ? StoryTable() : StoryTable(path_, state_.story_table);
}

bool Generation::refresh() {
  if (!stub_.is_replaced() && !version_.is_replaced()) return false;
  HeldFile stub(directory_.stub());
  // The folder may also hold another index by now, whose numbers are the same.
  if (directory_.require_current() != number_ || readers_.is_replaced()) {
    *this = Generation(directory_);
    return true;
  }
  for (int attempt = 1;; ++attempt) {
    HeldFile version = version_file(path_);
    database_.reopen();
    try {
      load();
      stub_ = std::move(stub);
      version_ = std::move(version);
      name_commit();
      return true;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kIndexCorrupt || attempt == kOpenAttempts) throw;
    }
  }
}

std::string_view Generation::shown_name(std::uint32_t entity) const {
  const std::string_view shown = entities_.shown_name(entity);
  return shown.empty() ? names_.name(entity).shown : shown;
}

std::optional<std::uint32_t> Generation::find(std::string_view id) const {
  const std::string term = schema::id_term(id);
  const Xapian::PostingIterator posting = database_.postlist_begin(term);
  if (posting == database_.postlist_end(term)) return std::nullopt;
  return *posting;
}

StoredRecord Generation::record(std::uint32_t document) const {
  return decode_record(database_.get_document(document, Xapian::DOC_ASSUME_VALID).get_data());
}

const Segment& Generation::segment_of(std::uint32_t document) const {
  const auto after = std::upper_bound(
      segments_.begin(), segments_.end(), document,
      [](std::uint32_t value, const Segment& segment) { return value < segment.first(); });
  if (after == segments_.begin() || document >= std::prev(after)->end()) {
    throw Error(ErrorCode::kIndexCorrupt,
                "a document of the index has no text; rebuild it with ksearch index --rebuild");
  }
  return *std::prev(after);
}

std::string Generation::text(std::uint32_t document, const StoredRecord& record) {
  std::string text = codec_->decompress(segment_of(document).text(document), scratch_);
  if (text.size() != record.text_bytes || text_hash(text) != record.text_hash) {
    throw_damaged("the stored text of " + record.document.id);
  }
  return text;
}

void Generation::read_text(std::uint32_t document, const StoredRecord& record,
                           const std::function<void(std::string_view)>& sink) {
  const std::string_view bytes = segment_of(document).text(document);
  std::uint64_t size = 0;
  TextHasher hasher;
  codec_->decompress(bytes, scratch_, [&](std::string_view piece) {
    size += piece.size();
    hasher.add(piece);
  });
  if (size != record.text_bytes || hasher.hash() != record.text_hash) {
    throw_damaged("the stored text of " + record.document.id);
  }
  codec_->decompress(bytes, scratch_, sink);
}

std::vector<StoredMention> Generation::mentions(std::uint32_t document) const {
  return decode_mentions(segment_of(document).mentions(document));
}

std::span<const std::uint32_t> Generation::names_of(std::uint32_t document) const {
  const std::string_view bytes = segment_of(document).names(document);
  return {reinterpret_cast<const std::uint32_t*>(bytes.data()),
          bytes.size() / sizeof(std::uint32_t)};
}

bool Generation::sound() const {
  return std::all_of(segments_.begin(), segments_.end(),
                     [](const Segment& segment) { return segment.sound(); });
}

}  // namespace ksearch
