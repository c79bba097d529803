// docs/openapi.json against the table of paths: neither knows a path or parameter that the other
// does not. That the answers are those it describes is checked on a running server by
// tests/cli/openapi_test.py.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "server/api/api.h"
#include "tests/support/folders.h"

using namespace ksearch;

namespace {

using Json = nlohmann::json;
using Names = std::set<std::string>;

std::map<std::string, Names> documented_paths() {
  std::ifstream file(test::source_folder() / "docs" / "openapi.json");
  const Json document = Json::parse(file);
  std::map<std::string, Names> paths;
  for (const auto& [path, operations] : document.at("paths").items()) {
    Names& names = paths[path.substr(1)];
    CHECK(operations.size() == 1);
    for (const Json& given : operations.at("get").at("parameters")) {
      const std::string reference = given.value("$ref", "#");
      const Json& parameter = document.at(Json::json_pointer(reference.substr(1)));
      const Json& described = given.contains("$ref") ? parameter : given;
      if (described.at("in") == "query") names.insert(described.at("name"));
    }
  }
  return paths;
}

}  // namespace

TEST_CASE("docs/openapi.json has the paths and parameters of the server and no others") {
  std::map<std::string, Names> served;
  for (const ApiPath& path : api_paths()) {
    served[std::string(path.path)] = Names(path.parameters.begin(), path.parameters.end());
  }
  const auto documented = documented_paths();
  CHECK(served.size() == api_paths().size());
  for (const auto& [path, names] : served) {
    CAPTURE(path);
    REQUIRE(documented.contains(path));
    CHECK(documented.at(path) == names);
  }
  CHECK(documented.size() == served.size());
}
