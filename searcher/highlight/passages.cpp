// Passages as a cover of the query.
//
// 1. Where there are very many matches, windows of a passage's width are scored first and only the
//    matches in the best ones, and in the best one of each unit, go on.
// 2. The blocks and sentences around the matches are found. Every run of sentences of one block
//    that begins and ends with a match and fits the budget is a candidate; of a sentence that does
//    not fit, every run of matches that does.
// 3. A candidate is worth the sum over its units of weight x saturated count, as if it were a small
//    document; units that are shown already are worth little. The best one is taken, those that add
//    a unit first, and so on: a greedy weighted set cover.
// 4. What was taken grows by the sentences beside it while they fit. A part of a long sentence
// grows
//    to the sentence's begin if that is near, else to both sides up to the border of a word.

#include "searcher/highlight/passages.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/analysis/code_points.h"

namespace ksearch::highlight {
namespace {

/// Matches that are looked at one by one; beyond them only the best windows are.
constexpr std::size_t kManyMatches = 256;
constexpr std::size_t kBestWindows = 16;
/// How often a repeated unit can count, as a multiple of once, and what a unit is worth that an
/// earlier passage shows.
constexpr double kSaturation = 1.5;
constexpr double kShownBefore = 0.15;
/// What a block without a full stop, a headline or a list entry, is worth beside a sentence.
constexpr double kNoProse = 0.8;
/// What a part of a sentence is worth beside a whole one.
constexpr double kCutWorth = 0.5;
/// Length from which a sentence can open a story that nothing of the query matches.
constexpr std::size_t kMinLeadChars = 40;
constexpr std::size_t kLeadBytes = 65536;
/// How far a cut looks for white space before it takes any border between tokens.
constexpr std::size_t kCutReachBytes = 48;
/// How far from its first match the sentences of a block are relied on.
constexpr std::size_t kBlockReachBytes = 2048;

bool is_white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

double saturated(std::size_t count) {
  const auto n = static_cast<double>(count);
  return n * kSaturation / (n + kSaturation - 1);
}

/// A unit of the query and how often a passage holds it.
struct UnitCount {
  std::uint32_t unit;
  std::size_t count;
};

struct Candidate {
  Span core;            ///< from its first to its last sentence or match
  std::size_t block;    ///< index of its block
  std::size_t first;    ///< index of its first sentence
  std::size_t last;     ///< and of its last
  bool is_cut = false;  ///< part of a sentence that does not fit
  std::vector<UnitCount> units;
};

void count_unit(std::vector<UnitCount>& units, std::uint32_t unit) {
  const auto known = std::find_if(units.begin(), units.end(),
                                  [&](const UnitCount& entry) { return entry.unit == unit; });
  if (known == units.end()) {
    units.push_back({unit, 1});
  } else {
    ++known->count;
  }
}

class PassageChooser {
 public:
  PassageChooser(const PassageRequest& request, SentenceSplitter& splitter, Analyzer& analyzer,
                 TokenList& tokens)
      : request_(request), splitter_(splitter), analyzer_(analyzer), tokens_(tokens) {
    if (request.furniture != nullptr) barriers_ = *request.furniture;
    if (!request.title_span.empty()) barriers_.push_back(request.title_span);
  }

  std::vector<Span> choose() {
    if (request_.count == 0 || request_.max_chars == 0) return {};
    select_matches();
    if (matches_.empty()) return lead();
    find_blocks();
    add_candidates();
    take_best();
    extend();
    if (!request_.best_first) std::sort(taken_.begin(), taken_.end());
    return std::move(taken_);
  }

 private:
  struct BlockMatches {
    Block block;
    std::vector<Match> matches;
  };

  [[nodiscard]] std::string_view part(Span span) const {
    return request_.text.substr(span.begin, span.size());
  }
  [[nodiscard]] std::size_t chars(Span span) const { return code_point_count(part(span)); }
  [[nodiscard]] bool fits(Span span) const {
    return span.size() <= request_.max_chars ||
           (span.size() <= 4 * request_.max_chars && chars(span) <= request_.max_chars);
  }
  [[nodiscard]] double weight(std::uint32_t unit) const { return request_.weights[unit]; }
  [[nodiscard]] bool is_free(Span span) const {
    return std::none_of(taken_.begin(), taken_.end(),
                        [&](Span taken) { return taken.overlaps(span); });
  }

