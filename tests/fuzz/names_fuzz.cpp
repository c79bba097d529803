// Files of corrections and of known names, as any bytes.

#include <cstdint>
#include <cstdlib>

#include "tests/fuzz/names_property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!ksearch::fuzz::name_files_are_sound(text)) std::abort();
  return 0;
}
