#include "common/analysis/atom_reader.h"

#include <unicode/uchar.h>

#include "common/analysis/code_points.h"
#include "common/analysis/word_folding.h"

namespace ksearch {
namespace {

/// More bytes than the marks and invisible characters of a word that fits could take. What is
/// longer is not even folded.
constexpr std::size_t kMaxWrittenBytes = 1024;

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

constexpr std::uint32_t kLettersAndDigits = U_GC_L_MASK | U_GC_N_MASK;

bool is_one_of(std::uint32_t categories, char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & categories) != 0;
}

/// `run` from its first letter or digit on (a joiner may have left marks without their letter), and
/// without low lines at its end: _word_ is emphasis.
Span trimmed(std::string_view text, Span run) {
  for (std::size_t next = run.begin; next < run.end; run.begin = next) {
    if (is_one_of(kLettersAndDigits, next_code_point(text, next))) break;
  }
  for (std::size_t last = run.end; last > run.begin;) {
    const char32_t c = previous_code_point(text, last);
    if (is_one_of(U_GC_P_MASK, c)) {
      run.end = last;
    } else if (u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ==
               0) {
      break;
    }
  }
  return run;
}

bool has_letter_or_digit(std::string_view text) {
  bool found = false;
  for_each_code_point(text, [&found](char32_t c, std::string_view) {
    found = found || is_one_of(kLettersAndDigits, c);
  });
  return found;
}

}  // namespace

void AtomReader::read_ascii(Span run, bool alone) {
  while (run.begin < run.end && text_[run.begin] == '_') ++run.begin;
  while (run.begin < run.end && text_[run.end - 1] == '_') --run.end;
  if (run.empty()) {
    clusters_.add_mark(Joiner::kNone, run.end);
    return;
  }
  if (run.size() > kMaxWordCodePoints) {
    clusters_.add_overlong();
    return;
  }
  char* lowered = sink_.reserve(run.size());
  for (std::size_t i = 0; i < run.size(); ++i) lowered[i] = lower_ascii(text_[run.begin + i]);
  const std::string_view word = sink_.take(run.size());
  if (alone) {
    sink_.next_position();
    sink_.add(word, word, run, TokenKind::kWord);
  } else {
    clusters_.add_atom({word, word, run});
  }
}

void AtomReader::read(Span run) {
  run = trimmed(text_, run);
  if (run.size() > kMaxWrittenBytes) {
    clusters_.add_overlong();
    return;
  }
  folded_.clear();
  append_folded_word(text_.substr(run.begin, run.size()), folded_);
  if (!has_letter_or_digit(folded_)) {
    clusters_.add_mark(Joiner::kNone, run.end);
    return;
  }
  if (!fits_a_term(folded_)) {
    clusters_.add_overlong();
    return;
  }
  word_.clear();
  append_stripped(folded_, word_);
  const std::string_view folded = sink_.store(folded_);
  clusters_.add_atom({word_ == folded_ ? folded : sink_.store(word_), folded, run});
}

void AtomReader::read_emoji(Span run) {
  clusters_.flush();
  folded_.clear();
  append_casefolded(text_.substr(run.begin, run.size()), folded_);
  sink_.next_position();
  if (!fits_a_term(folded_)) {
    sink_.count_overlong();
    return;
  }
  const std::string_view folded = sink_.store(folded_);
  sink_.add(folded, folded, run, TokenKind::kWord);
}

}  // namespace ksearch