  void select_matches();
  void keep_best_windows();
  void find_blocks();
  void add_candidates();
  void add_sentence_candidates(std::size_t block, std::size_t sentence);
  void add_cut_candidates(std::size_t block, std::size_t sentence);
  [[nodiscard]] std::pair<bool, double> worth(const Candidate& candidate) const;
  void take_best();
  bool take(const Candidate& candidate);
  void extend();
  [[nodiscard]] std::vector<Span> lead();
  [[nodiscard]] std::optional<Span> grown_cut(Span core, Span sentence);
  void find_words(Span sentence);
  [[nodiscard]] Span within_words(Span match, Span sentence) const;
  [[nodiscard]] bool is_furniture(Span span) const;
  [[nodiscard]] bool is_cut_place(std::size_t pos, Span sentence) const;
  [[nodiscard]] std::size_t begin_of_cut(std::size_t ideal, std::size_t core, Span sentence) const;
  [[nodiscard]] std::size_t end_of_cut(std::size_t ideal, std::size_t core, Span sentence) const;
  [[nodiscard]] std::size_t end_inside_word(std::size_t begin, Span sentence) const;
  [[nodiscard]] std::size_t forward(std::size_t pos, std::size_t count, std::size_t limit) const;
  [[nodiscard]] std::size_t backward(std::size_t pos, std::size_t count, std::size_t limit) const;

