#pragma once

namespace ksearch::sandbox {

/// Has the kernel refuse this process, for good, every system call that no reader makes: those for
/// networks, other programs and processes, and for changing files. Opening files to read stays, for
/// libraries load their tables. False, with errno, when the kernel cannot; on other processors than
/// x86-64 and arm64 nothing is refused. Only after prctl(PR_SET_NO_NEW_PRIVS).
[[nodiscard]] bool install_seccomp_filter();

}  // namespace ksearch::sandbox
