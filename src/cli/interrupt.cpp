// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.hpp"

#include <csignal>

namespace needfirst::cli {
namespace {

constexpr int asking[] = {SIGINT, SIGTERM, SIGHUP};
volatile std::sig_atomic_t came = 0;  // a signal handler can reach nothing else

void note(int signal) { came = signal; }

}  // namespace

Interrupted::Interrupted(int by)
    : std::runtime_error("stopped; what was read is kept, and the same command goes on from there"), signal(by) {}

Interruptible::Interruptible() {
    came = 0;
    for (const int signal : asking) {
        struct sigaction before {};
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler == SIG_IGN) continue;  // as nohup wants it
        struct sigaction noted {};
        noted.sa_handler = note;
        noted.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
        ::sigaction(signal, &noted, nullptr);
    }
}

Interruptible::~Interruptible() {
    for (const int signal : asking) {
        struct sigaction now {};
        ::sigaction(signal, nullptr, &now);
        if (now.sa_handler == note) std::signal(signal, SIG_DFL);
    }
}

void Interruptible::check() const {
    if (came != 0) throw Interrupted(came);
}

}  // namespace needfirst::cli
