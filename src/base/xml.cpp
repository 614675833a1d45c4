// SPDX-License-Identifier: Apache-2.0
#include "base/xml.hpp"

#include "base/deadline.hpp"
#include "base/decode.hpp"
#include "base/xml_source.hpp"

#include <climits>
#include <cstring>
#include <vector>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <spdlog/fmt/fmt.h>

namespace needfirst::base::xml {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;
constexpr std::size_t max_nodes = 5'000'000;  // some 300 MB: far above any real export
constexpr std::size_t max_attributes = 10'000'000;
constexpr int max_open_namespaces = 4096;  // libxml2 looks through them one by one

/// Names live in libxml2's dictionary, which the tree keeps.
std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

void escape(std::string_view text, std::string& out) {
    for (const char c : text) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
}

}  // namespace

/// All elements of a document in document order. Character data lie one behind the other, so that the text of an
/// element, with all that is in it, is one slice.
struct Tree {
    struct Node {
        std::string_view name, space;
        std::uint32_t first_child = none, next = none, first_attribute = 0, attributes = 0;
        std::uint32_t text_begin = 0, text_end = 0;
        int line = 0;
    };
    struct Attribute {
        std::string_view name;
        std::uint32_t begin, size;
    };
    std::vector<Node> nodes;
    std::vector<Attribute> attributes;
    std::string text, values, problem;
    std::unique_ptr<xmlDict, decltype(&xmlDictFree)> names{nullptr, &xmlDictFree};

    void write_inside(std::uint32_t node, std::string& out) const;

    Element element(std::uint32_t node) const { return node == none ? Element() : Element(this, node); }
    /// `node` or the first one behind it in its row that has that name ("" for any).
    Element first(std::uint32_t node, std::string_view name) const {
        while (node != none && !name.empty() && nodes[node].name != name) node = nodes[node].next;
        return element(node);
    }
};

namespace {

/// Receives libxml2's events.
class Builder {
public:
    Builder(Tree& tree, xmlParserCtxtPtr parser) : tree_(tree), parser_(parser) {}

    void open(const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int namespaces, int attributes,
              const xmlChar** values) {
        forget_mistakes();
        open_namespaces_ += namespaces;
        if (tree_.nodes.size() % 1024 == 0)
            if (const unsigned seconds = Deadline::passed()) return stop(Deadline::reason(seconds));
        if (tree_.nodes.size() >= max_nodes) return stop("more than 5 million elements; the rest was left out");
        if (tree_.attributes.size() >= max_attributes)
            return stop("more than 10 million attributes; the rest was left out");
        if (open_namespaces_ > max_open_namespaces)
            return stop("more than 4096 namespaces in force; the rest was left out");
        const auto node = static_cast<std::uint32_t>(tree_.nodes.size());
        auto& made = tree_.nodes.emplace_back();
        made.name = view(name);
        made.space = view(uri != nullptr ? uri : prefix);
        made.text_begin = made.text_end = static_cast<std::uint32_t>(tree_.text.size());
        made.line = parser_->input == nullptr ? 0 : parser_->input->line;
        made.first_attribute = static_cast<std::uint32_t>(tree_.attributes.size());
        made.attributes = static_cast<std::uint32_t>(attributes);
        for (int i = 0; i < attributes; ++i) add_attribute(values + i * 5);
        if (!open_.empty()) {
            auto& parent = open_.back();
            (parent.last_child == none ? tree_.nodes[parent.node].first_child : tree_.nodes[parent.last_child].next) =
                node;
            parent.last_child = node;
        }
        open_.push_back({node, none, namespaces});
    }

    /// False where nothing is open.
    bool close() {
        forget_mistakes();
        if (open_.empty()) return false;
        tree_.nodes[open_.back().node].text_end = static_cast<std::uint32_t>(tree_.text.size());
        open_namespaces_ -= open_.back().namespaces;
        open_.pop_back();
        return true;
    }

    void characters(const xmlChar* text, int length) {
        forget_mistakes();
        tree_.text.append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    }

