#include "indexer/entities/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "common/entities/names.h"

namespace ksearch {
namespace {

/// A line of this many bytes may have been wrapped, so that its end does not end the block.
constexpr std::size_t kMinWrappedLine = 50;
constexpr std::size_t kMaxWrappedLine = 100;
/// A block of capitalised words is a headline if so many words in a hundred begin with a capital.
constexpr std::size_t kHeadlinePercent = 65;
constexpr std::size_t kMinHeadlineWords = 3;

std::size_t apostrophe_bytes(std::string_view text, std::size_t at) {
  if (text[at] == '\'') return 1;
  return text.substr(at).starts_with("\u2019") ? std::string_view("\u2019").size() : 0;
}

void describe_letters(Word& word) {
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t letters = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(word.surface.data());
  const auto size = static_cast<std::int32_t>(word.surface.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, size, c);
    if (!u_isalpha(c)) continue;
    if (letters == 0) word.capital = u_isupper(c) || u_istitle(c);
    ++letters;
    upper += u_isupper(c) ? 1U : 0U;
    lower += u_islower(c) ? 1U : 0U;
  }
  word.all_capitals = upper >= 2 && lower == 0;
  word.initial = letters == 1 && upper == 1;
}

bool is_blank_line(std::string_view gap) {
  const std::size_t first = gap.find('\n');
  return first != std::string_view::npos && gap.find('\n', first + 1) != std::string_view::npos;
}

bool ends_sentence(std::string_view gap, const Word& before) {
  const bool abbreviation =
      gap.starts_with(". ") && (before.initial || before.known.is(kKnownTitle));
  if (abbreviation) return false;
  for (const std::string_view mark :
       {".", "!", "?", ":", "\u2026", "\u201c", "\u201e", "\"", "\u00ab", "\u2022", "\u2014"}) {
    if (gap.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

void mark_headlines(std::vector<Word>& words) {
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && !words[end].starts_block) ++end;
    std::size_t capitals = 0;
    std::size_t alphabetic = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const auto first = static_cast<unsigned char>(words[i].surface.front());
      if (first >= '0' && first <= '9') continue;
      ++alphabetic;
      capitals += words[i].capital ? 1U : 0U;
    }
    if (alphabetic >= kMinHeadlineWords && capitals * 100 >= alphabetic * kHeadlinePercent) {
      for (std::size_t i = begin; i < end; ++i) words[i].in_headline = true;
    }
    begin = end;
  }
}

}  // namespace

std::string_view without_ending(std::string_view surface) {
  for (std::size_t at = surface.size(); at-- > 1;) {
    const std::size_t bytes = apostrophe_bytes(surface, at);
    if (bytes == 0) continue;
    if (at == 1 && surface[0] != 'I') return surface;
    const std::string_view tail = surface.substr(at + bytes);
    const bool lower = std::all_of(tail.begin(), tail.end(), [](char c) {
      return !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9');
    });
    return lower && tail.size() <= 6 ? surface.substr(0, at) : surface;
  }
  return surface;
}

bool ends_block(std::string_view text, std::string_view gap, std::size_t begin) {
  if (gap.find('\n') == std::string_view::npos) return false;
  if (is_blank_line(gap)) return true;
  const std::size_t break_at = text.rfind('\n', begin - 1);
  const std::size_t line_start = break_at == 0 ? 0 : text.rfind('\n', break_at - 1) + 1;
  const std::size_t length = break_at - line_start;
  return length < kMinWrappedLine || length > kMaxWrappedLine;
}

std::vector<Word> document_words(const RecognizerInput& input) {
  std::vector<Word> words;
  words.reserve(input.tokens.size());
  auto furniture = input.furniture.begin();
  std::size_t previous_end = 0;
  for (const Token& token : input.tokens) {
    if (token.kind != TokenKind::kWord && token.kind != TokenKind::kPart) continue;
    if (token.span.begin < previous_end) continue;
    Word word;
    word.span = token.span;
    const std::string_view whole = input.text.substr(token.span.begin, token.span.size());
    word.surface = without_ending(whole);
    word.possessive = word.surface.size() < whole.size();
    word.normalized = normalize_name(EntityType::kMisc, word.surface);
    if (word.normalized.empty()) continue;
    if (const auto known = find_known_name(word.normalized)) word.known = *known;
    describe_letters(word);
    word.gap = input.text.substr(previous_end, token.span.begin - previous_end);
    word.starts_block = words.empty() || ends_block(input.text, word.gap, token.span.begin);
    word.starts_sentence = word.starts_block || ends_sentence(word.gap, words.back());
    while (furniture != input.furniture.end() && furniture->end <= token.span.begin) ++furniture;
    word.furniture = furniture != input.furniture.end() && furniture->overlaps(token.span);
    previous_end = token.span.end;
    words.push_back(std::move(word));
  }
  mark_headlines(words);
  return words;
}

}  // namespace ksearch
