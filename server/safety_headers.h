#pragma once

#include "server/http_message.h"

namespace ksearch {

/// The headers of every response: nothing but this server's own files is loaded or run, no other
/// site may frame or embed it, and no address of a page leaves it.
[[nodiscard]] const NamedValues& safety_headers();

}  // namespace ksearch
