#include "common/analysis/tokenizer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "common/analysis/atom_reader.h"
#include "common/analysis/cluster.h"
#include "common/analysis/code_points.h"
#include "common/analysis/icu_scanner.h"
#include "common/analysis/joiner.h"
#include "common/analysis/token_sink.h"
#include "common/analysis/word_folding.h"

// White space cuts the text into chunks, and no rule looks across it. In ASCII, and among letters
// that only join up with their like, the rules of UAX #29 come down to runs of letters, digits and
// low lines: such a chunk is scanned here. Any other chunk goes through ICU.

namespace ksearch {
namespace {

/// Bounds the memory for text without white space; a longer chunk is cut.
constexpr std::size_t kMaxWindowBytes = std::size_t{1} << 20;

enum class ByteClass : std::uint8_t { kSpace, kWord, kOther, kHigh };

constexpr std::array<ByteClass, 256> kByteClasses = [] {
  std::array<ByteClass, 256> classes{};
  for (std::size_t c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    classes[c] = c >= 0x80                     ? ByteClass::kHigh
                 : space                       ? ByteClass::kSpace
                 : letter || digit || c == '_' ? ByteClass::kWord
                                               : ByteClass::kOther;
  }
  return classes;
}();

/// Punctuation that stands between words for ICU too, whatever its neighbours.
bool is_plain_mark(char32_t c) {
  return (c >= 0xA0 && c <= 0xA9) || c == 0xAB || (c >= 0xAE && c <= 0xB4) || c == 0xB6 ||
         c == 0xB8 || c == 0xB9 || (c >= 0xBB && c <= 0xBF) || c == 0xD7 || c == 0xF7 ||
         (c >= 0x2010 && c <= 0x2023) || (c >= 0x2025 && c <= 0x2026) || c == 0x2030 ||
         c == 0x2032 || c == 0x2033 || c == 0x2039 || c == 0x203A || c == 0x20AC || c == 0x2116;
}

/// first_letter_of_word(), for a byte of ASCII without a call.
char32_t first_letter_from_ascii(char byte) {
  const auto c = static_cast<unsigned char>(byte);
  if (c >= 'A' && c <= 'Z') return char32_t{c} + U'a' - U'A';
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? char32_t{c} : 0;
}

class Scan {
 public:
  Scan(std::string_view text, TokenSink& sink, std::optional<IcuScanner>& icu, Tokenizer::Path path,
       const WordSieve* sieve)
      : text_(text),
        path_(path),
        sieve_(sieve),
        sink_(sink),
        clusters_(sink),
        atoms_(text, sink, clusters_),
        icu_(icu) {}

  void run() {
    if (path_ == Tokenizer::Path::kIcuWhole) {
      scan_by_icu({0, text_.size()});
      return;
    }
    std::size_t i = 0;
    while (i < text_.size()) {
      if (class_at(i) == ByteClass::kSpace) {
        ++i;
        continue;
      }
      i = path_ == Tokenizer::Path::kFast ? scan_chunk(i) : scan_chunk_by_icu(i);
    }
  }

 private:
  [[nodiscard]] ByteClass class_at(std::size_t i) const {
    return kByteClasses[static_cast<unsigned char>(text_[i])];
  }
  [[nodiscard]] std::size_t word_end(std::size_t i) const {
    while (i < text_.size() && class_at(i) == ByteClass::kWord) ++i;
    return i;
  }
  [[nodiscard]] std::size_t chunk_end(std::size_t i) const {
    while (i < text_.size() && class_at(i) != ByteClass::kSpace) ++i;
    return i;
  }

  /// Scans the chunk that begins at `begin`; its end.
  std::size_t scan_chunk(std::size_t begin) {
    const std::size_t first_end = word_end(begin);
    if (sieve_ != nullptr) {
      if (const std::size_t end = end_of_dropped(begin, first_end); end > begin) return end;
    }
    if (first_end == text_.size() || class_at(first_end) == ByteClass::kSpace) {
      atoms_.read_ascii({begin, first_end}, true);
      return first_end;
    }
    const std::size_t end = chunk_end(first_end);
    if (is_plain({first_end, end})) {
      scan_plain({begin, end});
    } else {
      scan_by_icu({begin, end});
    }
    return end;
  }