  const PassageRequest& request_;
  SentenceSplitter& splitter_;
  Analyzer& analyzer_;
  TokenList& tokens_;
  Barriers barriers_;
  std::vector<Match> matches_;
  std::vector<BlockMatches> blocks_;
  std::vector<Candidate> candidates_;
  std::vector<const Candidate*> chosen_;
  std::vector<Span> taken_;  ///< one for each of chosen_
  std::vector<bool> shown_;  ///< units
  std::vector<Span> words_;  ///< of the sentence being cut
};

/// Those outside the title, which is shown anyway; of very many the most promising.
void PassageChooser::select_matches() {
  std::copy_if(request_.matches.begin(), request_.matches.end(), std::back_inserter(matches_),
               [&](const Match& match) { return !request_.title_span.overlaps(match.span); });
  if (matches_.size() > kManyMatches) keep_best_windows();
}

void PassageChooser::keep_best_windows() {
  struct Window {
    double score;
    std::size_t first;
    std::size_t last;
  };
  const std::size_t unit_count = request_.weights.size();
  std::vector<std::size_t> counts(unit_count);
  std::vector<Window> windows;
  std::vector<std::optional<std::size_t>> best_of_unit(unit_count);
  double score = 0;
  const auto change = [&](std::uint32_t unit, bool add) {
    score -= weight(unit) * saturated(counts[unit]);
    counts[unit] += add ? 1 : std::size_t(-1);
    score += weight(unit) * saturated(counts[unit]);
  };
  std::size_t end = 0;
  for (std::size_t first = 0; first < matches_.size(); ++first) {
    const std::size_t limit = matches_[first].span.begin + request_.max_chars;
    while (end < matches_.size() && matches_[end].span.end <= limit)
      change(matches_[end++].unit, true);
    if (end == first) change(matches_[end++].unit, true);
    const std::uint32_t unit = matches_[first].unit;
    if (!best_of_unit[unit] || score > windows[*best_of_unit[unit]].score)
      best_of_unit[unit] = first;
    windows.push_back({score, first, end});
    change(unit, false);
  }
  std::vector<std::size_t> order(windows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const std::size_t sorted = std::min(order.size(), kBestWindows * kBestWindows);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(sorted), order.end(),
                    [&](std::size_t a, std::size_t b) {
                      return std::pair(-windows[a].score, a) < std::pair(-windows[b].score, b);
                    });
  std::vector<bool> kept(matches_.size());
  const auto keep = [&](const Window& window) {
    for (std::size_t i = window.first; i < window.last; ++i) kept[i] = true;
  };
  std::size_t best = 0;
  for (std::size_t i = 0; i < sorted && best < kBestWindows; ++i) {
    const Window& window = windows[order[i]];
    if (kept[window.first]) continue;
    keep(window);
    ++best;
  }
  for (const auto& first : best_of_unit) {
    if (first) keep(windows[*first]);
  }
  std::size_t next = 0;
  std::erase_if(matches_, [&](const Match&) { return !kept[next++]; });
}

void PassageChooser::find_blocks() {
  std::vector<Span> whole;
  whole.reserve(matches_.size());
  for (const Match& match : matches_) whole.push_back(match.span);
  std::size_t known_until = 0;
  for (const Match& match : matches_) {
    if (match.span.begin >= known_until) {
      Block block = splitter_.block_around(request_.text, match.span.begin, barriers_, whole);
      // A very long block was cut at both ends: far from the match the next one needs its own.
      known_until = std::min(block.span.end, match.span.begin + kBlockReachBytes);
      blocks_.push_back({std::move(block), {}});
    }
    blocks_.back().matches.push_back(match);
  }
}

void PassageChooser::add_candidates() {
  for (std::size_t block = 0; block < blocks_.size(); ++block) {
    const auto& [lines, matches] = blocks_[block];
    std::size_t next = 0;
    for (std::size_t sentence = 0; sentence < lines.sentences.size(); ++sentence) {
      const Span span = lines.sentences[sentence];
      while (next < matches.size() && matches[next].span.begin < span.begin) ++next;
      if (next == matches.size() || matches[next].span.begin >= span.end) continue;
      if (fits(span)) {
        add_sentence_candidates(block, sentence);
      } else {
        add_cut_candidates(block, sentence);
      }
    }
  }
}

/// Runs of sentences that begin with `first` and end with one that has a match.
void PassageChooser::add_sentence_candidates(std::size_t block, std::size_t first) {
  const auto& [lines, matches] = blocks_[block];
  const std::size_t begin = lines.sentences[first].begin;
  auto match = std::find_if(matches.begin(), matches.end(),
                            [&](const Match& m) { return m.span.begin >= begin; });
  std::vector<UnitCount> units;
  for (std::size_t last = first; last < lines.sentences.size(); ++last) {
    const Span core{begin, lines.sentences[last].end};
    if (!fits(core)) break;
    if (match == matches.end() || match->span.begin >= core.end) continue;
    for (; match != matches.end() && match->span.begin < core.end; ++match) {
      count_unit(units, match->unit);
    }
    candidates_.push_back({core, block, first, last, false, units});
  }
}

/// Runs of matches of a sentence that is too long as a whole, from and to the border of a word.
void PassageChooser::add_cut_candidates(std::size_t block, std::size_t sentence) {
  const auto& [lines, matches] = blocks_[block];
  const Span whole = lines.sentences[sentence];
  find_words(whole);
  for (std::size_t first = 0; first < matches.size(); ++first) {
    const Span begin = matches[first].span;
    if (begin.begin < whole.begin || begin.begin >= whole.end) continue;
    Candidate candidate{within_words(begin, whole), block, sentence, sentence, true, {}};
    for (std::size_t i = first; i < matches.size() && matches[i].span.begin < whole.end; ++i) {
      const Span next = within_words(matches[i].span, whole);
      const Span core{candidate.core.begin, std::max(candidate.core.end, next.end)};
      if (i > first && !fits(core)) break;
      candidate.core = core;
      count_unit(candidate.units, matches[i].unit);
    }
    candidates_.push_back(std::move(candidate));
  }
}

/// A match with the whole of the compounds it begins and ends in, as far as the sentence goes.
Span PassageChooser::within_words(Span match, Span sentence) const {
  const auto word_at = [&](std::size_t pos) {
    return std::upper_bound(words_.begin(), words_.end(), pos,
                            [](std::size_t p, Span span) { return p < span.end; });
  };
  const auto first = word_at(match.begin);
  const auto last = word_at(match.end - 1);
  if (first != words_.end()) match.begin = std::min(match.begin, first->begin);
  if (last != words_.end() && last->begin < match.end) match.end = std::max(match.end, last->end);
  return {match.begin, std::min(match.end, sentence.end)};
}

/// Whether a candidate shows a unit that is not shown yet, and its worth beside what is.
std::pair<bool, double> PassageChooser::worth(const Candidate& candidate) const {
  double sum = 0;
  bool adds_unit = false;
  for (const UnitCount& entry : candidate.units) {
    const bool is_new = !shown_[entry.unit];
    adds_unit = adds_unit || is_new;
    sum += weight(entry.unit) * saturated(entry.count) * (is_new ? 1 : kShownBefore);
  }
  if (candidate.is_cut) sum *= kCutWorth;
  return {adds_unit, blocks_[candidate.block].block.is_prose ? sum : sum * kNoProse};
}

void PassageChooser::take_best() {
  shown_.assign(request_.weights.size(), false);
  std::vector<bool> is_out(candidates_.size());
  std::vector<std::string_view> seen;
  if (!request_.title_span.empty())
    seen.push_back(part(trimmed(request_.text, request_.title_span)));
  while (taken_.size() < request_.count) {
    std::size_t best = candidates_.size();
    std::pair<bool, double> best_worth;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (is_out[i]) continue;
      const std::pair<bool, double> value = worth(candidates_[i]);
      if (best < candidates_.size() && value <= best_worth) continue;
      best = i;
      best_worth = value;
    }
    if (best == candidates_.size()) break;
    is_out[best] = true;
    const std::string_view words = part(candidates_[best].core);
    if (std::find(seen.begin(), seen.end(), words) != seen.end()) continue;
    if (!take(candidates_[best])) continue;
    seen.push_back(words);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (taken_.back().overlaps(candidates_[i].core)) is_out[i] = true;
    }
  }
  // Where only repetitions of the headline match, one of them is better than nothing.
  for (std::size_t i = 0; i < candidates_.size() && taken_.empty(); ++i) take(candidates_[i]);
}

