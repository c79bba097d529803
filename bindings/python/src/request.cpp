#include "bindings/python/src/request.h"

#include <pybind11/stl.h>

#include <functional>
#include <map>

namespace py = pybind11;

namespace ksearch::python {
namespace {

/// One str or several.
std::vector<std::string> texts_of(const py::handle& value) {
  if (py::isinstance<py::str>(value)) return {value.cast<std::string>()};
  std::vector<std::string> texts;
  for (const py::handle& text : py::iter(value)) texts.push_back(text.cast<std::string>());
  return texts;
}

void add_conditions(std::vector<std::pair<Field, std::string>>& conditions, Field field,
                    const py::handle& value) {
  for (std::string& text : texts_of(value)) conditions.emplace_back(field, std::move(text));
}

SortOrder sort_order_of(const std::string& name) {
  if (name == "relevance") return SortOrder::kRelevance;
  if (name == "newest") return SortOrder::kNewest;
  if (name == "oldest") return SortOrder::kOldest;
  throw py::value_error("sort is \"relevance\", \"newest\" or \"oldest\"");
}

SnippetOrder snippet_order_of(const std::string& name) {
  if (name == "text") return SnippetOrder::kText;
  if (name == "best") return SnippetOrder::kBest;
  throw py::value_error("snippet_order is \"text\" or \"best\"");
}

using Setter = std::function<void(SearchRequest&, const py::handle&)>;

template <typename Value>
Setter assign(Value SearchRequest::*member) {
  return [member](SearchRequest& request, const py::handle& value) {
    request.*member = value.cast<Value>();
  };
}

Setter filter(Field field) {
  return [field](SearchRequest& request, const py::handle& value) {
    add_conditions(request.filters.with, field, value);
  };
}

const std::map<std::string, Setter>& setters() {
  static const auto* const kSetters = new std::map<std::string, Setter>{
      {"person", filter(Field::kPerson)},
      {"place", filter(Field::kPlace)},
      {"org", filter(Field::kOrg)},
      {"language", filter(Field::kLanguage)},
      {"source", filter(Field::kSource)},
      {"author", filter(Field::kAuthor)},
      {"type", filter(Field::kType)},
      {"month", filter(Field::kMonth)},
      {"without",
       [](SearchRequest& request, const py::handle& value) {
         for (const auto& [name, texts] : value.cast<py::dict>()) {
           add_conditions(request.filters.without, field_of(name.cast<std::string>()), texts);
         }
       }},
      {"since", [](SearchRequest& request,
                   const py::handle& value) { request.filters.since = value.cast<std::string>(); }},
      {"until", [](SearchRequest& request,
                   const py::handle& value) { request.filters.until = value.cast<std::string>(); }},
      {"offset", assign(&SearchRequest::offset)},
      {"limit", assign(&SearchRequest::limit)},
      {"sort",
       [](SearchRequest& request, const py::handle& value) {
         request.sort = sort_order_of(value.cast<std::string>());
       }},
      {"snippets", assign(&SearchRequest::snippets)},
      {"snippet_chars", assign(&SearchRequest::snippet_chars)},
      {"facets",
       [](SearchRequest& request, const py::handle& value) {
         for (const std::string& name : texts_of(value)) request.facets.push_back(field_of(name));
       }},
      {"facet_values", assign(&SearchRequest::facet_values)},
      {"exact", assign(&SearchRequest::exact)},
      {"plain", assign(&SearchRequest::plain)},
      {"exact_total", assign(&SearchRequest::exact_total)},
      {"explain", assign(&SearchRequest::explain)},
      {"stop_language", assign(&SearchRequest::stop_language)},
      {"snippet_order",
       [](SearchRequest& request, const py::handle& value) {
         request.snippet_order = snippet_order_of(value.cast<std::string>());
       }},
      {"copies", assign(&SearchRequest::copies)},
      {"proximity", assign(&SearchRequest::proximity)},
      {"recency", assign(&SearchRequest::recency)},
      {"spelling", assign(&SearchRequest::spelling)},
      {"since_revision", assign(&SearchRequest::since_revision)},
      {"time_zone", assign(&SearchRequest::time_zone)},
      {"synonyms",
       [](SearchRequest& request, const py::handle& value) {
         request.synonyms =
             std::make_shared<const Synonyms>(Synonyms::parse(value.cast<std::string>()));
       }},
  };
  return *kSetters;
}

}  // namespace

Field field_of(const std::string& name) {
  const auto field = field_from(name);
  if (!field) throw py::value_error("\"" + name + "\" is no field");
  return *field;
}

SearchRequest request_of(std::string query, const py::kwargs& arguments) {
  SearchRequest request;
  request.query = std::move(query);
  for (const auto& [key, value] : arguments) {
    const auto name = key.cast<std::string>();
    const auto setter = setters().find(name);
    if (setter == setters().end()) throw py::type_error("unexpected argument \"" + name + "\"");
    try {
      setter->second(request, value);
    } catch (const py::cast_error&) {
      throw py::type_error("the argument \"" + name + "\" has a value of the wrong type");
    }
  }
  return request;
}

}  // namespace ksearch::python
