#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "ksearch/entity.h"

namespace ksearch {

/// The recogniser that an index is built with unless the caller brings another one: the trained
/// model that is part of the library for English, rules for other languages.
[[nodiscard]] std::unique_ptr<EntityRecognizer> make_default_recognizer();

/// The same with the model of a file, such as data/english-open.ner. Throws Error: kIo when the
/// file cannot be read, kInvalidArgument when it is no model.
[[nodiscard]] std::unique_ptr<EntityRecognizer> make_recognizer(const std::string& model_path);

/// The lines of a CoNLL file (one token a line, a blank line between sentences, "-DOCSTART-" or
/// "# doc ID" lines between documents), each token's with the tag that a model gives it as one
/// more column: "B-PER", "I-LOC", "O". Columns are parted as in the line, by a tab where it has one
/// column. Other lines stay as they are. English only. `model_path` is that of make_recognizer();
/// empty: the built-in model.
[[nodiscard]] std::string tag_conll(std::string_view text, const std::string& model_path = {});

}  // namespace ksearch
