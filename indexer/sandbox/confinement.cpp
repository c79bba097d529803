#include "indexer/sandbox/confinement.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#include <ctime>
#include <system_error>

#include "indexer/sandbox/seccomp_filter.h"

namespace ksearch::sandbox {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kHasSanitizer = true;
#elif defined(__has_feature)
constexpr bool kHasSanitizer = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kHasSanitizer = false;
#endif

std::string problem(const char* what) {
  return std::string(what) + ": " + std::generic_category().message(errno);
}

bool set_limit(__rlimit_resource resource, rlim_t value) {
  const rlimit limit{value, value};
  return setrlimit(resource, &limit) == 0;
}

}  // namespace

std::string confine_this_process(const ReaderLimits& limits) {
  if (!kHasSanitizer && !set_limit(RLIMIT_AS, limits.memory_bytes)) {
    return problem("its memory cannot be limited");
  }
  if (!set_limit(RLIMIT_CORE, 0)) return problem("core dumps cannot be turned off");
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return problem("it cannot be tied to its parent");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return problem("it cannot give up privileges");
  if (!install_seccomp_filter()) return problem("its system calls cannot be limited");
  return {};
}

void extend_cpu_limit(std::chrono::seconds time) {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  rlimit limit{};
  getrlimit(RLIMIT_CPU, &limit);
  // The limit counts whole seconds, so the one that has begun is granted.
  limit.rlim_cur = static_cast<rlim_t>(used.tv_sec + 1 + time.count());
  setrlimit(RLIMIT_CPU, &limit);
}

}  // namespace ksearch::sandbox
