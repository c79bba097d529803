#include "server/latest_completer.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <thread>

#include "ksearch/error.h"
#include "ksearch/index_writer.h"
#include "server/api/api.h"
#include "server/application.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

using namespace std::chrono_literals;

std::uint64_t put_and_count(const std::filesystem::path& index, const std::string& text) {
  {
    IndexWriter writer({.directory = index});
    writer.put({.id = text, .text = text});
    writer.commit();
  }
  return Searcher(index).revision();
}

/// Asks until an answer is of `revision`; each answer before is of an earlier one.
Completer wait_for(LatestCompleter& completer, std::uint64_t revision) {
  while (true) {
    const Completer given = completer.get(revision);
    REQUIRE(given.revision() <= revision);
    if (given.revision() == revision) return given;
    std::this_thread::sleep_for(1ms);
  }
}

HttpRequest suggest_request() {
  return {.method = "GET",
          .path = "/api/v1/suggest",
          .segments = {"api", "v1", "suggest"},
          .parameters = {{"prefix", "trea"}}};
}

bool has_tag(const HttpResponse& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "ETag") return true;
  }
  return false;
}

}  // namespace

TEST_CASE("completions are there at once and become those of the newest commit") {
  const test::TempDir folder;
  const std::filesystem::path index = folder.path() / "index";
  const std::uint64_t first = put_and_count(index, "ceasefire");
  LatestCompleter completer(index);
  const Completer before = completer.get(first);
  CHECK(before.revision() == first);
  CHECK(before.complete("trea", 10).empty());
  const std::uint64_t second = put_and_count(index, "treaty");
  const Completer after = wait_for(completer, second);
  REQUIRE(after.complete("trea", 10).size() == 1);
  CHECK(after.complete("trea", 10).front().text == "treaty");
  CHECK(before.complete("trea", 10).empty());
}

TEST_CASE("a response with earlier completions is not kept by clients") {
  const test::TempDir folder;
  const std::filesystem::path index = folder.path() / "index";
  const std::uint64_t first = put_and_count(index, "ceasefire");
  LatestCompleter completer(index);
  CHECK(completer.get(first).revision() == first);
  const Application application({}, &completer);
  Searcher searcher(index);
  CHECK(has_tag(application.respond(suggest_request(), searcher)));
  put_and_count(index, "treaty");
  while (true) {
    const HttpResponse response = application.respond(suggest_request(), searcher);
    const bool is_new = response.body.find("treaty") != std::string::npos;
    CHECK(has_tag(response) == is_new);
    CHECK(response.lags == !is_new);
    if (is_new) break;
    std::this_thread::sleep_for(1ms);
  }
}

TEST_CASE("an index that cannot be read is an error for each who asks, until it can be") {
  const test::TempDir folder;
  const std::filesystem::path index = folder.path() / "index";
  LatestCompleter completer(index);
  for (int i = 0; i < 2; ++i) CHECK_THROWS_AS((void)completer.get(1), Error);
  const std::uint64_t revision = put_and_count(index, "treaty");
  // An attempt that began before the index was there may fail once more.
  for (int i = 0;; ++i) {
    try {
      const Completer given = completer.get(revision);
      CHECK(given.complete("trea", 10).size() == 1);
      break;
    } catch (const Error&) {
      REQUIRE(i < 1);
    }
  }
}

}  // namespace ksearch
