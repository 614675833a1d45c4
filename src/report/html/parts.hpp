// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace needfirst::report::html {

/// brief.html, brief.css and brief.js of this folder, as they stand; the build makes their source (parts.cpp.in).
extern const std::string_view brief_page, brief_style, brief_script;

}  // namespace needfirst::report::html
