// SPDX-License-Identifier: Apache-2.0
#include "audit/isolation.hpp"

#include "base/error.hpp"
#include "base/whereabouts.hpp"

#include <chrono>
#include <csignal>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <sys/socket.h>
#include <unistd.h>

namespace needfirst::audit {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool watched = true;  // by a sanitizer, which needs more memory and calls than are left
#else
constexpr bool watched = false;
#endif

/// What is done with an input is written in its path.
void work(const std::string& path, const Isolation::Give& give) {
    const base::Whereabouts here("package " + path);
    base::Whereabouts::member("page.html");
    give("begun ");
    if (path == "crash") ::raise(SIGSEGV);
    if (path == "abort") std::abort();
    if (path == "killed") ::raise(SIGKILL);
    if (path == "throw") throw std::runtime_error("no");
    if (path == "overflow") {
        const std::function<int(int)> deeper = [&](int n) { return n < 0 ? 0 : deeper(n + 1) + 1; };
        give(std::to_string(deeper(0)));
    }
    if (path == "forever")
        for (;;) ::usleep(1000);
    if (path == "memory") {
        try {
            const std::vector<char> much(std::size_t{3} << 30);
            give(std::to_string(much[77]));
        } catch (const std::bad_alloc&) {
            give("none ");
        }
    }
    if (path == "calls") {
        const bool written = ::open("/tmp/needfirst-isolation-test", O_WRONLY | O_CREAT, 0600) >= 0;
        const bool called = ::socket(AF_INET, SOCK_STREAM, 0) >= 0;
        const bool forked = ::fork() >= 0;
        const bool read = ::open("/proc/self/maps", O_RDONLY) >= 0;
        give(std::string(written ? "wrote " : "") + (called ? "called " : "") + (forked ? "forked " : "") +
             (read ? "read " : ""));
    }
    give("done");
}

struct Came : Isolation::End {
    std::string pieces;
};

Came run(Isolation& apart, const std::string& path) {
    Came came;
    Isolation::End& end = came;
    end = apart.run(path, [&](std::string&& piece) { came.pieces += piece; });
    return came;
}

TEST(audit_Isolation, hands_over_what_came_of_an_input) {
    Isolation apart(2, {0, 0}, work);
    const auto came = run(apart, "fine");
    EXPECT_EQ(came.pieces, "begun done");
    EXPECT_THAT(came.broke_off, IsEmpty());
}

TEST(audit_Isolation, goes_on_after_a_crash_and_says_what_it_was) {
    Isolation apart(1, {0, 0}, work);
    const std::pair<const char*, const char*> ends[] = {{"crash", "Segmentation fault"},
                                                        {"abort", "Aborted"},
                                                        {"killed", "killed from outside"},
                                                        {"throw", "status 1"},
                                                        {"overflow", "("}};
    for (const auto& [path, says] : ends) {
        if (watched && (path == std::string("crash") || path == std::string("overflow"))) continue;
        const auto came = run(apart, path);
        EXPECT_EQ(came.pieces, "begun ") << path;
        EXPECT_THAT(came.broke_off, HasSubstr(says)) << path;
        const bool left_by_itself = path == std::string("throw");
        EXPECT_EQ(came.package, left_by_itself ? std::string() : fmt::format("package {}", path));
        EXPECT_EQ(came.member, left_by_itself ? "" : "page.html");
        EXPECT_EQ(run(apart, "fine").pieces, "begun done");
    }
}

TEST(audit_Isolation, ends_what_does_not_end_by_itself) {
    Isolation apart(1, {0, 0.3}, work);
    const auto begin = std::chrono::steady_clock::now();
    const auto came = run(apart, "forever");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
    EXPECT_EQ(came.pieces, "begun ");
    EXPECT_THAT(came.broke_off, HasSubstr("--max-seconds"));
    EXPECT_EQ(run(apart, "fine").pieces, "begun done");
}

TEST(audit_Isolation, bounds_memory) {
    if (watched) GTEST_SKIP() << "a sanitizer takes the address space";
    Isolation apart(1, {std::uint64_t{1} << 30, 0}, work);
    EXPECT_EQ(run(apart, "memory").pieces, "begun none done");
}

TEST(audit_Isolation, opens_files_for_reading_and_nothing_else) {
    if (watched || confinement().find("system calls") == std::string_view::npos) GTEST_SKIP() << "no libseccomp";
    Isolation apart(1, {0, 0}, work);
    EXPECT_EQ(run(apart, "calls").pieces, "begun read done");
}

TEST(audit_Isolation, goes_on_when_what_it_hands_over_cannot_be_taken) {
    Isolation apart(2, {0, 0}, work);
    EXPECT_THROW(apart.run("fine", [](std::string&&) { throw std::runtime_error("disk full"); }), std::runtime_error);
    EXPECT_EQ(run(apart, "fine").pieces, "begun done");
}

TEST(audit_Isolation, serves_many_threads) {
    Isolation apart(3, {0, 0}, work);
    std::vector<std::thread> threads;
    std::atomic<int> fine = 0;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&, i] {
            for (int n = 0; n < 10; ++n) fine += run(apart, i % 3 == 0 ? "abort" : "fine").pieces == "begun done";
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(fine, 40);
}

}  // namespace
}  // namespace needfirst::audit
