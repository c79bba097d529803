#pragma once

#include <pybind11/pybind11.h>

namespace ksearch::python {

/// Makes ksearch.Writer, which writes one index and is a context manager: it commits at the end of
/// a block that raises nothing, and gives up the index's lock in any case.
void bind_writer(pybind11::module_& module);

}  // namespace ksearch::python
