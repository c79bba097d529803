#include "cli/jobs.h"

#include <algorithm>
#include <string>
#include <thread>

#include "ksearch/error.h"

namespace ksearch::cli {

std::size_t jobs_of(const Arguments& arguments) {
  constexpr std::size_t kMostJobs = 256;
  const std::size_t jobs = arguments.number("jobs", 0);
  if (jobs > kMostJobs) {
    throw Error(ErrorCode::kInvalidArgument, "'--jobs' is at most " + std::to_string(kMostJobs));
  }
  if (jobs > 0) return jobs;
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

}  // namespace ksearch::cli
