#include <pybind11/pybind11.h>

#include "bindings/python/src/errors.h"
#include "bindings/python/src/index.h"
#include "bindings/python/src/results.h"
#include "bindings/python/src/writer.h"
#include "ksearch/version.h"

PYBIND11_MODULE(_ksearch, module) {
  module.doc() = "The C++ part of ksearch; import ksearch instead.";
  module.attr("__version__") = std::string(ksearch::version());
  ksearch::python::bind_errors(module);
  ksearch::python::bind_results(module);
  ksearch::python::bind_index(module);
  ksearch::python::bind_writer(module);
}
