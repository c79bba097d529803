// Writes the manual pages (scdoc source) and shell completions into a folder; a tool of the build.

#include <fstream>
#include <iostream>
#include <string>

#include "cli/manual/completions.h"
#include "cli/manual/man_pages.h"

namespace {

bool write(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) std::cerr << path << " cannot be written\n";
  return !file.fail();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace ksearch::cli;
  if (argc != 2) {
    std::cerr << "usage: ksearch_write_manual FOLDER\n";
    return 2;
  }
  const std::string folder = std::string(argv[1]) + "/";
  bool written = write(folder + "ksearch.1.scd", program_page()) &&
                 write(folder + "ksearch.bash", bash_completion()) &&
                 write(folder + "_ksearch", zsh_completion()) &&
                 write(folder + "ksearch.fish", fish_completion());
  for (const CommandSpec& command : command_table()) {
    if (!command.built) continue;
    written = written && write(folder + "ksearch-" + std::string(command.name) + ".1.scd",
                               command_page(command));
  }
  return written ? 0 : 1;
}
