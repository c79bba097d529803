// The recognisers and the CoNLL reader on any bytes.

#include <cstdint>

#include "tests/fuzz/entities_property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!ksearch::fuzz::recognizers_are_sound(text)) std::abort();
  return 0;
}
