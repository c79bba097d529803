#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace ksearch {

/// The weak ETag (RFC 9110, section 8.8.3) of what a request finds in a revision of the index. It
/// holds for one version of the program and one day, since queries know words such as "yesterday".
[[nodiscard]] std::string entity_tag(const HttpRequest& request, std::uint64_t revision);

/// Whether an If-None-Match header names the tag.
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace ksearch
