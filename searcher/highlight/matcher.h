#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/word_sieve.h"
#include "ksearch/analyzer.h"
#include "searcher/highlight/match_spec.h"

namespace ksearch::highlight {

/// One place of a text that matches one unit of a MatchSpec.
struct Match {
  Span span;
  std::uint32_t unit;

  friend bool operator==(const Match&, const Match&) = default;
};

/// Finds the matches of a MatchSpec in texts of one language. The spec must outlive it and stay as
/// it is. Not thread-safe.
class Matcher {
 public:
  /// `language` is that of the documents, as HighlightInput has it.
  Matcher(const MatchSpec& spec, std::string_view language);

  /// All matches in order of span, none that touches furniture. Matches of different units may
  /// overlap. Units that are title_only match inside input.title_span alone, or everywhere when
  /// `is_title`. `tokens` is storage for reuse. Text is analysed in parts, so that memory grows
  /// with the matches and not with the text.
  [[nodiscard]] std::vector<Match> find(const HighlightInput& input, bool is_title,
                                        Analyzer& analyzer, TokenList& tokens);

  /// The same for a text that comes in parts: start(), then read() for each part, and take() for
  /// the matches so far. `input`, whose text is not looked at, must outlive the last read().
  void start(const HighlightInput& input, bool is_title);
  /// `part` is the text from `begin` on, where the part before ended, and ends at white space or
  /// with the text.
  void read(std::string_view part, std::size_t begin, Analyzer& analyzer, TokenList& tokens);
  /// How far, up to `end`, nothing that is read later can add a match or widen one; no match found
  /// so far goes across it.
  [[nodiscard]] std::size_t settled(std::size_t end) const;
  /// Takes the matches that end at `end` or before, in order. No match may go across it.
  [[nodiscard]] std::vector<Match> take(std::size_t end);
  /// The last place up to `end` that no match found so far goes across.
  [[nodiscard]] std::size_t before_matches_across(std::size_t end) const;

 private:
  /// A TokenMatcher of the spec: where it stands in its unit.
  struct Element {
    std::uint32_t unit;
    std::uint32_t sequence;        ///< index in sequences_; of kPhrase only
    std::uint32_t index;           ///< place in its sequence
    std::uint64_t last_token = 0;  ///< the last token it matched, counted from 1
  };
  using ElementList = std::vector<std::uint32_t>;

  /// How far a phrase has come: for each of its elements the last two positions where all elements
  /// up to it matched, and where the phrase began.
  struct Progress {
    std::uint64_t position = 0;  ///< 0: nowhere yet
    std::size_t begin = 0;
  };
  struct Sequence {
    std::vector<std::array<Progress, 2>> progress;
  };
  /// A token that matches an element of NEAR.
  struct NearToken {
    std::uint64_t position;
    std::uint32_t index;
    Span span;
    bool reported = false;
  };
  struct Window {
    std::deque<NearToken> tokens;
    std::vector<std::uint32_t> counts;  ///< tokens in the window, for each element
    std::size_t missing = 0;            ///< elements without any
  };

  class PositionChoice;

  void add_unit(std::uint32_t unit);
  void add_element(Element element, const TokenMatcher& matcher);
  void reset();
  void match_token(const Token& token, Span span, std::uint64_t position, Analyzer& analyzer);
  void accept(std::uint32_t element, Span span, std::uint64_t position);
  void accept_phrase(const Element& element, Span span, std::uint64_t position);
  void accept_near(const Element& element, Span span, std::uint64_t position);
  void add_mentions();
  void add_match(Span span, std::uint32_t unit);

  const MatchSpec& spec_;
  std::string language_;
  std::vector<Element> elements_;
  std::vector<Sequence> sequences_;
  std::vector<Window> windows_;  ///< one for each unit, used by kNear
  std::unordered_map<std::string_view, ElementList> words_;
  std::unordered_map<std::string_view, ElementList> stems_;
  std::vector<std::pair<std::string_view, std::uint32_t>> prefixes_;
  std::unordered_map<std::uint32_t, ElementList> names_;
  std::array<ElementList, 8> types_;
  bool matches_mentions_ = false;  ///< whether names_ or types_ hold anything
  /// First bytes of words, prefixes and stems: most tokens of a text need no look-up.
  std::bitset<256> first_of_word_;
  std::bitset<256> first_of_stem_;

  WordSieve sieve_;  ///< for what is no word, prefix or stem by its first letter

  // State of one find().
  const HighlightInput* input_ = nullptr;
  bool is_title_ = false;
  std::uint64_t token_number_ = 0;
  std::uint64_t last_position_ = 0;  ///< of the text read so far
  std::size_t next_furniture_ = 0;
  std::size_t next_mention_ = 0;
  std::vector<Match> matches_;
  std::vector<std::size_t> last_match_;  ///< of each unit: 1 + index in matches_, or 0
};

}  // namespace ksearch::highlight
