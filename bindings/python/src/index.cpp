#include "bindings/python/src/index.h"

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "bindings/python/src/errors.h"
#include "bindings/python/src/request.h"
#include "ksearch/verify.h"

namespace py = pybind11;

namespace ksearch::python {
namespace {

/// A Searcher that several Python threads may call: one after the other. None of them holds the
/// interpreter's lock while it waits or searches.
class Index {
 public:
  explicit Index(const std::filesystem::path& directory) {
    const py::gil_scoped_release release;
    searcher_.emplace(directory);
  }

  template <typename Call>
  auto ask(std::string_view query, Call&& call) {
    return without_lock(query, [&] {
      const Turn turn(*this);
      if (!searcher_) throw Error(ErrorCode::kInvalidArgument, "the index is closed");
      return call(*searcher_);
    });
  }

  /// Waits for the calls of other threads.
  void close() {
    without_lock({}, [&] {
      const Turn turn(*this);
      searcher_.reset();
    });
  }

 private:
  /// The turn of one thread. A function that each_document() calls cannot have one of its own.
  class Turn {
   public:
    explicit Turn(Index& index) : index_(index) {
      if (index.owner_ == std::this_thread::get_id()) {
        throw Error(ErrorCode::kInvalidArgument,
                    "the index is in use by each_document: open another Index for it");
      }
      index.mutex_.lock();
      index.owner_ = std::this_thread::get_id();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
      index_.owner_ = std::thread::id();
      index_.mutex_.unlock();
    }

   private:
    Index& index_;
  };

  std::mutex mutex_;
  std::atomic<std::thread::id> owner_;  // of the turn
  std::optional<Searcher> searcher_;    // none once it is closed
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

/// Passes documents to a function one by one: `function` may return False to end it.
void each_document(Index& index, const py::function& function, const std::string& query,
                   const py::kwargs& arguments) {
  const SearchRequest request = request_of(query, arguments);
  index.ask(query, [&](Searcher& searcher) {
    searcher.documents(request, [&](const StoredDocument& stored) {
      const py::gil_scoped_acquire acquire;
      return !function(stored).is(py::bool_(false));
    });
  });
}

py::dict verify(const std::filesystem::path& directory) {
  const VerifyReport report = without_lock({}, [&] { return verify_index(directory); });
  std::vector<std::pair<std::string, std::string>> damages;
  for (const Damage& damage : report.damages) damages.emplace_back(damage.part, damage.problem);
  py::dict result;
  result["documents"] = report.documents;
  result["files"] = report.files;
  result["damages"] = damages;
  return result;
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
      .def("each_document", each_document, py::arg("function"), py::arg("query") = "")
      .def("describe", describe)
      .def("revision",
           [](Index& index) {
             return index.ask({}, [](Searcher& searcher) { return searcher.revision(); });
           })
      .def("close", &Index::close)
      .def(
          "__enter__", [](Index& index) -> Index& { return index; },
          py::return_value_policy::reference)
      .def("__exit__", [](Index& index, const py::object&, const py::object&, const py::object&) {
        index.close();
      });
  module.def("verify", verify, py::arg("directory"));
}

}  // namespace ksearch::python
