#include "common/format/cut_sentence.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>

namespace ksearch {

bool begins_within_sentence(std::string_view passage) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(passage.data());
  UChar32 first = U_SENTINEL;
  std::size_t offset = 0;
  if (!passage.empty()) U8_NEXT(bytes, offset, passage.size(), first);
  return first >= 0 && u_islower(first) != 0;
}

bool ends_within_sentence(std::string_view passage) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(passage.data());
  bool within = false;
  for (std::size_t offset = 0; offset < passage.size();) {
    UChar32 c = U_SENTINEL;
    U8_NEXT(bytes, offset, passage.size(), c);
    const int category = u_charType(c);
    const bool closes = c == '"' || c == '\'' || category == U_END_PUNCTUATION ||
                        category == U_FINAL_PUNCTUATION || u_isUWhiteSpace(c) != 0;
    constexpr UChar32 kEllipsis = 0x2026;
    if (!closes) within = u_hasBinaryProperty(c, UCHAR_S_TERM) == 0 && c != kEllipsis;
  }
  return within;
}

}  // namespace ksearch