    void error(const xmlError& error) {
        if (error.domain == XML_FROM_NAMESPACE || error.level < XML_ERR_ERROR || !tree_.problem.empty()) return;
        complain(error.line, trim(view(reinterpret_cast<const xmlChar*>(error.message))));
    }

private:
    struct Open {
        std::uint32_t node, last_child;
        int namespaces;
    };

    /// libxml2 drops every reference behind a mistake, &amp; too, unless it takes the member for well-formed.
    void forget_mistakes() { parser_->wellFormed = 1; }

    void complain(int line, std::string_view message) {
        if (tree_.problem.empty()) tree_.problem = fmt::format("line {}: {}", line, message);
    }

    void stop(std::string_view message) {
        complain(parser_->input == nullptr ? 0 : parser_->input->line, message);
        xmlStopParser(parser_);
    }

    /// `attribute`: local name, prefix, URI, begin and end of the value.
    void add_attribute(const xmlChar** attribute) {
        const auto begin = static_cast<std::uint32_t>(tree_.values.size());
        std::string_view value(reinterpret_cast<const char*>(attribute[3]),
                               static_cast<std::size_t>(attribute[4] - attribute[3]));
        // libxml2 hands '&' over as a reference where entities are not substituted.
        for (auto at = value.find("&#38;"); at != std::string_view::npos; at = value.find("&#38;")) {
            tree_.values.append(value, 0, at + 1);
            value.remove_prefix(at + 5);
        }
        tree_.values.append(value);
        tree_.attributes.push_back(
            {view(attribute[0]), begin, static_cast<std::uint32_t>(tree_.values.size()) - begin});
    }

    Tree& tree_;
    xmlParserCtxtPtr parser_;
    std::vector<Open> open_;
    int open_namespaces_ = 0;
};

Builder& builder(void* context) { return *static_cast<Builder*>(context); }

xmlSAXHandler handler() {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = [](void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri,
                            int namespaces, const xmlChar**, int attributes, int, const xmlChar** values) {
        builder(context).open(name, prefix, uri, namespaces, attributes, values);
    };
    sax.endElementNs = [](void* context, const xmlChar*, const xmlChar*, const xmlChar*) { builder(context).close(); };
    sax.characters = sax.ignorableWhitespace = sax.cdataBlock = [](void* context, const xmlChar* text, int length) {
        builder(context).characters(text, length);
    };
    sax.serror = [](void* context, xmlErrorPtr error) {
        if (error != nullptr) builder(context).error(*error);
    };
    return sax;
}

void parse(Tree& tree, const std::string& text) {
    static const bool ready = (xmlInitParser(), true);
    const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser(xmlNewParserCtxt(), &xmlFreeParserCtxt);
    if (!ready || !parser) throw std::bad_alloc();
    *parser->sax = handler();
    Builder sink(tree, parser.get());
    parser->userData = &sink;
    tree.text.reserve(text.size());
    const int options = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    xmlFreeDoc(xmlCtxtReadMemory(parser.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options));
    while (sink.close()) {
    }
    xmlDictReference(parser->dict);
    tree.names.reset(parser->dict);
}

}  // namespace

void Tree::write_inside(std::uint32_t node, std::string& out) const {
    std::uint32_t at = nodes[node].text_begin;
    for (std::uint32_t child = nodes[node].first_child; child != none; child = nodes[child].next) {
        escape(std::string_view(text).substr(at, nodes[child].text_begin - at), out);
        out.append("<").append(nodes[child].name);
        for (std::uint32_t i = 0; i < nodes[child].attributes; ++i) {
            const Attribute& attribute = attributes[nodes[child].first_attribute + i];
            out.append(" ").append(attribute.name).append("=\"");
            escape(std::string_view(values).substr(attribute.begin, attribute.size), out);
            out += '"';
        }
        out += '>';
        write_inside(child, out);
        out.append("</").append(nodes[child].name).append(">");
        at = nodes[child].text_end;
    }
    escape(std::string_view(text).substr(at, nodes[node].text_end - at), out);
}

