// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace needfirst::base::xml {

struct Tree;

/// One element of a parsed document: a cheap view, valid while its Document lives. An element that is not there is a
/// null element: false, without name, text or children, so that paths can be followed without asking at each step.
class Element {
public:
    class Children;
    Element() = default;

    explicit operator bool() const { return tree_ != nullptr; }
    /// Local name, without prefix.
    std::string_view name() const;
    /// Namespace URI, or the prefix as written where it was never declared (real exports do that), or "".
    std::string_view space() const;
    /// Value of the first attribute with this local name, whatever its prefix, entities resolved.
    std::optional<std::string_view> attribute(std::string_view local_name) const;
    /// Value of the last attribute with this local name: "r:id" beside "id".
    std::optional<std::string_view> last_attribute(std::string_view local_name) const;
    /// The first one's, or `fallback`.
    std::string_view attribute_or(std::string_view local_name, std::string_view fallback = {}) const;
    /// All character data below this element in document order, entities resolved, not trimmed.
    std::string text() const;
    /// What stands inside as markup again: text escaped, elements by local name with their attributes. For HTML that
    /// was put into XML without being escaped.
    std::string markup() const;
    /// Trimmed text of the first child of that name; "" where absent.
    std::string text_of(std::string_view child_name) const;
    /// First child of that local name, or null.
    Element child(std::string_view child_name) const;
    /// First element at a path of local names below this one: at("metadata/lom/general").
    Element at(std::string_view path) const;
    /// All child elements, or those of one local name, in document order.
    Children children() const;
    Children children(std::string_view child_name) const;
    /// Line in the member, from 1.
    int line() const;

private:
    friend struct Tree;
    friend class Document;
    Element(const Tree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
    const Tree* tree_ = nullptr;
    std::uint32_t node_ = 0;
};

/// Child elements, for range-for. `wanted` must outlive the range.
class Element::Children {
public:
    class Iterator {
    public:
        Element operator*() const { return at_; }
        Iterator& operator++();
        bool operator!=(const Iterator& other) const { return at_.tree_ != other.at_.tree_; }

    private:
        friend class Children;
        Iterator(Element at, std::string_view wanted) : at_(at), wanted_(wanted) {}
        Element at_;
        std::string_view wanted_;
    };
    Iterator begin() const { return {first_, wanted_}; }
    Iterator end() const { return {{}, {}}; }
    bool empty() const { return !first_; }

private:
    friend class Element;
    Children(Element first, std::string_view wanted) : first_(first), wanted_(wanted) {}
    Element first_;
    std::string_view wanted_;
};

/// An XML member read whole by libxml2's SAX2 parser, forgiving: what could be read before and after a mistake is kept.
/// Never opens a file or a socket, never expands an entity that the member itself declares.
class Document {
public:
    /// `bytes` in any character set that the member declares or betrays. Never throws on bad content; see problem().
    explicit Document(std::string_view bytes);
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

    /// Root element; null where nothing could be read.
    Element root() const;
    /// First mistake as `line N: message`, or "" where the member is well-formed.
    const std::string& problem() const;

private:
    std::unique_ptr<Tree> tree_;
};

/// Local name of the root element of `bytes` and its namespace, from the first few kilobytes only: a cheap look for
/// recognisers. Both empty where it is no XML.
struct Root {
    std::string name, space;
};
Root peek_root(std::string_view bytes);

}  // namespace needfirst::base::xml
