#include "cli/ordered_work.h"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

using ksearch::cli::OrderedWork;

TEST_CASE("results come in the order of the work, by any number of threads") {
  for (const std::size_t threads : {0U, 1U, 2U, 5U}) {
    for (const std::size_t pieces : {0U, 1U, 3U, 1000U}) {
      std::atomic<std::size_t> workers = 0;
      OrderedWork<std::string> work([&]() -> OrderedWork<std::string>::Worker {
        ++workers;
        return [](std::size_t piece) { return std::to_string(piece); };
      });
      std::vector<std::string> results;
      work.run(pieces, threads, [&](std::string&& result) { results.push_back(result); });
      REQUIRE(results.size() == pieces);
      for (std::size_t i = 0; i < pieces; ++i) CHECK(results[i] == std::to_string(i));
      CHECK(workers <= std::max<std::size_t>(threads, 1));
    }
  }
}

TEST_CASE("no more results wait than the threads' window, whatever the first one takes") {
  constexpr std::size_t kThreads = 3;
  constexpr std::size_t kPieces = 2000;
  std::atomic<std::size_t> made = 0;
  std::size_t delivered = 0;
  std::size_t most_waiting = 0;
  OrderedWork<int> work([&]() -> OrderedWork<int>::Worker {
    return [&](std::size_t) {
      ++made;
      return 0;
    };
  });
  work.run(kPieces, kThreads, [&](int&&) {
    most_waiting = std::max(most_waiting, made - delivered);
    ++delivered;
  });
  CHECK(made == kPieces);
  CHECK(most_waiting <= OrderedWork<int>::kWindow * kThreads + kThreads + 1);
}

TEST_CASE("an error ends the work where it stands in the order") {
  for (const std::size_t threads : {1U, 4U}) {
    OrderedWork<int> work([]() -> OrderedWork<int>::Worker {
      return [](std::size_t piece) {
        if (piece == 50) throw std::runtime_error("fifty");
        return static_cast<int>(piece);
      };
    });
    std::size_t delivered = 0;
    CHECK_THROWS_WITH(work.run(1000, threads, [&](int&&) { ++delivered; }), "fifty");
    CHECK(delivered == 50);

    OrderedWork<int> broken(
        []() -> OrderedWork<int>::Worker { throw std::runtime_error("no worker"); });
    CHECK_THROWS_WITH(broken.run(10, threads, [](int&&) {}), "no worker");

    OrderedWork<int> fine([]() -> OrderedWork<int>::Worker {
      return [](std::size_t piece) { return static_cast<int>(piece); };
    });
    CHECK_THROWS_WITH(fine.run(1000, threads,
                               [](int&& piece) {
                                 if (piece == 7) throw std::runtime_error("seven");
                               }),
                      "seven");
  }
}
