#include "common/analysis/tokenizer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "common/analysis/code_points.h"
#include "common/analysis/word_sieve.h"
#include "common/utf8.h"
#include "tests/analysis/describe.h"
#include "tests/analysis/generated_text.h"

using ksearch::Span;
using ksearch::Token;
using ksearch::Tokenizer;
using ksearch::TokenKind;
using ksearch::TokenList;
using ksearch::WordSieve;
using ksearch::test::describe;
using ksearch::test::TextGenerator;

namespace {

using namespace std::string_view_literals;

/// What ASCII has that rules look at, letters and digits in proportion.
constexpr std::array kAscii = {"a"sv, "b"sv, "S"sv,  "s"sv,   "d"sv,  "in"sv, "Qu"sv,
                               "1"sv, "0"sv, "22"sv, "333"sv, "'"sv,  "'"sv,  "."sv,
                               "."sv, "-"sv, "-"sv,  ","sv,   ":"sv,  ";"sv,  "_"sv,
                               "/"sv, "@"sv, "\""sv, " "sv,   "\n"sv, "\0"sv, "the"sv};

/// Characters of each kind that segmentation and folding tell apart, some broken.
constexpr std::array kMixed = {"a"sv,
                               "S"sv,
                               "1"sv,
                               "22"sv,
                               "333"sv,
                               "_"sv,
                               "'"sv,
                               "."sv,
                               "-"sv,
                               ","sv,
                               ":"sv,
                               "\""sv,
                               " "sv,
                               " "sv,
                               "\n"sv,
                               "\0"sv,
                               "é"sv,
                               "İ"sv,
                               "ı"sv,
                               "ß"sv,
                               "ŉ"sv,
                               "ǰ"sv,
                               "Σ"sv,
                               "й"sv,
                               "Ё"sv,
                               "і"sv,
                               "’"sv,
                               "‘"sv,
                               "ʼ"sv,
                               "ʾ"sv,
                               "‐"sv,
                               "‑"sv,
                               "–"sv,
                               "…"sv,
                               "«"sv,
                               "·"sv,
                               "\u0387"sv,
                               "€"sv,
                               "²"sv,
                               "½"sv,
                               "ª"sv,
                               "№"sv,
                               "\u00A0"sv,
                               "\u2028"sv,
                               "\u3000"sv,
                               "\u0301"sv,
                               "\u0306"sv,
                               "\u0308"sv,
                               "\u0345"sv,
                               "\u20E3"sv,
                               "\u00AD"sv,
                               "\u200B"sv,
                               "\u200C"sv,
                               "\u200D"sv,
                               "\u200E"sv,
                               "\u2060"sv,
                               "\uFEFF"sv,
                               "\uFE0F"sv,
                               "\u034F"sv,
                               "\u061C"sv,
                               "צ"sv,
                               "״"sv,
                               "׳"sv,
                               "م"sv,
                               "ـ"sv,
                               "٢"sv,
                               "٫"sv,
                               "٬"sv,
                               "ﷺ"sv,
                               "ไ"sv,
                               "ทย"sv,
                               "ำ"sv,
                               "क"sv,
                               "्"sv,
                               "ि"sv,
                               "我"sv,
                               "北京"sv,
                               "ア"sv,
                               "ー"sv,
                               "ｱ"sv,
                               "ひ"sv,
                               "한"sv,
                               "\u1112\u1161"sv,
                               "Ａ"sv,
                               "２"sv,
                               "．"sv,
                               "＿"sv,
                               "："sv,
                               "😀"sv,
                               "👩"sv,
                               "🏽"sv,
                               "🇺"sv,
                               "🇸"sv,
                               "❤"sv,
                               "©"sv,
                               "™"sv,
                               "Ⅷ"sv,
                               "ﬁ"sv,
                               "Ǆ"sv,
                               "𝐀"sv,
                               "𐐀"sv,
                               "\xFF"sv,
                               "\xC3"sv,
                               "\xE2\x80"sv,
                               "\xED\xA0\x80"sv,
                               "\x80"sv};

/// Tokens with everything that is in them.
std::string describe_whole(const TokenList& tokens, std::string_view text) {
  std::string out = describe(tokens, text);
  for (const Token& token : tokens) {
    out += '\n';
    out += token.folded;
    out += ' ' + std::to_string(token.span.begin);
  }
  return out + "\noverlong " + std::to_string(tokens.overlong_words());
}

bool same_tokens(const TokenList& a, const TokenList& b) {
  return a.overlong_words() == b.overlong_words() &&
         std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Token& x, const Token& y) {
           return x.word == y.word && x.folded == y.folded && x.span == y.span &&
                  x.position == y.position && x.kind == y.kind;
         });
}

