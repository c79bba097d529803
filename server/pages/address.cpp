#include "server/pages/address.h"

#include <algorithm>

#include "server/url.h"

namespace ksearch::pages {
namespace {

bool begins_with_scheme(std::string_view url, std::string_view scheme) {
  return url.size() > scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), url.begin(), [](char expected, char c) {
           return expected == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
         });
}

}  // namespace

Address Address::fragment(std::string id) {
  Address address;
  address.fragment_ = std::move(id);
  return address;
}

Address Address::original_file(std::string_view id) {
  Address address;
  address.base_ = "/api/v1/documents/";
  address.base_ += percent_encode(id);
  address.base_ += "/original";
  return address;
}

std::optional<Address> Address::web(std::string_view url) {
  if (!begins_with_scheme(url, "http://") && !begins_with_scheme(url, "https://")) {
    return std::nullopt;
  }
  const bool printable = std::ranges::all_of(url, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7F;
  });
  if (!printable) return std::nullopt;
  Address address;
  address.base_ = url;
  return address;
}

Address Address::with(std::string_view name, std::string_view value) const {
  Address result = *this;
  const std::pair<std::string, std::string> added{name, value};
  if (std::ranges::find(parameters_, added) == parameters_.end()) {
    result.parameters_.push_back(added);
  }
  return result;
}

Address Address::set(std::string_view name, std::string_view value) const {
  Address result = *this;
  std::erase_if(result.parameters_, [&](const auto& entry) { return entry.first == name; });
  return value.empty() ? result : result.with(name, value);
}

Address Address::without(std::string_view name, std::string_view value) const {
  Address result = *this;
  std::erase(result.parameters_, std::pair<std::string, std::string>{name, value});
  return result;
}

Address Address::on(PagePath path) const {
  Address result = *this;
  result.base_ = path.text();
  return result;
}

Address Address::at(std::string id) const {
  Address result = *this;
  result.fragment_ = std::move(id);
  return result;
}

std::string Address::text() const {
  std::string result = base_;
  char separator = '?';
  for (const auto& [name, value] : parameters_) {
    result += separator;
    result += percent_encode(name);
    result += '=';
    result += percent_encode(value);
    separator = '&';
  }
  if (!fragment_.empty()) {
    result += '#';
    result += percent_encode(fragment_);
  }
  return result;
}

}  // namespace ksearch::pages
