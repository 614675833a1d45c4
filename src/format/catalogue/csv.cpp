// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/csv.hpp"

#include "base/charset.hpp"
#include "base/deadline.hpp"
#include "base/decode.hpp"

#include <algorithm>
#include <optional>

namespace needfirst::format::catalogue {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t looked_at = 64u << 10;      // of the text, to find its dialect
constexpr std::size_t longest_cell = 256u << 10;  // a quote that does not close before is no quote
constexpr std::size_t look_ahead = 4096;
constexpr std::size_t ahead_of_record = 1u << 20;
constexpr char no_delimiter = '\x1F';                // a control character: base::to_utf8 leaves none
constexpr std::string_view odd_record_end = "!##!";  // SAP SuccessFactors

std::optional<char> separator_line(std::string_view text) {
    if (!base::same_ignoring_case(text.substr(0, 4), "sep=") || text.size() < 5) return std::nullopt;
    if (text.size() > 5 && text[5] != '\n') return std::nullopt;
    return text[4];
}

/// Backslashes before quotes and in place of line ends, and no doubled quotes to speak of.
bool uses_backslash(std::string_view head, char delimiter) {
    std::size_t escaped = 0, doubled = 0;
    for (std::size_t i = 1; i + 2 < head.size(); ++i) {
        const char before = head[i - 1], after = head[i + 1];
        if (head[i] == '"' && after == '"' && before != delimiter && before != '\n') {
            ++doubled;
            ++i;
        }
        if (head[i] != '\\') continue;
        const char behind = head[i + 2];
        escaped += after == '"' && behind != delimiter && behind != '\n' && behind != '"';
        // "\n" that no lower-case letter follows is a line end rather than a path.
        escaped += (after == 'n' || after == 'r') && (behind < 'a' || behind > 'z');
        if (after == '\\' || after == '"') ++i;
    }
    return escaped > doubled;
}

char meant_by_backslash(char c) { return c == 'n' || c == 'r' ? '\n' : c == 't' ? ' ' : c; }

/// A quote that is opened in one cell and closed in another: it is parted by what stands between quotes.
bool cuts_quotes(const std::vector<std::string_view>& cells) {
    return std::any_of(cells.begin(), cells.end(),
                       [](std::string_view cell) { return std::count(cell.begin(), cell.end(), '"') % 2 != 0; });
}

/// How well a delimiter parts the text: rows alike, and many cells in them.
double evenness(Csv& csv, std::size_t at_most) {
    std::vector<std::string_view> cells;
    std::vector<std::size_t> widths;
    for (std::size_t row = 0; row < std::min(csv.rows(), at_most); ++row) {
        csv.cells(row, cells);
        widths.push_back(cuts_quotes(cells) ? 0 : cells.size());
    }
    if (widths.empty()) return 0;
    std::sort(widths.begin(), widths.end());
    std::size_t usual = 0, often = 0;
    for (std::size_t i = 0, run = 0; i < widths.size(); ++i) {
        run = i > 0 && widths[i] == widths[i - 1] ? run + 1 : 1;
        if (run >= often) often = run, usual = widths[i];
    }
    if (usual < 2) return 0;
    const double share = static_cast<double>(often) / static_cast<double>(widths.size());
    return share * (1 + 0.02 * static_cast<double>(std::min<std::size_t>(usual, 30)));
}

Dialect dialect_of(std::string_view text) {
    Dialect best;
    const auto separator = separator_line(text);
    auto head = text.substr(0, looked_at);
    if (head.size() < text.size()) head = head.substr(0, head.rfind('\n') + 1);
    if (head.empty()) head = text.substr(0, looked_at);
    if (head.find(odd_record_end) != npos) best.record_end = odd_record_end;
    best.delimiter = separator.value_or(no_delimiter);
    double best_score = 0;
    for (const char delimiter : {',', ';', '\t', '|', '^', '~'}) {
        if (separator && delimiter != *separator) continue;
        if (!separator && head.find(delimiter) == npos) continue;
        Dialect dialect{delimiter, best.record_end, uses_backslash(head, delimiter)};
        Csv csv(std::string(head), dialect);
        // Commas are found in prose as well; the others rarely.
        const double score = evenness(csv, 200) * (delimiter == ',' ? 0.95 : 1);
        if (score > best_score) best_score = score, best = dialect;
    }
    return best;
}

}  // namespace