class Comparison {
 public:
  Comparison(Tokenizer::Path first, Tokenizer::Path second) : first_(first), second_(second) {}

  /// Fails the test when the two paths differ on `text`.
  void compare(std::string_view text) {
    first_.tokenize(text, first_tokens_);
    second_.tokenize(text, second_tokens_);
    if (same_tokens(first_tokens_, second_tokens_)) return;
    CAPTURE(text);
    CHECK(describe_whole(first_tokens_, text) == describe_whole(second_tokens_, text));
  }

 private:
  Tokenizer first_;
  Tokenizer second_;
  TokenList first_tokens_;
  TokenList second_tokens_;
};

bool is_whole_code_points(std::string_view text) {
  bool valid = true;
  ksearch::for_each_code_point(text, [&valid](char32_t c, std::string_view) {
    valid = valid && c != ksearch::kReplacementCharacter;
  });
  return valid;
}

}  // namespace

TEST_CASE("ASCII gives the same tokens without ICU as with it") {
  Comparison comparison(Tokenizer::Path::kFast, Tokenizer::Path::kIcu);
  TextGenerator generator(kAscii, 1);
  for (int i = 0; i < 2'000'000; ++i) comparison.compare(generator.next(12));
}

TEST_CASE("any text gives the same tokens without ICU where it can as with it") {
  Comparison comparison(Tokenizer::Path::kFast, Tokenizer::Path::kIcu);
  TextGenerator generator(kMixed, 2);
  for (int i = 0; i < 300'000; ++i) comparison.compare(generator.next(10));
}

TEST_CASE("no rule looks across white space") {
  Comparison comparison(Tokenizer::Path::kIcu, Tokenizer::Path::kIcuWhole);
  TextGenerator generator(kMixed, 3);
  for (int i = 0; i < 200'000; ++i) comparison.compare(generator.next(20));
}

TEST_CASE("every letter of the table gives the same tokens without ICU as with it") {
  Comparison comparison(Tokenizer::Path::kFast, Tokenizer::Path::kIcu);
  for (char32_t c = 0x80; c < 0x3000; ++c) {
    std::string letter;
    ksearch::append_utf8(letter, c);
    for (const std::string& text :
         {letter, "a" + letter + "b", letter + letter, "1" + letter + "2", letter + "'" + letter,
          "_" + letter + "_", "é" + letter + "ж", "a." + letter + ".c"}) {
      comparison.compare(text);
    }
  }
}

TEST_CASE("spans are in order, in range and on code points") {
  Tokenizer tokenizer;
  TokenList tokens;
  TextGenerator generator(kMixed, 4);
  for (int i = 0; i < 100'000; ++i) {
    const std::string_view text = generator.next(15);
    CAPTURE(text);
    tokenizer.tokenize(text, tokens);
    std::size_t written_begin = 0;
    const Token* before = nullptr;
    for (const Token& token : tokens) {
      REQUIRE(token.span.begin < token.span.end);
      REQUIRE(token.span.end <= text.size());
      REQUIRE(is_whole_code_points(text.substr(token.span.begin, token.span.size())));
      REQUIRE_FALSE(token.word.empty());
      REQUIRE(token.folded.size() <= 200);
      if (token.kind == TokenKind::kWord || token.kind == TokenKind::kPart) {
        REQUIRE(token.span.begin >= written_begin);
        written_begin = token.span.begin;
      }
      if (before != nullptr) {
        REQUIRE(token.position >= before->position);
        const bool ordered = token.position > before->position ||
                             token.span.begin > before->span.begin ||
                             (token.span.begin == before->span.begin && token.kind >= before->kind);
        REQUIRE(ordered);
      } else {
        REQUIRE(token.position >= 1);
      }
      before = &token;
    }
  }
}

TEST_CASE("the written form of a word is analysed to the word") {
  Tokenizer tokenizer;
  TokenList tokens;
  TokenList again;
  TextGenerator generator(kMixed, 5);
  for (int i = 0; i < 100'000; ++i) {
    const std::string_view text = generator.next(10);
    tokenizer.tokenize(text, tokens);
    for (const Token& token : tokens) {
      if (token.kind != TokenKind::kWord) continue;
      const std::string_view written = text.substr(token.span.begin, token.span.size());
      CAPTURE(text);
      CAPTURE(written);
      tokenizer.tokenize(written, again);
      REQUIRE(again.size() == 1);
      REQUIRE(again.tokens()[0].word == token.word);
      REQUIRE(again.tokens()[0].folded == token.folded);
    }
  }
}

TEST_CASE("text without an end to its word is cut, not kept") {
  Tokenizer tokenizer;
  TokenList tokens;
  std::string text;
  while (text.size() < (std::size_t{3} << 20)) text += "我爱北京";
  tokenizer.tokenize(text, tokens);
  CHECK(tokens.size() > 500'000);
  CHECK(tokens.tokens().back().span.end == text.size());

  text.assign(std::size_t{3} << 20, '\x80');
  tokenizer.tokenize(text, tokens);
  CHECK(tokens.empty());
  text.assign(std::size_t{3} << 20, 'a');
  tokenizer.tokenize(text, tokens);
  CHECK(tokens.overlong_words() == 1);
}

TEST_CASE("a sieve passes over nothing that begins with the letters wanted") {
  constexpr std::string_view kWanted[] = {"", "a", "s1", "qu", "и", "e", "ж", "3", "停火"};
  Tokenizer tokenizer;
  TokenList all;
  TokenList sieved;
  std::size_t passed_over = 0;
  for (unsigned seed = 6; seed < 6 + std::size(kWanted); ++seed) {
    WordSieve sieve;
    sieve.let_through(kWanted[seed - 6]);
    TextGenerator generator(seed % 2 == 0 ? std::span<const std::string_view>(kAscii) : kMixed,
                            seed);
    for (int i = 0; i < 50'000; ++i) {
      const std::string_view text = generator.next(12);
      CAPTURE(text);
      tokenizer.tokenize(text, all);
      const std::uint32_t positions = tokenizer.tokenize(text, sieved, sieve);
      REQUIRE(positions >= (all.empty() ? 0 : all.tokens().back().position));
      const auto& kept = sieved.tokens();
      std::size_t next = 0;
      for (const Token& token : all) {
        const bool is_kept = next < kept.size() && kept[next].span == token.span &&
                             kept[next].position == token.position &&
                             kept[next].word == token.word && kept[next].folded == token.folded &&
                             kept[next].kind == token.kind;
        std::size_t first = 0;
        if (!is_kept) REQUIRE(sieve.may_drop(ksearch::next_code_point(token.word, first)));
        next += is_kept ? 1 : 0;
      }
      REQUIRE(next == kept.size());
      passed_over += all.size() - kept.size();
    }
  }
  CHECK(passed_over > 100'000);
}

TEST_CASE("a sieve counts positions as if it passed over nothing") {
  Tokenizer tokenizer;
  TokenList tokens;
  WordSieve none;
  WordSieve every;
  every.let_all_through();
  TextGenerator generator(kMixed, 40);
  for (int i = 0; i < 100'000; ++i) {
    const std::string_view text = generator.next(12);
    CAPTURE(text);
    REQUIRE(tokenizer.tokenize(text, tokens, none) == tokenizer.tokenize(text, tokens, every));
  }
  const std::string long_word(100, 'x');
  CHECK(tokenizer.tokenize("a " + long_word + " b " + long_word, tokens, none) == 4);
}
