#pragma once

#include <pybind11/pybind11.h>

#include "ksearch/searcher.h"

namespace ksearch::python {

/// The request that a query and keyword arguments describe; the names are those of the program's
/// options. Throws TypeError for an unknown name or a value of the wrong type, ValueError for a
/// value that is none of those allowed.
[[nodiscard]] SearchRequest request_of(std::string query, const pybind11::kwargs& arguments);

/// The field of a name. Throws ValueError for an unknown one.
[[nodiscard]] Field field_of(const std::string& name);

}  // namespace ksearch::python
