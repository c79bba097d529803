#include "indexer/name_numbering.h"

#include "common/entities/names.h"
#include "common/entities/preferred_spelling.h"
#include "common/storage/byte_codec.h"

namespace ksearch {
namespace {

std::string type_and_key(EntityType type, std::string_view key) {
  std::string joined(1, static_cast<char>(type));
  joined += key;
  return joined;
}

}  // namespace

std::uint32_t NameNumbering::number(EntityType type, std::string_view shown) {
  const std::string key = normalize_name(type, shown);
  const std::string lookup = type_and_key(type, key);
  const std::scoped_lock lock(mutex_);
  auto [entry, fresh] = numbers_.try_emplace(lookup, 0);
  if (fresh) {
    if (const auto known = known_.find(type, key)) {
      entry->second = *known;
    } else {
      entry->second = known_.size() + static_cast<std::uint32_t>(new_names_.size());
      new_names_.push_back({type, key, std::string(shown)});
    }
  }
  if (entry->second >= known_.size()) {
    std::string& kept = new_names_[entry->second - known_.size()].shown;
    if (kept != shown) kept = std::string(preferred_spelling(kept, shown));
  }
  return entry->second;
}

std::vector<NameToWrite> NameNumbering::new_names() const {
  const std::scoped_lock lock(mutex_);
  return new_names_;
}

std::uint32_t NameNumbering::count() const {
  const std::scoped_lock lock(mutex_);
  return known_.size() + static_cast<std::uint32_t>(new_names_.size());
}

NameNumbering::Saved NameNumbering::save(std::size_t skip) const {
  const std::scoped_lock lock(mutex_);
  Saved saved;
  ByteEncoder out(saved.bytes);
  for (std::size_t i = skip; i < new_names_.size(); ++i, ++saved.count) {
    const NameToWrite& name = new_names_[i];
    out.number(static_cast<std::uint64_t>(name.type));
    out.string(name.key);
    out.string(name.shown);
  }
  return saved;
}

void NameNumbering::restore(std::string_view bytes) {
  const std::scoped_lock lock(mutex_);
  ByteDecoder in(bytes);
  while (!in.done()) {
    NameToWrite name;
    name.type = static_cast<EntityType>(in.number());
    name.key = in.string();
    name.shown = in.string();
    numbers_[type_and_key(name.type, name.key)] =
        known_.size() + static_cast<std::uint32_t>(new_names_.size());
    new_names_.push_back(std::move(name));
  }
}

}  // namespace ksearch
