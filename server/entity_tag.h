#pragma once

#include <string>
#include <string_view>

#include "server/http_message.h"

namespace ksearch {

/// The weak ETag (RFC 9110, section 8.8.3) of what a request finds in a commit of the index. It
/// holds for one version of the program and one day, since queries know words such as "yesterday";
/// with the parameter time-zone for a quarter of an hour.
[[nodiscard]] std::string entity_tag(const HttpRequest& request, std::string_view commit_id);

/// Whether an If-None-Match header names the tag.
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace ksearch
