#include "common/format/option_values.h"

#include <charconv>

#include "ksearch/error.h"

namespace ksearch {

std::optional<std::string> OptionValues::value(std::string_view option) const {
  std::vector<std::string> given = values(option);
  if (given.empty()) return std::nullopt;
  return std::move(given.back());
}

std::size_t OptionValues::number(std::string_view option, std::size_t fallback) const {
  const std::optional<std::string> text = value(option);
  if (!text) return fallback;
  constexpr std::size_t kMost = 1'000'000'000;
  std::size_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  if (text->empty() || error != std::errc{} || stop != end || number > kMost) {
    throw Error(ErrorCode::kInvalidArgument,
                quoted(option) + " takes a whole number, not '" + *text + "'");
  }
  return number;
}

}  // namespace ksearch
