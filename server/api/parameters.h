#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/option_values.h"
#include "server/http_message.h"

namespace ksearch {

/// The parameters of a URL as options: each is named as the option of the command line. A switch is
/// on when it is empty, 1 or true.
class UrlParameters : public OptionValues {
 public:
  /// `request` must outlive the object. Throws Error(kInvalidArgument) for a parameter that is not
  /// among `known`.
  UrlParameters(const HttpRequest& request, std::span<const std::string_view> known);

  /// Throws Error(kInvalidArgument) for a value that is neither on nor off.
  [[nodiscard]] bool has(std::string_view option) const override;
  [[nodiscard]] std::vector<std::string> values(std::string_view option) const override;
  [[nodiscard]] std::string quoted(std::string_view option) const override;

  /// A number from `least` to `most`; throws Error(kInvalidArgument) for any other.
  struct Range {
    std::size_t least;
    std::size_t most;
  };
  [[nodiscard]] std::size_t bounded(std::string_view option, std::size_t fallback,
                                    Range range) const;

 private:
  const HttpRequest& request_;
};

}  // namespace ksearch
