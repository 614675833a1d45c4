// SPDX-License-Identifier: Apache-2.0
#include "audit/isolation.hpp"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef NEEDFIRST_SECCOMP
#include <seccomp.h>
#endif

namespace needfirst::audit {
namespace {

// Sanitizers map terabytes and make calls of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool watched = true;
#else
constexpr bool watched = false;
#endif

std::uint64_t address_space() {
    unsigned long pages = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%lu", &pages) != 1) pages = 0;
        std::fclose(file);
    }
    return std::uint64_t{pages} * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void limit(__rlimit_resource_t what, std::uint64_t to) {
    const rlimit both{to, to};
    ::setrlimit(what, &both);
}

#ifdef NEEDFIRST_SECCOMP
// Reading files that are there, memory, clocks, and the pipe. All else fails with "not permitted".
void filter_system_calls() {
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == nullptr) return;
    bool whole = true;
    const auto allow = [&](int call) { whole = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0 && whole; };
    for (const int call : {SCMP_SYS(read),
                           SCMP_SYS(readv),
                           SCMP_SYS(pread64),
                           SCMP_SYS(write),
                           SCMP_SYS(writev),
                           SCMP_SYS(close),
                           SCMP_SYS(lseek),
                           SCMP_SYS(stat),
                           SCMP_SYS(lstat),
                           SCMP_SYS(fstat),
                           SCMP_SYS(newfstatat),
                           SCMP_SYS(statx),
                           SCMP_SYS(statfs),
                           SCMP_SYS(fstatfs),
                           SCMP_SYS(access),
                           SCMP_SYS(faccessat),
                           SCMP_SYS(faccessat2),
                           SCMP_SYS(readlink),
                           SCMP_SYS(readlinkat),
                           SCMP_SYS(getdents64),
                           SCMP_SYS(getcwd),
                           SCMP_SYS(fcntl),
                           SCMP_SYS(mmap),
                           SCMP_SYS(munmap),
                           SCMP_SYS(mremap),
                           SCMP_SYS(mprotect),
                           SCMP_SYS(madvise),
                           SCMP_SYS(brk),
                           SCMP_SYS(futex),
                           SCMP_SYS(sched_yield),
                           SCMP_SYS(getpid),
                           SCMP_SYS(gettid),
                           SCMP_SYS(tgkill),
                           SCMP_SYS(rt_sigaction),
                           SCMP_SYS(rt_sigreturn),
                           SCMP_SYS(rt_sigprocmask),
                           SCMP_SYS(clock_gettime),
                           SCMP_SYS(gettimeofday),
                           SCMP_SYS(nanosleep),
                           SCMP_SYS(clock_nanosleep),
                           SCMP_SYS(getrandom),
                           SCMP_SYS(sysinfo),
                           SCMP_SYS(uname),
                           SCMP_SYS(getrusage),
                           SCMP_SYS(sched_getaffinity),
                           SCMP_SYS(restart_syscall),
                           SCMP_SYS(exit),
                           SCMP_SYS(exit_group)})
        allow(call);
    const auto read_only = [&](int call, unsigned argument) {
        whole =
            seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
                             SCMP_CMP(argument, SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY)) == 0 &&
            whole;
    };
    read_only(SCMP_SYS(open), 1);
    read_only(SCMP_SYS(openat), 2);
    if (whole) seccomp_load(filter);
    seccomp_release(filter);
}
#endif

}  // namespace

void confine(std::uint64_t more_bytes) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    if (watched) return;
    if (more_bytes > 0) limit(RLIMIT_AS, address_space() + more_bytes);
#ifdef NEEDFIRST_SECCOMP
    filter_system_calls();
#endif
}

std::string_view confinement() {
#ifdef NEEDFIRST_SECCOMP
    return "memory, time, system calls";
#else
    return "memory, time";
#endif
}

}  // namespace needfirst::audit
