// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/audit.hpp"
#include "store/readings.hpp"

#include <string>
#include <vector>

namespace needfirst::audit {

/// One file or folder to read, and what an earlier audit knows of it.
struct Input {
    std::string path;
    std::string fingerprint;  ///< of its content; "" where it cannot be opened
    std::string state;        ///< of all else that what is heard in it depends on
    bool catalogue = false;
    bool known = false;  ///< what was heard in it then still holds
};

/// Tells what must be read. Any number of threads.
class Lookup {
public:
    Lookup(const Options& options, std::string rules_fingerprint);
    /// All inputs that the options name, in order. Throws base::UsageError where there is none.
    std::vector<Input> inputs() const;
    /// What the user says of the columns of a catalogue.
    format::ReadOptions read_options(const std::string& path) const;
    /// What an earlier audit heard in a known input; "" where it cannot be read after all.
    std::string content(const Input& input) const { return readings_.content(input.path); }
    /// Fingerprint of all that a store is made of: equal for two audits that would write the same; "" where it cannot
    /// be told.
    std::string whole(const std::vector<Input>& inputs) const;

private:
    Input look_at(const std::string& path) const;

    const Options& options_;
    std::string tool_;  ///< fingerprint of the program, rules and limits
    store::Readings readings_;
};

}  // namespace needfirst::audit
