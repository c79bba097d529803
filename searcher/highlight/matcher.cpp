// Matching in one pass over the tokens.
//
// Every TokenMatcher of the spec is an element with a number; tables lead from a word, a stem, a
// name or a type to the elements it satisfies. A token that satisfies an element of a single term
// is a match. For phrases each element remembers the last positions where all elements before it
// matched one after the other, so that a phrase costs a constant for each token. For NEAR a window
// slides over the tokens that satisfy any of its elements; a token matches if every other element
// can be given one too, all at different positions, as Xapian's OP_NEAR has it.

#include "searcher/highlight/matcher.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/analysis/code_points.h"
#include "common/schema.h"

namespace ksearch::highlight {
namespace {

/// Bytes analysed at a time; tokens take about sixteen times as much.
constexpr std::size_t kPartBytes = std::size_t{1} << 18;

/// Whether words with this stem begin with its first letter, so that it can rule others out. Not so
/// where a stemmer takes prefixes off, or is not known well enough, and for very short stems where
/// the last letters change: Turkish "duma" is "t", Ukrainian "із" is "оз".
bool keeps_first_letter(std::string_view language, std::string_view stem) {
  constexpr std::string_view kOthers[] = {"ar", "eu", "ga", "hy", "id", "lt", "ne", "ta"};
  constexpr std::string_view kChangingEnds[] = {"cs", "tr", "uk"};
  const auto is_one_of = [&](const auto& languages) {
    return std::find(std::begin(languages), std::end(languages), language) != std::end(languages);
  };
  return !is_one_of(kOthers) && !(is_one_of(kChangingEnds) && code_point_count(stem) <= 2);
}

unsigned char first_byte(std::string_view text) { return static_cast<unsigned char>(text.front()); }

bool is_white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Where the part that begins at `begin` ends: at white space, which no token crosses.
std::size_t end_of_part(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= kPartBytes) return text.size();
  std::size_t end = begin + kPartBytes;
  while (end > begin + kPartBytes / 2 && !is_white(text[end - 1])) --end;
  while (end < text.size() && !is_white(text[end - 1])) ++end;
  return end;
}

}  // namespace

/// Ways to give each element of NEAR one of the tokens of a window, all at different positions: a
/// matching of elements and positions, grown by augmenting paths.
class Matcher::PositionChoice {
 public:
  explicit PositionChoice(const Window& window) : choices_(window.counts.size()) {
    std::uint64_t previous = 0;
    for (const NearToken& token : window.tokens) {
      shares_positions_ = shares_positions_ || token.position == previous;
      previous = token.position;
      choices_[token.index].push_back(token.position);
    }
  }
  [[nodiscard]] bool exists() { return !shares_positions_ || can_place_all(nullptr); }
  /// With this token in its element's place.
  [[nodiscard]] bool exists_with(const NearToken& token) {
    return !shares_positions_ || can_place_all(&token);
  }

 private:
  bool can_place_all(const NearToken* fixed) {
    owner_.clear();
    for (std::size_t element = 0; element < choices_.size(); ++element) {
      visited_.clear();
      if (fixed != nullptr) visited_.push_back(fixed->position);
      const bool is_fixed = fixed != nullptr && fixed->index == element;
      if (!is_fixed && !place(element)) return false;
    }
    return true;
  }
  bool place(std::size_t element) {
    for (const std::uint64_t position : choices_[element]) {
      if (std::find(visited_.begin(), visited_.end(), position) != visited_.end()) continue;
      visited_.push_back(position);
      const auto held = owner_.find(position);
      if (held != owner_.end() && !place(held->second)) continue;
      owner_[position] = element;
      return true;
    }
    return false;
  }

  std::vector<std::vector<std::uint64_t>> choices_;  ///< positions, for each element
  bool shares_positions_ = false;
  std::unordered_map<std::uint64_t, std::size_t> owner_;
  std::vector<std::uint64_t> visited_;
};

Matcher::Matcher(const MatchSpec& spec, std::string_view language)
    : spec_(spec), language_(language), windows_(spec.units.size()) {
  for (std::uint32_t unit = 0; unit < spec.units.size(); ++unit) add_unit(unit);
  if (matches_mentions_) sieve_.let_all_through();
}

void Matcher::add_unit(std::uint32_t unit) {
  const MatchUnit& source = spec_.units[unit];
  if (source.kind == UnitKind::kEntity || source.sequences.empty()) return;
  if (source.kind == UnitKind::kNear) {
    const auto& sequence = source.sequences.front();
    windows_[unit].counts.resize(sequence.size());
    for (std::uint32_t i = 0; i < sequence.size(); ++i) add_element({unit, 0, i}, sequence[i]);
    return;
  }
  for (const auto& sequence : source.sequences) {
    const auto number = static_cast<std::uint32_t>(sequences_.size());
    sequences_.push_back({std::vector<std::array<Progress, 2>>(sequence.size())});
    for (std::uint32_t i = 0; i < sequence.size(); ++i) add_element({unit, number, i}, sequence[i]);
  }
}

