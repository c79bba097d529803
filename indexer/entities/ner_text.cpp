#include "indexer/entities/ner_text.h"

#include <algorithm>
#include <string>

#include "indexer/entities/abbreviations.h"
#include "indexer/entities/words.h"

namespace ksearch {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?'; }

std::size_t character_bytes(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) ++end;
  return end - at;
}

bool is_apostrophe(std::string_view character) { return character == "'" || character == "\u2019"; }

bool is_wide_space(std::string_view character) {
  return character == "\u00a0" || character == "\u2009" || character == "\u202f" ||
         character == "\u3000" || character == "\u200b" || character == "\ufeff";
}

class Reader {
 public:
  Reader(const RecognizerInput& input, TokenForms& forms) : input_(input), forms_(forms) {}

  NerText read() {
    std::size_t position = 0;
    for (const Token& token : input_.tokens) {
      if (token.kind != TokenKind::kWord && token.kind != TokenKind::kPart) continue;
      if (token.span.begin < position) continue;
      read_gap(position, token.span.begin);
      position = read_word(token.span);
    }
    read_gap(position, input_.text.size());
    end_sentence();
    return std::move(out_);
  }

 private:
  void add(std::string_view text, Span token, Span surface) {
    while (furniture_ < input_.furniture.size() &&
           input_.furniture[furniture_].end <= token.begin) {
      ++furniture_;
    }
    const bool furniture =
        furniture_ < input_.furniture.size() && input_.furniture[furniture_].overlaps(token);
    out_.document.tokens.push_back({.form = forms_.form(text)});
    out_.sources.push_back({token, surface, furniture});
  }

  void end_sentence() {
    const auto end = static_cast<std::uint32_t>(out_.document.tokens.size());
    if (end > sentence_begin_) out_.document.sentences.push_back({sentence_begin_, end});
    sentence_begin_ = end;
  }

  /// Reads the punctuation between two words and ends sentences there.
  void read_gap(std::size_t begin, std::size_t end) {
    const std::string_view text = input_.text;
    bool sentence_over = false;
    for (std::size_t at = begin; at < end;) {
      if (is_space(text[at])) {
        ++at;
        continue;
      }
      std::size_t bytes = character_bytes(text, at);
      const std::string_view character = text.substr(at, bytes);
      if (is_wide_space(character)) {
        at += bytes;
        continue;
      }
      while (text[at] == '.' && at + bytes < end && text[at + bytes] == '.') ++bytes;
      if (is_apostrophe(character)) {
        while (at + bytes < end && text[at + bytes] >= 'A' && !is_space(text[at + bytes])) ++bytes;
      }
      add(text.substr(at, bytes), {at, at + bytes}, {at, at + bytes});
      at += bytes;
      const bool space_follows = at >= text.size() || is_space(text[at]) || text[at] == '"' ||
                                 static_cast<unsigned char>(text[at]) >= 0x80;
      sentence_over = sentence_over || (ends_sentence(character[0]) && space_follows);
    }
    const std::string_view gap = text.substr(begin, end - begin);
    const bool goes_on = end < text.size() && text[end] >= 'a' && text[end] <= 'z';
    const bool broken = end < text.size() && ends_block(text, gap, end);
    if (broken || (sentence_over && !goes_on)) end_sentence();
  }

  /// Reads a word and a dot that belongs to it; where to go on.
  std::size_t read_word(Span token) {
    const std::string_view whole = input_.text.substr(token.begin, token.size());
    const std::string_view base = without_ending(whole);
    const std::size_t base_end = token.begin + base.size();
    if (base.size() < whole.size()) {
      add(base, token, {token.begin, base_end});
      add(whole.substr(base.size()), token, {base_end, token.end});
      return token.end;
    }
    if (takes_dot(whole, token.end)) {
      std::string dotted(whole);
      dotted += '.';
      add(dotted, token, token);
      return token.end + 1;
    }
    add(whole, token, token);
    return token.end;
  }

  /// "Mr.", "J. Smith", "U.S." with a dot that the analyzer left out.
  bool takes_dot(std::string_view word, std::size_t end) const {
    const std::string_view text = input_.text;
    if (end >= text.size() || text[end] != '.') return false;
    if (is_abbreviation(word)) return end + 1 < text.size() && is_space(text[end + 1]);
    const bool capital = word.back() >= 'A' && word.back() <= 'Z';
    const bool acronym = capital && word.size() > 2 && word[word.size() - 2] == '.';
    const bool initial = capital && word.size() == 1 && end + 2 < text.size() &&
                         text[end + 1] == ' ' && text[end + 2] >= 'A' && text[end + 2] <= 'Z';
    return acronym || initial;
  }

  const RecognizerInput& input_;
  TokenForms& forms_;
  NerText out_;
  std::uint32_t sentence_begin_ = 0;
  std::size_t furniture_ = 0;
};

}  // namespace

NerText read_ner_text(const RecognizerInput& input, TokenForms& forms) {
  return Reader(input, forms).read();
}

}  // namespace ksearch
