#include "common/storage/name_registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "common/storage/byte_codec.h"
#include "common/storage/damage.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

fs::path rows_path(const fs::path& generation, std::uint32_t number) {
  return generation / fmt::format("names-{:06}.rows", number);
}
fs::path order_path(const fs::path& generation, std::uint32_t number) {
  return generation / fmt::format("names-{:06}.order", number);
}
fs::path entities_path(const fs::path& generation, std::uint32_t number) {
  return generation / fmt::format("entities-{:06}.rows", number);
}

NameView decode(std::string_view row) {
  NameView view;
  if (row.empty()) return view;
  view.type = static_cast<EntityType>(row.front());
  ByteDecoder in(row.substr(1));
  view.key = in.string();
  view.shown = row.substr(static_cast<std::size_t>(view.key.data() - row.data()) + view.key.size());
  return view;
}

template <typename T>
std::string_view as_bytes(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// Writes a column of these rows for CheckedColumn.
void write_checked(const fs::path& path, const std::vector<std::string_view>& rows) {
  RowColumnWriter column(path);
  for (const std::string_view row : rows) column.append(row);
  append_checksums(column, rows);
  column.finish(true);
}

/// The column at `path`; it has at most `most` rows without that of checksums.
CheckedColumn checked_column(const fs::path& path, std::size_t most, std::string what) {
  RowColumn column(path);
  const std::size_t rows = std::min<std::size_t>(column.rows(), most);
  return {std::move(column), rows, std::move(what)};
}

/// The first of the numbers [0, end) for which `is_past` holds, as it does for all that follow it.
template <typename IsPast>
std::size_t first_past(std::size_t end, IsPast is_past) {
  std::size_t begin = 0;
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (is_past(middle)) {
      end = middle;
    } else {
      begin = middle + 1;
    }
  }
  return begin;
}

/// The names that EntityTable::names_of() cannot tell from the entity's number alone.
std::vector<std::uint32_t> shared_names(const std::vector<EntityEntry>& entries) {
  std::vector<std::uint32_t> names_of_entity(entries.size(), 0);
  for (const EntityEntry& entry : entries) ++names_of_entity.at(entry.entity);
  std::vector<std::uint32_t> names;
  for (std::uint32_t name = 0; name < entries.size(); ++name) {
    const std::uint32_t entity = entries[name].entity;
    if (entity != name || names_of_entity[entity] > 1) names.push_back(name);
  }
  std::ranges::stable_sort(names, {}, [&](std::uint32_t name) { return entries[name].entity; });
  return names;
}

}  // namespace

void write_name_segment(const fs::path& generation, std::uint32_t file_number,
                        const std::vector<NameToWrite>& names) {
  RowColumnWriter rows(rows_path(generation, file_number));
  for (const NameToWrite& name : names) {
    std::string row(1, static_cast<char>(name.type));
    ByteEncoder(row).string(name.key);
    row += name.shown;
    rows.append(row);
  }
  rows.finish(true);
  std::vector<std::uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(names[a].type, names[a].key) < std::tie(names[b].type, names[b].key);
  });
  const RowColumn written(rows_path(generation, file_number));
  std::vector<std::uint64_t> hashes;
  for (std::uint64_t group = 0; group < written.groups(); ++group) {
    hashes.push_back(written.group_hash(group));
  }
  write_checked(order_path(generation, file_number), {as_bytes(order), as_bytes(hashes)});
}

std::string encode_spellings(const NameSpellings& spellings) {
  std::string bytes;
  ByteEncoder out(bytes);
  for (const auto& [number, spelling] : spellings) {
    out.number(number);
    out.string(spelling);
  }
  return bytes;
}

NameSpellings decode_spellings(std::string_view bytes) {
  NameSpellings spellings;
  for (ByteDecoder in(bytes); !in.done();) {
    const auto number = static_cast<std::uint32_t>(in.number());
    spellings[number] = in.string();
  }
  return spellings;
}

NameRegistry::NameRegistry(const fs::path& generation,
                           const std::vector<NameSegmentEntry>& segments,
                           std::string_view spellings)
    : spellings_(decode_spellings(spellings)) {
  for (const NameSegmentEntry& entry : segments) {
    Segment segment{entry.first_name, entry.count, RowColumn(rows_path(generation, entry.number)),
                    checked_column(order_path(generation, entry.number), 2, "the table of names"),
                    nullptr};
    const std::uint64_t groups = segment.rows.groups();
    const std::size_t order_rows = segment.order.rows();
    const bool has_hashes = order_rows > 1;
    if (segment.rows.rows() != entry.count || entry.first_name != size_ || order_rows == 0 ||
        segment.order.size_bytes(0) != entry.count * sizeof(std::uint32_t) ||
        (has_hashes ? segment.order.size_bytes(1) != groups * sizeof(std::uint64_t)
                    : !segment.rows.sound())) {
      throw_damaged("the table of names");
    }
    if (has_hashes) segment.checked = std::make_unique<std::atomic<bool>[]>(groups);
    size_ += entry.count;
    segments_.push_back(std::move(segment));
  }
}

