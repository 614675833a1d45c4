// SPDX-License-Identifier: Apache-2.0
#include "base/yaml_node.hpp"

#include <map>

#include <yaml.h>

namespace needfirst::base {

struct YamlTree {
    enum class Kind : std::uint8_t { null, scalar, sequence, map };
    struct Value {
        Kind kind = Kind::null;
        bool quoted = false;
        int line = 0, column = 0;
        std::string scalar;
        std::vector<std::uint32_t> parts;  // of a map: key, value, key, ...
        std::size_t weight = 1;            // values in it
    };
    std::vector<Value> values;
};

namespace {

using Kind = YamlTree::Kind;

constexpr std::size_t deepest = 100, most_values = 1'000'000;
const std::string nothing;

bool says_null(std::string_view word) {
    return word.empty() || word == "~" || word == "null" || word == "Null" || word == "NULL";
}

struct Parser {
    yaml_parser_t parser{};
    yaml_event_t event{};

    explicit Parser(std::string_view text) {
        if (!yaml_parser_initialize(&parser)) throw std::bad_alloc();
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() {
        yaml_event_delete(&event);
        yaml_parser_delete(&parser);
    }
    yaml_event_type_t next() {
        yaml_event_delete(&event);
        if (yaml_parser_parse(&parser, &event)) return event.type;
        const bool unread = parser.error == YAML_READER_ERROR;
        const yaml_mark_t& at = unread ? parser.mark : parser.problem_mark;
        std::string message = parser.problem ? parser.problem : "it cannot be read";
        if (parser.context) message = std::string(parser.context) + ", " + message;
        throw YamlError(message, at.line, at.column);
    }
};

/// From events, because these can be left off: libyaml's own tree is there only once all is read, and 100,000 brackets
/// take it half a minute.
class Builder {
public:
    explicit Builder(std::string_view text) : parser_(text) {}

    void build(YamlTree& tree) {
        for (yaml_event_type_t type = parser_.next(); type != YAML_STREAM_END_EVENT; type = parser_.next()) {
            if (type == YAML_DOCUMENT_END_EVENT) return;
            take(type, tree);
        }
    }

private:
    void take(yaml_event_type_t type, YamlTree& tree) {
        const yaml_event_t& event = parser_.event;
        switch (type) {
            case YAML_SCALAR_EVENT: {
                const auto& scalar = event.data.scalar;
                YamlTree::Value value;
                value.scalar.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
                value.quoted =
                    scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE || scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
                const bool is_null = scalar.style == YAML_PLAIN_SCALAR_STYLE && says_null(value.scalar);
                value.kind = is_null ? Kind::null : Kind::scalar;
                if (is_null) value.scalar.clear();
                return add(std::move(value), scalar.anchor, tree);
            }
            case YAML_SEQUENCE_START_EVENT: return open(Kind::sequence, event.data.sequence_start.anchor, tree);
            case YAML_MAPPING_START_EVENT: return open(Kind::map, event.data.mapping_start.anchor, tree);
            case YAML_SEQUENCE_END_EVENT:
            case YAML_MAPPING_END_EVENT: return close(tree);
            case YAML_ALIAS_EVENT: return repeat(tree);
            default: return;
        }
    }

    void add(YamlTree::Value value, const unsigned char* anchor, YamlTree& tree) {
        value.line = static_cast<int>(parser_.event.start_mark.line);
        value.column = static_cast<int>(parser_.event.start_mark.column);
        const auto number = static_cast<std::uint32_t>(tree.values.size());
        tree.values.push_back(std::move(value));
        if (anchor) anchors_[reinterpret_cast<const char*>(anchor)] = number;
        if (!open_.empty()) tree.values[open_.back()].parts.push_back(number);
        weigh(1, tree);
    }

