// SPDX-License-Identifier: Apache-2.0
#include "base/charset.hpp"

#include "base/decode.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

namespace needfirst::base {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

unsigned char byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

char32_t from_windows_1252(unsigned char byte) {
    return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : static_cast<char32_t>(byte);
}

/// Length of the ASCII run at `at`.
std::size_t ascii_end(std::string_view bytes, std::size_t at) {
    for (std::uint64_t eight; at + 8 <= bytes.size(); at += 8) {
        std::memcpy(&eight, bytes.data() + at, 8);
        if (eight & 0x8080808080808080ull) break;
    }
    while (at < bytes.size() && byte_at(bytes, at) < 0x80) ++at;
    return at;
}

/// Length of the well-formed sequence of more than one byte at `at`; 0 where there is none.
std::size_t sequence(std::string_view bytes, std::size_t at) {
    const auto lead = byte_at(bytes, at);
    const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || at + length > bytes.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte_at(bytes, at + i) & 0xC0) != 0x80) return 0;
    const auto second = byte_at(bytes, at + 1);
    const bool bad = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                     (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return bad ? 0 : length;
}

/// How many well-formed sequences, and how many bytes outside of them.
struct Census {
    std::size_t good = 0, bad = 0;
};

Census census(std::string_view bytes) {
    Census counted;
    for (std::size_t at = ascii_end(bytes, 0); at < bytes.size(); at = ascii_end(bytes, at)) {
        const auto length = sequence(bytes, at);
        ++(length ? counted.good : counted.bad);
        at += std::max<std::size_t>(length, 1);
    }
    return counted;
}

/// UTF-8, its stray bytes as windows-1252.
std::string repaired(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 16);
    for (std::size_t at = 0; at < bytes.size();) {
        const auto length = byte_at(bytes, at) < 0x80 ? ascii_end(bytes, at) - at : sequence(bytes, at);
        if (length) text.append(bytes, at, length);
        else append_utf8(text, from_windows_1252(byte_at(bytes, at)));
        at += std::max<std::size_t>(length, 1);
    }
    return text;
}

/// Control characters become spaces, line ends line feeds; in place.
std::string cleaned(std::string text) {
    const auto odd = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; };
    auto to = std::find_if(text.begin(), text.end(), odd);
    for (auto from = to; from != text.end(); ++from) {
        if (*from == '\r') {
            if (from + 1 != text.end() && from[1] == '\n') continue;
            *to++ = '\n';
        } else {
            *to++ = odd(*from) ? ' ' : *from;
        }
    }
    text.erase(to, text.end());
    return text;
}

/// "" where ICU does not know `charset`.
std::string converted(std::string_view bytes, const char* charset) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &status), &ucnv_close);
    if (U_FAILURE(status)) return {};
    const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(std::min<std::size_t>(bytes.size(), INT32_MAX)),
                                  converter.get(), status);
    std::string utf8;
    if (U_FAILURE(status)) return {};
    utf8.reserve(bytes.size());
    text.toUTF8String(utf8);
    return utf8;
}

/// Names as they are meant: web pages and spreadsheets say the standard and write its superset.
std::string meant(std::string_view declared) {
    const auto name = ascii_lower(declared);
    constexpr std::string_view supersets[][2] = {{"iso-8859-1", "windows-1252"},
                                                 {"latin1", "windows-1252"},
                                                 {"us-ascii", "windows-1252"},
                                                 {"ascii", "windows-1252"},
                                                 {"iso-8859-9", "windows-1254"},
                                                 {"gb2312", "gb18030"},
                                                 {"gbk", "gb18030"},
                                                 {"x-gbk", "gb18030"},
                                                 {"shift_jis", "windows-31j"},
                                                 {"shift-jis", "windows-31j"},
                                                 {"x-sjis", "windows-31j"},
                                                 {"ks_c_5601-1987", "windows-949"},
                                                 {"euc-kr", "windows-949"},
                                                 {"big5", "windows-950"},
                                                 {"iso-8859-11", "windows-874"}};
    for (const auto& [standard, superset] : supersets)
        if (name == standard) return std::string(superset);
    return name;
}

