#include "cli/session.h"

#include "ksearch/error.h"

namespace ksearch::cli {

std::filesystem::path index_directory(const Session& session) {
  const auto variable = [&](const char* name) { return session.environment(name).value_or(""); };
  if (const auto given = session.arguments.value("index")) {
    if (given->empty()) throw Error(ErrorCode::kInvalidArgument, "'--index' names no directory");
    return *given;
  }
  if (const std::string directory = variable("KSEARCH_INDEX"); !directory.empty()) return directory;
  // The XDG Base Directory Specification has relative paths ignored.
  if (const std::filesystem::path data = variable("XDG_DATA_HOME"); data.is_absolute()) {
    return data / "ksearch" / "default";
  }
  const std::filesystem::path home = variable("HOME");
  if (home.empty()) {
    throw Error(ErrorCode::kInvalidArgument, "no index is named: give '-d DIR' or set HOME");
  }
  return home / ".local" / "share" / "ksearch" / "default";
}

}  // namespace ksearch::cli
