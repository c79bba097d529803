#include "cli/number_text.h"

#include <doctest/doctest.h>

#include <chrono>

using namespace ksearch::cli;
using namespace std::chrono_literals;

TEST_CASE("large numbers are grouped by threes") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(counted(1, "file", "files") == "1 file");
  CHECK(counted(0, "file", "files") == "0 files");
}

TEST_CASE("durations and sizes have a unit and few digits") {
  CHECK(duration_text(420us) == "0.4 ms");
  CHECK(duration_text(12ms) == "12 ms");
  CHECK(duration_text(3100ms) == "3.1 s");
  CHECK(duration_text(245s) == "4:05 min");
  CHECK(duration_text(3723s) == "1:02:03 h");
  CHECK(size_text(1) == "1 byte");
  CHECK(size_text(999) == "999 bytes");
  CHECK(size_text(4200) == "4.2 kB");
  CHECK(size_text(19'000'000) == "19 MB");
  CHECK(size_text(999'700'000) == "1.0 GB");
}
