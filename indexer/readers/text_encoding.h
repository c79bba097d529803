#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// Bytes of a file turned into text.
struct DecodedText {
  std::string text;      ///< valid UTF-8 without NUL bytes and without a byte order mark
  std::string encoding;  ///< what the bytes were taken for: "UTF-8", "windows-1251"
  /// What was repaired: "2 bytes are not UTF-8"; empty when nothing was.
  std::vector<std::string> warnings;
};

/// Turns bytes in any encoding into UTF-8. In order of trust: a byte order mark, the declared
/// charset, a strict test for UTF-8, ICU's detection. Text that is valid UTF-8 is returned byte for
/// byte, line ends included. UTF-8 with a few broken bytes stays UTF-8 with U+FFFD in their place;
/// a NUL byte becomes a space, which keeps offsets. `declared` is a charset's name from a mail
/// header, <meta> or XML declaration, or empty; a name that is unknown or contradicted by the bytes
/// is passed over.
[[nodiscard]] DecodedText decode_text(std::string bytes, std::string_view declared = {});

/// Like decode_text() for bytes that are meant to be UTF-8 whatever they hold (JSON, YAML).
[[nodiscard]] DecodedText repair_utf8(std::string bytes);

/// Whether bytes begin with a byte order mark of UTF-16.
[[nodiscard]] bool is_utf16(std::string_view head);

/// The kind of what is neither text nor of a format known by its first bytes.
inline constexpr std::string_view kBinaryKind = "binary";

/// What `head`, the first bytes of a file, is when it is not text: "PNG picture", "PDF document",
/// "binary"; nothing for text in any encoding.
[[nodiscard]] std::optional<std::string_view> binary_kind(std::string_view head);

}  // namespace ksearch
