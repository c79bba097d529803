#include "searcher/highlight/long_sentence.h"

#include <algorithm>

#include "common/analysis/code_points.h"

namespace ksearch::highlight {
namespace {

/// How far a cut looks for white space before it takes any border between tokens.
constexpr std::size_t kCutReachBytes = 48;

bool is_white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

bool fits(std::string_view text, Span span, std::size_t max_chars) {
  return span.size() <= max_chars ||
         (span.size() <= 4 * max_chars &&
          code_point_count(text.substr(span.begin, span.size())) <= max_chars);
}

LongSentence::LongSentence(std::string_view text, Span sentence, const CutTools& tools)
    : text_(text), sentence_(sentence), splitter_(tools.splitter) {
  tools.analyzer.analyze(text.substr(sentence.begin, sentence.size()), tools.tokens);
  for (const Token& token : tools.tokens) {
    const Span span{sentence.begin + token.span.begin, sentence.begin + token.span.end};
    if (!words_.empty() && span.begin < words_.back().end) {
      words_.back().end = std::max(words_.back().end, span.end);
    } else {
      words_.push_back(span);
    }
  }
}

Span LongSentence::within_words(Span match) const {
  const auto word_at = [&](std::size_t pos) {
    return std::upper_bound(words_.begin(), words_.end(), pos,
                            [](std::size_t p, Span span) { return p < span.end; });
  };
  const auto first = word_at(match.begin);
  const auto last = word_at(match.end - 1);
  if (first != words_.end()) match.begin = std::min(match.begin, first->begin);
  if (last != words_.end() && last->begin < match.end) match.end = std::max(match.end, last->end);
  return {match.begin, std::min(match.end, sentence_.end)};
}

std::optional<Span> LongSentence::part_around(Span core, Span room, std::size_t max_chars) const {
  room = trimmed(text_, room);
  const std::size_t core_chars = code_point_count(text_.substr(core.begin, core.size()));
  if (core_chars > max_chars) core.end = core.begin;
  Span grown = core;
  const bool reaches_begin = !core.empty() && fits(text_, {room.begin, core.end}, max_chars);
  const bool reaches_end = !core.empty() && fits(text_, {core.begin, room.end}, max_chars);
  const bool is_late = 2 * (room.end - core.end) < core.begin - room.begin;
  if (reaches_begin && !(reaches_end && is_late)) {
    grown.begin = room.begin;
  } else if (reaches_end) {
    grown.begin = begin_of_cut(backward(room.end, max_chars, room.begin), core.begin);
  } else if (!core.empty()) {
    const std::size_t before = (max_chars - core_chars) / 3;
    grown.begin = begin_of_cut(backward(core.begin, before, room.begin), core.begin);
  }
  grown.end = end_of_cut(forward(grown.begin, max_chars, room.end), core.end);
  if (grown.empty()) grown.end = std::min(room.end, end_inside_word(grown.begin, max_chars));
  grown = trimmed(text_, grown);
  return grown.empty() ? std::nullopt : std::optional(grown);
}

/// Whether no word and no grapheme cluster of the sentence is parted before `pos`.
bool LongSentence::is_cut_place(std::size_t pos) const {
  if (pos == sentence_.begin || pos == sentence_.end) return true;
  const auto word = std::upper_bound(words_.begin(), words_.end(), pos,
                                     [](std::size_t p, Span span) { return p < span.end; });
  if (word != words_.end() && word->begin < pos) return false;
  return splitter_.is_grapheme_boundary(text_.substr(sentence_.begin, sentence_.size()),
                                        pos - sentence_.begin);
}

/// The first place from `ideal` on where a passage can begin, after white space if that is near;
/// `core` when there is none before it.
std::size_t LongSentence::begin_of_cut(std::size_t ideal, std::size_t core) const {
  std::size_t found = core;
  for (std::size_t pos = ideal; pos < core; ++pos) {
    if (found < core && pos - ideal > kCutReachBytes) break;
    const bool after_space = pos == sentence_.begin || is_white(text_[pos - 1]);
    if ((!after_space && found < core) || !is_cut_place(pos)) continue;
    found = pos;
    if (after_space) break;
  }
  return found;
}

/// The last place up to `ideal` where a passage can end, before white space if that is near; `core`
/// when there is none after it.
std::size_t LongSentence::end_of_cut(std::size_t ideal, std::size_t core) const {
  std::size_t found = core;
  for (std::size_t pos = ideal; pos > core; --pos) {
    if (found > core && ideal - pos > kCutReachBytes) break;
    const bool before_space = pos == sentence_.end || is_white(text_[pos]);
    if ((!before_space && found > core) || !is_cut_place(pos)) continue;
    found = pos;
    if (before_space) break;
  }
  return found;
}

/// Where a word that does not fit as a whole is cut: between grapheme clusters, or code points.
std::size_t LongSentence::end_inside_word(std::size_t begin, std::size_t max_chars) const {
  const std::size_t ideal = forward(begin, max_chars, sentence_.end);
  for (std::size_t pos = ideal; pos > begin; --pos) {
    if (splitter_.is_grapheme_boundary(text_.substr(sentence_.begin, sentence_.size()),
                                       pos - sentence_.begin))
      return pos;
  }
  return ideal;
}

/// The place `count` code points after `pos`, but not beyond `limit`.
std::size_t LongSentence::forward(std::size_t pos, std::size_t count, std::size_t limit) const {
  while (pos < limit && (count > 0 || is_trail_byte(text_[pos]))) {
    if (!is_trail_byte(text_[pos])) --count;
    ++pos;
  }
  return pos;
}

std::size_t LongSentence::backward(std::size_t pos, std::size_t count, std::size_t limit) const {
  while (pos > limit && count > 0) {
    --pos;
    if (!is_trail_byte(text_[pos])) --count;
  }
  return pos;
}

}  // namespace ksearch::highlight
