// SPDX-License-Identifier: Apache-2.0
#include "format/document/families.hpp"

#ifdef NEEDFIRST_POPPLER
#include "text/html.hpp"

#include <memory>
#include <mutex>

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <spdlog/fmt/fmt.h>
#endif

namespace needfirst::format::document {

#ifdef NEEDFIRST_POPPLER
namespace {

constexpr int most_pages = 2'000;

std::string utf8(const poppler::ustring& text) {
    const auto bytes = text.to_utf8();
    return text::plain_text({bytes.data(), bytes.size()});
}

}  // namespace

void read_pdf(std::string_view bytes, std::string_view member, Document& document) {
    static std::mutex one_at_a_time;  // poppler keeps state of its own between documents
    const std::lock_guard lock(one_at_a_time);
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    const std::unique_ptr<poppler::document> pdf(poppler::document::load_from_raw_data(
        bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), INT32_MAX))));
    if (!pdf) return void(document.problem = "no PDF that can be opened: damaged or cut off");
    if (pdf->is_locked()) return void(document.problem = "PDF is encrypted; save it without a password");
    document.title = utf8(pdf->get_title());
    for (int i = 0; i < pdf->pages(); ++i) {
        if (i == most_pages)
            return void(document.problem = fmt::format("only the first {} pages of the PDF were read", most_pages));
        const std::unique_ptr<poppler::page> page(pdf->create_page(i));
        if (page) add(document, model::Field::body, utf8(page->text()), member);
    }
    if (document.passages.empty()) document.problem = "PDF without text (scanned pages?)";
}
#else
void read_pdf(std::string_view, std::string_view, Document& document) {
    document.problem = "PDF: this program was built without poppler";
}
#endif

}  // namespace needfirst::format::document
