// Build-time program: turns data/{places,organisations,people,name_words,gazetteer}.tsv into the
// table that common/entities/known_names.cpp reads (known_names_format.h has the layout).
//
//     compile_known_names DATA_FOLDER OUTPUT

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "common/entities/known_names.h"
#include "common/entities/known_names_format.h"
#include "common/entities/names.h"

namespace ksearch {
namespace {

std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(separator, begin), line.size());
    if (end > begin) parts.emplace_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

class Compiler {
 public:
  Compiler() { strings_.push_back('\0'); }

  void read_places(const std::string& path) {
    static const std::map<std::string, std::uint32_t> kFlags = {
        {"country", kKnownCountry},
        {"region", kKnownRegion},
        {"city", kKnownCity},
        {"capital", kKnownCity | kKnownCapital}};
    for_each_row(path, [this](const std::vector<std::string>& row) {
      add_names(EntityType::kPlace, kFlags.at(row[0]), {row.begin() + 1, row.end()});
    });
  }
  void read_named(const std::string& path, EntityType type, std::uint32_t flag) {
    for_each_row(path, [&](const std::vector<std::string>& row) { add_names(type, flag, row); });
  }
  void read_words(const std::string& path) {
    static const std::map<std::string, std::uint32_t> kFlags = {
        {"TITLE", kKnownTitle},      {"ORGW", kKnownOrganisationWord}, {"LOCW", kKnownPlaceWord},
        {"DATEW", kKnownDateWord},   {"DEMONYM", kKnownDemonym},       {"FIRST", kKnownGivenName},
        {"COMMON", kKnownCommonWord}};
    for_each_row(path, [this](const std::vector<std::string>& row) {
      const bool gazetteer =
          row[0].find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
      std::uint32_t flags = 0;
      for (const std::string& name : split(row[gazetteer ? 1 : 0], ',')) {
        if (const auto found = kFlags.find(name); found != kFlags.end()) flags |= found->second;
      }
      if (flags == 0) return;
      for (const std::string& word : split(row[gazetteer ? 0 : 1], '|')) {
        entry(normalize_name(EntityType::kMisc, word)).flags |= flags;
      }
    });
  }

  void write(const std::string& path) const {
    std::map<KnownNamesEntry, std::uint32_t> numbers;
    std::vector<KnownNamesEntry> distinct(1);
    const auto slot_count = static_cast<std::uint32_t>(entries_.size() * 4 / 3 + 1);
    std::vector<KnownNamesSlot> slots(slot_count);
    for (const auto& [hash, value] : entries_) {
      const auto [place, inserted] =
          numbers.emplace(value, static_cast<std::uint32_t>(distinct.size()));
      if (inserted) distinct.push_back(value);
      std::uint32_t slot = known_names_slot(hash, slot_count);
      while (slots[slot].entry != 0) slot = (slot + 1) % slot_count;
      slots[slot] = {static_cast<std::uint32_t>(hash >> 32U), place->second};
    }
    const KnownNamesHeader header{slot_count, static_cast<std::uint32_t>(distinct.size()),
                                  static_cast<std::uint32_t>(strings_.size())};
    std::ofstream out(path, std::ios::binary);
    const auto put = [&out](const void* bytes, std::size_t size) {
      out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    };
    put(&header, sizeof header);
    put(slots.data(), slots.size() * sizeof slots[0]);
    put(distinct.data(), distinct.size() * sizeof distinct[0]);
    put(strings_.data(), strings_.size());
    if (!out.flush()) throw std::runtime_error("cannot write " + path);
  }

 private:
  template <typename Visit>
  static void for_each_row(const std::string& path, Visit visit) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot read " + path);
    for (std::string line; std::getline(in, line);) {
      if (!line.empty() && line[0] != '#') visit(split(line, '\t'));
    }
  }

  KnownNamesEntry& entry(std::string_view normalized) {
    return entries_[NameHash(normalized).value()];
  }

  std::uint32_t string_offset(const std::string& text) {
    const auto [place, inserted] =
        offsets_.emplace(text, static_cast<std::uint32_t>(strings_.size()));
    if (inserted) {
      if (text.size() > 255) throw std::runtime_error("name too long: " + text);
      strings_.push_back(static_cast<char>(text.size()));
      strings_.insert(strings_.end(), text.begin(), text.end());
    }
    return place->second;
  }

  /// A row is the shown name and, if there are any, the other names in one field.
  void add_names(EntityType type, std::uint32_t flag, const std::vector<std::string>& row) {
    std::vector<std::string> names{row[0]};
    if (row.size() > 1) {
      for (std::string& name : split(row[1], '|')) names.push_back(std::move(name));
    }
    const std::uint32_t shown = string_offset(row[0]);
    for (const std::string& name : names) {
      const std::string normalized = normalize_name(type, name);
      if (normalized.empty()) continue;
      KnownNamesEntry& known = entry(normalized);
      std::uint32_t& field = type == EntityType::kPlace ? known.place
                             : type == EntityType::kOrg ? known.organisation
                                                        : known.person;
      if (field != 0) continue;
      field = shown;
      known.flags |= flag;
      const std::size_t space = normalized.rfind(' ');
      if (type == EntityType::kPerson && space != std::string::npos) {
        entry(std::string_view(normalized).substr(space + 1)).flags |= kKnownSurname;
      }
    }
  }

  std::map<std::uint64_t, KnownNamesEntry> entries_;
  std::map<std::string, std::uint32_t> offsets_;
  std::vector<char> strings_;
};

}  // namespace
}  // namespace ksearch

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: compile_known_names DATA_FOLDER OUTPUT\n";
    return 2;
  }
  try {
    const std::string folder = std::string(argv[1]) + '/';
    ksearch::Compiler compiler;
    compiler.read_places(folder + "places.tsv");
    compiler.read_named(folder + "organisations.tsv", ksearch::EntityType::kOrg,
                        ksearch::kKnownOrganisation);
    compiler.read_named(folder + "people.tsv", ksearch::EntityType::kPerson, ksearch::kKnownPerson);
    compiler.read_words(folder + "name_words.tsv");
    compiler.read_words(folder + "gazetteer.tsv");
    compiler.write(argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "compile_known_names: " << error.what() << '\n';
    return 1;
  }
}
