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

/// A whole array as one row of a column.
template <typename T>
void append_array(RowColumnWriter& column, const std::vector<T>& values) {
  column.append({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
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
  RowColumnWriter order_column(order_path(generation, file_number));
  append_array(order_column, order);
  const RowColumn written(rows_path(generation, file_number));
  std::vector<std::uint64_t> hashes;
  for (std::uint64_t group = 0; group < written.groups(); ++group) {
    hashes.push_back(written.group_hash(group));
  }
  append_array(order_column, hashes);
  order_column.finish(true);
}

NameRegistry::NameRegistry(const fs::path& generation,
                           const std::vector<NameSegmentEntry>& segments) {
  for (const NameSegmentEntry& entry : segments) {
    Segment segment{entry.first_name, entry.count, RowColumn(rows_path(generation, entry.number)),
                    RowColumn(order_path(generation, entry.number)), nullptr};
    const std::uint64_t groups = segment.rows.groups();
    const bool has_hashes = segment.order.rows() > 1;
    if (segment.rows.rows() != entry.count || entry.first_name != size_ ||
        segment.order.row(0).size() != entry.count * sizeof(std::uint32_t) ||
        !segment.order.sound() ||
        (has_hashes ? segment.order.row(1).size() != groups * sizeof(std::uint64_t)
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
    const char* const hashes = order.row(1).data();
    if (rows.group_hash(group) !=
        load_unaligned<std::uint64_t>(hashes + group * sizeof(std::uint64_t))) {
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
  return segment.name(number - segment.first);
}

std::optional<std::uint32_t> NameRegistry::find(EntityType type, std::string_view key) const {
  const auto wanted = std::tie(type, key);
  for (const Segment& segment : segments_) {
    const char* order = segment.order.row(0).data();
    std::uint32_t low = 0;
    std::uint32_t high = segment.count;
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      const auto local = load_unaligned<std::uint32_t>(order + middle * sizeof(std::uint32_t));
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
  RowColumnWriter column(entities_path(generation, file_number));
  append_array(column, entries);
  std::string shown;
  ByteEncoder out(shown);
  for (const ShownName& name : shown_names) {
    out.number(name.entity);
    out.string(name.shown);
  }
  append_array(column, shared_names(entries));
  column.append(shown);
  column.finish(true);
}

EntityTable::EntityTable(const fs::path& generation, std::uint32_t file_number)
    : column_(entities_path(generation, file_number)) {
  if (!column_.sound()) {
    throw_damaged("the table of entities");
  }
  const std::string_view bytes = column_.row(0);
  entries_ = bytes.data();
  size_ = static_cast<std::uint32_t>(bytes.size() / sizeof(EntityEntry));
  const std::uint64_t last_row = column_.rows() - 1;
  if (last_row == 2) {
    const std::string_view names = column_.row(1);
    shared_.emplace(reinterpret_cast<const std::uint32_t*>(names.data()),
                    names.size() / sizeof(std::uint32_t));
  }
  for (ByteDecoder in(column_.row(last_row)); !in.done();) {
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
  const auto entity_at = [this](std::uint32_t name) { return entry(name).entity; };
  if (!shared_) {
    std::vector<std::uint32_t> names;
    for (std::uint32_t name = 0; name < size_; ++name) {
      if (entity_at(name) == entity) names.push_back(name);
    }
    return names;
  }
  // Not equal_range(): clang 14, which builds the fuzz targets, cannot read libstdc++'s subrange.
  const auto begin = std::ranges::lower_bound(*shared_, entity, {}, entity_at);
  const auto end = std::ranges::upper_bound(begin, shared_->end(), entity, {}, entity_at);
  if (begin == end && entity < size_ && entity_at(entity) == entity) return {entity};
  return {begin, end};
}

}  // namespace ksearch
