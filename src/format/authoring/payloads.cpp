// SPDX-License-Identifier: Apache-2.0
#include "format/authoring/payload.hpp"

namespace needfirst::format::authoring {

std::span<const Payload> payloads() { return {}; }

bool read_payload(Reading& reading, std::string_view launch, model::Course& course) {
    // The launcher's folder, then those above it: "scormdriver/indexAPI.html" starts what lies in "scormcontent/".
    for (std::size_t end = launch.rfind('/') + 1;; end = launch.rfind('/', end - 2) + 1) {
        const std::string_view root = launch.substr(0, end);
        for (const Payload& payload : payloads()) {
            if (!payload.recognises(reading.container, root)) continue;
            if (reading.package.authoring_tool.empty()) reading.package.authoring_tool = payload.name;
            PayloadReading payload_reading{reading, std::string(root), std::string(launch), course};
            payload.read(payload_reading);
            return true;
        }
        if (end < 2) return false;
    }
}

}  // namespace needfirst::format::authoring
