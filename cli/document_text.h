#pragma once

#include <string>

#include "cli/terminal.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

/// A document for a person to read: headline, origin, text. Lines are wrapped where the terminal
/// has a width; parts that belong to the site are dim; `details` adds its further keys.
[[nodiscard]] std::string text_document(const StoredDocument& stored, const Terminal& terminal,
                                        bool details);

}  // namespace ksearch::cli
