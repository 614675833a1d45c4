// SPDX-License-Identifier: Apache-2.0
#include "report/html/chart.hpp"

#include "report/plain_text.hpp"

namespace needfirst::report::html {
namespace {

std::string rectangle(double x, double width, std::string_view kind) {
    return fmt::format("<rect class=\"{}\" x=\"{:.2f}\" width=\"{:.2f}\" height=\"10\"/>", kind, x, width);
}

std::string svg(std::string_view inside) {
    return fmt::format(
        "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">{}</svg>",
        inside);
}

std::string open(std::string_view caption, std::string_view head, std::string_view numbers) {
    return fmt::format(
        "<table class=\"chart\"><caption class=\"hidden\">{}</caption><thead><tr><th scope=\"col\">{}</th><td></td>"
        "{}</tr></thead><tbody>",
        caption, head, numbers);
}

std::string number_head(std::string_view text) {
    return fmt::format("<th scope=\"col\" class=\"number\">{}</th>", text);
}

std::string number(std::int64_t value) { return fmt::format("<td class=\"number\">{}</td>", grouped(value)); }

std::string row_head(std::string_view label) {
    return fmt::format("<tr><th scope=\"row\">{}</th>", label.empty() ? "(not given)" : markup(label));
}

}  // namespace

std::string percent(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) return "–";
    const double share = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    return part > 0 && share < 1 ? "under 1 %" : fmt::format("{:.0f} %", share);
}

std::string social_bars(std::string_view caption, std::string_view head, const std::vector<Share>& rows) {
    std::int64_t longest = 1;
    for (const Share& row : rows)
        if (!row.is_rest) longest = std::max(longest, row.social());
    std::string result = open(caption, head,
                              "<th scope=\"col\" class=\"number less\">tacked&#8209;on</th>" + number_head("social") +
                                  number_head("courses"));
    for (const Share& row : rows) {
        std::string inside = rectangle(0, 100, "rest");
        double x = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double width = 100.0 * static_cast<double>(row.counts[i]) / static_cast<double>(longest);
            if (width > 0) inside += rectangle(x, width, verdicts[i]);
            x += width;
        }
        result += row_head(row.label) + "<td>" + (row.is_rest ? "" : svg(inside)) +
                  fmt::format("</td><td class=\"number less\">{}</td>", grouped(row.counts[0])) + number(row.social()) +
                  number(row.all()) + "</tr>";
    }
    return result + "</tbody></table>";
}

std::string verdict_bar(const Share& all) {
    std::string inside, names;
    double x = 0;
    for (std::size_t i = 0; i < verdict_count; ++i) {
        const double width =
            100.0 * static_cast<double>(all.counts[i]) / static_cast<double>(std::max<std::int64_t>(all.all(), 1));
        if (width > 0) inside += rectangle(x, width, verdicts[i]);
        x += width;
        names += fmt::format(
            "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"{0}\" width=\"10\" "
            "height=\"10\" rx=\"2\"/></svg>{0} <b>{1}</b> <span>{2}</span></li>",
            verdicts[i], grouped(all.counts[i]), percent(all.counts[i], all.all()));
    }
    return "<div class=\"verdict-bar\">" + svg(inside) + "</div><ul class=\"legend\">" + names + "</ul>";
}

std::string bars(std::string_view caption, std::string_view head, std::string_view numbers,
                 const std::vector<Bar>& rows) {
    std::int64_t longest = 1;
    for (const Bar& row : rows) longest = std::max(longest, row.count);
    std::string result = open(caption, head, number_head(numbers));
    for (const Bar& row : rows)
        result += row_head(row.label) + "<td>" +
                  svg(rectangle(0, 100, "rest") +
                      rectangle(0, 100.0 * static_cast<double>(row.count) / static_cast<double>(longest), "plain")) +
                  "</td>" + number(row.count) + "</tr>";
    return result + "</tbody></table>";
}

std::string histogram(std::string_view description, const std::vector<std::int64_t>& tenths) {
    constexpr double width = 42, gap = 6, height = 120, top = 18;
    std::int64_t highest = 1;
    for (const std::int64_t count : tenths) highest = std::max(highest, count);
    std::string result =
        fmt::format("<svg class=\"histogram\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">",
                    static_cast<double>(tenths.size()) * (width + gap) - gap, top + height + 24, markup(description));
    double x = 0;
    for (const std::int64_t count : tenths) {
        const double tall = height * static_cast<double>(count) / static_cast<double>(highest);
        result += fmt::format(
            "<rect class=\"plain\" x=\"{:.0f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{:.1f}\"/>"
            "<text x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>",
            x, top + height - tall, width, std::max(tall, 1.0), x + width / 2, top + height - tall - 5, grouped(count));
        x += width + gap;
    }
    result += fmt::format(
        "<text class=\"soft\" x=\"0\" y=\"{0:.0f}\">start of the course</text>"
        "<text class=\"soft\" x=\"{1:.0f}\" y=\"{0:.0f}\" text-anchor=\"end\">end of the course</text></svg>",
        top + height + 18, x - gap);
    return result;
}

}  // namespace needfirst::report::html
