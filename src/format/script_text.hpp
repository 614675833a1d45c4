// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

// Text that hand-made courses keep in scripts: question banks, screens as data, JSON in base64.
namespace needfirst::format {

/// A string literal of a script, escapes resolved.
struct Literal {
    std::string value;
    bool data = false;  ///< stands as a value in a list, object or call; false where it is joined to others by +, is a
                        ///< key, or is written to the console or the document by code
};

/// All string literals of JavaScript, in order; comments and regular expressions passed over. At most `most`.
std::vector<Literal> script_literals(std::string_view script, std::size_t most = 20'000);

/// Text that a learner is likely to see, one per line: literals of three words and more that are data and not code; of
/// a script that assigns one JSON value, its strings of two words and more. HTML in them is read.
std::string script_text(std::string_view script);

/// Strings of two words and more in JSON, keys left out; "" where it is not JSON.
std::string json_text(std::string_view json);

/// Text of JSON that an inline script of `html` holds as base64 ("window.courseData = 'eyJ...'").
std::string encoded_text(std::string_view html);

/// True for scripts that are a library, a player or an LMS adapter: no text of the course.
bool is_library_script(std::string_view member);

/// True for folders and files of runtimes that authoring tools add: "scormdriver/", "lms/blank.html", ...
bool is_runtime_member(std::string_view member);

}  // namespace needfirst::format
