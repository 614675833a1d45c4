// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

namespace needfirst::format {

/// Of a course without text of its own: remarks on the pages that only open an address elsewhere, as Elucidat, Gomo and
/// other hosted tools export them ("thin" packages), so that a reader knows where the content is.
void remark_launchers(Reading& reading, const model::Course& course);

}  // namespace needfirst::format
