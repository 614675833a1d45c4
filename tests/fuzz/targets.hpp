// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What strangers' bytes reach first, each as a function of bytes alone: libFuzzer runs them (fuzz.cpp, `make fuzz`),
// and so does every test run over seeds, their mutations and what once crashed (replay_test.cpp).
namespace needfirst::fuzz {

struct Target {
    std::string_view name;        ///< "csv"
    std::string_view seeds;       ///< what it begins with: endings of files below fixtures/; "packages" for whole ones,
                                  ///< "readings" for what is heard in those, "rules", "phrases"
    std::string_view dictionary;  ///< in dictionaries/, "" for none
    void (*run)(std::string_view bytes);
};

std::span<const Target> targets();

/// Inputs that a target begins with, made of fixtures/ below `source`.
std::vector<std::string> seeds(const Target& target, const std::string& source);

/// A package as text, so that mutations stay packages: a line "=== PATH" before the bytes of each member.
std::string write_members(const std::map<std::string, std::string>& members);
std::map<std::string, std::string> read_members(std::string_view text);

/// What is heard in a package, as target "reading" takes it.
std::vector<std::string> readings(const std::map<std::string, std::string>& members);

}  // namespace needfirst::fuzz
