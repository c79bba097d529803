#pragma once

#include <cstddef>

#include "ksearch/document.h"

namespace ksearch {

/// The most code points of a title. Headlines are shorter; what is longer is a paragraph that its
/// author marked as a title, and every hit would carry it.
inline constexpr std::size_t kMaxTitleChars = 300;

/// Cuts a longer title after the last word that fits. Nothing is lost for a search: where the title
/// is not part of the text, the whole of it becomes the first paragraph of the text. The document
/// must be valid UTF-8.
void limit_title(Document& document);

}  // namespace ksearch
