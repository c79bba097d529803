#include "server/pages/facet_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/pages/layout.h"
#include "server/pages/parts.h"
#include "server/pages/words.h"

namespace ksearch::pages {
namespace {

/// The filter that stands for this value already, in whichever spelling it was given.
const std::string* chosen_as(const Facet& facet, const FacetValue& value, const PageState& state) {
  for (const auto& [field, name] : state.request.filters.with) {
    if (field != facet.field) continue;
    const bool is_variant =
        std::ranges::find(value.variants, name, &FacetVariant::name) != value.variants.end();
    if (name == value.value || is_variant) return &name;
  }
  return nullptr;
}

Html further_names(const FacetValue& value) {
  const auto further = std::ranges::count_if(
      value.variants, [&](const FacetVariant& variant) { return variant.name != value.value; });
  if (further == 0) return {};
  // Of one name: opening one list closes the one before.
  return element("details", {{"class", "variants"}, {"name", "variants"}},
                 {element("summary", {{"title", "Names counted as " + value.value}},
                          {element("span", {{"class", "unseen"}}, {"Further names: "}),
                           fmt::format("+{}", further)}),
                  variant_list(value)});
}

Html value_row(const Facet& facet, const FacetValue& value, const PageState& state) {
  const std::string* chosen = chosen_as(facet, value, state);
  const std::string shown = value_text(facet.field, value.value);
  const std::string_view field = to_string(facet.field);
  const Address pick = chosen != nullptr ? state.address.without(field, *chosen)
                                         : including(state.address, facet.field, value.value);
  Html row = element("a",
                     {{"class", "pick"},
                      {"title", chosen != nullptr ? "No longer only " + shown : "Only " + shown},
                      href(pick)},
                     {element("bdi", {}, {shown})});
  row += further_names(value);
  if (is_entity(facet.field)) {
    row += element("a",
                   {{"class", "about"},
                    {"title", "About " + shown},
                    {"aria-label", "About " + shown},
                    href(entity_address(facet.field, value.value))},
                   {"→"});
  }
  row += element("a",
                 {{"class", "leave-out"},
                  {"title", "Without " + shown},
                  {"aria-label", "Without " + shown},
                  href(excluding(state.address, facet.field, value.value))},
                 {"−"});
  row += element("span", {{"class", "count"}}, {grouped(value.count)});
  const std::uint64_t most = facet.values.front().count;
  row += share_bar(static_cast<double>(value.count) / static_cast<double>(std::max(most, {1})));
  return element("li", {{"class", chosen != nullptr ? "value chosen" : "value"}}, {row});
}

Html find_form(const PageState& state, Field field) {
  const std::string label =
      fmt::format("Find {} {}", field == Field::kOrg ? "an" : "a", noun(field));
  return element(
      "form", {{"class", "find"}, {"role", "search"}, action(Address("/facet"))},
      {hidden_fields(facet_address(state, field)), element("input", {{"name", "match"},
                                                                     {"type", "search"},
                                                                     {"placeholder", label},
                                                                     {"aria-label", label},
                                                                     {"autocomplete", "off"}})});
}

}  // namespace

bool is_entity(Field field) {
  return field == Field::kPerson || field == Field::kPlace || field == Field::kOrg;
}

Address facet_address(const PageState& state, Field field) {
  return state.address.on("/facet").set("field", to_string(field));
}

Html variant_list(const FacetValue& value) {
  Html rows;
  for (const FacetVariant& variant : value.variants) {
    rows += element("li", {},
                    {element("bdi", {}, {variant.name}), " ",
                     element("span", {{"class", "rule"}},
                             {fmt::format("{} · {}", grouped(variant.count), variant.rule)})});
  }
  return element("ul", {}, {rows});
}

Html facet_values(const Facet& facet, const PageState& state) {
  Html rows;
  for (const FacetValue& value : facet.values) rows += value_row(facet, value, state);
  return element("ul", {{"class", "values"}}, {rows});
}

Html facet_group(const Facet& facet, const PageState& state) {
  if (facet.values.empty()) return {};
  const std::string id = fmt::format("facet-{}", to_string(facet.field));
  Html content = element("h2", {{"id", id}}, {heading(facet.field)});
  if (facet.more > 0) content += find_form(state, facet.field);
  content += facet_values(facet, state);
  if (facet.more > 0) {
    content += element("a", {{"class", "all"}, href(facet_address(state, facet.field))},
                       {fmt::format("Show all {}", grouped(facet.more + facet.values.size()))});
  }
  return element(
      "section",
      {{"class", fmt::format("facet {}", to_string(facet.field))}, {"aria-labelledby", id}},
      {content});
}

}  // namespace ksearch::pages
