#include "tests/support/folders.h"

namespace ksearch::test {

std::filesystem::path source_folder() { return KSEARCH_SOURCE_DIR; }

}  // namespace ksearch::test
