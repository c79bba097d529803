#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/fuzz/highlight_property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static ksearch::Analyzer analyzer;
  const std::string failure =
      ksearch::test::highlight_property({reinterpret_cast<const char*>(data), size}, analyzer);
  analyzer.trim_stems(std::size_t{1} << 20);
  if (!failure.empty()) {
    std::fprintf(stderr, "%s\n", failure.c_str());
    std::abort();
  }
  return 0;
}
