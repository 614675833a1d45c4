// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/package.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

// What the export of one course tells of the programme that it is part of.
namespace needfirst::format {

/// An address as courses are known by it: without scheme and closing slash, the host in small letters.
std::string place_of(std::string_view address);

/// A title that is numbered as a part of something: "Leading, part 2 of 4: Goals" is step 2 of "Leading".
struct NumberedTitle {
    std::string whole;  ///< what it is a part of; "" where only the number is there
    int step = 0;
};
std::optional<NumberedTitle> numbered(std::string_view title);

/// A part of a guessed programme where the course's title is numbered. `platform`: courses of different ones are never
/// of one programme; `category`: the group of courses there that it lies in, "" for none, and its name, which stands
/// for the programme where the titles say no more than a number.
void tell_step(const model::Course& course, std::string_view platform, std::string_view category,
               std::string_view category_name, model::Package& package);

/// A programme where the course does little but lead to other courses: at least two of them, and at least half of what
/// it shows. `course_at`: the name of the course that a link leads to, "" for none.
void tell_links(const model::Course& course, const std::function<std::string(std::string_view)>& course_at,
                model::Package& package);

}  // namespace needfirst::format
