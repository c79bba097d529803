// The first line of an input is the name of a file, by which the reader is chosen. With the
// argument --name=NAME all inputs are files of that name, whatever their first lines: so a run can
// be spent on one reader.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/fuzz/readers_property.h"

namespace {

std::string& name_of_all() {
  static std::string name;
  return name;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  constexpr std::string_view kOption = "--name=";
  for (int i = 1; i < *argc; ++i) {
    const std::string_view word = (*argv)[i];
    if (word.starts_with(kOption)) name_of_all() = word.substr(kOption.size());
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(data, data + size);
  const std::size_t line_end = text.find('\n');
  if (!name_of_all().empty() && line_end != std::string::npos) {
    text.replace(0, line_end, name_of_all());
  }
  const std::string failure = ksearch::test::readers_property(text);
  if (!failure.empty()) {
    std::fprintf(stderr, "%s\n", failure.c_str());
    std::abort();
  }
  return 0;
}
