#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/joiner.h"
#include "common/analysis/token_sink.h"
#include "ksearch/span.h"

namespace ksearch {

/// A run of letters, digits and low lines: the smallest thing that may become a token.
struct Atom {
  std::string_view word;    ///< as Token::word
  std::string_view folded;  ///< as Token::folded
  Span span;
};

/// Collects atoms that single joiners tie together and turns them into tokens: apostrophes,
/// acronyms, numbers, compounds and dotted names are decided here and nowhere else, so that every
/// way of finding atoms gives the same tokens. Borrows the sink; not thread-safe.
class ClusterBuilder {
 public:
  explicit ClusterBuilder(TokenSink& sink) : sink_(sink) {}

  /// The next atom of the text. Its word is not empty; its views come from the sink.
  void add_atom(const Atom& atom);
  /// The next character that is in no atom; `end` is the offset after it.
  void add_mark(Joiner joiner, std::size_t end);
  /// A word that is too long to be a term: it takes a position and separates.
  void add_overlong();
  /// Ends the cluster: what follows is tied to nothing before it.
  void flush();

  /// Whether nothing is collected, so that a lone word may go straight to the sink.
  [[nodiscard]] bool empty() const { return links_.empty(); }

 private:
  /// An atom in its cluster.
  struct Link {
    Atom atom;
    Joiner before;       ///< what ties it to the link before; kNone for the first
    bool is_letter;      ///< a single letter, as in acronyms
    std::size_t digits;  ///< how many digits it starts with

    [[nodiscard]] bool is_number() const { return digits == atom.word.size(); }
  };
  /// Links that make one word: don't, U.S., 1,000, d'Ivoire.
  struct Piece {
    Atom whole;     ///< its word is empty where it is too long to be a term
    Atom part;      ///< ivoire of d'Ivoire; its word is empty where there is none
    Joiner before;  ///< kHyphen, kDot or kNone
    bool is_number;
  };
  /// A half-open range of links_ or pieces_.
  struct Range {
    std::size_t first;
    std::size_t last;

    [[nodiscard]] std::size_t size() const { return last - first; }
  };

  [[nodiscard]] bool ends_in_acronym() const;
  [[nodiscard]] std::size_t acronym_end(std::size_t first) const;
  [[nodiscard]] std::size_t number_end(std::size_t first) const;
  [[nodiscard]] bool is_grouped(Range number, Joiner separator) const;
  [[nodiscard]] std::size_t decimal_link(Range number) const;

  void emit_cluster();
  std::size_t add_piece(std::size_t first);
  void emit_run(Range pieces);
  void emit_unit(Range pieces, TokenKind kind, const Atom& name);
  void emit_compound(Range pieces, const Atom& name);
  void emit_piece(const Piece& piece, TokenKind kind);
  void emit(const Atom& atom, TokenKind kind);

  Atom join_links(Range links, std::size_t decimal);
  Atom join_pieces(Range pieces, bool with_joiners);
  Atom stored(Span span);

  TokenSink& sink_;
  std::vector<Link> links_;
  std::vector<Piece> pieces_;
  std::string word_;  ///< scratch of the join functions
  std::string folded_;
  Joiner pending_ = Joiner::kNone;  ///< the mark since the last atom
  std::size_t pending_end_ = 0;
};

}  // namespace ksearch
