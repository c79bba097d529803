// What loading a model of names from a file costs: model_load_bench FILE [REPEATS].
//
// Each load is the first one of a process of its own (fork), so that no page of the file is mapped
// and no function has run; the file is in the system's cache. The time is that process's CPU time
// (user and system) around NerModel::open. Prints one JSON object: the median, the least and the
// most of the repeats in milliseconds.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <vector>

#include "indexer/entities/ner_model.h"

namespace {

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// In a process of its own; below 0: the model cannot be loaded.
double load_ms(const char* file) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  const pid_t child = fork();
  if (child == 0) {
    double took = -1;
    try {
      const double start = cpu_ms();
      const auto model = ksearch::NerModel::open(file);
      took = cpu_ms() - start;
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
    }
    _exit(write(ends[1], &took, sizeof took) == sizeof took ? 0 : 1);
  }
  double took = -1;
  close(ends[1]);
  if (child < 0 || read(ends[0], &took, sizeof took) != sizeof took) took = -1;
  close(ends[0]);
  if (child > 0) waitpid(child, nullptr, 0);
  return took;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fprintf(stderr, "usage: model_load_bench FILE [REPEATS]\n");
    return 2;
  }
  const int repeats = argc == 3 ? std::max(1, std::atoi(argv[2])) : 101;
  std::vector<double> times;
  for (int i = 0; i < repeats; ++i) {
    times.push_back(load_ms(argv[1]));
    if (times.back() < 0) return 1;
  }
  std::sort(times.begin(), times.end());
  std::printf(
      "{\"build\":\"%s\",\"repeats\":%d,\"median_ms\":%.2f,\"least_ms\":%.2f,\"most_ms\":%.2f}\n",
      KSEARCH_BUILD_TYPE, repeats, times[times.size() / 2], times.front(), times.back());
  return 0;
}