void Matcher::add_element(Element element, const TokenMatcher& matcher) {
  const auto number = static_cast<std::uint32_t>(elements_.size());
  elements_.push_back(element);
  for (const std::string& word : matcher.words) {
    if (word.empty()) continue;
    words_[word].push_back(number);
    sieve_.let_through(word);
    first_of_word_.set(first_byte(word));
  }
  const std::string prefix = schema::stem_key(language_, {});
  for (const std::string& key : matcher.stems) {
    std::string_view stem = key;
    if (!stem.starts_with(prefix) || stem.size() == prefix.size()) continue;
    stem.remove_prefix(prefix.size());
    stems_[stem].push_back(number);
    if (keeps_first_letter(language_, stem)) {
      sieve_.let_through(stem);
      first_of_stem_.set(first_byte(stem));
    } else {
      sieve_.let_all_through();
      first_of_stem_.set();
    }
  }
  for (const std::string& letters : matcher.prefixes) {
    if (letters.empty()) continue;
    prefixes_.emplace_back(letters, number);
    sieve_.let_through(letters);
    first_of_word_.set(first_byte(letters));
  }
  for (const std::uint32_t name : matcher.names) names_[name].push_back(number);
  for (std::size_t type = 0; type < types_.size(); ++type) {
    if ((matcher.type_mask >> type & 1) != 0) types_[type].push_back(number);
  }
  matches_mentions_ = matches_mentions_ || !matcher.names.empty() || matcher.type_mask != 0;
}

void Matcher::reset() {
  for (Element& element : elements_) element.last_token = 0;
  for (Sequence& sequence : sequences_) {
    std::fill(sequence.progress.begin(), sequence.progress.end(), std::array<Progress, 2>{});
  }
  for (Window& window : windows_) {
    window.tokens.clear();
    std::fill(window.counts.begin(), window.counts.end(), 0);
    window.missing = window.counts.size();
  }
  token_number_ = 0;
  last_position_ = 0;
  next_furniture_ = 0;
  next_mention_ = 0;
  matches_.clear();
  last_match_.assign(spec_.units.size(), 0);
}

std::vector<Match> Matcher::find(const HighlightInput& input, bool is_title, Analyzer& analyzer,
                                 TokenList& tokens) {
  start(input, is_title);
  if (!elements_.empty()) {
    for (std::size_t begin = 0; begin < input.text.size();) {
      const std::size_t end = end_of_part(input.text, begin);
      read(input.text.substr(begin, end - begin), begin, analyzer, tokens);
      begin = end;
    }
  }
  return take(input.text.size());
}

void Matcher::start(const HighlightInput& input, bool is_title) {
  input_ = &input;
  is_title_ = is_title;
  reset();
  add_mentions();
}

void Matcher::read(std::string_view part, std::size_t begin, Analyzer& analyzer,
                   TokenList& tokens) {
  if (elements_.empty()) return;
  const std::uint32_t positions = sieve_.analyze(analyzer, part, tokens);
  for (const Token& token : tokens) {
    const Span span{token.span.begin + begin, token.span.end + begin};
    match_token(token, span, last_position_ + token.position, analyzer);
  }
  last_position_ += positions;
}

std::size_t Matcher::settled(std::size_t end) const {
  for (const Sequence& sequence : sequences_) {
    for (const std::array<Progress, 2>& reached : sequence.progress) {
      for (const Progress& open : reached) {
        const bool goes_on = open.position != 0 && open.position == last_position_;
        if (goes_on) end = std::min(end, open.begin);
      }
    }
  }
  for (std::size_t unit = 0; unit < windows_.size(); ++unit) {
    for (const NearToken& token : windows_[unit].tokens) {
      const bool is_out = token.position + spec_.units[unit].window <= last_position_;
      if (!is_out && !token.reported) end = std::min(end, token.span.begin);
    }
  }
  return before_matches_across(end);
}

std::size_t Matcher::before_matches_across(std::size_t end) const {
  for (bool moved = true; moved;) {
    moved = false;
    for (const Match& match : matches_) {
      if (match.span.begin >= end || match.span.end <= end) continue;
      end = match.span.begin;
      moved = true;
    }
  }
  return end;
}

std::vector<Match> Matcher::take(std::size_t end) {
  std::vector<Match> taken;
  std::vector<Match> rest;
  std::vector<std::size_t> last_match(last_match_.size());
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    const Match& match = matches_[i];
    if (match.span.end <= end) {
      taken.push_back(match);
    } else {
      rest.push_back(match);
      if (last_match_[match.unit] == i + 1) last_match[match.unit] = rest.size();
    }
  }
  matches_ = std::move(rest);
  last_match_ = std::move(last_match);
  std::sort(taken.begin(), taken.end(), [](const Match& a, const Match& b) {
    return std::tie(a.span, a.unit) < std::tie(b.span, b.unit);
  });
  return taken;
}

