// Broder, "On the resemblance and containment of documents" (SEQUENCES 1997): two texts are alike
// as far as the sets of their shingles (here three words in a row) overlap, and the least value of
// a random hash over each set is the same with just that probability. Many such least values make a
// signature, and the share of equal ones estimates the resemblance.
//
// One hash serves for all of them (Li, Owen, Zhang, "One permutation hashing", NIPS 2012): shingles
// fall into 96 bins, each bin keeps its least. A bin without a shingle borrows from another one
// that is chosen by the bin's number alone, hence alike in all texts (Shrivastava, "Optimal
// densification for fast and accurate minwise hashing", ICML 2017). Of each least value one byte is
// kept (Li, König, "b-bit minwise hashing", WWW 2010): bytes of different shingles are equal once
// in 256 times, which the threshold has room for.

#include "indexer/copies/signature.h"

#include <xxhash.h>

#include <algorithm>

namespace ksearch {
namespace {

/// Shorter texts share too few shingles for an estimate.
constexpr std::size_t kMinWords = 40;
/// Equal bytes from which on two texts are copies: a resemblance of 0.25. A fifth of the words
/// replaced here and there leaves about 0.34; different reports of one event stay below 0.1.
constexpr std::size_t kCopyBytes = kSignatureBytes / 4;

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ value >> 33;
}

std::size_t bin_of(std::uint64_t hash) {
  return static_cast<std::size_t>((hash >> 32) * kSignatureBytes >> 32);
}

std::size_t equal_bytes(std::string_view a, std::string_view b) {
  std::size_t equal = 0;
  for (std::size_t i = 0; i < kSignatureBytes; ++i) equal += a[i] == b[i] ? 1U : 0U;
  return equal;
}

bool is_estimate(std::string_view signature) { return signature.size() == kSignatureBytes; }

}  // namespace

SignatureMaker::SignatureMaker() { clear(); }

void SignatureMaker::clear() {
  least_.fill(kEmpty);
  all_words_ = 0;
  words_ = 0;
}

void SignatureMaker::add_title_word(std::string_view word) {
  all_words_ = mixed(all_words_ + XXH3_64bits(word.data(), word.size()));
}

void SignatureMaker::add_word(std::string_view word) {
  const std::uint64_t hash = XXH3_64bits(word.data(), word.size());
  all_words_ = mixed(all_words_ + hash + 1);
  if (++words_ >= 3) {
    const std::uint64_t shingle =
        mixed(mixed(last_words_[0]) + 3 * mixed(last_words_[1]) + 5 * mixed(hash));
    std::uint64_t& least = least_[bin_of(shingle)];
    least = std::min(least, mixed(shingle));
  }
  last_words_ = {last_words_[1], hash};
}

std::string SignatureMaker::finish() {
  std::string signature;
  if (words_ >= kMinWords) {
    signature.resize(kSignatureBytes);
    for (std::size_t bin = 0; bin < kSignatureBytes; ++bin) {
      std::size_t from = bin;
      for (std::uint64_t attempt = 1; least_[from] == kEmpty; ++attempt) {
        from = bin_of(mixed(bin + attempt * kSignatureBytes));
      }
      signature[bin] = static_cast<char>(least_[from]);
    }
  } else if (words_ > 0) {
    signature.assign(reinterpret_cast<const char*>(&all_words_), sizeof all_words_);
  }
  clear();
  return signature;
}

double resemblance(std::string_view a, std::string_view b) {
  if (!is_estimate(a) || !is_estimate(b)) return !a.empty() && a == b ? 1 : 0;
  return static_cast<double>(equal_bytes(a, b)) / kSignatureBytes;
}

bool are_copies(std::string_view a, std::string_view b) {
  if (!is_estimate(a) || !is_estimate(b)) return !a.empty() && a == b;
  return equal_bytes(a, b) >= kCopyBytes;
}

}  // namespace ksearch
