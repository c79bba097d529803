#include "cli/progress.h"

#include <doctest/doctest.h>

#include <chrono>

#include "cli/marked_text.h"

using namespace ksearch;
using namespace ksearch::cli;
using namespace std::chrono_literals;

TEST_CASE("the progress line says what is known so far") {
  IndexProgress progress;
  progress.files_found = 1200;
  progress.files_done = 30;
  progress.bytes_found = 4'000'000;
  progress.bytes_done = 1'000'000;
  CHECK(progress_line(progress, 100ms, 100) == "30 files, still looking for more");

  progress.scanning = false;
  CHECK(progress_line(progress, 2s, 100) ==
        "█████░░░░░░░░░░░░░░░  25 %  30 of 1,200 files, 500 kB/s, 0:06 left");
  CHECK(progress_line(progress, 2s, 50) == "25 %  30 of 1,200 files, 500 kB/s, 0:06 left");
  CHECK(progress_line(progress, 2s, 40) == "25 %  30 of 1,200 files, 0:06 left");

  progress.merging = true;
  CHECK(progress_line(progress, 2s, 100) == "putting the index together");
}

TEST_CASE("the progress line fits any width") {
  IndexProgress progress;
  progress.scanning = false;
  progress.files_found = progress.files_done = 123456789;
  progress.bytes_found = progress.bytes_done = 1;
  for (std::size_t columns = 1; columns < 100; ++columns) {
    CHECK(display_width(progress_line(progress, 90min, columns)) <= columns);
  }
}

TEST_CASE("nothing found is no division by zero") {
  IndexProgress progress;
  progress.scanning = false;
  CHECK(progress_line(progress, 2s, 80) == "0 of 0 files");
}
