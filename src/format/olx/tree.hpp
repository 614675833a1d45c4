// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.hpp"
#include "base/xml.hpp"
#include "format/reader.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace needfirst::format::olx {

/// One block of a course. It stands where it is used, or behind a pointer (`<html url_name="x"/>`) in a member of its
/// own, `html/x.xml`; old courses keep some of its attributes in `policies/<run>/policy.json`.
class Block {
public:
    std::string_view tag() const { return element.name(); }
    /// An attribute from where it is: the block itself, the pointer to it, the policy. "" where absent.
    std::string attribute(std::string_view key) const;
    bool is(std::string_view key) const;  ///< an attribute that says yes

    base::xml::Element element;  ///< with the content
    base::xml::Element pointer;
    std::string name;    ///< url_name
    std::string member;  ///< that holds the content
    const base::json::Value* policy = nullptr;
    std::shared_ptr<const base::xml::Document> document;  ///< keeps `element` where it is of a member of its own
};

/// The members of one course.
class Tree {
public:
    Tree(Reading& reading, std::string root) : reading_(reading), root_(std::move(root)) {}
    /// Reads `policies/<run>/policy.json`.
    void read_policy(std::string_view run);
    const base::json::Value& policy(std::string_view block) const;  ///< "course/2024"; null where absent

    /// The block that an element is or points to. `member` is the one that the element stands in.
    Block resolve(base::xml::Element element, const std::string& member) const;
    /// Text of `folder/name.html`, in the character set it has; nothing where there is none.
    std::optional<std::string> html(std::string_view folder, std::string_view name) const;

    Reading& reading() const { return reading_; }
    const std::string& root() const { return root_; }

private:
    Reading& reading_;
    const std::string root_;
    base::json::Value policies_;
};

}  // namespace needfirst::format::olx
