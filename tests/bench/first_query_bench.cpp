// What the first query of a process takes, from main() on: first_query_bench INDEX QUERY.
//
// Opens the index and asks once, with ten hits of two passages. Prints one JSON object of
// milliseconds: by the clock, and of the processor.

#include <cstdio>
#include <ctime>

#include "ksearch/searcher.h"

namespace {

double ms(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  const double wall = ms(CLOCK_MONOTONIC);
  const double cpu = ms(CLOCK_PROCESS_CPUTIME_ID);
  if (argc != 3) {
    std::fputs("usage: first_query_bench INDEX QUERY\n", stderr);
    return 2;
  }
  ksearch::Searcher searcher(argv[1]);
  const double opened = ms(CLOCK_PROCESS_CPUTIME_ID);
  ksearch::SearchRequest request;
  request.query = argv[2];
  const auto results = searcher.search(request);
  std::printf("{\"wall_ms\": %.2f, \"cpu_ms\": %.2f, \"open_cpu_ms\": %.2f, \"hits\": %zu}\n",
              ms(CLOCK_MONOTONIC) - wall, ms(CLOCK_PROCESS_CPUTIME_ID) - cpu, opened - cpu,
              results.hits.size());
  return 0;
}
