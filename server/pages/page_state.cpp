#include "server/pages/page_state.h"

#include <algorithm>
#include <array>

#include "common/format/request_options.h"

namespace ksearch::pages {
namespace {

constexpr std::array<std::string_view, 3> kSwitches = {"exact", "plain", "copies"};
constexpr std::array<std::string_view, 4> kSettings = {"without", "since", "until", "sort"};

bool is_switch(std::string_view name) {
  return std::ranges::find(kSwitches, name) != kSwitches.end();
}

/// Whether a parameter changes what is found, so that links have to keep it.
bool is_condition(const std::string& name, const std::string& value) {
  if (value.empty()) return false;
  if (is_switch(name)) return value == "1";
  if (name == "q" || std::ranges::find(kSettings, name) != kSettings.end()) return true;
  return std::ranges::any_of(filter_fields(),
                             [&](Field field) { return to_string(field) == name; });
}

/// NamedValues as the options of a search. A field of a form that was left empty is not given.
class ParameterOptions : public OptionValues {
 public:
  explicit ParameterOptions(const NamedValues& parameters) {
    for (const auto& [name, value] : parameters) {
      if (is_condition(name, value) || (name == "offset" && !value.empty())) {
        given_.emplace_back(name, value);
      }
    }
  }
  [[nodiscard]] bool has(std::string_view option) const override {
    return std::ranges::any_of(given_, [&](const auto& entry) { return entry.first == option; });
  }
  [[nodiscard]] std::vector<std::string> values(std::string_view option) const override {
    std::vector<std::string> found;
    for (const auto& [name, value] : given_) {
      if (name == option) found.push_back(value);
    }
    return found;
  }
  [[nodiscard]] std::string quoted(std::string_view option) const override {
    return "'" + std::string(option) + "'";
  }

 private:
  NamedValues given_;
};

}  // namespace

std::span<const Field> filter_fields() {
  static constexpr std::array kFields = {Field::kPerson, Field::kPlace, Field::kOrg, Field::kSource,
                                         Field::kLanguage};
  return kFields;
}

PageState read_state(const NamedValues& parameters) {
  const ParameterOptions options(parameters);
  PageState state;
  state.request = request_from(options);
  state.request.query = options.value("q").value_or("");
  for (const auto& [name, value] : parameters) {
    if (!is_condition(name, value)) continue;
    const bool is_list = name == "without" || field_from(name).has_value();
    state.address = is_list ? state.address.with(name, value) : state.address.set(name, value);
  }
  return state;
}

std::string exclusion(Field field, std::string_view value) {
  return std::string(to_string(field)) + "=" + std::string(value);
}

Address including(const Address& address, Field field, std::string_view value) {
  return address.without("without", exclusion(field, value)).with(to_string(field), value);
}

Address excluding(const Address& address, Field field, std::string_view value) {
  return address.without(to_string(field), value).with("without", exclusion(field, value));
}

}  // namespace ksearch::pages
