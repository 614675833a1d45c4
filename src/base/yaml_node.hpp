// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::base {

struct YamlTree;

/// A value of a YAML document; none where a key is absent. It is looked at while its YamlDocument lives.
class YamlNode {
public:
    struct Entry;
    class Iterator;

    YamlNode() = default;
    explicit operator bool() const { return tree_ != nullptr; }
    bool is_map() const;
    bool is_sequence() const;
    bool is_scalar() const;
    bool is_null() const;    ///< "key:" and nothing behind it, "~", or "null"
    bool is_quoted() const;  ///< a scalar in quotation marks
    /// Of a scalar; "" of all else.
    const std::string& scalar() const;
    std::size_t size() const;  ///< values of a sequence, keys of a map
    /// The value of a key of a map; none where it is absent.
    YamlNode operator[](std::string_view key) const;
    /// Values of a sequence; of a map `first` and `second`.
    Iterator begin() const;
    Iterator end() const;
    int line() const;    ///< from 0
    int column() const;  ///< from 0

private:
    friend class YamlDocument;
    YamlNode(const YamlTree* tree, std::uint32_t number) : tree_(tree), number_(number) {}
    const YamlTree* tree_ = nullptr;
    std::uint32_t number_ = 0;
};

/// One step through a sequence or a map.
struct YamlNode::Entry : YamlNode {
    YamlNode first, second;
};

class YamlNode::Iterator {
public:
    Entry operator*() const;
    Iterator& operator++();
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

private:
    friend class YamlNode;
    const YamlTree* tree_ = nullptr;
    std::uint32_t of_ = 0;
    std::size_t at_ = 0;
};

/// A text is no YAML. `line` and `column` count from 0.
class YamlError : public std::runtime_error {
public:
    YamlError(const std::string& message, std::size_t line, std::size_t column)
        : runtime_error(message), line(line), column(column) {}
    std::size_t line, column;
};

/// The first document of a YAML 1.1 text, read with libyaml.
class YamlDocument {
public:
    /// Throws YamlError: no YAML, more than 100 levels deep, or more than a million values when its aliases are
    /// followed.
    explicit YamlDocument(std::string_view text);
    ~YamlDocument();
    YamlDocument(YamlDocument&&) noexcept;
    YamlNode root() const;

private:
    std::unique_ptr<YamlTree> tree_;
};

}  // namespace needfirst::base
