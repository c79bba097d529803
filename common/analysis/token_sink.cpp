#include "common/analysis/token_sink.h"

#include <algorithm>

namespace ksearch {

TokenList::TokenList() = default;
TokenList::~TokenList() = default;
TokenList::TokenList(TokenList&&) noexcept = default;
TokenList& TokenList::operator=(TokenList&&) noexcept = default;

void TokenList::clear() {
  tokens_.clear();
  overlong_words_ = 0;
  if (arena_) arena_->clear();
}

bool fits_a_term(std::string_view folded) {
  if (folded.size() > kMaxWordBytes) return false;
  if (folded.size() <= kMaxWordCodePoints) return true;
  const auto is_lead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::count_if(folded.begin(), folded.end(), is_lead)) <=
         kMaxWordCodePoints;
}

TokenSink::TokenSink(TokenList& list)
    : list_(list), arena_([&list]() -> ByteArena& {
        if (!list.arena_) list.arena_ = std::make_unique<TokenList::Arena>();
        return *list.arena_;
      }()) {
  list.clear();
}

void TokenSink::sort_from(std::size_t first) {
  // A handful of tokens: insertion keeps equal ones in the order they came.
  auto& tokens = list_.tokens_;
  const auto before = [](const Token& a, const Token& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.kind < b.kind;
  };
  for (std::size_t i = first + 1; i < tokens.size(); ++i) {
    for (std::size_t j = i; j > first && before(tokens[j], tokens[j - 1]); --j) {
      std::swap(tokens[j], tokens[j - 1]);
    }
  }
}

}  // namespace ksearch
