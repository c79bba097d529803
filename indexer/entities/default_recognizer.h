#pragma once

#include <memory>

#include "ksearch/entity.h"

namespace ksearch {

/// The recogniser that an index is built with unless the caller brings another one.
[[nodiscard]] std::unique_ptr<EntityRecognizer> make_default_recognizer();

}  // namespace ksearch
