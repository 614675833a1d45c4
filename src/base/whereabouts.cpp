// SPDX-License-Identifier: Apache-2.0
#include "base/whereabouts.hpp"

#include "base/charset.hpp"

#include <algorithm>
#include <utility>

namespace needfirst::base {
namespace {

thread_local Whereabouts::Board* board = nullptr;
thread_local const Whereabouts* current = nullptr;

void write(std::array<char, 4096>& part, std::string_view text) {
    text = text.substr(0, std::min(text.find('\0'), part.size() - 1));
    while (!text.empty() && !is_utf8(text)) text.remove_suffix(1);  // cut in the middle of a character
    part[text.copy(part.data(), text.size())] = '\0';
}

}  // namespace

void Whereabouts::note_on(Board* shared) { board = shared; }

std::string Whereabouts::read(const std::array<char, 4096>& part) {
    std::string text(part.begin(), std::find(part.begin(), part.end(), '\0'));
    return is_utf8(text) ? text : std::string();
}

Whereabouts::Whereabouts(std::string package) : package_(std::move(package)), outer_(std::exchange(current, this)) {
    if (board == nullptr) return;
    write(board->package, package_);
    write(board->member, {});
}

Whereabouts::~Whereabouts() {
    current = outer_;
    if (board == nullptr) return;
    write(board->package, outer_ ? outer_->package_ : std::string());
    write(board->member, {});
}

void Whereabouts::member(std::string_view path) {
    if (board != nullptr) write(board->member, path);
}

}  // namespace needfirst::base
