#include "bindings/python/src/index.h"

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <mutex>

#include "bindings/python/src/errors.h"
#include "bindings/python/src/request.h"

namespace py = pybind11;

namespace ksearch::python {
namespace {

/// A Searcher that several Python threads may call: one after the other. None of them holds the
/// interpreter's lock while it waits or searches.
class Index {
 public:
  explicit Index(const std::filesystem::path& directory) : searcher_(directory) {}

  template <typename Call>
  auto ask(std::string_view query, Call&& call) {
    return without_lock(query, [&] {
      const std::lock_guard lock(mutex_);
      return call(searcher_);
    });
  }

 private:
  std::mutex mutex_;
  Searcher searcher_;
};

TimeUnit time_unit_of(const std::string& name) {
  if (name == "day") return TimeUnit::kDay;
  if (name == "week") return TimeUnit::kWeek;
  if (name == "month") return TimeUnit::kMonth;
  if (name == "year") return TimeUnit::kYear;
  throw py::value_error("by is \"day\", \"week\", \"month\" or \"year\"");
}

SearchResults search(Index& index, const std::string& query, const py::kwargs& arguments) {
  const SearchRequest request = request_of(query, arguments);
  return index.ask(query, [&](Searcher& searcher) { return searcher.search(request); });
}

Facet facet(Index& index, const std::string& field, const std::string& query,
            const std::string& contains, const py::kwargs& arguments) {
  const SearchRequest request = request_of(query, arguments);
  const Field counted = field_of(field);
  const std::size_t limit = arguments.contains("limit") ? request.limit : 0;
  return index.ask(
      query, [&](Searcher& searcher) { return searcher.facet(counted, request, contains, limit); });
}

Timeline timeline(Index& index, const std::string& query, const std::string& by,
                  const py::kwargs& arguments) {
  const SearchRequest request = request_of(query, arguments);
  const TimeUnit unit = time_unit_of(by);
  return index.ask(query, [&](Searcher& searcher) { return searcher.timeline(request, unit); });
}

std::vector<RelatedEntity> related(Index& index, const std::string& query,
                                   const py::kwargs& arguments) {
  const SearchRequest request = request_of(query, arguments);
  return index.ask(query,
                   [&](Searcher& searcher) { return searcher.related(request, request.limit); });
}

SearchResults similar(Index& index, const std::string& id, const std::string& query,
                      const py::kwargs& arguments) {
  const SearchRequest request = request_of(query, arguments);
  return index.ask(query, [&](Searcher& searcher) { return searcher.similar(id, request); });
}

StoredDocument document(Index& index, const std::string& id, const std::string& query,
                        const py::kwargs& arguments) {
  const SearchRequest request = request_of(query, arguments);
  return index.ask(query, [&](Searcher& searcher) { return searcher.document(id, request); });
}

std::vector<MentionEvidence> mentions(Index& index, const std::string& query,
                                      const py::kwargs& arguments) {
  const SearchRequest request = request_of(query, arguments);
  const std::size_t limit = arguments.contains("limit") ? request.limit : 0;
  std::vector<MentionEvidence> found;
  index.ask(query, [&](Searcher& searcher) {
    searcher.mentions(request, [&](const MentionEvidence& evidence) {
      found.push_back(evidence);
      return limit == 0 || found.size() < limit;
    });
  });
  return found;
}

py::dict describe(Index& index) {
  const IndexDescription description =
      index.ask({}, [](Searcher& searcher) { return searcher.describe(); });
  py::dict result;
  result["directory"] = description.directory;
  result["documents"] = description.documents;
  result["text_bytes"] = description.text_bytes;
  result["disk_bytes"] = description.disk_bytes;
  result["revision"] = description.revision;
  result["names"] = description.names;
  result["created_by"] = description.created_by;
  result["languages"] = description.languages;
  result["roots"] = description.roots;
  return result;
}

}  // namespace

void bind_index(py::module_& module) {
  py::class_<Index>(module, "Index")
      .def(py::init<const std::filesystem::path&>(), py::arg("directory"))
      .def("search", search, py::arg("query") = "")
      .def("facet", facet, py::arg("field"), py::arg("query") = "", py::arg("contains") = "")
      .def("timeline", timeline, py::arg("query") = "", py::arg("by") = "month")
      .def("related", related, py::arg("query") = "")
      .def("similar", similar, py::arg("id"), py::arg("query") = "")
      .def("document", document, py::arg("id"), py::arg("query") = "")
      .def("mentions", mentions, py::arg("query") = "")
      .def(
          "suggest",
          [](Index& index, const std::string& prefix, std::size_t limit) {
            return index.ask({},
                             [&](Searcher& searcher) { return searcher.suggest(prefix, limit); });
          },
          py::arg("prefix"), py::arg("limit") = 10)
      .def("describe", describe);
}

}  // namespace ksearch::python
