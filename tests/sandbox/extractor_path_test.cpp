#include "indexer/sandbox/extractor_path.h"

#include <doctest/doctest.h>

namespace ksearch {
namespace {

TEST_CASE("the extractor is found from a program of the build tree, as from an installed one") {
  const std::filesystem::path found = sandbox::find_extractor();
  CHECK(found.is_absolute());
  CHECK(found.filename() == "ksearch-extract");
  CHECK(found.parent_path().parent_path().filename() == "libexec");
}

}  // namespace
}  // namespace ksearch
