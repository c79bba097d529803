#pragma once

#include <pybind11/pybind11.h>

#include <memory>

#include "ksearch/entity.h"

namespace ksearch::python {

/// A recogniser written in Python: an object with `name`, a str that changes whenever its answers
/// do, and `recognize(text, language)`, which gives tuples (begin, end, type, name) of str indices,
/// "person", "place", "org" or "misc", and the full name or None for the text itself. Spans grow to
/// whole words; of those that overlap the first one counts. The object is called with the
/// interpreter's lock held, from one thread at a time. Needs that lock.
[[nodiscard]] std::unique_ptr<EntityRecognizer> make_python_recognizer(pybind11::object object);

}  // namespace ksearch::python
