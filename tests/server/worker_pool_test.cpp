#include "server/worker_pool.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>

#include "ksearch/error.h"
#include "tests/support/collection.h"
#include "tests/support/temp_dir.h"

using namespace ksearch;
using namespace ksearch::test;
using namespace std::chrono_literals;

namespace {

WorkerPool::Clock::time_point later() { return WorkerPool::Clock::now() + 100s; }

}  // namespace

TEST_CASE("a full queue takes nothing more, and an expired task is never run") {
  const TempDir folder;
  put_documents(folder.path() / "index", 0, 3);
  std::promise<void> started;
  std::promise<void> release;
  std::promise<std::uint64_t> last;
  std::atomic<bool> expired_ran = false;
  WorkerPool pool({.index = folder.path() / "index", .threads = 1, .queue_length = 2});
  CHECK(pool.submit(
      [&](Searcher& /*searcher*/) {
        started.set_value();
        release.get_future().wait();
        return true;
      },
      later()));
  started.get_future().wait();
  CHECK(pool.submit([&](Searcher& /*searcher*/) { return expired_ran = true; },
                    WorkerPool::Clock::now() - 1s));
  CHECK(pool.submit(
      [&](Searcher& searcher) {
        last.set_value(searcher.describe().documents);
        return true;
      },
      later()));
  CHECK_FALSE(pool.submit([](Searcher& /*searcher*/) { return true; }, later()));
  release.set_value();
  CHECK(last.get_future().get() == 3);
  CHECK_FALSE(expired_ran);
}

TEST_CASE("a searcher that failed is opened again") {
  const TempDir folder;
  const auto index = folder.path() / "index";
  put_documents(index, 0, 3);
  WorkerPool pool({.index = index, .threads = 1, .queue_length = 10});
  std::filesystem::rename(index, folder.path() / "old");
  put_documents(index, 0, 5);
  std::promise<void> failed;
  std::promise<std::uint64_t> documents;
  CHECK(pool.submit(
      [&](Searcher& /*searcher*/) {
        failed.set_value();
        return false;
      },
      later()));
  CHECK(pool.submit(
      [&](Searcher& searcher) {
        documents.set_value(searcher.describe().documents);
        return true;
      },
      later()));
  CHECK(documents.get_future().get() == 5);
}

TEST_CASE("a pool needs an index") {
  const TempDir folder;
  CHECK_THROWS_AS(WorkerPool({.index = folder.path() / "none"}), Error);
}
