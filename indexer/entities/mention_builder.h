#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ksearch/entity.h"

namespace ksearch {

/// A name found in a text.
struct FoundName {
  Span tokens;   ///< from the begin of its first token to the end of its last
  Span surface;  ///< the name itself, without a possessive
  EntityType type;
};

/// The mention of a found name; its name is the surface in one line. "Mr", "Ms" and the like before
/// a person become part of the span but not of the name.
[[nodiscard]] Mention make_mention(std::string_view text, const FoundName& found);

}  // namespace ksearch