/// UTF-16 without mark: half of the bytes of European text are zero, on one side.
const char* utf16_by_zeros(std::string_view bytes) {
    const auto head = bytes.substr(0, 4096);
    if (head.size() < 8) return nullptr;
    std::size_t even = 0, odd = 0;
    for (std::size_t i = 0; i < head.size(); ++i)
        if (head[i] == 0) ++(i % 2 ? odd : even);
    if (odd > head.size() / 8 && odd > even * 4) return "UTF-16LE";
    if (even > head.size() / 8 && even > odd * 4) return "UTF-16BE";
    return nullptr;
}

/// ICU's guess, or windows-1252. The detector sees the lines that are not ASCII.
std::string detected(std::string_view bytes) {
    std::string sample;
    for (std::size_t at = ascii_end(bytes, 0); at < bytes.size() && sample.size() < 65'536; at = ascii_end(bytes, at)) {
        const auto begin = bytes.rfind('\n', at) == npos ? 0 : bytes.rfind('\n', at) + 1;
        const auto from = std::max(begin, at > 200 ? at - 200 : 0);
        at = std::min({bytes.find('\n', at), from + 4096, bytes.size()});
        sample.append(bytes, from, at - from).append("\n");
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
    ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
    ucsdet_enableInputFilter(detector.get(), 1);
    const auto* const match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) || match == nullptr) return "windows-1252";
    std::string name = ucsdet_getName(match, &status);
    const auto confidence = ucsdet_getConfidence(match, &status);
    const bool wide = name == "Shift_JIS" || name == "GB18030" || name == "EUC-KR" || name == "EUC-JP" ||
                      name == "Big5" || name.starts_with("ISO-2022");
    const bool unlikely = name.starts_with("UTF") || name.starts_with("IBM");
    return U_FAILURE(status) || unlikely || confidence < (wide ? 20 : 35) ? "windows-1252" : name;
}

std::string in_charset(std::string_view bytes, std::string_view declared) {
    const auto counted = census(bytes);
    if (counted.good > counted.bad) return repaired(bytes);
    auto text = std::string();
    const auto wanted = meant(declared);
    if (!wanted.empty() && !wanted.starts_with("utf") && wanted != "windows-1252")
        text = converted(bytes, wanted.c_str());
    if (text.empty()) {
        const auto guess = wanted == "windows-1252" ? wanted : meant(detected(bytes));
        if (guess != "windows-1252") text = converted(bytes, guess.c_str());
    }
    return text.empty() ? repaired(bytes) : text;
}

/// The byte of windows-1252 that the code point at text[at] stands for, and its length; -1 where there is none.
int windows_1252_byte(std::string_view text, std::size_t at, std::size_t& length) {
    const auto lead = byte_at(text, at);
    length = lead < 0x80 ? 1 : sequence(text, at);
    if (length == 1) return lead;
    if (length != 2 && length != 3) return -1;
    const char32_t c =
        length == 2 ? (lead & 0x1Fu) << 6 | (byte_at(text, at + 1) & 0x3Fu)
                    : (lead & 0x0Fu) << 12 | (byte_at(text, at + 1) & 0x3Fu) << 6 | (byte_at(text, at + 2) & 0x3Fu);
    if (c < 0x100) return static_cast<int>(c);
    const auto* const found = std::find(windows_1252.begin(), windows_1252.end(), c);
    return found == windows_1252.end() ? -1 : static_cast<int>(0x80 + (found - windows_1252.begin()));
}

/// One round: sequences of characters that spell a UTF-8 sequence in windows-1252 become what they spell.
std::string unspelled(std::string_view text) {
    std::string mended;
    mended.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto plain = ascii_end(text, at);
        mended.append(text, at, plain - at);
        if ((at = plain) == text.size()) break;
        std::string bytes;
        std::size_t end = at, first = 0;
        for (std::size_t length = 0; end < text.size() && bytes.size() < 4; end += length) {
            const int byte = windows_1252_byte(text, end, length);
            if (byte < 0x80) break;
            bytes += static_cast<char>(byte);
            if (bytes.size() == 1) first = length;
            if (sequence(bytes, 0)) break;
        }
        const bool spelled = !bytes.empty() && sequence(bytes, 0) > 0;
        if (spelled) {
            std::size_t last = 0;
            windows_1252_byte(text, end, last);
            mended += bytes;
            at = end + last;
        } else {
            first = std::max<std::size_t>(first ? first : sequence(text, at), 1);
            mended.append(text, at, first);
            at += first;
        }
    }
    return mended;
}

}  // namespace

