#include "bindings/python/src/writer.h"

#include <pybind11/functional.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <chrono>
#include <cmath>
#include <map>
#include <optional>

#include "bindings/python/src/errors.h"
#include "bindings/python/src/recognizer.h"
#include "ksearch/index_writer.h"

namespace py = pybind11;

namespace ksearch::python {
namespace {

// pybind11 takes the interpreter's lock around the calls.
using OnSkipped = std::function<void(std::string, std::string, std::string)>;
using OnProgress = std::function<void(std::map<std::string, std::uint64_t>)>;

/// An IndexWriter between open and close, as a context manager has it.
class Writer {
 public:
  Writer(IndexOptions options, std::unique_ptr<EntityRecognizer> recognizer)
      : recognizer_(std::move(recognizer)) {
    options.recognizer = recognizer_.get();
    const py::gil_scoped_release release;
    writer_.emplace(std::move(options));
  }
  ~Writer() { close(); }

  template <typename Call>
  auto write(Call&& call) {
    if (!writer_) throw Error(ErrorCode::kInvalidArgument, "the writer is closed");
    return without_lock({}, [&] { return call(*writer_); });
  }

  void close() {
    const py::gil_scoped_release release;
    writer_.reset();
  }

 private:
  std::unique_ptr<EntityRecognizer> recognizer_;  // outlives the writer
  std::optional<IndexWriter> writer_;
};

/// Text of the caller, handed on piece by piece.
class TextSource : public ByteSource {
 public:
  explicit TextSource(std::string_view bytes) : rest_(bytes) {}
  bool read(std::string& out, std::size_t max_bytes) override {
    if (rest_.empty()) return false;
    const std::string_view piece = rest_.substr(0, max_bytes);
    out.append(piece);
    rest_.remove_prefix(piece.size());
    return true;
  }

