#include "bindings/python/src/results.h"

#include <pybind11/stl.h>

#include "bindings/python/src/offsets.h"
#include "ksearch/searcher.h"

namespace py = pybind11;

namespace ksearch::python {
namespace {

/// Negative indices count from the end, as everywhere in Python.
const Hit& hit_at(const SearchResults& results, py::ssize_t index) {
  const auto size = static_cast<py::ssize_t>(results.hits.size());
  if (index < 0) index += size;
  if (index < 0 || index >= size) throw py::index_error("no hit has this index");
  return results.hits[static_cast<std::size_t>(index)];
}

py::dict facets_of(const SearchResults& results) {
  py::dict facets;
  for (const Facet& facet : results.facets)
    facets[py::str(std::string(to_string(facet.field)))] = facet;
  return facets;
}

void bind_hits(py::module_& module) {
  py::class_<Snippet>(module, "Snippet")
      .def_readonly("text", &Snippet::text)
      .def_property_readonly("highlights",
                             [](const Snippet& snippet) {
                               return OffsetMap(snippet.text).ranges_of(snippet.highlights);
                             })
      .def_property_readonly(
          "bytes",
          [](const Snippet& snippet) { return std::pair(snippet.span.begin, snippet.span.end); })
      .def_readonly("page", &Snippet::page)
      .def("__str__", [](const Snippet& snippet) { return snippet.text; });
  py::class_<MatchReason>(module, "MatchReason")
      .def_readonly("query_part", &MatchReason::query_part)
      .def_readonly("matched", &MatchReason::matched)
      .def_readonly("rule", &MatchReason::rule)
      .def_readonly("weight", &MatchReason::weight);
  py::class_<Hit>(module, "Hit")
      .def_readonly("rank", &Hit::rank)
      .def_readonly("score", &Hit::score)
      .def_readonly("id", &Hit::id)
      .def_readonly("title", &Hit::title)
      .def_property_readonly(
          "title_highlights",
          [](const Hit& hit) { return OffsetMap(hit.title).ranges_of(hit.title_highlights); })
      .def_readonly("path", &Hit::path)
      .def_readonly("url", &Hit::url)
      .def_readonly("source", &Hit::source)
      .def_readonly("date", &Hit::date)
      .def_readonly("language", &Hit::language)
      .def_readonly("authors", &Hit::authors)
      .def_readonly("type", &Hit::type)
      .def_readonly("snippets", &Hit::snippets)
      .def_readonly("person", &Hit::person)
      .def_readonly("place", &Hit::place)
      .def_readonly("org", &Hit::org)
      .def_readonly("copies", &Hit::copies)
      .def_readonly("reasons", &Hit::reasons)
      .def("__repr__", [](const Hit& hit) {
        return py::str("<ksearch.Hit {} {!r} {!r}>").format(hit.rank, hit.id, hit.title);
      });
}

void bind_facets(py::module_& module) {
  py::class_<FacetVariant>(module, "FacetVariant")
      .def_readonly("name", &FacetVariant::name)
      .def_readonly("count", &FacetVariant::count)
      .def_readonly("type", &FacetVariant::type)
      .def_readonly("rule", &FacetVariant::rule);
  py::class_<FacetValue>(module, "FacetValue")
      .def_readonly("value", &FacetValue::value)
      .def_readonly("count", &FacetValue::count)
      .def_readonly("variants", &FacetValue::variants)
      .def("__repr__", [](const FacetValue& value) {
        return py::str("<ksearch.FacetValue {!r} {}>").format(value.value, value.count);
      });
  py::class_<Facet>(module, "Facet")
      .def_property_readonly("field",
                             [](const Facet& facet) { return std::string(to_string(facet.field)); })
      .def_readonly("values", &Facet::values)
      .def_readonly("more", &Facet::more)
      .def("__len__", [](const Facet& facet) { return facet.values.size(); })
      .def(
          "__iter__",
          [](const Facet& facet) {
            return py::make_iterator(facet.values.begin(), facet.values.end());
          },
          py::keep_alive<0, 1>());
}

void bind_counts(py::module_& module) {
  py::class_<TimelineBar>(module, "TimelineBar")
      .def_readonly("period", &TimelineBar::period)
      .def_readonly("count", &TimelineBar::count);
  py::class_<Timeline>(module, "Timeline")
      .def_readonly("bars", &Timeline::bars)
      .def_readonly("undated", &Timeline::undated);
  py::class_<RelatedEntity>(module, "RelatedEntity")
      .def_property_readonly(
          "field",
          [](const RelatedEntity& related) { return std::string(to_string(related.field)); })
      .def_readonly("value", &RelatedEntity::value)
      .def_readonly("count", &RelatedEntity::count)
      .def_readonly("total", &RelatedEntity::total)
      .def_readonly("lift", &RelatedEntity::lift)
      .def_readonly("significance", &RelatedEntity::significance);
  py::class_<Completion>(module, "Completion")
      .def_readonly("text", &Completion::text)
      .def_property_readonly("field",
                             [](const Completion& completion) -> std::optional<std::string> {
                               if (!completion.field) return std::nullopt;
                               return std::string(to_string(*completion.field));
                             })
      .def_readonly("count", &Completion::count);
}

void bind_documents(py::module_& module) {
  py::class_<DocumentMention>(module, "Mention")
      .def_property_readonly(
          "type",
          [](const DocumentMention& mention) { return std::string(to_string(mention.type)); })
      .def_readonly("name", &DocumentMention::name)
      .def_readonly("entity", &DocumentMention::entity)
      .def_readonly("in_title", &DocumentMention::in_title)
      .def_property_readonly("bytes", [](const DocumentMention& mention) {
        return std::pair(mention.span.begin, mention.span.end);
      });
  py::class_<MentionEvidence>(module, "MentionEvidence")
      .def_readonly("document", &MentionEvidence::document)
      .def_readonly("title", &MentionEvidence::title)
      .def_readonly("date", &MentionEvidence::date)
      .def_readonly("mention", &MentionEvidence::mention)
      .def_readonly("surface", &MentionEvidence::surface)
      .def_readonly("sentence", &MentionEvidence::sentence);
  const auto text = [](std::string Document::*member) {
    return [member](const StoredDocument& stored) { return stored.document.*member; };
  };
  py::class_<StoredDocument>(module, "Document")
      .def_property_readonly("id", text(&Document::id))
      .def_property_readonly("title", text(&Document::title))
      .def_property_readonly("text", text(&Document::text))
      .def_property_readonly("path", text(&Document::path))
      .def_property_readonly("url", text(&Document::url))
      .def_property_readonly("source", text(&Document::source))
      .def_property_readonly("language", text(&Document::language))
      .def_property_readonly("type", text(&Document::type))
      .def_property_readonly("date",
                             [](const StoredDocument& stored) {
                               const auto& date = stored.document.date;
                               return date ? format_date(*date) : std::string();
                             })
      .def_property_readonly("member", text(&Document::member))
      .def_property_readonly("authors",
                             [](const StoredDocument& stored) { return stored.document.authors; })
      .def_property_readonly("metadata",
                             [](const StoredDocument& stored) { return stored.document.metadata; })
      .def_readonly("mentions", &StoredDocument::mentions)
      .def_readonly("copies", &StoredDocument::copies)
      .def_property_readonly("highlights",
                             [](const StoredDocument& stored) {
                               return OffsetMap(stored.document.text).ranges_of(stored.highlights);
                             })
      .def_property_readonly("title_highlights", [](const StoredDocument& stored) {
        return OffsetMap(stored.document.title).ranges_of(stored.title_highlights);
      });
}

}  // namespace

void bind_results(py::module_& module) {
  bind_hits(module);
  bind_facets(module);
  bind_counts(module);
  bind_documents(module);
  py::class_<UnknownWord>(module, "UnknownWord")
      .def_readonly("word", &UnknownWord::word)
      .def_readonly("near", &UnknownWord::near);
  py::class_<SearchResults>(module, "SearchResults")
      .def_readonly("hits", &SearchResults::hits)
      .def_readonly("total", &SearchResults::total)
      .def_readonly("total_is_exact", &SearchResults::total_is_exact)
      .def_readonly("parsed_query", &SearchResults::parsed_query)
      .def_readonly("warnings", &SearchResults::warnings)
      .def_readonly("suggested_query", &SearchResults::suggested_query)
      .def_readonly("corrected_query", &SearchResults::corrected_query)
      .def_readonly("unknown_words", &SearchResults::unknown_words)
      .def_readonly("revision", &SearchResults::revision)
      .def_property_readonly("facets", facets_of)
      .def("__len__", [](const SearchResults& results) { return results.hits.size(); })
      .def("__getitem__", hit_at, py::return_value_policy::reference_internal)
      .def(
          "__iter__",
          [](const SearchResults& results) {
            return py::make_iterator(results.hits.begin(), results.hits.end());
          },
          py::keep_alive<0, 1>());
}

}  // namespace ksearch::python