std::string_view Element::name() const { return *this ? tree_->nodes[node_].name : std::string_view(); }

std::string_view Element::space() const { return *this ? tree_->nodes[node_].space : std::string_view(); }

int Element::line() const { return *this ? tree_->nodes[node_].line : 0; }

std::optional<std::string_view> Element::attribute(std::string_view local_name) const {
    if (!*this) return std::nullopt;
    const auto& node = tree_->nodes[node_];
    for (auto i = node.first_attribute; i < node.first_attribute + node.attributes; ++i)
        if (const auto& found = tree_->attributes[i]; found.name == local_name)
            return std::string_view(tree_->values).substr(found.begin, found.size);
    return std::nullopt;
}

std::optional<std::string_view> Element::last_attribute(std::string_view local_name) const {
    if (!*this) return std::nullopt;
    const auto& node = tree_->nodes[node_];
    for (auto i = node.first_attribute + node.attributes; i > node.first_attribute; --i)
        if (const auto& found = tree_->attributes[i - 1]; found.name == local_name)
            return std::string_view(tree_->values).substr(found.begin, found.size);
    return std::nullopt;
}

std::string_view Element::attribute_or(std::string_view local_name, std::string_view fallback) const {
    return attribute(local_name).value_or(fallback);
}

std::string Element::text() const {
    if (!*this) return {};
    const auto& node = tree_->nodes[node_];
    return tree_->text.substr(node.text_begin, node.text_end - node.text_begin);
}

std::string Element::markup() const {
    std::string out;
    if (*this) tree_->write_inside(node_, out);
    return out;
}

std::string Element::text_of(std::string_view child_name) const {
    const auto found = child(child_name);
    if (!found) return {};
    const auto& node = tree_->nodes[found.node_];
    return std::string(trim(std::string_view(tree_->text).substr(node.text_begin, node.text_end - node.text_begin)));
}

Element Element::child(std::string_view child_name) const {
    return *this ? tree_->first(tree_->nodes[node_].first_child, child_name) : Element();
}

Element Element::at(std::string_view path) const {
    Element found = *this;
    while (found && !path.empty()) {
        const auto slash = path.find('/');
        found = found.child(path.substr(0, slash));
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return found;
}

Element::Children Element::children() const { return children({}); }

Element::Children Element::children(std::string_view child_name) const { return {child(child_name), child_name}; }

Element::Children::Iterator& Element::Children::Iterator::operator++() {
    at_ = at_.tree_->first(at_.tree_->nodes[at_.node_].next, wanted_);
    return *this;
}

Document::Document(std::string_view bytes) : tree_(std::make_unique<Tree>()) {
    auto source = prepare(bytes);
    if (source.text.size() < static_cast<std::size_t>(INT_MAX)) parse(*tree_, source.text);
    else tree_->problem = "line 1: larger than 2 GB";
    if (tree_->problem.empty()) tree_->problem = std::move(source.problem);
}

Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Element Document::root() const { return tree_->element(tree_->nodes.empty() ? none : 0); }

const std::string& Document::problem() const { return tree_->problem; }

Root peek_root(std::string_view bytes) {
    const auto source = prepare(bytes.substr(0, 16'384));
    std::string_view rest = trim(source.text);
    while (rest.starts_with("<?") || rest.starts_with("<!")) {
        const std::string_view end = rest.starts_with("<?") ? "?>" : "-->";
        const auto found = rest.find(end);
        if (found == std::string_view::npos) return {};
        rest = trim(rest.substr(found + end.size()));
    }
    if (!rest.starts_with('<')) return {};
    // Only the root's start tag, closed: no more than libxml2 needs.
    const Document document(rest.substr(0, rest.find('>', rest.find_first_of(">\"'")) + 1));
    const auto root = document.root();
    return {std::string(root.name()), std::string(root.space())};
}

}  // namespace needfirst::base::xml
