#include "common/analysis/cluster.h"

#include "common/analysis/affixes.h"

// A cluster is atoms tied by single joiners. It is read from the tightest tie to the loosest:
//   1. links make pieces: numbers (1,000.5), acronyms (U.S.), words with apostrophes (don't);
//   2. a comma that is left over separates, so pieces fall into runs;
//   3. a dot that is left over makes a dotted name of the units between dots (www.some-site.com);
//   4. hyphens make a compound of the pieces of a unit (U.S.-led).

namespace ksearch {
namespace {

/// Bounds the memory that a chain of joiners without end can take.
constexpr std::size_t kMaxLinks = 256;
/// Longer chains of hyphens are phrases, not compounds: their parts get positions of their own.
constexpr std::size_t kMaxCompoundParts = 4;

std::size_t leading_digits(std::string_view word) {
  const std::size_t end = word.find_first_not_of("0123456789");
  return end == std::string_view::npos ? word.size() : end;
}

/// A single letter of an alphabet: those take one or two bytes; ideographs and syllables take more.
bool is_single_letter(const Atom& atom) {
  const std::string_view folded = atom.folded;
  const bool one_code_point =
      folded.size() == 1 || (folded.size() == 2 && (folded[0] & '\x80') != 0);
  return one_code_point && leading_digits(atom.word) == 0 && folded != "_";
}

}  // namespace

void ClusterBuilder::add_atom(const Atom& atom) {
  if (pending_ == Joiner::kNone || links_.size() == kMaxLinks) flush();
  links_.push_back({atom, pending_, is_single_letter(atom), leading_digits(atom.word)});
  pending_ = Joiner::kNone;
}

void ClusterBuilder::add_mark(Joiner joiner, std::size_t end) {
  if (links_.empty()) return;
  if (pending_ == Joiner::kNone && joiner != Joiner::kNone) {
    pending_ = joiner;
    pending_end_ = end;
    return;
  }
  const bool ties = joiner == Joiner::kHyphen || joiner == Joiner::kApostrophe;
  if (pending_ == Joiner::kDot && ties && ends_in_acronym()) {  // U.S.-led, U.S.'s
    links_.back().atom.span.end = pending_end_;
    pending_ = joiner;
    return;
  }
  flush();
}

void ClusterBuilder::add_overlong() {
  flush();
  sink_.next_position();
  sink_.count_overlong();
}

void ClusterBuilder::flush() {
  if (links_.empty()) return;
  if (pending_ == Joiner::kDot && ends_in_acronym()) links_.back().atom.span.end = pending_end_;
  pending_ = Joiner::kNone;
  emit_cluster();
  links_.clear();
}

bool ClusterBuilder::ends_in_acronym() const {
  const std::size_t n = links_.size();
  return n >= 2 && links_[n - 1].before == Joiner::kDot && links_[n - 1].is_letter &&
         links_[n - 2].is_letter;
}

/// The end of the single letters joined by dots that start at `first`, at least `first` + 1.
std::size_t ClusterBuilder::acronym_end(std::size_t first) const {
  std::size_t end = first + 1;
  if (!links_[first].is_letter) return end;
  while (end < links_.size() && links_[end].before == Joiner::kDot && links_[end].is_letter) ++end;
  return end;
}

/// The end of the number with dots or commas that starts at `first`; `first` + 1 if there is none.
std::size_t ClusterBuilder::number_end(std::size_t first) const {
  const auto separated = [this](std::size_t i) {
    return links_[i].before == Joiner::kDot || links_[i].before == Joiner::kComma;
  };
  std::size_t end = first + 1;
  const bool inside_a_list = separated(first) && links_[first - 1].is_number();
  if (inside_a_list) return end;
  while (end < links_.size() && links_[end - 1].is_number() && links_[end].digits > 0 &&
         separated(end)) {
    ++end;
  }
  return end > first + 1 && decimal_link({first, end}) != first ? end : first + 1;
}

/// Whether digits stand in groups of three, or as in India 2,2,3, with one kind of separator.
bool ClusterBuilder::is_grouped(Range number, Joiner separator) const {
  if (links_[number.first].digits > 3 || links_[number.first].atom.word == "0") return false;
  bool western = true;
  bool indian = separator == Joiner::kComma && links_[number.first].digits < 3;
  for (std::size_t i = number.first + 1; i < number.last; ++i) {
    if (links_[i].before != separator) return false;
    western = western && links_[i].digits == 3;
    indian = indian && links_[i].digits == (i + 1 == number.last ? 3U : 2U);
  }
  return western || indian;
}

/// The link after the decimal separator of a number; the end of `number` if it is a grouped whole
/// number, its first link if it is no number (a version, a list, a date).
std::size_t ClusterBuilder::decimal_link(Range number) const {
  const Joiner separator = links_[number.first + 1].before;
  if (number.size() == 2) {
    const bool grouped = separator == Joiner::kComma && is_grouped(number, separator);
    return grouped ? number.last : number.first + 1;
  }
  if (is_grouped(number, separator)) return number.last;
  const std::size_t fraction = number.last - 1;
  const bool decimal =
      links_[fraction].before != separator && is_grouped({number.first, fraction}, separator);
  return decimal ? fraction : number.first;
}

void ClusterBuilder::emit_cluster() {
  pieces_.clear();
  for (std::size_t link = 0; link < links_.size();) link = add_piece(link);
  std::size_t first = 0;
  for (std::size_t i = 1; i <= pieces_.size(); ++i) {
    if (i == pieces_.size() || pieces_[i].before == Joiner::kNone) {
      emit_run({first, i});
      first = i;
    }
  }
}

/// Makes the piece that starts at link `first`; the link after it.
std::size_t ClusterBuilder::add_piece(std::size_t first) {
  Piece piece{};
  if (links_[first].before != Joiner::kComma) piece.before = links_[first].before;
  std::size_t base_end = number_end(first);
  const bool has_separators = base_end > first + 1;
  const std::size_t decimal = has_separators ? decimal_link({first, base_end}) : links_.size();
  if (!has_separators) base_end = acronym_end(first);

  std::size_t next = base_end;
  while (next < links_.size() && links_[next].before == Joiner::kApostrophe) ++next;
  const bool possessive = next > base_end && links_[next - 1].atom.word == "s";
  const std::size_t last = possessive ? next - 1 : next;

  piece.whole = join_links({first, last}, decimal);
  piece.is_number = true;
  for (std::size_t i = first; i < last; ++i) piece.is_number &= links_[i].is_number();
  if (last > base_end) {
    const std::string_view tail = links_[base_end].atom.word;
    if (base_end == first + 1 && is_elision(links_[first].atom.word, tail)) {
      piece.part = join_links({base_end, last}, links_.size());
    } else if (last == base_end + 1 && is_turkish_suffix(tail) &&
               (base_end > first + 1 || !links_[first].is_letter)) {
      piece.part = join_links({first, base_end}, decimal);
    }
  }
  pieces_.push_back(piece);
  return next;
}

/// Emits pieces between which there are hyphens and dots.
void ClusterBuilder::emit_run(Range pieces) {
  bool dotted = false;
  for (std::size_t i = pieces.first + 1; i < pieces.last; ++i) {
    dotted = dotted || pieces_[i].before == Joiner::kDot;
  }
  if (!dotted) {
    emit_unit(pieces, TokenKind::kWord, {});
    return;
  }
  Atom name = join_pieces(pieces, true);
  std::size_t first = pieces.first;
  for (std::size_t i = first + 1; i <= pieces.last; ++i) {
    if (i < pieces.last && pieces_[i].before != Joiner::kDot) continue;
    emit_unit({first, i}, TokenKind::kPart, name);
    name = {};
    first = i;
  }
}

/// Emits pieces between which there are only hyphens: a compound at one position, or words of the
/// given kind. `name` is the dotted name that starts here, if any.
void ClusterBuilder::emit_unit(Range pieces, TokenKind kind, const Atom& name) {
  if (pieces.size() > 1 && pieces.size() <= kMaxCompoundParts) {
    emit_compound(pieces, name);
    return;
  }
  for (std::size_t i = pieces.first; i < pieces.last; ++i) {
    sink_.next_position();
    const std::size_t start = sink_.size();
    emit_piece(pieces_[i], kind);
    if (i == pieces.first) emit(name, TokenKind::kCompound);
    sink_.sort_from(start);
  }
}

void ClusterBuilder::emit_compound(Range pieces, const Atom& name) {
  sink_.next_position();
  const std::size_t start = sink_.size();
  bool all_numbers = true;
  for (std::size_t i = pieces.first; i < pieces.last; ++i) {
    emit_piece(pieces_[i], TokenKind::kPart);
    all_numbers = all_numbers && pieces_[i].is_number;
  }
  if (!all_numbers) emit(join_pieces(pieces, false), TokenKind::kJoined);
  emit(join_pieces(pieces, true), TokenKind::kCompound);
  emit(name, TokenKind::kCompound);
  sink_.sort_from(start);
}

void ClusterBuilder::emit_piece(const Piece& piece, TokenKind kind) {
  if (piece.whole.word.empty()) {
    sink_.count_overlong();
    return;
  }
  const bool has_part = !piece.part.word.empty();
  if (has_part) emit(piece.part, TokenKind::kPart);
  emit(piece.whole, has_part ? TokenKind::kJoined : kind);
}

void ClusterBuilder::emit(const Atom& atom, TokenKind kind) {
  if (!atom.word.empty()) sink_.add(atom.word, atom.folded, atom.span, kind);
}

/// Links run together, with a dot before link `decimal` if it is among them.
Atom ClusterBuilder::join_links(Range links, std::size_t decimal) {
  if (links.size() == 1) return links_[links.first].atom;
  word_.clear();
  folded_.clear();
  for (std::size_t i = links.first; i < links.last; ++i) {
    if (i == decimal) {
      word_ += '.';
      folded_ += '.';
    }
    word_ += links_[i].atom.word;
    folded_ += links_[i].atom.folded;
  }
  return stored({links_[links.first].atom.span.begin, links_[links.last - 1].atom.span.end});
}

Atom ClusterBuilder::join_pieces(Range pieces, bool with_joiners) {
  word_.clear();
  folded_.clear();
  for (std::size_t i = pieces.first; i < pieces.last; ++i) {
    const Piece& piece = pieces_[i];
    if (piece.whole.word.empty()) return {};
    if (with_joiners && i > pieces.first) {
      const char joiner = piece.before == Joiner::kDot ? '.' : '-';
      word_ += joiner;
      folded_ += joiner;
    }
    word_ += piece.whole.word;
    folded_ += piece.whole.folded;
  }
  return stored({pieces_[pieces.first].whole.span.begin, pieces_[pieces.last - 1].whole.span.end});
}

/// The scratch strings as an atom; an empty one if they are too long for a term.
Atom ClusterBuilder::stored(Span span) {
  if (!fits_a_term(folded_)) return {};
  const std::string_view word = sink_.store(word_);
  return {word, word_ == folded_ ? word : sink_.store(folded_), span};
}

}  // namespace ksearch
