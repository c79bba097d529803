#include "indexer/sandbox/extractor_path.h"

#include <dlfcn.h>
#include <link.h>

#include "indexer/sandbox/reader_process.h"

namespace ksearch::sandbox {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "ksearch-extract";

/// The folder of the program or shared library that holds this code.
fs::path own_folder() {
  static const char kHere = 0;
  Dl_info info{};
  void* found = nullptr;
  const bool known = dladdr1(&kHere, &info, &found, RTLD_DL_LINKMAP) != 0;
  const auto* object = known ? static_cast<const link_map*>(found) : nullptr;
  // The program itself has no name here, and what dladdr() calls it is what somebody typed.
  const bool is_library = object != nullptr && object->l_name[0] != '\0';
  std::error_code error;
  const fs::path file =
      is_library ? fs::canonical(object->l_name, error) : fs::read_symlink("/proc/self/exe", error);
  return file.parent_path();
}

}  // namespace

fs::path find_extractor() {
  const fs::path folder = own_folder();
  const fs::path configured = fs::path(KSEARCH_EXTRACTOR_DIR) / kName;
  for (const fs::path& candidate :
       {folder / kName, folder.parent_path() / "libexec" / "ksearch" / kName,
        folder.parent_path().parent_path() / "libexec" / "ksearch" / kName, configured}) {
    std::error_code error;
    if (fs::is_regular_file(candidate, error)) return candidate;
  }
  throw StartError(configured.string() +
                   " is missing, which reads web pages, mail and office files; "
                   "install ksearch again");
}

}  // namespace ksearch::sandbox
