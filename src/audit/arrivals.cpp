// SPDX-License-Identifier: Apache-2.0
#include "audit/arrivals.hpp"

#include <spdlog/fmt/fmt.h>

namespace needfirst::audit {

void Arrivals::take(std::string_view bytes) {
    if (!sense_) return;
    auto piece = piece_of(bytes);
    sense_ = piece && piece->package == packages_ && (piece->part == 0 || piece->part == parts_ + 1) &&
             (parts_ == 0 || piece->catalogue == catalogue_);
    if (!sense_) return;
    parts_ = piece->part;
    packages_ += piece->part == 0;
    catalogue_ = piece->catalogue;
    piece->reading = reading_;
    give_(std::move(*piece));
}

bool Arrivals::end(const Isolation::End& end) {
    const bool whole = sense_ && packages_ > 0 && parts_ == 0;
    if (whole && end.broke_off.empty()) return true;
    model::Package package;
    package.path = end.package.starts_with(path_) ? end.package : path_;
    package.status = parts_ > 0 ? model::PackageStatus::partly : model::PackageStatus::unreadable;
    package.message =
        end.broke_off.empty() ? "what was read of it makes no sense; report it with this line" : end.broke_off;
    if (!end.member.empty()) package.message += fmt::format("; the last that was opened in it: {}", end.member);
    Memory(reading_, give_, packages_).add(package, parts_ > 0 && catalogue_);
    return false;
}

}  // namespace needfirst::audit