bool PassageChooser::take(const Candidate& candidate) {
  std::optional<Span> passage = candidate.core;
  if (candidate.is_cut) {
    passage = grown_cut(candidate.core, blocks_[candidate.block].block.sentences[candidate.first]);
  }
  if (!passage || !is_free(*passage)) return false;
  taken_.push_back(*passage);
  chosen_.push_back(&candidate);
  for (const UnitCount& entry : candidate.units) shown_[entry.unit] = true;
  return true;
}

/// Whole sentences of the same block, the one after before the one before.
void PassageChooser::extend() {
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    const Candidate& candidate = *chosen_[i];
    if (candidate.is_cut) continue;
    const std::vector<Span>& sentences = blocks_[candidate.block].block.sentences;
    std::size_t first = candidate.first;
    std::size_t last = candidate.last;
    const auto try_grow = [&](std::size_t sentence, Span grown) {
      if (!fits(grown) || !is_free(sentences[sentence])) return false;
      taken_[i] = grown;
      return true;
    };
    for (bool grows = true; grows;) {
      grows = false;
      if (last + 1 < sentences.size() &&
          try_grow(last + 1, {taken_[i].begin, sentences[last + 1].end})) {
        ++last;
        grows = true;
      }
      if (first > 0 && try_grow(first - 1, {sentences[first - 1].begin, taken_[i].end})) {
        --first;
        grows = true;
      }
    }
  }
}

/// The first sentences of the first paragraph, else of whatever comes first, else the title.
std::vector<Span> PassageChooser::lead() {
  const std::string_view text = request_.text;
  std::optional<Block> opening;
  std::optional<Block> title;
  for (std::size_t pos = 0; pos < std::min(text.size(), kLeadBytes);) {
    const Span rest = trimmed(text, {pos, text.size()});
    if (rest.empty()) break;
    Block block = splitter_.block_around(text, rest.begin, barriers_, {});
    pos = std::max(block.span.end, rest.begin + 1);
    if (block.sentences.empty() || is_furniture(block.span)) continue;
    if (request_.title_span.overlaps(block.span)) {
      if (!title) title = std::move(block);
      continue;
    }
    const bool opens_story = block.is_prose && chars(block.sentences.front()) >= kMinLeadChars;
    if (!opening || opens_story) opening = std::move(block);
    if (opens_story) break;
  }
  if (!opening) opening = std::move(title);
  if (!opening) return {};
  const std::vector<Span>& sentences = opening->sentences;
  Span passage = sentences.front();
  if (!fits(passage)) {
    const auto cut = grown_cut({passage.begin, passage.begin}, passage);
    return cut ? std::vector<Span>{*cut} : std::vector<Span>{};
  }
  for (const Span sentence : sentences) {
    const Span grown{passage.begin, sentence.end};
    if (!fits(grown)) break;
    passage = grown;
  }
  return {passage};
}

bool PassageChooser::is_furniture(Span span) const {
  if (request_.furniture == nullptr) return false;
  return std::any_of(request_.furniture->begin(), request_.furniture->end(),
                     [&](Span furniture) { return furniture.overlaps(span); });
}

/// The place `count` code points after `pos`, but not beyond `limit`.
std::size_t PassageChooser::forward(std::size_t pos, std::size_t count, std::size_t limit) const {
  while (pos < limit && (count > 0 || is_trail_byte(request_.text[pos]))) {
    if (!is_trail_byte(request_.text[pos])) --count;
    ++pos;
  }
  return pos;
}

std::size_t PassageChooser::backward(std::size_t pos, std::size_t count, std::size_t limit) const {
  while (pos > limit && count > 0) {
    --pos;
    if (!is_trail_byte(request_.text[pos])) --count;
  }
  return pos;
}

