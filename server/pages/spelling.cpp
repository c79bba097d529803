#include "server/pages/spelling.h"

#include <algorithm>

namespace ksearch::pages {
namespace {

/// The same conditions with a query in canonical form, which has operators.
Address with_query(const Address& address, std::string_view canonical) {
  return address.set("q", canonical).set("plain", {});
}

Html query_link(const Address& address, const std::string& query) {
  return element("a", {href(address)}, {element("bdi", {}, {query})});
}

/// A word in place of an unknown one. Where the bytes told are not the word alone, such as those of
/// a phrase, the word is no link: what to put there is not known.
Html near_word(const UnknownWord& unknown, const std::string& near, const PageState& given) {
  const std::string& query = given.request.query;
  const auto [begin, end] = unknown.span;
  const bool is_word = end <= query.size() && query.substr(begin, end - begin) == unknown.word;
  if (!is_word) return element("bdi", {}, {near});
  const std::string likelier = query.substr(0, begin) + near + query.substr(end);
  return element("a", {href(given.address.set("q", likelier))}, {element("bdi", {}, {near})});
}

Html no_document_has(const UnknownWord& unknown) {
  Html words = "No document has ";
  words += element("strong", {}, {element("bdi", {}, {unknown.word})});
  return words += ".";
}

}  // namespace

PageState answered_state(const SearchResults& results, const PageState& state) {
  PageState answered = state;
  if (results.corrected_query.empty()) return answered;
  answered.request.query = results.corrected_query;
  answered.request.plain = false;
  answered.address = with_query(state.address, results.corrected_query);
  return answered;
}

Html spelling_advice(const SearchResults& results, const PageState& given) {
  Html lines;
  if (!results.corrected_query.empty()) {
    const Address there = with_query(given.address, results.corrected_query);
    lines += element("p", {},
                     {"Showing results for ", query_link(there, results.corrected_query),
                      ". No results for ", element("bdi", {}, {given.request.query}), "."});
  }
  if (!results.suggested_query.empty()) {
    const Address there = with_query(given.address, results.suggested_query);
    lines += element("p", {}, {"Did you mean ", query_link(there, results.suggested_query), "?"});
  }
  // The others are in the queries above in another spelling.
  for (const UnknownWord& unknown : results.unknown_words) {
    if (!unknown.near.empty() && !lines.empty()) continue;
    lines += element("p", {{"class", "unknown"}}, {no_document_has(unknown)});
  }
  if (lines.empty()) return {};
  return element("div", {{"class", "suggestion"}, {"role", "status"}}, {lines});
}

Html unknown_words(const SearchResults& results, const PageState& given) {
  Html items;
  for (const UnknownWord& unknown : results.unknown_words) {
    Html words = no_document_has(unknown);
    for (std::size_t i = 0; i < unknown.near.size(); ++i) {
      words += i == 0 ? " Like it: " : " · ";
      words += near_word(unknown, unknown.near[i], given);
    }
    items += element("li", {}, {words});
  }
  return items;
}

}  // namespace ksearch::pages
