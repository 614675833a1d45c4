// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/store.hpp"

#include <filesystem>

namespace needfirst::test {

/// A small store with something in every table: a package with a tacked-on forum, one with a purposeful community, a
/// catalogue that holds the first course too, a damaged package.
void write_sample_audit(const std::filesystem::path& path);

/// The judgement of the first course of it.
model::Judgement sample_judgement();

}  // namespace needfirst::test
