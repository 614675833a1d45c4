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
    {"ein",         "eins",     "zwei",     "drei",        "vier",        "fünf",       "sechs",       "sieben",
     "acht",        "neun",     "zehn",     "elf",         "zwölf",       "dreizehn",   "vierzehn",    "fünfzehn",
     "sechzehn",    "siebzehn", "achtzehn", "neunzehn",    "zwanzig",     "dreißig",    "vierzig",     "fünfzig",
     "sechzig",     "siebzig",  "achtzig",  "neunzig",     "hundert",     "hunderte",   "zweihundert", "dreihundert",
     "fünfhundert", "tausend",  "tausende", "zweitausend", "dreitausend", "million",    "millionen",   "milliarde",
     "dutzend",     "dutzende", "hälfte",   "halb",        "anderthalb",  "eineinhalb", "null"},
    {"{0} von [den | unseren | allen] {0}",
     "jed (zweit | dritt | viert | fünft | sechst | siebt | acht | zehnt | zwanzigst)",
     "jede (zweite | dritte | vierte | fünfte | sechste | zehnte)",
     "jeder (zweite | dritte | vierte | fünfte | sechste | zehnte)",
     "jedes (zweite | dritte | vierte | fünfte | sechste | zehnte)",
     "ein (drittel | viertel | fünftel | sechstel | achtel | zehntel)",
     "(zwei | drei | vier) (drittel | viertel | fünftel | zehntel)", "{0} {0}"},
    {"{0} {%}", "{0} (prozent | prozentpunkte | promille)"},
    {"{$} {0}", "{0} {$}", "{0} (euro | franken | dollar | cent)", "{0} {0} (euro | franken | dollar)",
     "(eur | chf) {0}", "{0} (eur | chf)"}};

const Numbers spanish = {
    {"uno",       "una",        "dos",         "tres",       "cuatro",  "cinco",     "seis",        "siete",
     "ocho",      "nueve",      "diez",        "once",       "doce",    "trece",     "catorce",     "quince",
     "dieciséis", "diecisiete", "dieciocho",   "diecinueve", "veinte",  "veintiuno", "veinticinco", "treinta",
     "cuarenta",  "cincuenta",  "sesenta",     "setenta",    "ochenta", "noventa",   "cien",        "ciento",
     "cientos",   "doscientos", "trescientos", "quinientos", "mil",     "miles",     "millón",      "millones",
     "docena",    "docenas",    "mitad",       "cero"},
    {"{0} de [cada | los | las] {0}", "(un | una) (tercio | cuarto | quinto | décimo)", "(uno | una) de cada {0}",
     "(dos | tres | cuatro) (tercios | cuartos | quintos | décimos)", "(tercera | cuarta | quinta | décima) parte",
     "{0} (cuartas | quintas | décimas) partes", "(cada) (segundo | tercer | cuarto)", "{0} {0}"},
    {"{0} {%}", "{0} (por ciento | por cien | puntos porcentuales)"},
    {"{$} {0}", "{0} {$}", "{0} (euros | dólares | pesos | soles | reales | bolívares)",
     "{0} (mil | millones) de (euros | dólares | pesos | soles)", "{0} {0} (euros | dólares | pesos | soles)",
     "(eur | usd | mxn) {0}"}};

}  // namespace

const Numbers& numbers_of(std::string_view language) {
    return language == "de" ? german : language == "es" ? spanish : english;
}

}  // namespace needfirst::text
