// SPDX-License-Identifier: Apache-2.0
#include "report/html.hpp"

#include "base/output.hpp"
#include "report/html/courses.hpp"
#include "report/html/parts.hpp"
#include "report/html/sections.hpp"
#include "report/plain_text.hpp"

#include <sstream>

#include <Poco/Base64Encoder.h>
#include <Poco/SHA2Engine.h>

namespace needfirst::report {
namespace {

/// What a content security policy names a script or style by: nothing else in the page may run.
std::string hash(std::string_view part) {
    Poco::SHA2Engine engine;  // SHA-256
    engine.update(part.data(), static_cast<unsigned>(part.size()));
    const auto& digest = engine.digest();
    std::ostringstream text;
    Poco::Base64Encoder base64(text);
    base64.write(reinterpret_cast<const char*>(digest.data()), static_cast<std::streamsize>(digest.size()));
    base64.close();
    return "sha256-" + text.str();
}

void write_part(const store::Audit& audit, std::string_view name, base::Output& output) {
    if (name == "script-hash") output.write(hash(html::brief_script));
    else if (name == "style-hash") output.write(hash(html::brief_style));
    else if (name == "script") output.write(html::brief_script);
    else if (name == "style") output.write(html::brief_style);
    else if (name == "version") output.write(markup(audit.run().tool_version));
    else if (name == "rules") output.write(markup(audit.run().rules_fingerprint.substr(0, 12)));
    else if (name == "lead") output.write(html::lead(audit));
    else if (name == "next") output.write(html::next(audit));
    else if (name == "glance") output.write(html::glance(audit));
    else if (name == "start") output.write(html::start(audit));
    else if (name == "unread") output.write(html::unread(audit));
    else if (name == "reading") output.write(html::reading(audit));
    else if (name == "index") output.write(html::index(audit));
    else if (name == "details") html::details(audit, [&](std::string_view text) { output.write(text); });
}

}  // namespace

void write_html(const store::Audit& audit, const std::filesystem::path& path) {
    base::Output output(path);
    const std::string_view page = html::brief_page;
    std::size_t at = 0;
    for (std::size_t open; (open = page.find("{{", at)) != std::string_view::npos;) {
        const std::size_t close = page.find("}}", open);
        output.write(page.substr(at, open - at));
        write_part(audit, page.substr(open + 2, close - open - 2), output);
        at = close + 2;
    }
    output.write(page.substr(at));
    output.done();
}

}  // namespace needfirst::report
