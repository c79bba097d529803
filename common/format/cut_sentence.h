#pragma once

#include <string_view>

namespace ksearch {

/// Whether a passage begins within a sentence: with a letter that has a capital form.
[[nodiscard]] bool begins_within_sentence(std::string_view passage);

/// Whether a passage ends within a sentence: with none of the marks that end one, quotation marks
/// and brackets after it aside.
[[nodiscard]] bool ends_within_sentence(std::string_view passage);

}  // namespace ksearch