  /// The end of the chunk at `begin`, whose ASCII letters end at `ascii_end`, if it is one word
  /// with plain marks around it that the sieve drops: it takes one position. Else `begin`.
  std::size_t end_of_dropped(std::size_t begin, std::size_t ascii_end) {
    if (ascii_end > begin && !sieve_->may_drop(first_letter_from_ascii(text_[begin]))) return begin;
    std::size_t i = ascii_end;
    bool in_word = ascii_end > begin;
    bool has_word = in_word;
    while (i < text_.size() && class_at(i) != ByteClass::kSpace) {
      const char32_t c = next_code_point(text_, i);
      if (c < 0x80 ? kByteClasses[c] == ByteClass::kWord : is_plain_letter(c)) {
        if (in_word) continue;
        if (has_word || !sieve_->may_drop(first_letter_of_word(c))) return begin;
        in_word = has_word = true;
      } else {
        if (c >= 0x80 && !is_plain_mark(c)) return begin;
        in_word = false;
      }
    }
    if (has_word) sink_.next_position();
    return i;
  }

  std::size_t scan_chunk_by_icu(std::size_t begin) {
    const std::size_t end = chunk_end(begin);
    scan_by_icu({begin, end});
    return end;
  }

  [[nodiscard]] bool is_plain(Span chunk) const {
    for (std::size_t i = chunk.begin; i < chunk.end;) {
      if (class_at(i) != ByteClass::kHigh) {
        ++i;
        continue;
      }
      const char32_t c = next_code_point(text_, i);
      if (!is_plain_letter(c) && !is_plain_mark(c)) return false;
    }
    return true;
  }

  /// Scans a chunk for which is_plain() holds.
  void scan_plain(Span chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end;) {
      const std::size_t atom = i;
      bool ascii = true;
      char32_t c = 0;
      std::size_t next = i;
      while (i < chunk.end) {
        next = i;
        c = next_code_point(text_, next);
        const bool in_atom = c < 0x80 ? kByteClasses[c] == ByteClass::kWord : is_plain_letter(c);
        if (!in_atom) break;
        ascii = ascii && c < 0x80;
        i = next;
      }
      if (i > atom) {
        if (ascii) {
          atoms_.read_ascii({atom, i}, false);
        } else {
          atoms_.read({atom, i});
        }
      }
      if (i < chunk.end) {
        clusters_.add_mark(joiner_of(c), next);
        i = next;
      }
    }
    clusters_.flush();
  }

  void scan_by_icu(Span chunk) {
    if (!icu_) icu_.emplace();
    while (!chunk.empty()) {
      std::size_t end = std::min(chunk.end, chunk.begin + kMaxWindowBytes);
      const std::size_t longest = std::min(chunk.end, end + 3);
      while (end < longest && (text_[end] & '\xC0') == '\x80') ++end;
      icu_->scan(text_, {chunk.begin, end}, atoms_, clusters_);
      clusters_.flush();
      chunk.begin = end;
    }
  }

  std::string_view text_;
  Tokenizer::Path path_;
  const WordSieve* sieve_;  ///< null: every word is wanted
  TokenSink& sink_;
  ClusterBuilder clusters_;
  AtomReader atoms_;
  std::optional<IcuScanner>& icu_;
};

}  // namespace

struct Tokenizer::Impl {
  Path path;
  std::optional<IcuScanner> icu;  ///< made when first needed: English text may never need it
};

Tokenizer::Tokenizer(Path path) : impl_(std::make_unique<Impl>()) { impl_->path = path; }
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

void Tokenizer::tokenize(std::string_view text, TokenList& out) {
  TokenSink sink(out);
  Scan(text, sink, impl_->icu, impl_->path, nullptr).run();
}

std::uint32_t Tokenizer::tokenize(std::string_view text, TokenList& out, const WordSieve& sieve) {
  TokenSink sink(out);
  Scan(text, sink, impl_->icu, impl_->path, sieve.drops_nothing() ? nullptr : &sieve).run();
  return sink.position();
}

}  // namespace ksearch
