#include "indexer/entities/token_form.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "common/analysis/word_folding.h"

namespace ksearch {
namespace {

/// Some 150 MB of forms and what taggers keep of them; the words of tens of thousands of articles.
constexpr std::size_t kMaxForms = 200'000;
constexpr std::size_t kMaxShape = 8;

std::string plain_punctuation(std::string_view token) {
  if (token == "\u2019" || token == "\u2018" || token == "`") return "'";
  if (token == "\u201c" || token == "\u201d" || token == "``" || token == "''" ||
      token == "\u201e") {
    return "\"";
  }
  if (token == "\u2013" || token == "\u2014" || token == "--") return "-";
  std::string plain(token);
  constexpr std::string_view kApostrophe = "\u2019";
  for (std::size_t at = plain.find(kApostrophe); at != std::string::npos;
       at = plain.find(kApostrophe, at)) {
    plain.replace(at, kApostrophe.size(), "'");
  }
  return plain;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string fold(const std::string& word) {
  std::string folded;
  if (is_ascii(word)) {
    folded = word;
    for (char& c : folded) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
  } else {
    std::string cased;
    append_casefolded(word, cased);
    append_stripped(cased, folded);
  }
  return folded;
}

char shape_of(UChar32 c) {
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') return 'X';
    if (c >= 'a' && c <= 'z') return 'x';
    if (c >= '0' && c <= '9') return 'd';
    return static_cast<char>(c);
  }
  if (u_isUUppercase(c)) return 'X';
  if (u_isULowercase(c)) return 'x';
  if (u_isalpha(c)) return 'c';
  return u_isdigit(c) ? 'd' : '~';
}

void describe_shape(const std::string& word, TokenForm& form) {
  std::string shape;
  std::string compact;
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t letters = 0;
  std::size_t characters = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(word.data());
  const auto size = static_cast<std::int32_t>(word.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, size, c);
    const char kind = shape_of(c);
    if (characters == 0) form.capital = kind == 'X';
    ++characters;
    upper += kind == 'X' ? 1U : 0U;
    lower += kind == 'x' ? 1U : 0U;
    letters += kind == 'X' || kind == 'x' || kind == 'c' ? 1U : 0U;
    form.has_digit = form.has_digit || kind == 'd';
    if (shape.size() < kMaxShape) shape += kind;
    if (compact.empty() || compact.back() != kind) compact += kind;
  }
  form.all_capitals = upper > 0 && lower == 0 && letters > 1;
  form.mixed_case = upper > 1 && lower > 0;
  form.alphabetic = letters == characters;
  form.punctuation = letters == 0 && !form.has_digit;
  form.initial_letter =
      form.capital && (characters == 1 || (characters == 2 && word.back() == '.'));
  form.shape = hash_text(shape);
  form.compact_shape = hash_text(compact);
}

void describe_affixes(std::string_view lower, TokenForm& form) {
  for (std::size_t length = 1; length <= kMaxAffix && length < lower.size(); ++length) {
    form.prefixes[length - 1] = hash_text(lower.substr(0, length));
    form.suffixes[length - 1] = hash_text(lower.substr(lower.size() - length));
    form.affixes = length;
  }
}

}  // namespace

std::uint64_t TokenForm::flags() const {
  const bool bits[] = {capital,     all_capitals,   has_digit, alphabetic,
                       punctuation, initial_letter, mixed_case};
  std::uint64_t flags = 0;
  for (std::size_t i = 0; i < std::size(bits); ++i) flags |= std::uint64_t{bits[i]} << i;
  return flags;
}

const TokenForm* TokenForms::form(std::string_view token) {
  const auto found = by_token_.find(token);
  if (found != by_token_.end()) return found->second;
  TokenForm& form = forms_.emplace_back(make(token));
  form.number = static_cast<std::uint32_t>(forms_.size() - 1);
  by_token_.emplace(token, &form);
  return &form;
}

bool TokenForms::trim() {
  if (forms_.size() <= kMaxForms) return false;
  by_token_.clear();
  forms_.clear();
  return true;
}

TokenForm TokenForms::make(std::string_view token) const {
  TokenForm form;
  const std::string word = plain_punctuation(token);
  describe_shape(word, form);
  std::string lower = fold(word);
  if (lower.size() > 1 && lower.back() == '.' && !form.punctuation) lower.pop_back();
  form.word = hash_text(word);
  form.lower = hash_text(lower);
  describe_affixes(lower, form);
  for (const char c : lower) {
    const bool ascii_mark =
        static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
    if (!ascii_mark) form.name += c;
  }
  if (!form.name.empty()) form.initial = form.name.substr(0, 1);
  if (const std::uint32_t* classes = find_slot(lexicon_.gazetteer, NameHash(form.name).value());
      classes != nullptr && !form.name.empty()) {
    form.gazetteer = *classes;
  }
  const std::uint32_t* cluster = find_slot(lexicon_.clusters, form.word);
  if (cluster == nullptr) cluster = find_slot(lexicon_.clusters, form.lower);
  if (cluster != nullptr) {
    form.coarse_cluster = static_cast<std::uint16_t>(*cluster & 0xffU);
    form.fine_cluster = static_cast<std::uint16_t>(*cluster >> 8U);
  }
  return form;
}

}  // namespace ksearch
