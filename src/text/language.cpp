// SPDX-License-Identifier: Apache-2.0
#include "text/language.hpp"

#include "base/decode.hpp"

#include <algorithm>
#include <climits>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace needfirst::text {
namespace {

/// ISO 639-1, ISO 639-2 (both forms where there are two), English name, own name.
struct Language {
    std::string_view code, three, other_three, english, own;
};

constexpr Language languages[] = {
    {"af", "afr", "", "afrikaans", "afrikaans"},
    {"ar", "ara", "", "arabic", "العربية"},
    {"az", "aze", "", "azerbaijani", "azərbaycan"},
    {"be", "bel", "", "belarusian", "беларуская"},
    {"bg", "bul", "", "bulgarian", "български"},
    {"bn", "ben", "", "bengali", "বাংলা"},
    {"bs", "bos", "", "bosnian", "bosanski"},
    {"ca", "cat", "", "catalan", "català"},
    {"cs", "ces", "cze", "czech", "čeština"},
    {"cy", "cym", "wel", "welsh", "cymraeg"},
    {"da", "dan", "", "danish", "dansk"},
    {"de", "deu", "ger", "german", "deutsch"},
    {"el", "ell", "gre", "greek", "ελληνικά"},
    {"en", "eng", "", "english", "english"},
    {"eo", "epo", "", "esperanto", "esperanto"},
    {"es", "spa", "", "spanish", "español"},
    {"et", "est", "", "estonian", "eesti"},
    {"eu", "eus", "baq", "basque", "euskara"},
    {"fa", "fas", "per", "persian", "فارسی"},
    {"fi", "fin", "", "finnish", "suomi"},
    {"fr", "fra", "fre", "french", "français"},
    {"ga", "gle", "", "irish", "gaeilge"},
    {"gl", "glg", "", "galician", "galego"},
    {"gu", "guj", "", "gujarati", "ગુજરાતી"},
    {"he", "heb", "", "hebrew", "עברית"},
    {"hi", "hin", "", "hindi", "हिन्दी"},
    {"hr", "hrv", "", "croatian", "hrvatski"},
    {"hu", "hun", "", "hungarian", "magyar"},
    {"hy", "hye", "arm", "armenian", "հայերեն"},
    {"id", "ind", "", "indonesian", "bahasa indonesia"},
    {"is", "isl", "ice", "icelandic", "íslenska"},
    {"it", "ita", "", "italian", "italiano"},
    {"ja", "jpn", "", "japanese", "日本語"},
    {"ka", "kat", "geo", "georgian", "ქართული"},
    {"kk", "kaz", "", "kazakh", "қазақ"},
    {"km", "khm", "", "khmer", "ខ្មែរ"},
    {"ko", "kor", "", "korean", "한국어"},
    {"lt", "lit", "", "lithuanian", "lietuvių"},
    {"lv", "lav", "", "latvian", "latviešu"},
    {"mk", "mkd", "mac", "macedonian", "македонски"},
    {"mn", "mon", "", "mongolian", "монгол"},
    {"mr", "mar", "", "marathi", "मराठी"},
    {"ms", "msa", "may", "malay", "bahasa melayu"},
    {"mt", "mlt", "", "maltese", "malti"},
    {"nb", "nob", "", "norwegian bokmål", "bokmål"},
    {"nl", "nld", "dut", "dutch", "nederlands"},
    {"nn", "nno", "", "norwegian nynorsk", "nynorsk"},
    {"no", "nor", "", "norwegian", "norsk"},
    {"pl", "pol", "", "polish", "polski"},
    {"pt", "por", "", "portuguese", "português"},
    {"ro", "ron", "rum", "romanian", "română"},
    {"ru", "rus", "", "russian", "русский"},
    {"sk", "slk", "slo", "slovak", "slovenčina"},
    {"sl", "slv", "", "slovenian", "slovenščina"},
    {"sq", "sqi", "alb", "albanian", "shqip"},
    {"sr", "srp", "", "serbian", "српски"},
    {"sv", "swe", "", "swedish", "svenska"},
    {"sw", "swa", "", "swahili", "kiswahili"},
    {"ta", "tam", "", "tamil", "தமிழ்"},
    {"te", "tel", "", "telugu", "తెలుగు"},
    {"th", "tha", "", "thai", "ไทย"},
    {"tl", "tgl", "", "tagalog", "tagalog"},
    {"tr", "tur", "", "turkish", "türkçe"},
    {"uk", "ukr", "", "ukrainian", "українська"},
    {"ur", "urd", "", "urdu", "اردو"},
    {"vi", "vie", "", "vietnamese", "tiếng việt"},
    {"zh", "zho", "chi", "chinese", "中文"},
};

/// A word of a list "english", "english (united states)".
const Language* known(std::string_view word) {
    if (word.empty()) return nullptr;
    const auto* const found = std::find_if(std::begin(languages), std::end(languages), [&](const Language& l) {
        return word == l.code || word == l.three || word == l.other_three || word == l.english || word == l.own;
    });
    return found == std::end(languages) ? nullptr : found;
}

}  // namespace

std::string detect_language(std::string_view utf8) {
    constexpr std::size_t enough = 100'000;
    auto sample = utf8.substr(0, enough);
    while (sample.size() == enough && (static_cast<unsigned char>(sample.back()) & 0x80)) sample.remove_suffix(1);
    CLD2::Language three[3];
    int percent[3], text_bytes = 0;
    bool reliable = false;
    const auto found = CLD2::DetectLanguageSummary(sample.data(), static_cast<int>(sample.size()), true, three, percent,
                                                   &text_bytes, &reliable);
    if (!reliable || found == CLD2::UNKNOWN_LANGUAGE) return {};
    return language_code(CLD2::LanguageCode(found));
}

std::string language_code(std::string_view declared) {
    const auto name = base::ascii_lower(base::trim(declared));
    if (const auto* language = known(name)) return std::string(language->code);
    const auto first = std::string_view(name).substr(0, name.find_first_of("-_ (,;/"));
    if (const auto* language = known(first)) return std::string(language->code);
    if (first == "iw") return "he";
    if (first == "simplified" || first == "traditional" || first == "mandarin") return "zh";
    return {};
}

}  // namespace needfirst::text
