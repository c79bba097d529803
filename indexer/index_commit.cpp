// How a commit is made.
//
// New generation: the base (if any) and the shards are compacted into a fresh folder. Compaction
// keeps the order of documents but may shift their numbers, so the documents of the sources, read
// in order, are paired with those of the result, read in order. Removed ones are then deleted from
// the result, the columns are written in its numbering as one segment, and the state makes it
// whole; a new stub makes it current.
//
// In place: removed documents are deleted from the current database and the staged ones added to
// it; their columns become a new segment. Columns are on disk before Xapian's commit names them.

#include "indexer/index_commit.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <iterator>
#include <utility>

#include "common/schema.h"
#include "common/storage/file_io.h"
#include "indexer/copies/stories.h"
#include "indexer/entity_table_builder.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kInPlaceDocuments = 20'000;
constexpr std::uint64_t kInPlaceShare = 10;  ///< 1 / share of the documents
constexpr std::size_t kMaxSegments = 64;
constexpr std::size_t kDictionarySamples = 1000;
constexpr std::size_t kSampleBytes = std::size_t{8} << 10;

/// One source of documents of a new generation: the base or a shard.
struct Source {
  Xapian::Database database;
  std::function<DocumentRows(std::uint32_t)> rows;
  std::function<bool(std::uint32_t)> removed;
};

DocumentRows staged_rows(const Segment& segment, std::uint32_t document) {
  DocumentRows rows;
  rows.text = segment.text(document);
  rows.mentions = segment.mentions(document);
  const std::string_view names = segment.names(document);
  rows.names.resize(names.size() / sizeof rows.names[0]);
  std::copy(names.begin(), names.end(), reinterpret_cast<char*>(rows.names.data()));
  rows.signature = segment.signature(document);
  return rows;
}

Segment shard_segment(const fs::path& shard, const Xapian::Database& database) {
  return Segment(shard, {1, 1, database.get_lastdocid()});
}

bool small_change(const Generation& base, const IndexChanges& changes) {
  const std::uint64_t changed = changes.removed.size() + changes.staged;
  return changed <= kInPlaceDocuments &&
         changed * kInPlaceShare <= base.database().get_doccount() &&
         base.state().segments.size() < kMaxSegments;
}

/// The tables of Xapian's database that exist; glass makes some only when they are needed.
std::vector<std::string> tables_of(const fs::path& path) {
  std::vector<std::string> tables;
  for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
    if (entry.path().extension() == ".glass") tables.push_back(entry.path().filename().string());
  }
  std::sort(tables.begin(), tables.end());
  return tables;
}

void put_metadata(Xapian::WritableDatabase& database, const IndexChanges& changes) {
  if (changes.corrections) database.set_metadata(schema::kCorrectionsKey, *changes.corrections);
  if (changes.known_names) database.set_metadata(schema::kKnownNamesKey, *changes.known_names);
  for (const auto& [path, state] : changes.files) {
    database.set_metadata(file_state_key(path), state ? encode_file_state(*state) : std::string());
  }
}

/// Writes names and entities; the corrections that change nothing.
std::vector<IdleCorrection> put_names(const fs::path& path, Xapian::WritableDatabase& database,
                                      const std::vector<NameToWrite>& names,
                                      std::uint32_t first_name, const NameSpellings& spellings,
                                      IndexState& state) {
  if (!names.empty()) {
    state.name_segments.push_back(
        {state.next_file_number, first_name, static_cast<std::uint32_t>(names.size())});
    write_name_segment(path, state.next_file_number++, names);
  }
  const Corrections corrections = parse_corrections(database.get_metadata(schema::kCorrectionsKey));
  const UserNames known = parse_user_names(database.get_metadata(schema::kKnownNamesKey));
  const std::string spelling_bytes = encode_spellings(spellings);
  database.set_metadata(schema::kSpellingsKey, spelling_bytes);
  const NameRegistry registry(path, state.name_segments, spelling_bytes);
  BuiltEntityTable table = build_entity_table(database, registry, corrections, known);
  if (!table.entries.empty()) {
    state.entity_table = state.next_file_number++;
    write_entity_table(path, state.entity_table, table.entries, table.shown_names);
  }
  return std::move(table.idle);
}

/// What is known of stories before a commit.
struct EarlierStories {
  const StoryTable& table;
  const std::set<std::uint32_t>& removed;  ///< documents since then
  std::uint32_t first_fresh = 1;           ///< documents from this number on are new
};

void put_stories(const fs::path& path, const Xapian::Database& database,
                 const EarlierStories& earlier, IndexState& state) {
  std::vector<Segment> segments;
  for (const SegmentEntry& entry : state.segments) segments.emplace_back(path, entry);
  StoryInput input;
  input.signatures.resize(database.get_lastdocid() + 1);
  auto segment = segments.begin();
  for (auto document = database.postlist_begin(""); document != database.postlist_end("");
       ++document) {
    while (segment->end() <= *document) ++segment;
    input.signatures[*document] = segment->signature(*document);
    if (*document >= earlier.first_fresh) input.fresh.push_back(*document);
  }
  input.stories.resize(input.signatures.size());
  for (const std::uint32_t document : earlier.table.documents_with_copies()) {
    input.stories[document] = earlier.table.story_of(document);
  }
  forget_documents(earlier.removed, input);
  const std::vector<std::uint32_t> stories = derive_stories(std::move(input));
  state.story_table = 0;
  if (std::ranges::all_of(stories, [](std::uint32_t story) { return story == 0; })) return;
  state.story_table = state.next_file_number++;
  write_story_table(path, state.story_table, stories);
}

