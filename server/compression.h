#pragma once

#include <string>
#include <string_view>

namespace ksearch {

/// Whether an Accept-Encoding header (RFC 9110, section 12.5.3) takes gzip.
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

/// Bytes in the gzip format (RFC 1952). Throws std::bad_alloc.
[[nodiscard]] std::string gzip(std::string_view bytes);

}  // namespace ksearch
