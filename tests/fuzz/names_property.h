#pragma once

#include <string_view>
#include <vector>

#include "common/entities/corrections.h"
#include "common/entities/entity_table.h"
#include "common/entities/user_names.h"
#include "ksearch/error.h"

namespace ksearch::fuzz {

/// Whether the files that users write about names are read or refused on any bytes: what is read
/// reads back the same, what is wrong is an invalid argument, and both can be applied.
inline bool name_files_are_sound(std::string_view text) {
  static const std::vector<NameRecord> names = {{EntityType::kPerson, "Ada Brook", 2, 2},
                                                {EntityType::kPerson, "Brook", 1, 1},
                                                {EntityType::kOrg, "A", 1, 1},
                                                {EntityType::kPlace, "B", 0, 0}};
  Corrections corrections;
  UserNames known;
  try {
    corrections = parse_corrections(text);
    if (parse_corrections(to_string(corrections)).list != corrections.list) return false;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInvalidArgument) return false;
  }
  try {
    known = parse_user_names(text);
    if (parse_user_names(to_string(known)).list != known.list) return false;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInvalidArgument) return false;
  }
  return derive_entities(names, corrections, known).names.size() == names.size();
}

}  // namespace ksearch::fuzz
