#include "cli/browse/open_file.h"

#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstring>
#include <sstream>

#include "ksearch/error.h"

extern char** environ;

namespace ksearch::cli::browse {

std::vector<std::string> open_command(const std::string& path,
                                      const EnvironmentReader& environment) {
  const auto is_set = [&](const char* name) { return !environment(name).value_or("").empty(); };
  std::vector<std::string> command;
  if (is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")) {
    command = {"xdg-open"};
  } else {
    for (const char* name : {"PAGER", "EDITOR"}) {
      // "less -R" is a program and an option.
      std::istringstream words(environment(name).value_or(""));
      for (std::string word; words >> word;) command.push_back(word);
      if (!command.empty()) break;
    }
    if (command.empty()) command = {"less"};
  }
  command.push_back(path);
  return command;
}

void run_and_wait(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ);
  if (error != 0) {
    throw Error(ErrorCode::kIo, command[0] + " cannot be run: " + std::strerror(error));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace ksearch::cli::browse
