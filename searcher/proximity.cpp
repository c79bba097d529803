// Two different words of the query at most kWindow words apart are a pair, which counts the more
// the closer they are: the inverse of their distance. Between two words of one kind only the
// nearer makes a pair with what follows. The sum over the document, saturated, is weighted by the
// rarity of the less rare word of the two. After Tao and Zhai, "An Exploration of Proximity
// Measures in Information Retrieval" (2007), and Büttcher, Clarke and Lushman, "Term Proximity
// Scoring for Ad-Hoc Retrieval on Very Large Text Collections" (2006). docs/ranking.md says how the
// constants were chosen.

#include "searcher/proximity.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

namespace ksearch {
namespace {

constexpr std::uint32_t kWindow = 8;
/// Share of a pair's rarity that it can add to the score.
constexpr double kScale = 0.15;
/// Pairs side by side that give half of that.
constexpr double kHalf = 0.5;
/// Bounds the work in a very long document, which needs no more to show that words go together.
constexpr std::size_t kMaxOccurrences = 1000;

struct Occurrence {
  std::uint32_t position;
  std::uint8_t word;
  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

/// Where the words stand in each of the documents. Xapian keeps positions by word, then by
/// document, and has the block that it read last at hand: so they are read in this order.
std::vector<std::vector<Occurrence>> occurrences(const Xapian::Database& database,
                                                 std::span<const Xapian::docid> documents,
                                                 std::span<const query::CloseWord> words) {
  std::vector<std::size_t> by_number(documents.size());
  std::iota(by_number.begin(), by_number.end(), std::size_t{0});
  std::ranges::sort(by_number, {}, [&](std::size_t i) { return documents[i]; });
  std::vector<std::vector<Occurrence>> found(documents.size());
  for (std::uint8_t word = 0; word < words.size(); ++word) {
    for (const std::size_t i : by_number) {
      std::size_t left = kMaxOccurrences;
      const auto end = database.positionlist_end(documents[i], words[word].term);
      for (auto place = database.positionlist_begin(documents[i], words[word].term);
           place != end && left > 0; ++place, --left) {
        found[i].push_back({*place, word});
      }
    }
  }
  for (std::vector<Occurrence>& of_document : found) std::ranges::sort(of_document);
  return found;
}

/// The sum over pairs of words of what `share` of its rarity each gives.
template <typename Share>
double sum_over_pairs(std::span<const query::CloseWord> words, Share share) {
  double sum = 0;
  for (std::size_t low = 0; low < words.size(); ++low) {
    for (std::size_t high = low + 1; high < words.size(); ++high) {
      sum += std::min(words[low].rarity, words[high].rarity) * share(low, high);
    }
  }
  return kScale * sum;
}

double proximity_of(const std::vector<Occurrence>& found, std::span<const query::CloseWord> words) {
  constexpr std::size_t kWords = query::kMaxCloseWords;
  std::array<std::array<double, kWords>, kWords> closeness{};
  for (auto first = found.begin(); first != found.end(); ++first) {
    for (auto next = first + 1; next != found.end(); ++next) {
      const std::uint32_t distance = next->position - first->position;
      if (distance > kWindow || next->word == first->word) break;
      const auto [low, high] = std::minmax(first->word, next->word);
      closeness[low][high] += 1.0 / std::max(distance, 1U);
    }
  }
  return sum_over_pairs(words, [&](std::size_t low, std::size_t high) {
    const double pairs = closeness[low][high];
    return pairs / (pairs + kHalf);
  });
}

}  // namespace

std::vector<double> proximity(const Xapian::Database& database,
                              std::span<const Xapian::docid> documents,
                              std::span<const query::CloseWord> words) {
  std::vector<double> gains;
  gains.reserve(documents.size());
  for (const auto& found : occurrences(database, documents, words)) {
    gains.push_back(proximity_of(found, words));
  }
  return gains;
}

double most_proximity(std::span<const query::CloseWord> words) {
  return sum_over_pairs(words, [](std::size_t, std::size_t) { return 1.0; });
}

}  // namespace ksearch
