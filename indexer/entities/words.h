#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/entities/known_names.h"
#include "ksearch/entity.h"

namespace ksearch {

/// A written word of a document, as recognisers see it.
struct Word {
  Span span;                  ///< of its token
  std::string_view surface;   ///< the bytes without a possessive or case ending after an apostrophe
  std::string normalized;     ///< normalize_name() of the surface
  KnownName known;            ///< what the table says of the word alone; no flags when unknown
  bool capital = false;       ///< begins with an upper-case letter
  bool all_capitals = false;  ///< at least two letters, none lower-case
  bool initial = false;       ///< one capital letter: "J."
  bool possessive = false;    ///< "'s" or a case ending was left off
  bool starts_sentence = false;
  bool starts_block = false;  ///< first after a line break that ends a headline or paragraph
  bool in_headline = false;   ///< its block has capitals everywhere, so that they mean little
  bool furniture = false;
  std::string_view gap;  ///< the text between the word before and this one
};

/// Whether the line break in the gap before a word at `begin` ends a headline or paragraph rather
/// than a wrapped line.
[[nodiscard]] bool ends_block(std::string_view text, std::string_view gap, std::size_t begin);

/// The written word without its possessive, or without the case ending of a Turkish name:
/// "Putin's", "İstanbul'da", "I've". "O'Brien" and "d'Ivoire" stay whole.
[[nodiscard]] std::string_view without_ending(std::string_view surface);

/// The words of a document in order: whole words and the parts of compounds.
[[nodiscard]] std::vector<Word> document_words(const RecognizerInput& input);

}  // namespace ksearch
