#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/marked_text.h"
#include "cli/number_text.h"
#include "common/format/json_format.h"

namespace ksearch::cli {
namespace {

using std::chrono::duration;
using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr std::size_t kBarColumns = 20;

double fraction_done(const IndexProgress& progress) {
  if (progress.bytes_found == 0) return 0;
  return std::min(
      1.0, static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_found));
}

std::string bar(double fraction) {
  const auto full = static_cast<std::size_t>(fraction * kBarColumns);
  std::string result;
  for (std::size_t i = 0; i < kBarColumns; ++i) result += i < full ? "█" : "░";
  return result + "  ";
}

/// Time that the rest takes at the speed so far, once that says something.
std::string time_left(const IndexProgress& progress, milliseconds elapsed) {
  const double fraction = fraction_done(progress);
  if (progress.scanning || fraction < 0.01 || elapsed < milliseconds(500)) return {};
  const auto rest = duration<double>(elapsed) * ((1 - fraction) / fraction);
  const long seconds = std::lround(rest.count());
  return fmt::format(", {}:{:02} left", seconds / 60, seconds % 60);
}

std::string speed(const IndexProgress& progress, milliseconds elapsed) {
  if (elapsed < milliseconds(500) || progress.bytes_done == 0) return {};
  const double per_second =
      static_cast<double>(progress.bytes_done) / duration<double>(elapsed).count();
  return ", " + size_text(static_cast<std::uint64_t>(per_second)) + "/s";
}

}  // namespace

std::string progress_line(const IndexProgress& progress, milliseconds elapsed,
                          std::size_t columns) {
  if (progress.merging) return shorten("putting the index together", columns);
  std::string files = grouped(progress.files_done);
  files += progress.scanning ? " files, still looking for more"
                             : " of " + counted(progress.files_found, "file", "files");
  std::string percent;
  std::string graphic;
  if (!progress.scanning && progress.bytes_found > 0) {
    const double fraction = fraction_done(progress);
    percent = fmt::format("{:.0f} %  ", fraction * 100);
    graphic = bar(fraction);
  }
  const std::string rate = speed(progress, elapsed);
  const std::string left = time_left(progress, elapsed);
  std::string line = fmt::format("{}{}{}{}{}", graphic, percent, files, rate, left);
  if (display_width(line) > columns) line = fmt::format("{}{}{}{}", percent, files, rate, left);
  if (display_width(line) > columns) line = fmt::format("{}{}{}", percent, files, left);
  return shorten(line, columns);
}

ProgressDisplay::ProgressDisplay(Diagnostics& diagnostics, const Terminal& terminal)
    : diagnostics_(diagnostics), terminal_(terminal), start_(Clock::now()), last_(start_) {}

void ProgressDisplay::show(const IndexProgress& progress) {
  using namespace std::chrono_literals;
  if (diagnostics_.verbosity() == Verbosity::kQuiet) return;
  const auto now = Clock::now();
  const auto elapsed = duration_cast<milliseconds>(now - start_);
  if (!diagnostics_.json() && terminal_.redraw) {
    // The last column stays free: some terminals wrap when it is written.
    diagnostics_.draw(progress_line(progress, elapsed, terminal_.width - 1));
    return;
  }
  if (now - last_ < (diagnostics_.json() ? 1s : 10s)) return;
  last_ = now;
  if (diagnostics_.json()) {
    diagnostics_.line(json_progress(progress));
  } else {
    diagnostics_.note(progress_line(progress, elapsed, terminal_.width));
  }
}

void ProgressDisplay::finish() { diagnostics_.draw({}); }

}  // namespace ksearch::cli
