// SPDX-License-Identifier: Apache-2.0
#include "base/build_id.hpp"

#include "base/file.hpp"
#include "base/fingerprint.hpp"

#include <elf.h>
#include <link.h>

namespace needfirst::base {
namespace {

// The note NT_GNU_BUILD_ID among those of a segment.
std::string id_in(const char* at, std::size_t size) {
    const auto padded = [](std::size_t bytes) { return (bytes + 3) & ~std::size_t{3}; };
    while (size >= sizeof(ElfW(Nhdr))) {
        const auto* const note = reinterpret_cast<const ElfW(Nhdr)*>(at);
        const std::size_t whole = sizeof *note + padded(note->n_namesz) + padded(note->n_descsz);
        if (whole > size) break;
        if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == sizeof ELF_NOTE_GNU)
            return {at + sizeof *note + padded(note->n_namesz), note->n_descsz};
        at += whole;
        size -= whole;
    }
    return {};
}

// The program comes first; of what is loaded with it nothing is asked.
int take_first(dl_phdr_info* object, std::size_t, void* id) {
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        const auto& segment = object->dlpi_phdr[i];
        if (segment.p_type != PT_NOTE) continue;
        auto found = id_in(reinterpret_cast<const char*>(object->dlpi_addr + segment.p_vaddr), segment.p_memsz);
        if (!found.empty()) *static_cast<std::string*>(id) = std::move(found);
    }
    return 1;
}

}  // namespace

std::string build_id() {
    std::string id;
    dl_iterate_phdr(take_first, &id);
    return fingerprint(id.empty() ? content_of("/proc/self/exe").value_or("") : id);
}

}  // namespace needfirst::base