/// Files of earlier commits that the newest one does not name; a reader that still has them open
/// keeps them.
void remove_stale_files(const fs::path& path, const IndexState& state) {
  std::set<std::string> live;
  for (const SegmentEntry& entry : state.segments) {
    live.insert(fmt::format("segment-{:06}", entry.number));
  }
  for (const NameSegmentEntry& entry : state.name_segments) {
    live.insert(fmt::format("names-{:06}", entry.number));
  }
  live.insert(fmt::format("entities-{:06}", state.entity_table));
  live.insert(fmt::format("stories-{:06}", state.story_table));
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(path, ignored)) {
    const std::string stem = entry.path().stem().string();
    const bool column = stem.starts_with("segment-") || stem.starts_with("names-") ||
                        stem.starts_with("entities-") || stem.starts_with("stories-");
    if (column && !live.contains(stem)) fs::remove(entry.path(), ignored);
  }
}

void sync_files(const fs::path& path) {
  for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
    const UniqueFd fd(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.valid() || ::fsync(fd.get()) != 0) {
      throw_system_error(errno, "cannot write", entry.path());
    }
  }
  sync_directory(path);
}

std::vector<IdleCorrection> commit_in_place(Generation& base, const Staging& staging,
                                            const IndexChanges& changes, const NameNumbering& names,
                                            IndexState state) {
  const fs::path& path = base.path();
  Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN);
  for (const std::uint32_t document : changes.removed) database.delete_document(document);

  const TextCodec codec(read_dictionary(path), TextCodec::Mode::kReadingAndWriting);
  TextCodec::Scratch scratch;
  state.segments = base.state().segments;
  state.name_segments = base.state().name_segments;
  state.next_file_number = base.state().next_file_number;
  const std::uint32_t first_fresh = database.get_lastdocid() + 1;
  if (changes.staged > changes.dropped.size()) {
    const std::uint32_t number = state.next_file_number++;
    SegmentWriter columns(path, number);
    for (const std::uint32_t shard : staging.shards()) {
      const Xapian::Database source(staging.shard_path(shard).string());
      const Segment segment = shard_segment(staging.shard_path(shard), source);
      for (std::uint32_t document = 1; document < segment.end(); ++document) {
        if (changes.dropped.contains({shard, document})) continue;
        database.add_document(source.get_document(document));
        DocumentRows rows = staged_rows(segment, document);
        rows.text = codec.compress(rows.text, scratch);
        columns.append(rows);
      }
    }
    columns.finish(true);
    state.segments.push_back({number, first_fresh, columns.rows()});
    state.add_revision(first_fresh, state.revision);
  }
  put_metadata(database, changes);
  NameSpellings spellings = names.better_spellings();
  spellings.insert(base.names().spellings().begin(), base.names().spellings().end());
  std::vector<IdleCorrection> idle =
      put_names(path, database, names.new_names(), names.first_new(), spellings, state);
  put_stories(path, database, {base.stories(), changes.removed, first_fresh}, state);
  state.tables = tables_of(path);
  database.set_metadata(schema::kStateKey, encode_state(state));
  sync_directory(path);
  database.commit();
  // Xapian renames its version file without syncing the folder; a power cut could undo the rename.
  sync_directory(path);
  database.close();
  remove_stale_files(path, state);
  return idle;
}

/// Calls `action(source, old number, new number)` for each document of the sources, in order.
template <typename Action>
void pair_documents(const Xapian::Database& result, const std::vector<Source>& sources,
                    Action&& action) {
  Xapian::PostingIterator fresh = result.postlist_begin("");
  for (const Source& source : sources) {
    for (auto old = source.database.postlist_begin(""); old != source.database.postlist_end("");
         ++old, ++fresh) {
      if (fresh == result.postlist_end("")) {
        throw Error(ErrorCode::kInternal, "compaction lost documents");
      }
      action(source, *old, *fresh);
    }
  }
}

std::string train_dictionary(const Xapian::Database& result, const std::vector<Source>& sources) {
  const std::uint32_t step = std::max<std::uint32_t>(
      1, result.get_doccount() / static_cast<std::uint32_t>(kDictionarySamples));
  std::vector<std::string> samples;
  std::uint32_t index = 0;
  pair_documents(result, sources, [&](const Source& source, std::uint32_t old, std::uint32_t) {
    if (index++ % step != 0) return;
    samples.push_back(source.rows(old).text.substr(0, kSampleBytes));
  });
  return TextCodec::train(samples);
}

