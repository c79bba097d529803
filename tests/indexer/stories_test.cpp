#include "indexer/copies/stories.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include "indexer/copies/signature.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

using Words = std::vector<std::string>;

Words random_words(std::size_t count, std::mt19937& random) {
  Words words;
  for (std::size_t i = 0; i < count; ++i) words.push_back("w" + std::to_string(random() % 5000));
  return words;
}

/// Replaces every word with a probability of 1 / `one_in`.
Words edited(Words words, unsigned one_in, std::mt19937& random) {
  for (std::string& word : words) {
    if (random() % one_in == 0) word = "x" + std::to_string(random());
  }
  return words;
}

std::string signature_of(const Words& words, const std::string& title = {}) {
  SignatureMaker maker;
  if (!title.empty()) maker.add_title_word(title);
  for (const std::string& word : words) maker.add_word(word);
  return maker.finish();
}

TEST_CASE("signatures estimate the share of common sequences of words") {
  std::mt19937 random(3);
  const Words words = random_words(600, random);
  CHECK(resemblance(signature_of(words), signature_of(words)) == 1);
  CHECK(resemblance(signature_of(words), signature_of(random_words(600, random))) < 0.05);
  const Words half(words.begin(), words.begin() + 300);
  CHECK(resemblance(signature_of(words), signature_of(half)) == doctest::Approx(0.5).epsilon(0.3));
}

TEST_CASE("short texts are copies only of exactly the same, title included") {
  std::mt19937 random(4);
  const Words words = random_words(20, random);
  CHECK(are_copies(signature_of(words, "a"), signature_of(words, "a")));
  CHECK_FALSE(are_copies(signature_of(words, "a"), signature_of(words, "b")));
  Words other = words;
  std::swap(other[3], other[4]);
  CHECK_FALSE(are_copies(signature_of(words), signature_of(other)));
  CHECK_FALSE(are_copies(signature_of({}, "a"), signature_of({}, "a")));
}

/// What is in an index, by the texts' names, so that indexes filled in another order compare.
using Partition = std::map<int, std::vector<int>>;

/// Stands for an index: numbers are given in the order of arrival and never again.
class Stories {
 public:
  explicit Stories(const std::map<int, std::string>& signatures) : signatures_(signatures) {}

  void commit(const std::vector<int>& added, const std::vector<int>& removed) {
    StoryInput input;
    std::set<std::uint32_t> gone;
    for (const int name : removed) {
      gone.insert(numbers_.at(name));
      numbers_.erase(name);
    }
    for (const int name : added) numbers_[name] = next_++;
    input.signatures.resize(next_);
    for (const auto& [name, number] : numbers_) {
      input.signatures[number] = signatures_.at(name);
    }
    for (const int name : added) input.fresh.push_back(numbers_.at(name));
    input.stories = stories_;
    input.stories.resize(next_);
    forget_documents(gone, input);
    stories_ = derive_stories(std::move(input));
  }

  [[nodiscard]] Partition partition() const {
    std::map<std::uint32_t, std::vector<int>> by_story;
    for (const auto& [name, number] : numbers_) {
      const std::uint32_t story = stories_[number];
      CHECK(story <= number);
      by_story[story == 0 ? number : story].push_back(name);
    }
    Partition result;
    for (const auto& [story, names] : by_story) {
      CHECK((names.size() > 1) == (stories_[numbers_.at(names.front())] != 0));
      result[names.front()] = names;
    }
    return result;
  }

 private:
  const std::map<int, std::string>& signatures_;
  std::map<int, std::uint32_t> numbers_;
  std::vector<std::uint32_t> stories_;
  std::uint32_t next_ = 1;
};

TEST_CASE("stories depend on the documents there are, not on their order or on those gone") {
  std::mt19937 random(5);
  std::map<int, std::string> signatures;
  std::vector<Words> originals;
  for (int name = 0; name < 240; ++name) {
    if (name % 3 == 0) originals.push_back(random_words(30 + random() % 300, random));
    // Heavily edited copies of copies: some of them hang together by one other text only.
    Words& original = originals[random() % originals.size()];
    if (random() % 4 == 0) original = edited(original, 5, random);
    signatures[name] =
        signature_of(edited(original, 6 + static_cast<unsigned>(random() % 40), random));
  }
  std::vector<int> names(signatures.size());
  std::iota(names.begin(), names.end(), 0);
  Stories whole(signatures);
  whole.commit(names, {});
  const Partition wanted = whole.partition();
  CHECK(wanted.size() > 60);
  CHECK(wanted.size() < 200);

  for (int round = 0; round < 5; ++round) {
    Stories grown(signatures);
    std::shuffle(names.begin(), names.end(), random);
    std::vector<int> present;
    for (std::size_t begin = 0; begin < names.size();) {
      const std::size_t end = std::min(names.size(), begin + 1 + random() % 40);
      std::vector<int> added(names.begin() + static_cast<std::ptrdiff_t>(begin),
                             names.begin() + static_cast<std::ptrdiff_t>(end));
      // Some come again later.
      std::vector<int> removed;
      std::erase_if(present, [&](int name) {
        if (random() % 10 != 0) return false;
        removed.push_back(name);
        return true;
      });
      grown.commit(added, removed);
      present.insert(present.end(), added.begin(), added.end());
      Stories fresh(signatures);
      fresh.commit(present, {});
      CHECK(grown.partition() == fresh.partition());
      grown.commit(removed, {});
      present.insert(present.end(), removed.begin(), removed.end());
      begin = end;
    }
    CHECK(grown.partition() == wanted);
  }
}

TEST_CASE("many copies of one text are one story") {
  std::mt19937 random(6);
  const Words original = random_words(200, random);
  std::vector<std::string> kept = {{}};
  StoryInput input;
  for (int i = 0; i < 3000; ++i) kept.push_back(signature_of(edited(original, 50, random)));
  for (const std::string& signature : kept) input.signatures.emplace_back(signature);
  for (std::uint32_t document = 1; document < kept.size(); ++document) {
    input.fresh.push_back(document);
  }
  const std::vector<std::uint32_t> stories = derive_stories(std::move(input));
  CHECK(std::count(stories.begin(), stories.end(), 1U) == 3000);
}

}  // namespace
}  // namespace ksearch
