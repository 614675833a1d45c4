// SPDX-License-Identifier: Apache-2.0
#include "cli/about.hpp"

#include "audit/isolation.hpp"
#include "base/file.hpp"
#include "base/json.hpp"

#include <array>
#include <cstring>
#include <filesystem>

#include <link.h>
#include <spdlog/fmt/fmt.h>

extern ElfW(Dyn) _DYNAMIC[];

namespace needfirst::cli {
namespace {

namespace fs = std::filesystem;

/// Whether the program asks that all be bound before it runs, so that its tables can be made read-only.
bool bound_at_start() {
    for (const ElfW(Dyn)* entry = _DYNAMIC; entry->d_tag != DT_NULL; ++entry)
        if ((entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_BIND_NOW) != 0) ||
            (entry->d_tag == DT_FLAGS_1 && (entry->d_un.d_val & DF_1_NOW) != 0))
            return true;
    return false;
}

/// What the program is when it runs, as its loader sees it.
struct Loaded {
    bool moved = false;      ///< not where it was linked to
    bool read_only = false;  ///< tables are, once it runs
    bool checked = false;    ///< asks for branch targets and a second stack to be checked (CET)
};

/// The property of x86 programs that says so: number, length, bits.
bool asks_for_checks(const unsigned char* note, std::size_t size) {
    constexpr std::uint32_t features = 0xc0000002, both = 3;
    constexpr std::size_t head = 16;  // of the note: three lengths and "GNU"
    for (std::size_t at = head; at + 12 <= size;) {
        std::array<std::uint32_t, 3> property{};
        std::memcpy(property.data(), note + at, sizeof property);
        if (property[0] == features) return (property[2] & both) == both;
        at += 8 + (std::size_t{property[1]} + 7) / 8 * 8;
    }
    return false;
}

Loaded loaded() {
    Loaded found;
    const auto look = [](dl_phdr_info* program, std::size_t, void* into) {
        Loaded& seen = *static_cast<Loaded*>(into);
        seen.moved = program->dlpi_addr != 0;
        for (int i = 0; i < program->dlpi_phnum; ++i) {
            const auto& part = program->dlpi_phdr[i];
            seen.read_only = seen.read_only || (part.p_type == PT_GNU_RELRO && bound_at_start());
            if (part.p_type == PT_GNU_PROPERTY)
                seen.checked = asks_for_checks(
                    reinterpret_cast<const unsigned char*>(program->dlpi_addr + part.p_vaddr), part.p_memsz);
        }
        return 1;  // the first is the program itself, all others are libraries
    };
    ::dl_iterate_phdr(look, &found);
    return found;
}

std::string guards() {
    std::string all;
    const auto add = [&](bool there, std::string_view guard) {
        all += fmt::format("{}{}{}", all.empty() ? "" : ", ", there ? "" : "no ", guard);
    };
    const Loaded program = loaded();
    add(program.moved, "PIE");
    add(program.read_only, "full RELRO");
#ifdef __SSP_STRONG__
    add(true, "stack protector");
#else
    add(false, "stack protector");
#endif
#if defined(_FORTIFY_SOURCE) && _FORTIFY_SOURCE > 0
    add(true, fmt::format("FORTIFY {}", _FORTIFY_SOURCE));
#else
    add(false, "FORTIFY");
#endif
#ifdef __CET__
    add(true, program.checked ? "CET" : "CET in its own code (the system's start files do not turn it on)");
#else
    add(false, "CET");
#endif
    return all;
}

/// The list lies where the build or the installation put it.
fs::path list() {
    std::error_code problem;
    const fs::path folder = fs::read_symlink("/proc/self/exe", problem).parent_path();
    for (const char* place : {"sbom.spdx.json", "../share/doc/needfirst/sbom.spdx.json"})
        if (fs::is_regular_file(folder / place, problem)) return (folder / place).lexically_normal();
    return {};
}

std::string libraries(const fs::path& file) {
    const base::json::Value all = base::json::parse(base::content_of(file).value_or(""));
    std::string text;
    for (const auto& relation : all["relationships"].elements) {
        if (relation["relationshipType"].text() != "DYNAMIC_LINK") continue;
        for (const auto& package : all["packages"].elements)
            if (package["SPDXID"].text() == relation["relatedSpdxElement"].text())
                text += fmt::format("  {:<22} {:<24} {}\n", package["name"].text(), package["versionInfo"].text(),
                                    package["licenseComments"].text());
    }
    return text;
}

}  // namespace

std::string about() {
    std::string text = fmt::format("needfirst " NEEDFIRST_VERSION
                                   " (Apache-2.0)\n\nGuards in this build: {}\n"
                                   "--isolate bounds: {}\n\n",
                                   guards(), audit::confinement());
    const fs::path file = list();
    if (file.empty()) return text + "No list of libraries lies beside the program (sbom.spdx.json).";
    return text + fmt::format("Libraries, and the licences that stand in them; {} has all, also what they need:\n{}",
                              file.string(), libraries(file));
}

}  // namespace needfirst::cli
