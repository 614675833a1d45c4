// SPDX-License-Identifier: Apache-2.0
#include "audit/isolation.hpp"

#include "audit/memory.hpp"
#include "base/error.hpp"
#include "base/whereabouts.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <spdlog/fmt/fmt.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace needfirst::audit {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::uint64_t longest = largest_piece + (1u << 20);  // a piece, with its keys and its place

// What goes over a line: the length, then the bytes. An empty message says that all is said.

bool send(int line, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(line, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

bool send_message(int line, std::string_view bytes) {
    const std::uint64_t size = bytes.size();
    return send(line, {reinterpret_cast<const char*>(&size), sizeof size}) && send(line, bytes);
}

bool receive(int line, char* to, std::size_t count) {
    while (count > 0) {
        const ssize_t n = ::read(line, to, count);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        to += n;
        count -= static_cast<std::size_t>(n);
    }
    return true;
}

std::optional<std::string> receive_message(int line) {
    std::uint64_t size = 0;
    if (!receive(line, reinterpret_cast<char*>(&size), sizeof size) || size > longest) return std::nullopt;
    std::string bytes(size, '\0');
    return receive(line, bytes.data(), size) ? std::optional(std::move(bytes)) : std::nullopt;
}

/// Goes when its parent goes, and not when a person presses Ctrl-C: the parent decides.
void stay_with_parent(pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(0);
    ::signal(SIGINT, SIG_IGN);
    ::signal(SIGTERM, SIG_IGN);
    ::signal(SIGPIPE, SIG_IGN);
}

std::string words_for(int status) {
    if (WIFEXITED(status)) return fmt::format("reading it ended early, with status {}", WEXITSTATUS(status));
    const int sign = WTERMSIG(status);
    return fmt::format("reading it ended with a crash ({}); the other packages are not touched by it",
                       sign == SIGKILL ? "killed from outside, perhaps for want of memory" : ::strsignal(sign));
}

/// Passes pieces on until the process has said all, is gone, or is silent for too long. Why it broke off.
std::string pass_on(int from, int to, pid_t process, double seconds) {
    std::string buffer;
    bool all = false;
    auto heard = Clock::now();
    char block[1 << 16];
    while (!all) {
        const double silent = std::chrono::duration<double>(Clock::now() - heard).count();
        if (seconds > 0 && silent > seconds) {
            ::kill(process, SIGKILL);
            ::waitpid(process, nullptr, 0);
            return fmt::format("reading it took more than {:.0f} seconds and was ended (--max-seconds raises it)",
                               silent);
        }
        pollfd ready{from, POLLIN, 0};
        const int wait = seconds > 0 ? static_cast<int>((seconds - silent) * 1000) + 1 : -1;
        if (::poll(&ready, 1, wait) <= 0) continue;
        const ssize_t n = ::read(from, block, sizeof block);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        buffer.append(block, static_cast<std::size_t>(n));
        for (std::uint64_t size = 0; buffer.size() >= sizeof size;) {
            std::memcpy(&size, buffer.data(), sizeof size);
            if (size == 0) all = true;
            if (size > longest) ::kill(process, SIGKILL);  // it no longer makes sense
            if (size > longest || buffer.size() - sizeof size < size) break;
            if (size > 0) send_message(to, std::string_view(buffer).substr(sizeof size, size));
            buffer.erase(0, sizeof size + size);
            heard = Clock::now();
        }
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    return all ? std::string() : words_for(status);
}

/// Memory that this process and those forked from it both see.
base::Whereabouts::Board* shared_board() {
    void* const memory =
        ::mmap(nullptr, sizeof(base::Whereabouts::Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? nullptr : new (memory) base::Whereabouts::Board;
}

[[noreturn]] void keep(int line, const Isolation::Bounds& bounds, const Isolation::Work& work) {
    base::Whereabouts::Board* const board = shared_board();
    while (const auto path = receive_message(line)) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) ::_exit(1);
        if (board) *board = {};
        const pid_t keeper = ::getpid(), process = ::fork();
        if (process == 0) {
            stay_with_parent(keeper);
            ::close(line);
            ::close(ends[0]);
            try {
                confine(bounds.bytes);
                base::Whereabouts::note_on(board);
                work(*path, [&](std::string_view piece) {
                    if (!piece.empty() && !send_message(ends[1], piece)) ::_exit(1);
                });
                ::_exit(send_message(ends[1], {}) ? 0 : 1);
            } catch (const std::exception&) {
                ::_exit(1);
            }
        }
        ::close(ends[1]);
        std::string broke_off = process < 0 ? fmt::format("no process could be made for it: {}", std::strerror(errno))
                                            : pass_on(ends[0], line, process, bounds.seconds);
        ::close(ends[0]);
        const auto at = [&](auto part) { return board ? base::Whereabouts::read(board->*part) : std::string(); };
        if (!send_message(line, {}) || !send_message(line, broke_off) ||
            !send_message(line, at(&base::Whereabouts::Board::package)) ||
            !send_message(line, at(&base::Whereabouts::Board::member)))
            break;
    }
    ::_exit(0);
}

}  // namespace

Isolation::Isolation(unsigned keepers, const Bounds& bounds, Work work) {
    const pid_t parent = ::getpid();
    for (unsigned i = 0; i < keepers; ++i) {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) break;
        const pid_t process = ::fork();
        if (process == 0) {
            stay_with_parent(parent);
            ::close(ends[0]);
            for (const Keeper& other : free_) ::close(other.line);
            keep(ends[1], bounds, work);
        }
        ::close(ends[1]);
        if (process < 0) {
            ::close(ends[0]);
            break;
        }
        free_.push_back({process, ends[0]});
    }
    alive_ = free_.size();
}

Isolation::~Isolation() {
    for (const Keeper& keeper : free_) ::close(keeper.line);
    for (const Keeper& keeper : free_) ::waitpid(keeper.process, nullptr, 0);
}

Isolation::Keeper Isolation::borrow() {
    std::unique_lock lock(mutex_);
    back_.wait(lock, [&] { return !free_.empty() || alive_ == 0; });
    if (alive_ == 0)
        throw base::InputError("no process could be made to read in; audit without --isolate, or free some memory");
    const Keeper keeper = free_.back();
    free_.pop_back();
    return keeper;
}

void Isolation::lose(const Keeper& keeper) {
    ::close(keeper.line);
    ::kill(keeper.process, SIGKILL);
    ::waitpid(keeper.process, nullptr, 0);
    const std::lock_guard lock(mutex_);
    --alive_;
    back_.notify_all();
}

Isolation::End Isolation::run(const std::string& path, const Take& take) {
    const Keeper keeper = borrow();
    bool whole = send_message(keeper.line, path);
    try {
        while (whole) {
            auto piece = receive_message(keeper.line);
            whole = piece.has_value();
            if (!whole || piece->empty()) break;
            take(std::move(*piece));
        }
    } catch (...) {
        lose(keeper);
        throw;
    }
    auto why = whole ? receive_message(keeper.line) : std::nullopt;
    auto package = why ? receive_message(keeper.line) : std::nullopt;
    auto member = package ? receive_message(keeper.line) : std::nullopt;
    if (!member) {
        lose(keeper);
        return {"the process that watched over reading it is gone; audit again", {}, {}};
    }
    const std::lock_guard lock(mutex_);
    free_.push_back(keeper);
    back_.notify_all();
    return {std::move(*why), std::move(*package), std::move(*member)};
}

}  // namespace needfirst::audit
