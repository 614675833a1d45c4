// SPDX-License-Identifier: Apache-2.0
#include "text/numbers.hpp"

namespace needfirst::text {
namespace {

const Numbers english = {
    {"one",       "two",      "three",    "four",    "five",     "six",      "seven",     "eight",
     "nine",      "ten",      "eleven",   "twelve",  "thirteen", "fourteen", "fifteen",   "sixteen",
     "seventeen", "eighteen", "nineteen", "twenty",  "thirty",   "forty",    "fifty",     "sixty",
     "seventy",   "eighty",   "ninety",   "hundred", "hundreds", "thousand", "thousands", "million",
     "millions",  "billion",  "dozen",    "dozens",  "half",     "zero"},
    {"{0} (in | of | out of) [every | the | our] {0}",
     "(a | one | every | each) (third | quarter | fifth | sixth | tenth | dozen | hundred)",
     "(two | three | four) (thirds | quarters | fifths | tenths)", "(every | each) (second | third | fourth | fifth)",
     "every other"},
    {"{0} {%}", "{0} (percent | per cent | percentage points | pct)"},
    {"{$} {0}",
     "{0} (dollars | euros | pounds | francs | yen | rupees | rand | kroner | crowns | pesos | usd | eur | gbp | chf | "
     "aud | cad)",
     "{0} {0} (dollars | euros | pounds | francs | rupees | rand | kroner | crowns | pesos)",
     "(usd | eur | gbp | chf | aud | cad | nzd | inr | zar | nok | sek | dkk | jpy | pln | czk | ghs | kes | ngn | brl "
     "| mxn) {0}",
     "{0} {$}"}};

const Numbers german = {
    {"ein",     "eins",    "zwei",    "drei",    "vier",      "fünf",    "sechs",   "sieben",
     "acht",    "neun",    "zehn",    "elf",     "zwölf",     "zwanzig", "dreißig", "vierzig",
     "fünfzig", "hundert", "tausend", "million", "millionen", "dutzend", "hälfte",  "halb"},
    {"{0} von {0}", "jede (zweite | dritte | vierte | fünfte | zehnte)",
     "jeder (zweite | dritte | vierte | fünfte | zehnte)", "ein (drittel | viertel | fünftel | zehntel)"},
    {"{0} {%}", "{0} (prozent | prozentpunkte)"},
    {"{$} {0}", "{0} {$}", "{0} (euro | franken | dollar)", "(eur | chf) {0}"}};

const Numbers spanish = {{"uno",   "una",    "dos",  "tres",   "cuatro",   "cinco",  "seis",    "siete",    "ocho",
                          "nueve", "diez",   "once", "doce",   "quince",   "veinte", "treinta", "cuarenta", "cincuenta",
                          "cien",  "ciento", "mil",  "millón", "millones", "docena", "mitad"},
                         {"{0} de [cada] {0}", "(un | una) (tercio | cuarto | quinto | décimo)", "uno de cada {0}"},
                         {"{0} {%}", "{0} por ciento"},
                         {"{$} {0}", "{0} {$}", "{0} (euros | dólares | pesos | soles)"}};

}  // namespace

const Numbers& numbers_of(std::string_view language) {
    return language == "de" ? german : language == "es" ? spanish : english;
}

}  // namespace needfirst::text
