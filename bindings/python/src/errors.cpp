#include "bindings/python/src/errors.h"

#include "bindings/python/src/offsets.h"

namespace py = pybind11;

namespace ksearch::python {
namespace {

// The classes live as long as the interpreter, and so do these references to them.
PyObject* error_class = nullptr;
PyObject* query_error_class = nullptr;

py::object make(PyObject* type, const Error& error) {
  py::object made = py::reinterpret_borrow<py::object>(type)(error.what());
  made.attr("code") = py::str(std::string(to_string(error.code())));
  return made;
}

}  // namespace

void bind_errors(py::module_& module) {
  error_class = PyErr_NewExceptionWithDoc(
      "ksearch.Error", "What ended an operation. `code` names the kind, such as \"index_missing\".",
      PyExc_Exception, nullptr);
  query_error_class = PyErr_NewExceptionWithDoc(
      "ksearch.QueryError",
      "A query that cannot be run; `begin` and `end` are indices of the query.", error_class,
      nullptr);
  module.add_object("Error", py::reinterpret_borrow<py::object>(error_class));
  module.add_object("QueryError", py::reinterpret_borrow<py::object>(query_error_class));
  py::register_exception_translator([](std::exception_ptr pending) {
    try {
      if (pending) std::rethrow_exception(pending);
    } catch (const Error& error) {
      PyErr_SetObject(error_class, make(error_class, error).ptr());
    }
  });
}

void throw_query_error(const QueryError& error, std::string_view query) {
  OffsetMap offsets(query);
  py::object made = make(query_error_class, error);
  made.attr("begin") = offsets.index_of(error.span().begin);
  made.attr("end") = offsets.index_of(error.span().end);
  PyErr_SetObject(query_error_class, made.ptr());
  throw py::error_already_set();
}

}  // namespace ksearch::python