Csv::Csv(Text text) : whole_(std::move(text)) {
    dialect_ = dialect_of(whole_.from(0, looked_at + 1).substr(0, looked_at + 1));
    index();
}

Csv::Csv(std::string text, Dialect dialect) : whole_(std::move(text)), dialect_(dialect) { index(); }

void Csv::index() {
    std::uint32_t number = 0;
    std::uint64_t at = separator_line(whole_.from(0, 16)) ? 6 : 0;
    while (!whole_.from(at, at + 1).empty()) {
        ++number;
        const auto stray = stray_;
        const auto next = pass(at);
        if (stray_ > stray && stray == 0) first_stray_ = number;
        if (!is_blank(text_.substr(0, static_cast<std::size_t>(next - at)))) {
            starts_.push_back(at);
            numbers_.push_back(number);
        }
        at = next;
    }
    end_ = at;
}

// How a record is parsed depends on no more than what a cell could hold behind it.
std::uint64_t Csv::pass(std::uint64_t place) {
    const auto stray = stray_;
    for (std::uint64_t ahead = ahead_of_record;; ahead *= 2) {
        text_ = whole_.from(place, place + ahead);
        const std::size_t next = parse(0, nullptr);
        if (next + longest_cell + look_ahead <= text_.size() || whole_.ends_at(place + text_.size()))
            return place + next;
        if (whole_.at_hand()) return place + next;
        stray_ = stray;
    }
}

bool Csv::is_blank(std::string_view record) const {
    for (std::size_t i = 0; i < record.size(); ++i)
        if (record[i] != ' ' && record[i] != '\n' && record[i] != '\t' && record[i] != dialect_.delimiter &&
            record[i] != '"' && !(record[i] == '!' && ends_record(i)) &&
            !(dialect_.record_end == odd_record_end && record[i] == '#'))
            return false;
    return true;
}

void Csv::cells(std::size_t row, std::vector<std::string_view>& out) {
    out.clear();
    buffer_.clear();
    const auto begin = starts_[row], end = row + 1 < starts_.size() ? starts_[row + 1] : end_;
    buffer_.reserve(static_cast<std::size_t>(end - begin));
    const auto stray = stray_;
    text_ = whole_.from(begin, end + look_ahead);
    parse(0, &out);
    stray_ = stray;
}

std::size_t Csv::after_record_end(std::size_t at) const {
    at += dialect_.record_end.size();
    if (dialect_.record_end == odd_record_end && at < text_.size() && text_[at] == '\n') ++at;
    return std::min(at, text_.size());
}

std::size_t Csv::parse(std::size_t at, std::vector<std::string_view>* out) {
    const char first_of_end = dialect_.record_end.front();
    const char stops[] = {dialect_.delimiter, first_of_end, dialect_.backslash ? '\\' : first_of_end};
    const std::string_view text = text_;
    while (true) {
        base::Deadline::check();
        if (const auto quote = text.find_first_not_of(' ', at); quote != npos && text[quote] == '"') {
            bool closed = false;
            const auto end = parse_quoted(quote, out, closed);
            if (closed) {
                if (end >= text.size()) return text.size();
                if (ends_record(end)) return after_record_end(end);
                at = end + 1;
                continue;
            }
            ++stray_;
        }
        auto end = at;
        bool escaped = false;
        while (true) {
            end = text.find_first_of({stops, 3}, end);
            if (end == npos) end = text.size();
            if (end >= text.size() || text[end] == dialect_.delimiter ||
                (text[end] == first_of_end && ends_record(end)))
                break;
            escaped = escaped || text[end] == '\\';
            end = std::min(text.size(), end + (text[end] == '\\' ? 2 : 1));
        }
        if (out != nullptr) out->push_back(base::trim(escaped ? unescaped(at, end) : text.substr(at, end - at)));
        if (end >= text.size()) return text.size();
        if (text[end] != dialect_.delimiter) return after_record_end(end);
        at = end + 1;
    }
}