std::string first_bytes(std::string_view utf8, std::size_t count) {
    if (utf8.size() <= count) return std::string(utf8);
    while (count > 0 && (static_cast<unsigned char>(utf8[count]) & 0xC0) == 0x80) --count;
    return std::string(utf8.substr(0, count));
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = ascii_end(bytes, 0); at < bytes.size(); at = ascii_end(bytes, at)) {
        const auto length = sequence(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string to_utf8(std::string_view bytes, std::string_view declared) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
        return cleaned(is_utf8(bytes) ? std::string(bytes) : repaired(bytes));
    }
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv)) return cleaned(converted(bytes.substr(4), "UTF-32LE"));
    if (bytes.starts_with("\0\0\xFE\xFF"sv)) return cleaned(converted(bytes.substr(4), "UTF-32BE"));
    if (bytes.starts_with("\xFF\xFE"sv)) return cleaned(converted(bytes.substr(2), "UTF-16LE"));
    if (bytes.starts_with("\xFE\xFF"sv)) return cleaned(converted(bytes.substr(2), "UTF-16BE"));
    if (bytes.substr(0, 4096).find('\0') != npos)
        if (const auto* utf16 = utf16_by_zeros(bytes)) return cleaned(converted(bytes, utf16));
    if (!is_utf8(bytes)) return cleaned(in_charset(bytes, declared));
    // Character sets that write everything in ASCII look like UTF-8.
    const auto name = ascii_lower(declared);
    if (name.starts_with("iso-2022") || name.starts_with("hz-") || name == "utf-7")
        if (auto text = converted(bytes, name.c_str()); !text.empty()) return cleaned(std::move(text));
    return cleaned(std::string(bytes));
}

std::string html_charset(std::string_view bytes) {
    const auto head = ascii_lower(bytes.substr(0, 2048));
    for (auto meta = head.find("<meta"); meta != npos; meta = head.find("<meta", meta + 5)) {
        const auto tag = std::string_view(head).substr(meta, head.find('>', meta) - meta);
        auto at = tag.find("charset");
        if (at == npos) continue;
        at = tag.find_first_not_of(" \t\r\n", at + 7);
        if (at == npos || tag[at] != '=') continue;
        at = tag.find_first_not_of(" \t\r\n\"'", at + 1);
        if (at == npos) continue;
        return std::string(tag.substr(at, tag.find_first_of(" \t\r\n\"';/>", at) - at));
    }
    return {};
}

std::string mend_mojibake(std::string text) {
    // "Ã" and "Â" (Latin), "â€" (punctuation), "Ð" and "Ñ" (Cyrillic) begin nearly all of it.
    constexpr std::string_view traces[] = {"\xC3\x83", "\xC3\x82", "\xC3\xA2\xE2\x82\xAC", "\xC3\x90", "\xC3\x91"};
    for (int round = 0; round < 3; ++round) {
        const auto shows = [&](std::string_view trace) { return text.find(trace) != npos; };
        if (std::none_of(std::begin(traces), std::end(traces), shows)) break;
        auto mended = unspelled(text);
        if (mended == text) break;
        text = std::move(mended);
    }
    return text;
}

std::string to_nfc(std::string_view utf8) {
    if (ascii_end(utf8, 0) == utf8.size()) return std::string(utf8);
    UErrorCode status = U_ZERO_ERROR;
    const auto* const nfc = icu::Normalizer2::getNFCInstance(status);
    std::string normal;
    icu::StringByteSink<std::string> sink(&normal);
    nfc->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())), sink, nullptr, status);
    return U_FAILURE(status) ? std::string(utf8) : normal;
}

std::string fold_case(std::string_view utf8) {
    if (ascii_end(utf8, 0) == utf8.size()) return ascii_lower(utf8);
    UErrorCode status = U_ZERO_ERROR;
    std::string folded;
    icu::StringByteSink<std::string> sink(&folded);
    icu::CaseMap::utf8Fold(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())), sink, nullptr, status);
    return U_FAILURE(status) ? std::string(utf8) : folded;
}

}  // namespace needfirst::base