    void open(Kind kind, const unsigned char* anchor, YamlTree& tree) {
        if (open_.size() >= deepest) fail("nested too deep");
        YamlTree::Value value;
        value.kind = kind;
        add(std::move(value), anchor, tree);
        open_.push_back(static_cast<std::uint32_t>(tree.values.size() - 1));
    }

    void close(YamlTree& tree) {
        const std::size_t weight = tree.values[open_.back()].weight;
        open_.pop_back();
        weigh(weight - 1, tree);
    }

    void repeat(YamlTree& tree) {
        const auto found = anchors_.find(reinterpret_cast<const char*>(parser_.event.data.alias.anchor));
        if (found == anchors_.end()) fail("the alias means nothing that stands before it");
        for (const std::uint32_t around : open_)
            if (around == found->second) fail("the alias stands in what it means");
        tree.values[open_.back()].parts.push_back(found->second);
        weigh(tree.values[found->second].weight, tree);
    }

    // To the innermost open value.
    void weigh(std::size_t weight, YamlTree& tree) {
        if (open_.empty()) return;
        if ((tree.values[open_.back()].weight += weight) > most_values) fail("more than a million values");
    }

    [[noreturn]] void fail(const char* message) const {
        throw YamlError(message, parser_.event.start_mark.line, parser_.event.start_mark.column);
    }

    Parser parser_;
    std::vector<std::uint32_t> open_;
    std::map<std::string, std::uint32_t, std::less<>> anchors_;
};

}  // namespace

bool YamlNode::is_map() const { return tree_ && tree_->values[number_].kind == Kind::map; }
bool YamlNode::is_sequence() const { return tree_ && tree_->values[number_].kind == Kind::sequence; }
bool YamlNode::is_scalar() const { return tree_ && tree_->values[number_].kind == Kind::scalar; }
bool YamlNode::is_null() const { return tree_ && tree_->values[number_].kind == Kind::null; }
bool YamlNode::is_quoted() const { return tree_ && tree_->values[number_].quoted; }
const std::string& YamlNode::scalar() const { return tree_ ? tree_->values[number_].scalar : nothing; }
int YamlNode::line() const { return tree_ ? tree_->values[number_].line : 0; }
int YamlNode::column() const { return tree_ ? tree_->values[number_].column : 0; }

std::size_t YamlNode::size() const {
    if (!tree_) return 0;
    return tree_->values[number_].parts.size() / (is_map() ? 2 : 1);
}

YamlNode YamlNode::operator[](std::string_view key) const {
    if (!is_map()) return {};
    const auto& parts = tree_->values[number_].parts;
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
        if (tree_->values[parts[i]].kind == Kind::scalar && tree_->values[parts[i]].scalar == key)
            return {tree_, parts[i + 1]};
    return {};
}

YamlNode::Iterator YamlNode::begin() const {
    Iterator iterator;
    iterator.tree_ = tree_;
    iterator.of_ = number_;
    return iterator;
}

YamlNode::Iterator YamlNode::end() const {
    Iterator iterator = begin();
    if (tree_) iterator.at_ = tree_->values[number_].parts.size();
    return iterator;
}

YamlNode::Entry YamlNode::Iterator::operator*() const {
    const YamlTree::Value& of = tree_->values[of_];
    const YamlNode here(tree_, of.parts[at_]);
    if (of.kind != Kind::map) return {here, {}, {}};
    return {here, here, YamlNode(tree_, of.parts[at_ + 1])};
}

YamlNode::Iterator& YamlNode::Iterator::operator++() {
    at_ += tree_->values[of_].kind == Kind::map ? 2 : 1;
    return *this;
}

YamlDocument::YamlDocument(std::string_view text) : tree_(std::make_unique<YamlTree>()) {
    Builder(text).build(*tree_);
    if (tree_->values.empty()) tree_->values.emplace_back();
}
YamlDocument::~YamlDocument() = default;
YamlDocument::YamlDocument(YamlDocument&&) noexcept = default;

YamlNode YamlDocument::root() const { return {tree_.get(), 0}; }

}  // namespace needfirst::base