std::string_view Csv::unescaped(std::size_t at, std::size_t end) {
    const auto begin = buffer_.size();
    for (; at < end; ++at) {
        if (text_[at] == '\\' && at + 1 < end) buffer_ += meant_by_backslash(text_[++at]);
        else buffer_ += text_[at];
    }
    return std::string_view(buffer_).substr(begin);
}

/// Whether a quote inside a quoted cell closes it although something else than a delimiter follows: no, where a better
/// one comes on the same line.
bool Csv::closes_here(std::size_t quote) const {
    const std::string_view rest = std::string_view(text_).substr(quote + 1, look_ahead);
    for (std::size_t i = 0; i < rest.size() && rest[i] != '\n'; ++i) {
        const char next = i + 1 < rest.size() ? rest[i + 1] : '\n';
        if (rest[i] == dialect_.delimiter && next == '"') return true;
        if (rest[i] == '"' && (next == dialect_.delimiter || next == '\n')) return false;
    }
    return true;
}

std::size_t Csv::parse_quoted(std::size_t at, std::vector<std::string_view>* out, bool& closed) {
    const std::string_view text = text_;
    const auto limit = std::min(text.size(), at + longest_cell);
    const auto begin = at + 1, begin_in_buffer = buffer_.size();
    bool escaped = false;  // the cell differs from its bytes, and is put together in the buffer
    auto copied = begin;
    const auto copy = [&](std::size_t until, std::string_view instead, std::size_t go_on) {
        escaped = true;
        if (out != nullptr) buffer_.append(text.substr(copied, until - copied)).append(instead);
        copied = go_on;
    };
    const auto next_special = [&](std::size_t from) {
        return dialect_.backslash ? text.find_first_of("\"\\", from) : text.find('"', from);
    };
    for (auto i = next_special(begin); i < limit; i = next_special(i)) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\n';
        if (text[i] == '\\') {
            const char meant = meant_by_backslash(next);
            copy(i, {&meant, 1}, i + 2);
            i += 2;
            continue;
        }
        if (next == '"') {
            copy(i, "\"", i + 2);
            i += 2;
            continue;
        }
        auto end = i + 1;
        while (end < text.size() && text[end] == ' ' && dialect_.delimiter != ' ') ++end;
        const bool clean = end >= text.size() || text[end] == dialect_.delimiter || ends_record(end);
        if (!clean && !closes_here(i)) {
            ++i;
            continue;
        }
        closed = true;
        if (!clean) {
            // What follows up to the delimiter still belongs to the cell.
            copy(i, "", i + 1);
            while (end < text.size() && text[end] != dialect_.delimiter && !ends_record(end)) ++end;
            copy(end, "", end);
        } else if (escaped) {
            copy(i, "", i);
        }
        if (out != nullptr)
            out->push_back(escaped ? std::string_view(buffer_).substr(begin_in_buffer) : text.substr(begin, i - begin));
        return end;
    }
    buffer_.resize(begin_in_buffer);
    return at;
}

std::string decoded_table(std::string bytes) {
    const bool marked =
        bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (marked || base::is_utf8(bytes) || bytes.find('\0') != std::string::npos) return base::to_utf8(bytes);
    std::string others;
    std::size_t multibyte = 0;
    const auto lines = [&](auto&& each) {
        for (std::size_t at = 0; at < bytes.size();) {
            auto end = bytes.find_first_of("\r\n", at);
            end = end == std::string::npos ? bytes.size() : bytes.compare(end, 2, "\r\n") == 0 ? end + 2 : end + 1;
            each(std::string_view(bytes).substr(at, end - at));
            at = end;
        }
    };
    lines([&](std::string_view line) {
        if (!base::is_utf8(line)) others += line;
        else
            multibyte +=
                std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    });
    if (multibyte == 0) return base::to_utf8(bytes);
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    lines([&](std::string_view line) {
        if (base::is_utf8(line)) out += line;
        else out += base::to_utf8(line, "windows-1252");
    });
    return base::to_utf8(out);
}

}  // namespace needfirst::format::catalogue
