#include "server/pages/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/pages/facet_list.h"
#include "server/pages/layout.h"
#include "server/pages/parts.h"
#include "server/pages/words.h"

namespace ksearch::pages {
namespace {

/// Names of one type below a hit; the document's page has them all.
constexpr std::size_t kNamesOfAType = 4;

Html names_line(const Hit& hit) {
  Html line;
  const auto add = [&](Field field, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < std::min(kNamesOfAType, names.size()); ++i) {
      line += element("li", {}, {entity_link(field, names[i])});
    }
  };
  add(Field::kPerson, hit.person);
  add(Field::kPlace, hit.place);
  add(Field::kOrg, hit.org);
  if (line.empty()) return {};
  return element("ul", {{"class", "names"}, {"aria-label", "Named in it"}}, {line});
}

std::string_view usual_language(const SearchResults& results) {
  const auto counted = std::ranges::find(results.facets, Field::kLanguage, &Facet::field);
  if (counted == results.facets.end() || counted->values.empty()) return {};
  return counted->values.front().value;
}

Html hit_article(const Hit& hit, const PageState& state, std::string_view usual_language) {
  Html article = element("h2", {{"dir", "auto"}},
                         {element("a", {href(document_address(state.address, hit.id))},
                                  {headline(hit.title, hit.title_highlights)})});
  article += origin_line(hit, usual_language);
  for (const Snippet& snippet : hit.snippets) article += passage(snippet);
  article += names_line(hit);
  if (hit.copies > 0) {
    article += element("p", {{"class", "copies"}},
                       {element("a", {href(state.address.set("copies", "1"))},
                                {fmt::format("and {}", counted(hit.copies, "copy", "copies"))})});
  }
  return element("article", {{"class", "hit"}}, {article});
}

/// A condition in words, and the search without it.
Html chip(const Html& label, const std::string& name, const Address& without) {
  return element(
      "li", {},
      {element("a",
               {{"class", "chip"},
                {"aria-label", "Take out: " + name},
                {"title", "Take out this condition"},
                href(without)},
               {label, element("span", {{"aria-hidden", "true"}, {"class", "cross"}}, {"×"})})});
}

Html value_chip(Field field, const std::string& value, bool excluded, const Address& without) {
  const std::string shown = value_text(field, value);
  const std::string lead = excluded ? "without " : "";
  const Html label = element(
      "span", {{"class", fmt::format("name {}", to_string(field))}},
      {lead, is_entity(field) ? "" : std::string(noun(field)) + " ", element("bdi", {}, {shown})});
  return chip(label, lead + shown, without);
}

std::string dates_in_words(const Filters& filters) {
  if (filters.since == filters.until) return period_text(filters.since);
  if (filters.until.empty()) return "from " + period_text(filters.since);
  if (filters.since.empty()) return "until " + period_text(filters.until);
  return period_text(filters.since) + " to " + period_text(filters.until);
}

}  // namespace

Html hit_list(const SearchResults& results, const PageState& state) {
  const std::string_view usual = usual_language(results);
  Html items;
  for (const Hit& hit : results.hits) items += element("li", {}, {hit_article(hit, state, usual)});
  return element("ol", {{"class", "hits"}, {"start", state.request.offset + 1}}, {items});
}

Html filter_chips(const PageState& state) {
  const Filters& filters = state.request.filters;
  const Address& here = state.address;
  Html chips;
  for (const auto& [field, value] : filters.with) {
    chips += value_chip(field, value, false, here.without(to_string(field), value));
  }
  for (const auto& [field, value] : filters.without) {
    chips += value_chip(field, value, true, here.without("without", exclusion(field, value)));
  }
  if (!filters.since.empty() || !filters.until.empty()) {
    const std::string words = dates_in_words(filters);
    chips += chip(words, words, here.set("since", {}).set("until", {}));
  }
  if (state.request.exact) chips += chip("exact words", "exact words", here.set("exact", {}));
  if (state.request.plain) chips += chip("no operators", "no operators", here.set("plain", {}));
  if (state.request.copies) chips += chip("each copy", "each copy", here.set("copies", {}));
  if (chips.empty()) return {};
  chips += element(
      "li", {},
      {element("a", {{"class", "clear"}, href(Address("/search").set("q", state.request.query))},
               {"Clear all"})});
  return element("ul", {{"class", "chips"}, {"aria-label", "Conditions"}}, {chips});
}

Html sort_links(const PageState& state) {
  struct Order {
    SortOrder order;
    std::string_view name;
    std::string_view value;
  };
  constexpr std::array<Order, 3> kOrders = {{{SortOrder::kRelevance, "Relevance", ""},
                                             {SortOrder::kNewest, "Newest", "newest"},
                                             {SortOrder::kOldest, "Oldest", "oldest"}}};
  Html links;
  for (const Order& order : kOrders) {
    const bool is_current = order.order == state.request.sort;
    links += element("a",
                     {{"aria-current", is_current ? std::optional("true") : std::nullopt},
                      href(state.address.set("sort", order.value))},
                     {order.name});
  }
  return element("nav", {{"class", "orders"}, {"aria-label", "Order"}}, {links});
}

Html page_links(const PageState& state, std::uint64_t total) {
  const std::size_t offset = state.request.offset;
  const std::size_t limit = state.request.limit;
  const auto at = [&](std::size_t target) {
    return state.address.set("offset", target == 0 ? "" : std::to_string(target));
  };
  Html links;
  if (offset > 0) {
    const std::size_t previous = offset - std::min(offset, limit);
    links += element("a", {{"rel", "prev"}, href(at(previous))}, {"← Previous"});
  }
  if (offset + limit < total) {
    links += element("a", {{"rel", "next"}, href(at(offset + limit))}, {"Next →"});
  }
  if (links.empty()) return {};
  return element("nav", {{"class", "pages"}, {"aria-label", "Pages of the result"}}, {links});
}

Html date_form(const PageState& state) {
  const auto field = [](std::string_view id, std::string_view label, const std::string& value) {
    return element(
        "label", {},
        {label, element("input", {{"name", id},
                                  {"value", value},
                                  {"placeholder", id == "since" ? "2025-05" : "last week"},
                                  {"autocomplete", "off"},
                                  {"size", 10}})});
  };
  const Address kept = state.address.set("since", {}).set("until", {});
  return element(
      "section", {{"class", "facet dates"}, {"aria-labelledby", "facet-dates"}},
      {element("h2", {{"id", "facet-dates"}}, {"Dates"}),
       element("form", {action(Address("/search"))},
               {hidden_fields(kept), field("since", "From ", state.request.filters.since),
                field("until", "to ", state.request.filters.until),
                element("button", {{"type", "submit"}}, {"Apply"})})});
}

}  // namespace ksearch::pages
