#pragma once

#include <pybind11/pybind11.h>

namespace ksearch::python {

/// Makes the classes of what a search, a count or a look-up gives. All are read-only.
void bind_results(pybind11::module_& module);

}  // namespace ksearch::python
