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

std::string put(const std::filesystem::path& index, const std::string& text) {
  {
    IndexWriter writer({.directory = index});
    writer.put({.id = text, .text = text});
    writer.commit();
  }
  return Searcher(index).commit_id();
}

/// Asks until an answer is of the commit; each answer before is of an earlier one.
Completer wait_for(LatestCompleter& completer, const std::string& commit) {
  while (true) {
    const Completer given = completer.get(commit);
    if (given.commit_id() == commit) return given;
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
  const std::string first = put(index, "ceasefire");
  LatestCompleter completer(index);
  const Completer before = completer.get(first);
  CHECK(before.commit_id() == first);
  CHECK(before.complete("trea", 10).empty());
  const std::string second = put(index, "treaty");
  const Completer after = wait_for(completer, second);
  REQUIRE(after.complete("trea", 10).size() == 1);
  CHECK(after.complete("trea", 10).front().text == "treaty");
  CHECK(before.complete("trea", 10).empty());
}

TEST_CASE("another index in the place of one, with as many commits, has completions of its own") {
  const test::TempDir folder;
  const std::filesystem::path index = folder.path() / "index";
  const std::string first = put(index, "ceasefire");
  LatestCompleter completer(index);
  CHECK(completer.get(first).complete("trea", 10).empty());
  std::filesystem::remove_all(index);
  const std::string other = put(index, "treaty");
  CHECK(other != first);
  CHECK(wait_for(completer, other).complete("trea", 10).size() == 1);
}

TEST_CASE("a response with earlier completions is not kept by clients") {
  const test::TempDir folder;
  const std::filesystem::path index = folder.path() / "index";
  const std::string first = put(index, "ceasefire");
  LatestCompleter completer(index);
  CHECK(completer.get(first).commit_id() == first);
  const Application application({}, &completer);
  Searcher searcher(index);
  CHECK(has_tag(application.respond(suggest_request(), searcher)));
  put(index, "treaty");
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
  for (int i = 0; i < 2; ++i) CHECK_THROWS_AS((void)completer.get("1"), Error);
  const std::string commit = put(index, "treaty");
  // An attempt that began before the index was there may fail once more.
  for (int i = 0;; ++i) {
    try {
      const Completer given = completer.get(commit);
      CHECK(given.complete("trea", 10).size() == 1);
      break;
    } catch (const Error&) {
      REQUIRE(i < 1);
    }
  }
}

}  // namespace ksearch
