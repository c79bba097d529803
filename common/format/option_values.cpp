#include "common/format/option_values.h"

#include <charconv>
#include <limits>

#include "ksearch/error.h"

namespace ksearch {

std::optional<std::string> OptionValues::value(std::string_view option) const {
  std::vector<std::string> given = values(option);
  if (given.empty()) return std::nullopt;
  return std::move(given.back());
}

std::size_t OptionValues::number(std::string_view option, std::size_t fallback,
                                 std::size_t most) const {
  const std::optional<std::string> text = value(option);
  if (!text) return fallback;
  std::size_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  if (error == std::errc::result_out_of_range) number = std::numeric_limits<std::size_t>::max();
  if (error == std::errc::invalid_argument || stop != end) {
    throw Error(ErrorCode::kInvalidArgument,
                quoted(option) + " takes a whole number, not '" + *text + "'");
  }
  if (number > most) {
    throw Error(ErrorCode::kInvalidArgument,
                quoted(option) + " is at most " + std::to_string(most) + ", not '" + *text + "'");
  }
  return number;
}

}  // namespace ksearch
