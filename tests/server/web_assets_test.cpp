#include "server/web_assets.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/folders.h"

using namespace ksearch;
namespace fs = std::filesystem;

TEST_CASE("every file of server/web is in the program, byte for byte, with a type") {
  int count = 0;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(test::source_folder() / "server" / "web")) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto asset = find_web_asset(name);
    REQUIRE(asset.has_value());
    CHECK(asset->bytes == bytes);
    CHECK_FALSE(asset_content_type(name).empty());
    ++count;
  }
  CHECK(count > 0);
}

TEST_CASE("an unknown asset is not found") {
  for (const char* name : {"", "nothing.css", "../CMakeLists.txt", "style.css/", "/style.css"}) {
    CHECK_FALSE(find_web_asset(name).has_value());
  }
  CHECK(asset_content_type("page.exe").empty());
}
