#pragma once

#include <memory>
#include <string>

#include "ksearch/entity.h"

namespace ksearch {

/// The recogniser that an index is built with unless the caller brings another one: the trained
/// model that is part of the library for English, rules for other languages.
[[nodiscard]] std::unique_ptr<EntityRecognizer> make_default_recognizer();

/// The same with the model of a file, such as data/english-open.ner. Throws Error: kIo when the
/// file cannot be read, kInvalidArgument when it is no model.
[[nodiscard]] std::unique_ptr<EntityRecognizer> make_recognizer(const std::string& model_path);

}  // namespace ksearch
