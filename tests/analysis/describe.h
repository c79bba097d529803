#pragma once

#include <string>
#include <string_view>

#include "ksearch/analyzer.h"

namespace ksearch::test {

/// Tokens as text, one a line: position, `+` for a part, `=` for a joined form, `*` for a compound,
/// the word, and in brackets the written bytes where they differ from the word.
inline std::string describe(const TokenList& tokens, std::string_view text) {
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty()) out += '\n';
    out += std::to_string(token.position);
    out += " ";
    if (token.kind == TokenKind::kPart) out += '+';
    if (token.kind == TokenKind::kJoined) out += '=';
    if (token.kind == TokenKind::kCompound) out += '*';
    out += token.word;
    const std::string_view written = text.substr(token.span.begin, token.span.size());
    if (written != token.word) {
      out += " [";
      out += written;
      out += ']';
    }
  }
  return out;
}

}  // namespace ksearch::test