void Matcher::match_token(const Token& token, Span span, std::uint64_t position,
                          Analyzer& analyzer) {
  ++token_number_;
  if (input_->furniture != nullptr) {
    const std::vector<Span>& furniture = *input_->furniture;
    while (next_furniture_ < furniture.size() && furniture[next_furniture_].end <= span.begin) {
      ++next_furniture_;
    }
    if (next_furniture_ < furniture.size() && furniture[next_furniture_].overlaps(span)) return;
  }
  const auto accept_all = [&](const ElementList& elements) {
    for (const std::uint32_t element : elements) accept(element, span, position);
  };
  const unsigned char first = first_byte(token.word);
  if (first_of_word_.test(first)) {
    if (const auto word = words_.find(token.word); word != words_.end()) accept_all(word->second);
    for (const auto& [letters, element] : prefixes_) {
      if (token.word.starts_with(letters)) accept(element, span, position);
    }
  }
  if (first_of_stem_.test(first)) {
    const auto stem = stems_.find(analyzer.stem(token.folded, language_));
    if (stem != stems_.end()) accept_all(stem->second);
  }
  if (!matches_mentions_) return;
  const std::vector<MarkedMention>& mentions = input_->mentions;
  while (next_mention_ < mentions.size() && mentions[next_mention_].span.end <= span.begin) {
    ++next_mention_;
  }
  if (next_mention_ == mentions.size() || !mentions[next_mention_].span.contains(span)) return;
  const MarkedMention& mention = mentions[next_mention_];
  if (const auto name = names_.find(mention.name); name != names_.end()) accept_all(name->second);
  accept_all(types_[static_cast<std::size_t>(mention.type)]);
}

void Matcher::accept(std::uint32_t number, Span span, std::uint64_t position) {
  Element& element = elements_[number];
  if (std::exchange(element.last_token, token_number_) == token_number_) return;
  switch (spec_.units[element.unit].kind) {
    case UnitKind::kTerm:
      if (element.index == 0) add_match(span, element.unit);
      break;
    case UnitKind::kPhrase:
      accept_phrase(element, span, position);
      break;
    case UnitKind::kNear:
      accept_near(element, span, position);
      break;
    case UnitKind::kEntity:
      break;
  }
}

void Matcher::accept_phrase(const Element& element, Span span, std::uint64_t position) {
  auto& progress = sequences_[element.sequence].progress;
  std::size_t begin = span.begin;
  if (element.index > 0) {
    const auto& before = progress[element.index - 1];
    const auto& reached = before[0].position + 1 == position ? before[0] : before[1];
    if (reached.position == 0 || reached.position + 1 != position) return;
    begin = reached.begin;
  }
  if (element.index + 1 == progress.size()) return add_match({begin, span.end}, element.unit);
  auto& [latest, earlier] = progress[element.index];
  if (latest.position == position) return;
  earlier = latest;
  latest = {position, begin};
}

void Matcher::accept_near(const Element& element, Span span, std::uint64_t position) {
  Window& window = windows_[element.unit];
  const unsigned width = spec_.units[element.unit].window;
  while (!window.tokens.empty() && window.tokens.front().position + width < position) {
    if (--window.counts[window.tokens.front().index] == 0) ++window.missing;
    window.tokens.pop_front();
  }
  window.tokens.push_back({position, element.index, span});
  if (window.counts[element.index]++ == 0) --window.missing;
  if (window.missing > 0) return;
  PositionChoice choice(window);
  if (!choice.exists()) return;
  for (NearToken& near : window.tokens) {
    if (near.reported || !choice.exists_with(near)) continue;
    near.reported = true;
    add_match(near.span, element.unit);
  }
}

void Matcher::add_mentions() {
  for (std::uint32_t unit = 0; unit < spec_.units.size(); ++unit) {
    const MatchUnit& source = spec_.units[unit];
    if (source.kind != UnitKind::kEntity || source.sequences.empty()) continue;
    const TokenMatcher& wanted = source.sequences.front().front();
    for (const MarkedMention& mention : input_->mentions) {
      const bool has_type = (wanted.type_mask >> static_cast<unsigned>(mention.type) & 1) != 0;
      if (has_type || wanted.names.contains(mention.name)) add_match(mention.span, unit);
    }
  }
}

/// Matches of a unit that overlap, such as the parts of a compound and the whole, are one.
void Matcher::add_match(Span span, std::uint32_t unit) {
  if (spec_.units[unit].title_only && !is_title_ && !input_->title_span.contains(span)) return;
  if (const std::size_t last = last_match_[unit]; last > 0) {
    Span& known = matches_[last - 1].span;
    if (known.overlaps(span)) {
      known = {std::min(known.begin, span.begin), std::max(known.end, span.end)};
      return;
    }
  }
  matches_.push_back({span, unit});
  last_match_[unit] = matches_.size();
}

}  // namespace ksearch::highlight
