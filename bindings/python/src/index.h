#pragma once

#include <pybind11/pybind11.h>

namespace ksearch::python {

/// Makes ksearch.Index, which answers queries on one index.
void bind_index(pybind11::module_& module);

}  // namespace ksearch::python