void write_columns(const fs::path& path, Xapian::WritableDatabase& result,
                   const std::vector<Source>& sources, bool has_base, IndexState& state) {
  const std::vector<RevisionEntry> revisions = std::exchange(state.revisions, {});
  auto revision = revisions.begin();
  // The texts of the base are copied as they are, so its dictionary stays.
  if (!has_base) {
    const std::string dictionary = train_dictionary(result, sources);
    if (!dictionary.empty()) replace_file(dictionary_path(path), dictionary);
  }
  const TextCodec codec(read_dictionary(path), TextCodec::Mode::kReadingAndWriting);
  TextCodec::Scratch scratch;
  const std::uint32_t number = state.next_file_number++;
  SegmentWriter columns(path, number);
  std::vector<std::uint32_t> removed;
  std::uint32_t next = 1;
  pair_documents(result, sources,
                 [&](const Source& source, std::uint32_t old, std::uint32_t fresh) {
                   for (; next < fresh; ++next) columns.append({});
                   ++next;
                   if (revisions.empty() || &source != &sources.front()) {
                     state.add_revision(fresh, state.revision);
                   } else {
                     while (std::next(revision) != revisions.end() &&
                            std::next(revision)->first_document <= old) {
                       ++revision;
                     }
                     state.add_revision(fresh, revision->revision);
                   }
                   if (source.removed(old)) {
                     removed.push_back(fresh);
                     columns.append({});
                     return;
                   }
                   DocumentRows rows = source.rows(old);
                   if (!has_base || &source != &sources.front())
                     rows.text = codec.compress(rows.text, scratch);
                   columns.append(rows);
                 });
  columns.finish(false);
  for (const std::uint32_t document : removed) result.delete_document(document);
  if (columns.rows() > 0) state.segments.push_back({number, 1, columns.rows()});
}

std::vector<Source> open_sources(Generation* base, const Staging& staging,
                                 const IndexChanges& changes) {
  std::vector<Source> sources;
  if (base != nullptr) {
    sources.push_back(
        {base->database(),
         [base](std::uint32_t document) {
           return staged_rows(base->segment_of(document), document);
         },
         [&changes](std::uint32_t document) { return changes.removed.contains(document); }});
  }
  for (const std::uint32_t shard : staging.shards()) {
    const fs::path path = staging.shard_path(shard);
    const Xapian::Database database(path.string());
    const auto segment = std::make_shared<Segment>(shard_segment(path, database));
    sources.push_back(
        {database, [segment](std::uint32_t document) { return staged_rows(*segment, document); },
         [&changes, shard](std::uint32_t document) {
           return changes.dropped.contains({shard, document});
         }});
  }
  return sources;
}

std::vector<IdleCorrection> commit_new_generation(const IndexDirectory& directory, Generation* base,
                                                  const Staging& staging,
                                                  const IndexChanges& changes,
                                                  const NameNumbering& names, IndexState state) {
  const std::uint32_t number = directory.current().value_or(0) + 1;
  const fs::path path = directory.generation(number);
  std::error_code ignored;
  fs::remove_all(path, ignored);

  const std::vector<Source> sources = open_sources(base, staging, changes);
  if (sources.empty()) {
    Xapian::WritableDatabase empty(path.string(), Xapian::DB_CREATE);
  } else {
    Xapian::Database all;
    for (const Source& source : sources) all.add_database(source.database);
    all.compact(path.string());
  }
  fs::permissions(path, fs::perms::owner_all);
  FileWriter(path / "readers").finish(false);
  if (base != nullptr) {
    if (const std::string dictionary = read_dictionary(base->path()); !dictionary.empty()) {
      replace_file(dictionary_path(path), dictionary);
    }
  }
  Xapian::WritableDatabase result(path.string(), Xapian::DB_OPEN);
  write_columns(path, result, sources, base != nullptr, state);

  std::vector<NameToWrite> all_names;
  if (base != nullptr) {
    for (std::uint32_t name = 0; name < base->names().size(); ++name) {
      const NameView view = base->names().name(name);
      all_names.push_back({view.type, std::string(view.key), std::string(view.shown)});
    }
    for (auto& [name, spelling] : names.better_spellings()) all_names[name].shown = spelling;
  }
  std::ranges::move(names.new_names(), std::back_inserter(all_names));
  put_metadata(result, changes);
  std::vector<IdleCorrection> idle = put_names(path, result, all_names, 0, {}, state);
  put_stories(path, result, {StoryTable(), {}, 1}, state);
  state.tables = tables_of(path);
  result.set_metadata(schema::kStateKey, encode_state(state));
  result.commit();
  result.close();
  sync_files(path);
  sync_directory(directory.path());
  directory.publish(number);
  return idle;
}

}  // namespace

std::vector<IdleCorrection> commit_changes(const IndexDirectory& directory, Generation* base,
                                           const Staging& staging, const IndexChanges& changes,
                                           const NameNumbering& names, IndexState state) {
  state.text_bytes = changes.text_bytes;
  if (base != nullptr && small_change(*base, changes)) {
    return commit_in_place(*base, staging, changes, names, std::move(state));
  }
  return commit_new_generation(directory, base, staging, changes, names, std::move(state));
}

}  // namespace ksearch
