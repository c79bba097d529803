#include "common/utf8.h"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <string>

namespace ksearch {
namespace {

TEST_CASE("every code point is read back as it was appended") {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    std::string text;
    append_utf8(text, code_point);
    const bool is_surrogate = code_point >= 0xD800 && code_point < 0xE000;
    const Utf8Sequence sequence = utf8_sequence(text, 0);
    REQUIRE(sequence.length == text.size());
    REQUIRE(sequence.code_point == (is_surrogate ? 0xFFFD : code_point));
  }
}

TEST_CASE("well-formed is what simdjson calls valid") {
  std::string bytes(3, ' ');
  for (int lead = 0; lead < 256; ++lead) {
    for (int second = 0; second < 256; ++second) {
      for (const int third : {0x00, 0x7F, 0x80, 0xBF, 0xC0}) {
        bytes = {static_cast<char>(lead), static_cast<char>(second), static_cast<char>(third)};
        for (std::size_t size = 1; size <= 3; ++size) {
          const bool whole = utf8_sequence(bytes.substr(0, size), 0).length == size;
          const bool valid = simdjson::validate_utf8(bytes.data(), size) &&
                             (size == 1 || lead >= 0xC0) && (size < 3 || lead >= 0xE0);
          REQUIRE(whole == valid);
        }
      }
    }
  }
}

TEST_CASE("a prefix never ends inside a code point") {
  const std::string text = "aé€\U0001F600";
  for (std::size_t bytes = 0; bytes <= text.size() + 2; ++bytes) {
    const std::string_view prefix = utf8_prefix(text, bytes);
    CHECK(prefix.size() <= bytes);
    CHECK(simdjson::validate_utf8(prefix.data(), prefix.size()));
  }
}

}  // namespace
}  // namespace ksearch