/// Part of a sentence around the core, of at most max_chars code points: from the sentence's begin
/// when the core is near enough, up to its end likewise, else with more text after than before. A
/// core that is too long itself is cut at its end. Nothing when there is no room between passages.
std::optional<Span> PassageChooser::grown_cut(Span core, Span sentence) {
  Span room = sentence;
  for (const Span taken : taken_) {
    if (taken.overlaps(core)) return std::nullopt;
    if (taken.end <= core.begin) room.begin = std::max(room.begin, taken.end);
    if (taken.begin >= core.end) room.end = std::min(room.end, taken.begin);
  }
  room = trimmed(request_.text, room);
  find_words(sentence);
  const std::size_t budget = request_.max_chars;
  const std::size_t core_chars = chars(core);
  if (core_chars > budget) core.end = core.begin;
  Span grown = core;
  const bool reaches_begin = !core.empty() && fits({room.begin, core.end});
  const bool reaches_end = !core.empty() && fits({core.begin, room.end});
  const bool is_late = 2 * (room.end - core.end) < core.begin - room.begin;
  if (reaches_begin && !(reaches_end && is_late)) {
    grown.begin = room.begin;
  } else if (reaches_end) {
    grown.begin = begin_of_cut(backward(room.end, budget, room.begin), core.begin, sentence);
  } else if (!core.empty()) {
    const std::size_t before = (budget - core_chars) / 3;
    grown.begin = begin_of_cut(backward(core.begin, before, room.begin), core.begin, sentence);
  }
  grown.end = end_of_cut(forward(grown.begin, budget, room.end), core.end, sentence);
  if (grown.empty()) grown.end = std::min(room.end, end_inside_word(grown.begin, sentence));
  grown = trimmed(request_.text, grown);
  return grown.empty() ? std::nullopt : std::optional(grown);
}

/// The words of a sentence, overlapping tokens as one, into words_.
void PassageChooser::find_words(Span sentence) {
  analyzer_.analyze(part(sentence), tokens_);
  words_.clear();
  for (const Token& token : tokens_) {
    const Span span{sentence.begin + token.span.begin, sentence.begin + token.span.end};
    if (!words_.empty() && span.begin < words_.back().end) {
      words_.back().end = std::max(words_.back().end, span.end);
    } else {
      words_.push_back(span);
    }
  }
}

/// Whether no word and no grapheme cluster of the sentence is parted before `pos`.
bool PassageChooser::is_cut_place(std::size_t pos, Span sentence) const {
  if (pos == sentence.begin || pos == sentence.end) return true;
  const auto word = std::upper_bound(words_.begin(), words_.end(), pos,
                                     [](std::size_t p, Span span) { return p < span.end; });
  if (word != words_.end() && word->begin < pos) return false;
  return splitter_.is_grapheme_boundary(part(sentence), pos - sentence.begin);
}

/// The first place from `ideal` on where a passage can begin, after white space if that is near;
/// `core` when there is none before it.
std::size_t PassageChooser::begin_of_cut(std::size_t ideal, std::size_t core, Span sentence) const {
  std::size_t found = core;
  for (std::size_t pos = ideal; pos < core; ++pos) {
    if (found < core && pos - ideal > kCutReachBytes) break;
    const bool after_space = pos == sentence.begin || is_white(request_.text[pos - 1]);
    if ((!after_space && found < core) || !is_cut_place(pos, sentence)) continue;
    found = pos;
    if (after_space) break;
  }
  return found;
}

/// The last place up to `ideal` where a passage can end, before white space if that is near; `core`
/// when there is none after it.
std::size_t PassageChooser::end_of_cut(std::size_t ideal, std::size_t core, Span sentence) const {
  std::size_t found = core;
  for (std::size_t pos = ideal; pos > core; --pos) {
    if (found > core && ideal - pos > kCutReachBytes) break;
    const bool before_space = pos == sentence.end || is_white(request_.text[pos]);
    if ((!before_space && found > core) || !is_cut_place(pos, sentence)) continue;
    found = pos;
    if (before_space) break;
  }
  return found;
}

/// Where a word that does not fit as a whole is cut: between grapheme clusters, or code points.
std::size_t PassageChooser::end_inside_word(std::size_t begin, Span sentence) const {
  const std::size_t ideal = forward(begin, request_.max_chars, sentence.end);
  for (std::size_t pos = ideal; pos > begin; --pos) {
    if (splitter_.is_grapheme_boundary(part(sentence), pos - sentence.begin)) return pos;
  }
  return ideal;
}

}  // namespace

std::vector<Span> choose_passages(const PassageRequest& request, SentenceSplitter& splitter,
                                  Analyzer& analyzer, TokenList& tokens) {
  return PassageChooser(request, splitter, analyzer, tokens).choose();
}

}  // namespace ksearch::highlight