NameView NameRegistry::Segment::name(std::uint32_t local) const {
  const std::uint64_t group = local / RowColumn::kRowsOfGroup;
  // Two threads may both compare a group, which does no harm.
  if (checked && !checked[group].load(std::memory_order_relaxed)) {
    if (rows.group_hash(group) != order.value<std::uint64_t>(1, group)) {
      throw_damaged("the table of names");
    }
    checked[group].store(true, std::memory_order_relaxed);
  }
  return decode(rows.row(local));
}

NameView NameRegistry::name(std::uint32_t number) const {
  auto after = std::upper_bound(
      segments_.begin(), segments_.end(), number,
      [](std::uint32_t value, const Segment& segment) { return value < segment.first; });
  if (after == segments_.begin() || number >= size_) {
    throw Error(ErrorCode::kIndexCorrupt,
                "the index refers to a name it does not hold; rebuild it with ksearch index "
                "--rebuild");
  }
  const Segment& segment = *std::prev(after);
  NameView name = segment.name(number - segment.first);
  if (const auto better = spellings_.find(number); better != spellings_.end()) {
    name.shown = better->second;
  }
  return name;
}

std::optional<std::uint32_t> NameRegistry::find(EntityType type, std::string_view key) const {
  const auto wanted = std::tie(type, key);
  for (const Segment& segment : segments_) {
    std::uint32_t low = 0;
    std::uint32_t high = segment.count;
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      const auto local = segment.order.value<std::uint32_t>(0, middle);
      const NameView view = segment.name(local);
      const auto found = std::tie(view.type, view.key);
      if (found == wanted) return segment.first + local;
      if (found < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
  }
  return std::nullopt;
}

void write_entity_table(const fs::path& generation, std::uint32_t file_number,
                        const std::vector<EntityEntry>& entries,
                        const std::vector<ShownName>& shown_names) {
  std::string shown;
  ByteEncoder out(shown);
  for (const ShownName& name : shown_names) {
    out.number(name.entity);
    out.string(name.shown);
  }
  const std::vector<std::uint32_t> shared = shared_names(entries);
  write_checked(entities_path(generation, file_number),
                {as_bytes(entries), as_bytes(shared), shown});
}

EntityTable::EntityTable(const fs::path& generation, std::uint32_t file_number)
    : column_(checked_column(entities_path(generation, file_number), 3, "the table of entities")) {
  const std::size_t rows = column_.rows();
  if (rows < 2) throw_damaged("the table of entities");
  size_ = static_cast<std::uint32_t>(column_.size_bytes(0) / sizeof(EntityEntry));
  has_shared_names_ = rows == 3;
  for (ByteDecoder in(column_.read_all(rows - 1)); !in.done();) {
    const auto entity = static_cast<std::uint32_t>(in.number());
    shown_names_.emplace(entity, in.string());
  }
}

std::string_view EntityTable::shown_name(std::uint32_t entity) const {
  const auto found = shown_names_.find(entity);
  return found == shown_names_.end() ? std::string_view() : std::string_view(found->second);
}

void EntityTable::throw_missing() {
  throw Error(ErrorCode::kIndexCorrupt,
              "the index refers to a name it does not hold; rebuild it with ksearch index "
              "--rebuild");
}

std::vector<std::uint32_t> EntityTable::names_of(std::uint32_t entity) const {
  std::vector<std::uint32_t> names;
  if (!has_shared_names_) {
    for (std::uint32_t name = 0; name < size_; ++name) {
      if (entry(name).entity == entity) names.push_back(name);
    }
    return names;
  }
  const auto name_at = [&](std::size_t i) { return column_.value<std::uint32_t>(1, i); };
  const std::size_t end = column_.size_bytes(1) / sizeof(std::uint32_t);
  for (std::size_t i =
           first_past(end, [&](std::size_t at) { return entry(name_at(at)).entity >= entity; });
       i < end && entry(name_at(i)).entity == entity; ++i) {
    names.push_back(name_at(i));
  }
  if (names.empty() && entity < size_ && entry(entity).entity == entity) names.push_back(entity);
  return names;
}

}  // namespace ksearch
