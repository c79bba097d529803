#include "server/api/parameters.h"

#include <algorithm>
#include <limits>

#include "ksearch/error.h"

namespace ksearch {

UrlParameters::UrlParameters(const HttpRequest& request, std::span<const std::string_view> known)
    : request_(request) {
  for (const auto& [name, value] : request.parameters) {
    if (std::ranges::find(known, name) != known.end()) continue;
    throw Error(ErrorCode::kInvalidArgument, request.path + " has no parameter '" + name + "'");
  }
}

bool UrlParameters::has(std::string_view option) const {
  const auto given = value(option);
  if (!given) return false;
  if (given->empty() || *given == "1" || *given == "true") return true;
  if (*given == "0" || *given == "false") return false;
  throw Error(ErrorCode::kInvalidArgument, quoted(option) + " is 1 or 0, not '" + *given + "'");
}

std::vector<std::string> UrlParameters::values(std::string_view option) const {
  std::vector<std::string> given;
  for (const auto& [name, value] : request_.parameters) {
    if (name == option) given.push_back(value);
  }
  return given;
}

std::string UrlParameters::quoted(std::string_view option) const {
  return "'" + std::string(option) + "'";
}

std::size_t UrlParameters::bounded(std::string_view option, std::size_t fallback,
                                   Range range) const {
  const std::size_t number =
      this->number(option, fallback, std::numeric_limits<std::size_t>::max());
  if (number >= range.least && number <= range.most) return number;
  throw Error(ErrorCode::kInvalidArgument,
              quoted(option) + " is from " + std::to_string(range.least) + " to " +
                  std::to_string(range.most) + ", not " + value(option).value_or(""));
}

}  // namespace ksearch
