#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ksearch/entity.h"
#include "ksearch/span.h"

namespace ksearch::highlight {

/// Hash that lets sets of strings be asked for string_views.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

/// What one token has to be: any of these.
struct TokenMatcher {
  StringSet words;  ///< Token::word, any TokenKind
  StringSet stems;  ///< "LANGUAGE:STEM" with the document's language: "en:ceasefir"
  std::vector<std::string> prefixes;        ///< of Token::word
  std::unordered_set<std::uint32_t> names;  ///< name number of a mention that holds the token
  std::uint8_t type_mask = 0;  ///< bit EntityType: type of a mention that holds the token
};

enum class UnitKind : std::uint8_t {
  kTerm,    ///< one token: sequences[i][0]
  kPhrase,  ///< any of the sequences, at consecutive positions
  kNear,    ///< sequences[0], each element once, in any order, in a window of `window` positions
  kEntity,  ///< whole mentions that carry one of sequences[0][0].names (or of its types)
};

/// One part of a query that deserves a mark: a word, a phrase, an entity.
struct MatchUnit {
  UnitKind kind = UnitKind::kTerm;
  std::vector<std::vector<TokenMatcher>> sequences;  ///< alternatives
  unsigned window = 0;      ///< for kNear: last position - first position <= window
  double weight = 1;        ///< importance, such as an inverse document frequency; positive
  bool title_only = false;  ///< from title:, marks the title and nothing else
};

/// Everything that matches in a query, negated parts left out.
struct MatchSpec {
  std::vector<MatchUnit> units;
};

/// A mention as the highlighter needs it. In order of span, disjoint.
struct MarkedMention {
  Span span;
  std::uint32_t name = 0;
  EntityType type{};
};

/// A stored document as the highlighter sees it. Views must outlive the call.
struct HighlightInput {
  std::string_view text;
  std::string_view language;
  const std::vector<Span>* furniture = nullptr;  ///< null: none
  std::vector<MarkedMention> mentions;           ///< of `text`
  Span title_span;                               ///< empty: the title is not part of the text
  std::string_view title;  ///< what is shown beside passages; they do not repeat it
};

}  // namespace ksearch::highlight
