#include <doctest/doctest.h>

#include <algorithm>

#include "ksearch/error.h"
#include "server/api/api.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

HttpResponse suggest(Searcher& searcher, NamedValues parameters) {
  return api_response({.method = "GET",
                       .path = "/api/v1/suggest",
                       .segments = {"api", "v1", "suggest"},
                       .parameters = std::move(parameters)},
                      searcher);
}

}  // namespace

TEST_CASE("the API completes names and words") {
  const test::TempDir folder;
  test::put_documents(folder.path() / "index", 0, 30);
  Searcher searcher(folder.path() / "index");
  const HttpResponse names = suggest(searcher, {{"prefix", "bro"}, {"limit", "1"}});
  CHECK(names.status == 200);
  CHECK(names.body.starts_with(
      R"({"type":"completion","text":"Ada Brook","field":"person","count":)"));
  CHECK(std::ranges::count(names.body, '\n') == 1);
  CHECK(
      suggest(searcher, {{"prefix", "ceasef"}})
          .body.starts_with(R"({"type":"completion","text":"ceasefire","field":"word","count":)"));
  CHECK(suggest(searcher, {{"prefix", "zzz"}}).body.empty());
  CHECK_THROWS_AS((void)suggest(searcher, {{"prefix", "a"}, {"limit", "0"}}), Error);
  CHECK_THROWS_AS((void)suggest(searcher, {}), Error);
}

}  // namespace ksearch
