#include "cli/jobs.h"

#include <algorithm>
#include <thread>

namespace ksearch::cli {

std::size_t jobs_of(const Arguments& arguments) {
  constexpr std::size_t kMostJobs = 256;
  const std::size_t jobs = arguments.number("jobs", 0, kMostJobs);
  if (jobs > 0) return jobs;
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

}  // namespace ksearch::cli
