#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>

#include "ksearch/error.h"

namespace ksearch::python {

/// Makes ksearch.Error and ksearch.QueryError, and turns the library's exceptions into them.
void bind_errors(pybind11::module_& module);

/// Runs a call of the library without the interpreter's lock, so that other threads go on.
/// `query` is what a QueryError's offsets refer to.
template <typename Call>
auto without_lock(std::string_view query, Call&& call);

/// A QueryError whose span counts code points of the query.
[[noreturn]] void throw_query_error(const QueryError& error, std::string_view query);

template <typename Call>
auto without_lock(std::string_view query, Call&& call) {
  try {
    const pybind11::gil_scoped_release release;
    return call();
  } catch (const QueryError& error) {
    throw_query_error(error, query);
  }
}

}  // namespace ksearch::python
