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
  const std::scoped_lock lock(mutex_);
  auto [entry, fresh] = numbers_.try_emplace(type_and_key(type, key), 0);
  if (fresh) {
    if (const auto known = known_.find(type, key)) {
      entry->second = *known;
    } else {
      add({type, key, std::string(shown)});
      return entry->second = known_.size() + static_cast<std::uint32_t>(new_names_.size()) - 1;
    }
  }
  keep_better(entry->second, shown);
  return entry->second;
}

void NameNumbering::add(NameToWrite name) {
  changed_.push_back(known_.size() + static_cast<std::uint32_t>(new_names_.size()));
  new_names_.push_back(std::move(name));
}

void NameNumbering::keep_better(std::uint32_t number, std::string_view shown) {
  const auto better = better_.find(number);
  const std::string_view kept = number >= known_.size()   ? new_names_[number - known_.size()].shown
                                : better != better_.end() ? std::string_view(better->second)
                                                          : known_.name(number).shown;
  if (kept == shown || preferred_spelling(kept, shown) == kept) return;
  if (number >= known_.size()) {
    new_names_[number - known_.size()].shown = shown;
  } else {
    better_[number] = shown;
  }
  changed_.push_back(number);
}

std::vector<NameToWrite> NameNumbering::new_names() const {
  const std::scoped_lock lock(mutex_);
  return new_names_;
}

std::uint32_t NameNumbering::count() const {
  const std::scoped_lock lock(mutex_);
  return known_.size() + static_cast<std::uint32_t>(new_names_.size());
}

NameSpellings NameNumbering::better_spellings() const {
  const std::scoped_lock lock(mutex_);
  return better_;
}

std::size_t NameNumbering::changes() const {
  const std::scoped_lock lock(mutex_);
  return changed_.size();
}

NameNumbering::Saved NameNumbering::save(std::size_t skip) const {
  const std::scoped_lock lock(mutex_);
  Saved saved;
  ByteEncoder out(saved.bytes);
  for (std::size_t i = skip; i < changed_.size(); ++i, ++saved.count) {
    const std::uint32_t number = changed_[i];
    out.number(number);
    if (number < known_.size()) {
      out.string(better_.at(number));
      continue;
    }
    const NameToWrite& name = new_names_[number - known_.size()];
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
    const auto number = static_cast<std::uint32_t>(in.number());
    if (number < known_.size()) {
      keep_better(number, in.string());
      continue;
    }
    NameToWrite name;
    name.type = static_cast<EntityType>(in.number());
    name.key = in.string();
    name.shown = in.string();
    const auto [entry, fresh] = numbers_.try_emplace(type_and_key(name.type, name.key), number);
    if (fresh) {
      add(std::move(name));
    } else {
      keep_better(number, name.shown);
    }
  }
}

}  // namespace ksearch
