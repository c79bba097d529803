#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// Options by their long names, wherever they were given: the command line, a URL.
class OptionValues {
 public:
  virtual ~OptionValues() = default;

  /// Whether an option was given; of a switch, whether it is on.
  [[nodiscard]] virtual bool has(std::string_view option) const = 0;
  /// All values given, in order.
  [[nodiscard]] virtual std::vector<std::string> values(std::string_view option) const = 0;
  /// The option as its user writes it, within quotation marks: '--limit'. For messages.
  [[nodiscard]] virtual std::string quoted(std::string_view option) const = 0;

  /// The last value given.
  [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
  /// The last value as a whole number, or `fallback`; throws Error(kInvalidArgument) for anything
  /// else than digits and for more than `most`. No number is more than the greatest std::size_t:
  /// greater ones count as that.
  [[nodiscard]] std::size_t number(std::string_view option, std::size_t fallback,
                                   std::size_t most = 1'000'000'000) const;

 protected:
  OptionValues() = default;
  OptionValues(const OptionValues&) = default;
  OptionValues& operator=(const OptionValues&) = default;
  OptionValues(OptionValues&&) = default;
  OptionValues& operator=(OptionValues&&) = default;
};

}  // namespace ksearch
