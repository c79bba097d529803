// Passages as a cover of the query.
//
// 1. Where there are very many matches, windows of a passage's width are scored first and only the
//    matches in the best ones, and in the best one of each unit, go on (promising_matches).
// 2. The blocks and sentences around the matches are found. Every run of sentences of one block
//    that begins and ends with a match and fits the budget is a candidate; of a sentence that does
//    not fit, every run of matches that does.
// 3. A candidate is worth the sum over its units of weight x saturated count, as if it were a small
//    document; units that are shown already are worth little. The best one is taken, those that add
//    a unit first, and so on: a greedy weighted set cover.
// 4. What was taken grows by the sentences beside it while they fit. A part of a long sentence
//    grows to the sentence's begin if that is near, else to both sides up to the border of a word
//    (LongSentence).

#include "searcher/highlight/passages.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "searcher/highlight/long_sentence.h"
#include "searcher/highlight/match_windows.h"
#include "searcher/highlight/story_opening.h"

namespace ksearch::highlight {
namespace {

/// What a unit is worth that an earlier passage shows.
constexpr double kShownBefore = 0.15;
/// What a block without a full stop, a headline or a list entry, is worth beside a sentence.
constexpr double kNoProse = 0.8;
/// What a part of a sentence is worth beside a whole one.
constexpr double kCutWorth = 0.5;
/// How far from its first match the sentences of a block are relied on.
constexpr std::size_t kBlockReachBytes = 2048;

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
      : request_(request), tools_{splitter, analyzer, tokens} {
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
  [[nodiscard]] bool fits(Span span) const {
    return highlight::fits(request_.text, span, request_.max_chars);
  }
  [[nodiscard]] double weight(std::uint32_t unit) const { return request_.weights[unit]; }
  [[nodiscard]] bool is_free(Span span) const {
    return std::none_of(taken_.begin(), taken_.end(),
                        [&](Span taken) { return taken.overlaps(span); });
  }

  void select_matches();
  void find_blocks();
  void add_candidates();
  void add_sentence_candidates(std::size_t block, std::size_t sentence);
  void add_cut_candidates(std::size_t block, std::size_t sentence);
  [[nodiscard]] std::pair<bool, double> worth(const Candidate& candidate) const;
  void take_best();
  bool take(const Candidate& candidate);
  void extend();
  [[nodiscard]] std::vector<Span> lead();
  [[nodiscard]] std::optional<Span> grown_cut(Span core, Span sentence) const;

  const PassageRequest& request_;
  CutTools tools_;
  Barriers barriers_;
  std::vector<Match> matches_;
  std::vector<BlockMatches> blocks_;
  std::vector<Candidate> candidates_;
  std::vector<const Candidate*> chosen_;
  std::vector<Span> taken_;  ///< one for each of chosen_
  std::vector<bool> shown_;  ///< units
};

/// Those outside the title, which is shown anyway; of very many the most promising.
void PassageChooser::select_matches() {
  std::copy_if(request_.matches.begin(), request_.matches.end(), std::back_inserter(matches_),
               [&](const Match& match) { return !request_.title_span.overlaps(match.span); });
  matches_ = promising_matches(std::move(matches_), request_.weights, request_.max_chars);
}

void PassageChooser::find_blocks() {
  std::vector<Span> whole;
  whole.reserve(matches_.size());
  for (const Match& match : matches_) whole.push_back(match.span);
  std::size_t known_until = 0;
  for (const Match& match : matches_) {
    if (match.span.begin >= known_until) {
      Block block = tools_.splitter.block_around(request_.text, match.span.begin, barriers_, whole);
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
  const LongSentence long_sentence(request_.text, whole, tools_);
  for (std::size_t first = 0; first < matches.size(); ++first) {
    const Span begin = matches[first].span;
    if (begin.begin < whole.begin || begin.begin >= whole.end) continue;
    Candidate candidate{long_sentence.within_words(begin), block, sentence, sentence, true, {}};
    for (std::size_t i = first; i < matches.size() && matches[i].span.begin < whole.end; ++i) {
      const Span next = long_sentence.within_words(matches[i].span);
      const Span core{candidate.core.begin, std::max(candidate.core.end, next.end)};
      if (i > first && !fits(core)) break;
      candidate.core = core;
      count_unit(candidate.units, matches[i].unit);
    }
    candidates_.push_back(std::move(candidate));
  }
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

/// As many of the first sentences of the story as fit.
std::vector<Span> PassageChooser::lead() {
  const std::optional<Block> opening = story_opening(
      request_.text, {request_.furniture, request_.title_span}, barriers_, tools_.splitter);
  if (!opening) return {};
  Span passage = opening->sentences.front();
  if (!fits(passage)) {
    const auto cut = grown_cut({passage.begin, passage.begin}, passage);
    return cut ? std::vector<Span>{*cut} : std::vector<Span>{};
  }
  for (const Span sentence : opening->sentences) {
    const Span grown{passage.begin, sentence.end};
    if (!fits(grown)) break;
    passage = grown;
  }
  return {passage};
}

/// Part of a sentence around the core; nothing when there is no room between passages.
std::optional<Span> PassageChooser::grown_cut(Span core, Span sentence) const {
  Span room = sentence;
  for (const Span taken : taken_) {
    if (taken.overlaps(core)) return std::nullopt;
    if (taken.end <= core.begin) room.begin = std::max(room.begin, taken.end);
    if (taken.begin >= core.end) room.end = std::min(room.end, taken.begin);
  }
  return LongSentence(request_.text, sentence, tools_).part_around(core, room, request_.max_chars);
}

}  // namespace

std::vector<Span> choose_passages(const PassageRequest& request, SentenceSplitter& splitter,
                                  Analyzer& analyzer, TokenList& tokens) {
  return PassageChooser(request, splitter, analyzer, tokens).choose();
}

}  // namespace ksearch::highlight
