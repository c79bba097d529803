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

std::vector<Occurrence> occurrences(const Xapian::Database& database, Xapian::docid document,
                                    std::span<const query::CloseWord> words) {
  std::vector<Occurrence> found;
  for (std::uint8_t word = 0; word < words.size(); ++word) {
    std::size_t left = kMaxOccurrences;
    const auto end = database.positionlist_end(document, words[word].term);
    for (auto place = database.positionlist_begin(document, words[word].term);
         place != end && left > 0; ++place, --left) {
      found.push_back({*place, word});
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

double proximity(const Xapian::Database& database, Xapian::docid document,
                 std::span<const query::CloseWord> words) {
  constexpr std::size_t kWords = query::kMaxCloseWords;
  std::array<std::array<double, kWords>, kWords> closeness{};
  const std::vector<Occurrence> found = occurrences(database, document, words);
  for (auto first = found.begin(); first != found.end(); ++first) {
    for (auto next = first + 1; next != found.end(); ++next) {
      const std::uint32_t distance = next->position - first->position;
      if (distance > kWindow || next->word == first->word) break;
      const auto [low, high] = std::minmax(first->word, next->word);
      closeness[low][high] += 1.0 / std::max(distance, 1U);
    }
  }
  double sum = 0;
  for (std::size_t low = 0; low < words.size(); ++low) {
    for (std::size_t high = low + 1; high < words.size(); ++high) {
      const double pairs = closeness[low][high];
      sum += std::min(words[low].rarity, words[high].rarity) * pairs / (pairs + kHalf);
    }
  }
  return kScale * sum;
}

}  // namespace ksearch
