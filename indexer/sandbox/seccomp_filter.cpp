// The filter is a program of classic BPF that the kernel runs for each system call: it loads the
// number of the call and compares it with one list after the other. It refuses what it knows rather
// than allowing what it knows: the C library makes new calls for old work from one version to the
// next, and a reader that ends in the middle of a page because of that helps nobody.

#include "indexer/sandbox/seccomp_filter.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ksearch::sandbox {

#if defined(__x86_64__) || defined(__aarch64__)
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#else
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#endif

constexpr std::uint32_t kRefused[] = {
    // networks
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
    // programs and processes
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_tkill,
    SYS_pidfd_open,
    SYS_pidfd_send_signal,
    SYS_shmget,
    SYS_msgget,
    SYS_semget,
    // changes to files and folders
    SYS_unlinkat,
    SYS_renameat2,
    SYS_mkdirat,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mknodat,
    SYS_fchmod,
    SYS_fchmodat,
    SYS_fchown,
    SYS_fchownat,
    SYS_truncate,
    SYS_ftruncate,
    SYS_fallocate,
    SYS_utimensat,
    SYS_setxattr,
    SYS_lsetxattr,
    SYS_fsetxattr,
    SYS_removexattr,
    SYS_open_by_handle_at,
    // the system
    SYS_mount,
    SYS_umount2,
    SYS_chroot,
    SYS_pivot_root,
    SYS_setns,
    SYS_unshare,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_init_module,
    SYS_finit_module,
    SYS_kexec_load,
    SYS_reboot,
#if defined(__x86_64__)
    // older forms of the above
    SYS_fork,
    SYS_vfork,
    SYS_unlink,
    SYS_rename,
    SYS_renameat,
    SYS_mkdir,
    SYS_rmdir,
    SYS_link,
    SYS_symlink,
    SYS_mknod,
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_creat,
    SYS_utime,
    SYS_utimes,
    SYS_futimesat,
#endif
};

/// Calls whose arguments lie in memory, where a filter cannot look: they are said not to exist, and
/// the C library then makes the older ones.
constexpr std::uint32_t kAbsent[] = {SYS_clone3, SYS_openat2, SYS_io_uring_setup};

constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;
constexpr std::uint32_t kSayAbsent = SECCOMP_RET_ERRNO | ENOSYS;

/// Builds the program from front to back.
class Program {
 public:
  void load(std::size_t offset) {
    add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
  }
  void answer(std::uint32_t value) { add(BPF_RET | BPF_K, value); }
  void answer_if_equal(std::uint32_t value, std::uint32_t then) {
    add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    answer(then);
  }
  void answer_unless_equal(std::uint32_t value, std::uint32_t then) {
    add(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0);
    answer(then);
  }
  void answer_if_at_least(std::uint32_t value, std::uint32_t then) {
    add(BPF_JMP | BPF_JGE | BPF_K, value, 0, 1);
    answer(then);
  }
  /// Decides about call `number`: allowed when an argument has bits of `mask`, else refused; with
  /// `refuse_bits` the other way round.
  void decide_by_bits(std::uint32_t number, std::size_t argument, std::uint32_t mask,
                      bool refuse_bits) {
    constexpr std::uint8_t kRestOfRule = 4;
    add(BPF_JMP | BPF_JEQ | BPF_K, number, 0, kRestOfRule);
    load(offsetof(seccomp_data, args) + argument * sizeof(std::uint64_t));
    add(BPF_JMP | BPF_JSET | BPF_K, mask, refuse_bits ? 0 : 1, refuse_bits ? 1 : 0);
    answer(kRefuse);
    answer(SECCOMP_RET_ALLOW);
  }
  [[nodiscard]] bool install() {
    sock_fprog program{static_cast<unsigned short>(steps_.size()), steps_.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
  }

 private:
  void add(int code, std::uint32_t value, std::uint8_t if_true = 0, std::uint8_t if_false = 0) {
    steps_.push_back({static_cast<std::uint16_t>(code), if_true, if_false, value});
  }
  std::vector<sock_filter> steps_;
};

}  // namespace

bool install_seccomp_filter() {
  Program program;
  // Another architecture numbers its calls otherwise; only an attack would make them.
  program.load(offsetof(seccomp_data, arch));
  program.answer_unless_equal(kArchitecture, SECCOMP_RET_KILL_PROCESS);
  program.load(offsetof(seccomp_data, nr));
#if defined(__x86_64__)
  constexpr std::uint32_t kX32Calls = 0x40000000;
  program.answer_if_at_least(kX32Calls, kRefuse);
#endif
  for (const std::uint32_t number : kRefused) program.answer_if_equal(number, kRefuse);
  for (const std::uint32_t number : kAbsent) program.answer_if_equal(number, kSayAbsent);
  constexpr std::uint32_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
#if defined(__x86_64__)
  program.decide_by_bits(SYS_open, 1, kWriting, true);
#endif
  program.decide_by_bits(SYS_openat, 2, kWriting, true);
  program.decide_by_bits(SYS_clone, 0, CLONE_THREAD, false);
  program.answer(SECCOMP_RET_ALLOW);
  return program.install();
}

#else

bool install_seccomp_filter() { return true; }

#endif

}  // namespace ksearch::sandbox
