// Words near a word, beside a comparison with every word of the index.

#include "searcher/query/near_words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace ksearch::query {
namespace {

Xapian::WritableDatabase index_of(const std::set<std::string>& words) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  for (const std::string& word : words) document.add_term(word);
  document.add_term("Zen:talk");
  database.add_document(document);
  return database;
}

/// The whole table at once, as a textbook has it.
unsigned distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<unsigned>> table(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (unsigned i = 0; i <= a.size(); ++i) {
    for (unsigned j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1,
                              table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
  }
  return table[a.size()][b.size()];
}

/// The first letter is right, or the second one with the first after it, if anything is.
bool keeps_beginning(const std::string& word, const std::string& other) {
  if (other[0] == word[0]) return true;
  return word.size() > 1 && other[0] == word[1] && (other.size() == 1 || other[1] == word[0]);
}

TEST_CASE("words one and two edits away are found by their letters, not their bytes") {
  const Xapian::WritableDatabase database =
      index_of({"zelensky", "zelenskyy", "zelenskiy", "zelenko", "мира", "мир", "муар", "türk"});
  const auto words = [&](const char* word, unsigned limit) {
    std::string joined;
    for (const NearWord& near : near_words(database, word, limit)) {
      joined += near.word + ":" + std::to_string(near.distance) + " ";
    }
    return joined;
  };
  CHECK(words("zelenskky", 1) == "zelenskiy:1 zelensky:1 zelenskyy:1 ");
  CHECK(words("eylensky", 1).empty());
  CHECK(words("ezlensky", 1) == "zelensky:1 ");
  CHECK(words("ezlensky", 2) == "zelenskiy:2 zelensky:1 zelenskyy:2 ");
  CHECK(words("мирр", 1) == "мир:1 мира:1 ");
  CHECK(words("turk", 1) == "türk:1 ");
}

TEST_CASE("the walk finds what comparing every word finds") {
  std::mt19937 random(7);
  const auto random_word = [&] {
    std::string word;
    for (const std::size_t length = 1 + random() % 7; word.size() < length;) {
      word += static_cast<char>('a' + random() % 4);
    }
    return word;
  };
  std::set<std::string> words;
  while (words.size() < 2000) words.insert(random_word());
  const Xapian::WritableDatabase database = index_of(words);
  for (int round = 0; round < 300; ++round) {
    const std::string word = random_word();
    for (const unsigned limit : {1U, 2U}) {
      std::vector<std::string> expected;
      for (const std::string& other : words) {
        if (distance(word, other) > limit) continue;
        if (limit == 1 || keeps_beginning(word, other)) expected.push_back(other);
      }
      std::vector<std::string> found;
      for (const NearWord& near : near_words(database, word, limit)) found.push_back(near.word);
      CAPTURE(word);
      CHECK(found == expected);
    }
  }
}

}  // namespace
}  // namespace ksearch::query
