#pragma once

#include <cstddef>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace ksearch::test {

/// Random texts over an alphabet of pieces, from a fixed seed.
class TextGenerator {
 public:
  TextGenerator(std::span<const std::string_view> alphabet, unsigned seed)
      : alphabet_(alphabet), random_(seed) {}

  /// A text of 1 to `max_pieces` pieces, valid until the next call.
  std::string_view next(std::size_t max_pieces) {
    text_.clear();
    const std::size_t pieces = 1 + random_() % max_pieces;
    for (std::size_t i = 0; i < pieces; ++i) text_ += alphabet_[random_() % alphabet_.size()];
    return text_;
  }

 private:
  std::span<const std::string_view> alphabet_;
  std::mt19937 random_;
  std::string text_;
};

}  // namespace ksearch::test
