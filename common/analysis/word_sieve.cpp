#include "common/analysis/word_sieve.h"

#include "common/analysis/code_points.h"

namespace ksearch {

void WordSieve::let_through(std::string_view word) {
  if (word.empty()) return;
  std::size_t next = 0;
  const char32_t first = next_code_point(word, next);
  if (first < kLetters) first_letters_.set(first);
}

}  // namespace ksearch
