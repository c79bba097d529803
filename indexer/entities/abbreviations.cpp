#include "indexer/entities/abbreviations.h"

#include <unordered_set>

namespace ksearch {

bool is_abbreviation(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "Mr",  "Mrs", "Ms",  "Dr",  "Prof", "Gen", "Sen",  "Rep", "Gov",  "Lt",  "Col", "Capt", "Sgt",
      "Maj", "Adm", "Rev", "Hon", "St",   "Jr",  "Sr",   "Inc", "Corp", "Ltd", "Co",  "Jan",  "Feb",
      "Mar", "Apr", "Jun", "Jul", "Aug",  "Sep", "Sept", "Oct", "Nov",  "Dec", "vs"};
  return kWords.contains(word);
}

}  // namespace ksearch
