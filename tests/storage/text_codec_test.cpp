#include "common/storage/text_codec.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "ksearch/error.h"

namespace ksearch {
namespace {

std::vector<std::string> samples() {
  std::vector<std::string> texts;
  for (int i = 0; i < 200; ++i) {
    texts.push_back("Delegates met in city number " + std::to_string(i * 7919 % 1000) +
                    " to discuss the ceasefire; talks on prisoners will go on, said envoy " +
                    std::to_string(i) + ". The next round is planned for week " +
                    std::to_string(i % 52) + ".");
  }
  return texts;
}

TEST_CASE("texts come back whole, with and without a dictionary") {
  for (const std::string& dictionary : {std::string(), TextCodec::train(samples())}) {
    CAPTURE(dictionary.size());
    const TextCodec writer(dictionary, TextCodec::Mode::kReadingAndWriting);
    const TextCodec reader(dictionary, TextCodec::Mode::kReading);
    TextCodec::Scratch scratch;
    for (const std::string& text :
         {std::string(), std::string("x"), samples()[3], std::string(1 << 20, 'a')}) {
      CHECK(reader.decompress(writer.compress(text, scratch), scratch) == text);
    }
  }
}

TEST_CASE("texts come back piece by piece") {
  for (const std::string& dictionary : {std::string(), TextCodec::train(samples())}) {
    const TextCodec writer(dictionary, TextCodec::Mode::kReadingAndWriting);
    const TextCodec reader(dictionary, TextCodec::Mode::kReading);
    TextCodec::Scratch scratch;
    std::string large;
    while (large.size() < 5'000'000) large += std::to_string(large.size() * 7919) + samples()[7];
    for (const std::string& text : {std::string(), std::string("x"), large, samples()[3]}) {
      const std::string bytes = writer.compress(text, scratch);
      std::string joined;
      std::size_t longest = 0;
      reader.decompress(bytes, scratch, [&](std::string_view piece) {
        joined += piece;
        longest = std::max(longest, piece.size());
      });
      CHECK((joined == text));
      CHECK(longest <= (std::size_t{1} << 18));
      CHECK((reader.decompress(bytes, scratch) == text));
      const auto ignore = [](std::string_view) {};
      CHECK_THROWS_AS(
          reader.decompress(std::string_view(bytes).substr(0, bytes.size() - 1), scratch, ignore),
          Error);
      CHECK_THROWS_AS(reader.decompress("not zstd", scratch, ignore), Error);
    }
  }
}

TEST_CASE("a dictionary makes short texts smaller") {
  const TextCodec plain("", TextCodec::Mode::kReadingAndWriting);
  const TextCodec trained(TextCodec::train(samples()), TextCodec::Mode::kReadingAndWriting);
  TextCodec::Scratch scratch;
  const std::string text = samples()[42];
  CHECK(trained.compress(text, scratch).size() < plain.compress(text, scratch).size());
}

TEST_CASE("a damaged text is an error") {
  const TextCodec codec("", TextCodec::Mode::kReadingAndWriting);
  TextCodec::Scratch scratch;
  const std::string good = codec.compress(samples()[0], scratch);
  CHECK_THROWS_AS(static_cast<void>(codec.decompress("not zstd", scratch)), Error);
  CHECK_THROWS_AS(static_cast<void>(
                      codec.decompress(std::string_view(good).substr(0, good.size() / 2), scratch)),
                  Error);
}

}  // namespace
}  // namespace ksearch