 private:
  std::string_view rest_;
};

std::function<void(const SkippedDocument&)> event_of(const std::optional<OnSkipped>& call) {
  if (!call) return {};
  return [call = *call](const SkippedDocument& skipped) {
    call(skipped.path, skipped.member, skipped.reason);
  };
}

std::map<std::string, std::uint64_t> numbers_of(const IndexCounts& counted) {
  return {{"added", counted.added},         {"updated", counted.updated},
          {"unchanged", counted.unchanged}, {"removed", counted.removed},
          {"failed", counted.failed},       {"ignored", counted.ignored}};
}

std::chrono::milliseconds milliseconds_of(double seconds) {
  // A day is as good as for ever; more would not fit.
  if (!(seconds >= 0)) throw py::value_error("lock_wait is a number of seconds, 0 or more");
  return std::chrono::milliseconds(std::llround(std::min(seconds, 86400.0) * 1000));
}

std::unique_ptr<Writer> open(const std::filesystem::path& directory, unsigned jobs,
                             const std::string& language, bool entities, bool rebuild, bool prune,
                             const std::optional<std::filesystem::path>& model,
                             const std::optional<std::string>& known_names,
                             const py::object& recognizer,
                             const std::optional<OnSkipped>& on_failed,
                             const std::optional<OnSkipped>& on_warning,
                             const std::optional<OnProgress>& on_progress, bool dry_run,
                             std::vector<std::string> exclude, double lock_wait) {
  IndexOptions options{.directory = directory,
                       .jobs = jobs,
                       .language = language,
                       .entities = entities,
                       .rebuild = rebuild,
                       .prune = prune,
                       .dry_run = dry_run,
                       .exclude = std::move(exclude),
                       .lock_wait = milliseconds_of(lock_wait),
                       .model = model.value_or(std::filesystem::path()),
                       .known_names = known_names};
  options.events.failed = event_of(on_failed);
  options.events.warning = event_of(on_warning);
  if (on_progress) {
    options.events.progress = [call = *on_progress](const IndexProgress& progress) {
      auto numbers = numbers_of(progress.counts);
      numbers["files_found"] = progress.files_found;
      numbers["files_done"] = progress.files_done;
      call(std::move(numbers));
    };
  }
  return std::make_unique<Writer>(
      std::move(options), recognizer.is_none() ? nullptr : make_python_recognizer(recognizer));
}

DocumentDate date_of(const std::string& text) {
  const auto date = parse_timestamp(text);
  if (!date) {
    throw py::value_error("\"" + text + "\" is no date: write 2025-05-16 or 2025-05-16T14:05:00Z");
  }
  return *date;
}

void put(Writer& writer, const std::string& id, const std::string& text, const std::string& title,
         const std::string& url, const std::string& source, const std::string& date,
         const std::string& language, const std::vector<std::string>& authors,
         const std::vector<std::pair<std::string, std::string>>& metadata) {
  if (id.empty()) throw py::value_error("a document needs an id");
  Document document;
  document.id = id;
  document.title = title;
  document.text = text;
  document.url = url;
  document.source = source;
  document.language = language;
  document.authors = authors;
  document.metadata = metadata;
  if (!date.empty()) document.date = date_of(date);
  writer.write([&](IndexWriter& open_writer) { open_writer.put(std::move(document)); });
}

std::map<std::string, std::uint64_t> counts(Writer& writer) {
  return numbers_of(writer.write([](IndexWriter& open_writer) { return open_writer.counts(); }));
}

void add_json_lines(Writer& writer, const std::string& lines, const std::string& name) {
  TextSource source(lines);
  writer.write([&](IndexWriter& open_writer) { open_writer.add_json_lines(source, name); });
}

/// The end of a `with` block: what was written is committed unless the block raised something.
void leave(Writer& writer, const py::object& raised, const py::object&, const py::object&) {
  try {
    if (raised.is_none()) writer.write([](IndexWriter& open_writer) { open_writer.commit(); });
  } catch (...) {
    writer.close();
    throw;
  }
  writer.close();
}

}  // namespace

void bind_writer(py::module_& module) {
  py::class_<Writer>(module, "Writer")
      .def(py::init(&open), py::arg("directory"), py::kw_only(), py::arg("jobs") = 0,
           py::arg("language") = "auto", py::arg("entities") = true, py::arg("rebuild") = false,
           py::arg("prune") = true, py::arg("model") = py::none(),
           py::arg("known_names") = py::none(), py::arg("recognizer") = py::none(),
           py::arg("on_failed") = py::none(), py::arg("on_warning") = py::none(),
           py::arg("on_progress") = py::none(), py::arg("dry_run") = false,
           py::arg("exclude") = std::vector<std::string>(), py::arg("lock_wait") = 10.0)
      .def(
          "add_paths",
          [](Writer& writer, const std::vector<std::filesystem::path>& paths) {
            writer.write([&](IndexWriter& open_writer) { open_writer.add_paths(paths); });
          },
          py::arg("paths"))
      .def("refresh",
           [](Writer& writer) {
             writer.write([](IndexWriter& open_writer) { open_writer.refresh(); });
           })
      .def("put", put, py::arg("id"), py::arg("text"), py::kw_only(), py::arg("title") = "",
           py::arg("url") = "", py::arg("source") = "", py::arg("date") = "",
           py::arg("language") = "", py::arg("authors") = std::vector<std::string>(),
           py::arg("metadata") = std::vector<std::pair<std::string, std::string>>())
      .def("add_json_lines", add_json_lines, py::arg("lines"), py::arg("name") = "memory")
      .def(
          "remove",
          [](Writer& writer, const std::string& id) {
            return writer.write([&](IndexWriter& open_writer) { return open_writer.remove(id); });
          },
          py::arg("id"))
      .def(
          "set_corrections",
          [](Writer& writer, const std::string& text) {
            writer.write([&](IndexWriter& open_writer) { open_writer.set_corrections(text); });
          },
          py::arg("text"))
      .def("commit",
           [](Writer& writer) {
             writer.write([](IndexWriter& open_writer) { open_writer.commit(); });
           })
      .def("counts", counts)
      .def("close", &Writer::close)
      .def(
          "__enter__", [](Writer& writer) -> Writer& { return writer; },
          py::return_value_policy::reference)
      .def("__exit__", leave);
}

}  // namespace ksearch::python
