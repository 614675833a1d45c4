// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.hpp"
#include "format/reader.hpp"

#include <map>
#include <string>
#include <string_view>

namespace needfirst::format::h5p {

/// What the libraries of an H5P package say of the fields of their content.
class Semantics {
public:
    /// `root`: folder of h5p.json; the libraries lie in folders beside it.
    Semantics(Reading& reading, std::string root) : reading_(reading), root_(std::move(root)) {}

    /// Fields of a library as content names it ("H5P.Blanks 1.12"): an array of fields. Null where it is not there.
    const base::json::Value& of(std::string_view library);

private:
    Reading& reading_;
    std::string root_;
    std::map<std::string, base::json::Value, std::less<>> known_;
};

/// Whether a learner reads the text of a field. `field`: its semantics, null where unknown; then its name decides.
/// Labels of the player are not text: semantics mark them as common to all uses of the library.
bool is_learner_text(const base::json::Value& field, std::string_view name);

/// Whether nothing below a field is text of the course: settings, translations, copyright.
bool is_settings(const base::json::Value& field, std::string_view name);

}  // namespace needfirst::format::h5p
