#pragma once

#include <cstdint>

namespace ksearch::cli::browse {

enum class KeyKind : std::uint8_t {
  kCharacter,
  kUp,
  kDown,
  kLeft,
  kRight,
  kPageUp,
  kPageDown,
  kHome,
  kEnd,
  kEnter,
  kTab,
  kBackTab,
  kBackspace,
  kClearLine,  ///< Ctrl-U
  kEscape,
};

/// A key as the browser knows it, whatever the terminal sends.
struct Key {
  KeyKind kind = KeyKind::kCharacter;
  char32_t character = 0;  ///< of kCharacter
};

}  // namespace ksearch::cli::browse
