#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ksearch/document.h"
#include "ksearch/error.h"

namespace ksearch::cli {

/// How much is said on standard error.
enum class Verbosity : std::uint8_t { kQuiet, kNormal, kVerbose };

/// Messages on standard error: as sentences that begin "ksearch: ", or one JSON object a line. What
/// comes from documents, paths and queries is made printable. Not thread-safe.
class Diagnostics {
 public:
  struct Options {
    bool json = false;
    Verbosity verbosity = Verbosity::kNormal;
  };
  Diagnostics(int file_descriptor, Options options)
      : file_descriptor_(file_descriptor), options_(options) {}

  /// Why the program, or one part of its work, ended. Always shown.
  void error(const Error& error);
  /// An error in `query`, with a caret under the bytes to blame.
  void query_error(const QueryError& error, std::string_view query);
  /// An input that could not be read. Always shown.
  void failed(const SkippedDocument& skipped);
  /// Something that was read in a sensible way. Not shown when quiet.
  void warning(std::string_view message);
  /// Something repaired in an input. Shown when verbose.
  void repaired(const SkippedDocument& repaired);
  /// An input of no known format. Shown when verbose.
  void ignored(const SkippedDocument& ignored);
  /// What is going on. Not shown when quiet.
  void note(std::string_view message);

  /// Draws `line` in place of the one drawn before, on a terminal; an empty one clears it. The next
  /// message clears it too.
  void draw(std::string_view line);
  /// Writes a line as it is, in JSON or not.
  void line(std::string_view text);

  [[nodiscard]] bool json() const { return options_.json; }
  [[nodiscard]] Verbosity verbosity() const { return options_.verbosity; }

 private:
  void write(std::string_view bytes) const;

  int file_descriptor_;
  Options options_;
  bool drawn_ = false;
};

}  // namespace ksearch::cli
