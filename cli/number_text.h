#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace ksearch::cli {

/// "1,234,567".
[[nodiscard]] std::string grouped(std::uint64_t number);
/// "1 document", "1,234 documents".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view one,
                                  std::string_view many);
/// "0.4 ms", "12 ms", "3.1 s", "4:05 min", "1:02:03 h".
[[nodiscard]] std::string duration_text(std::chrono::microseconds duration);
/// "812 bytes", "4.2 kB", "19 MB", "1.3 GB", in powers of 1000.
[[nodiscard]] std::string size_text(std::uint64_t bytes);

}  // namespace ksearch::cli
