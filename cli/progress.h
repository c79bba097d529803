#pragma once

#include <chrono>
#include <string>

#include "cli/diagnostics.h"
#include "cli/terminal.h"
#include "ksearch/index_writer.h"

namespace ksearch::cli {

/// One line on how far a run is, of at most `columns` columns: a bar, counts, bytes a second and
/// the time left once the files are counted. What does not fit is left out, the bar first.
[[nodiscard]] std::string progress_line(const IndexProgress& progress,
                                        std::chrono::milliseconds elapsed, std::size_t columns);

/// Shows a run on standard error: a line drawn over and over on a terminal, else a line each ten
/// seconds; with JSON an object each second; nothing when quiet.
class ProgressDisplay {
 public:
  using Clock = std::chrono::steady_clock;

  /// `diagnostics` must outlive the display. `terminal` is that of standard error.
  ProgressDisplay(Diagnostics& diagnostics, const Terminal& terminal);
  void show(const IndexProgress& progress);
  /// Takes the line away.
  void finish();

 private:
  Diagnostics& diagnostics_;
  Terminal terminal_;
  Clock::time_point start_;
  Clock::time_point last_;
};

}  // namespace ksearch::cli
