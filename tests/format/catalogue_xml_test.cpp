// SPDX-License-Identifier: Apache-2.0
#include "support/catalogue.hpp"

namespace needfirst {
namespace {

using model::Field;
using test::read_catalogue;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(format_CatalogueXml, reads_xcri) {
    const auto found = read_catalogue(
        "x.xml", R"(<catalog xmlns="http://xcri.org/profiles/1.2/catalog" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:mlo="http://purl.org/net/mlo" xmlns:x="http://www.w3.org/1999/xhtml"><provider><dc:title>Coast College</dc:title>
 <course><dc:identifier>C-1</dc:identifier><dc:title>Tides</dc:title><dc:description><x:div><x:p>One.</x:p><x:p>Two.</x:p></x:div></dc:description>
 <mlo:objective>Sailors run aground.</mlo:objective><mlo:assessment>Group work online with fellow students.</mlo:assessment>
 <mlo:qualification><dc:title>Diploma</dc:title></mlo:qualification>
 <presentation><studyMode>Part time</studyMode><venue><provider><dc:title>Hall</dc:title><dc:description>A hall.</dc:description></provider></venue></presentation></course>
 </provider></catalog>)");
    EXPECT_EQ(found.reader, "xcri-cap");
    EXPECT_EQ(found.package.rows, 1);
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Tides");
    EXPECT_EQ(found.courses[0].identifier, "C-1");
    EXPECT_EQ(found.courses[0].provider, "Coast College");
    EXPECT_EQ(found.text(0, Field::description), "One.\nTwo.");
    EXPECT_EQ(found.text(0, Field::objectives), "Sailors run aground.");
    EXPECT_THAT(found.text(0), HasSubstr("fellow students"));
    EXPECT_EQ(found.text(0, Field::delivery), "Part time");
    EXPECT_THAT(found.text(0), Not(HasSubstr("hall")));
}

TEST(format_CatalogueXml, reads_catalogues_that_are_not_valid) {
    const auto empty =
        read_catalogue("x.xml", "<catalog xmlns='http://xcri.org/profiles/catalog'><provider></catalog></provider>");
    EXPECT_EQ(empty.reader, "xcri-cap");
    EXPECT_EQ(empty.package.rows, 0);
    EXPECT_FALSE(empty.package.coverage.empty());
    const auto cut = read_catalogue(
        "x.xml", "<catalog><provider><course><title>A</title><abstract>About a.</abstract></course><course><title>B");
    ASSERT_GE(cut.courses.size(), 1u);
    EXPECT_EQ(cut.courses[0].title, "A");
}

TEST(format_CatalogueXml, reads_lheo_without_its_contacts) {
    const auto found = read_catalogue("l.xml", R"(<lheo xmlns="http://www.lheo.org/2.2"><offres><formation numero="9_1">
 <intitule-formation>Vente</intitule-formation><objectif-formation>&lt;p&gt;Les clients partent.&lt;/p&gt;</objectif-formation>
 <resultats-attendus>Vendre mieux.</resultats-attendus><contenu-formation>Tout.</contenu-formation>
 <organisme-formation-responsable><nom-organisme>Centre</nom-organisme><coordonnees-organisme><coordonnees><nom>Kim Doe</nom>
 <telfixe><numtel>02 98</numtel></telfixe></coordonnees></coordonnees-organisme></organisme-formation-responsable></formation></offres></lheo>)");
    EXPECT_EQ(found.reader, "lheo");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Vente");
    EXPECT_EQ(found.courses[0].identifier, "9_1");
    EXPECT_EQ(found.courses[0].provider, "Centre");
    EXPECT_THAT(found.text(0, Field::objectives), HasSubstr("Les clients partent."));
    EXPECT_THAT(found.text(0), Not(HasSubstr("Doe")));
}

TEST(format_CatalogueXml, reads_cdm) {
    const auto found = read_catalogue(
        "c.xml", R"(<CDM xmlns="http://cdm-fr.fr/2013/CDM"><orgUnit><orgUnitName><text>Uni</text></orgUnitName>
 <program id="P1"><programName><text language="fr">Chimie</text></programName><programDescription><subBlock>Des atomes.</subBlock></programDescription>
 <learningObjectives>Doser.</learningObjectives><contacts><refPerson/><person><name>Kim</name></person></contacts></program>
 <course ident="C1"><courseName><text>Atomes</text></courseName><courseDescription>Petits.</courseDescription></course></orgUnit></CDM>)");
    EXPECT_EQ(found.reader, "cdm");
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[0].title, "Chimie");
    EXPECT_EQ(found.courses[1].title, "Atomes");
    EXPECT_EQ(found.text(0, Field::objectives), "Doser.");
    EXPECT_THAT(found.text(0), Not(HasSubstr("Kim")));
}

TEST(format_CatalogueXml, follows_references_of_the_european_learning_model) {
    const auto found = read_catalogue(
        "e.xml", R"(<Courses xmlns="http://data.europa.eu/snb/model/ap/loq-constraints/"><learningOpportunityReferences>
 <learningOpportunity id="L1"><title language="nl">Brug</title><title language="en">Bridge</title><description language="en">Bridges crack.</description>
 <learningAchievementSpecification idref="Q1"/></learningOpportunity></learningOpportunityReferences>
 <learningAchievementSpecificationReferences><qualification id="Q1"><title language="en">Bridge exam</title>
 <learningOutcomeSummary><noteLiteral language="en">See cracks.</noteLiteral></learningOutcomeSummary></qualification></learningAchievementSpecificationReferences></Courses>)");
    EXPECT_EQ(found.reader, "elm");
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[0].title, "Bridge");
    EXPECT_EQ(found.courses[0].language, "en");
    EXPECT_EQ(found.text(0, Field::objectives), "See cracks.");
    EXPECT_EQ(found.courses[1].title, "Bridge exam");
}

TEST(format_CatalogueXml, reads_lom_without_its_visiting_cards) {
    const auto found = read_catalogue(
        "l.xml", R"(<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><identifier><entry>urn:1</entry></identifier>
 <title><string language="en">Moss</string></title><description><string language="en">Roofs rot under moss.</string></description><keyword><string>roofs</string></keyword></general>
 <lifeCycle><contribute><entity>BEGIN:VCARD FN:Kim Doe END:VCARD</entity></contribute></lifeCycle></lom>)");
    EXPECT_EQ(found.reader, "lom");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Moss");
    EXPECT_EQ(found.text(0, Field::description), "Roofs rot under moss.");
    EXPECT_THAT(found.text(0), Not(HasSubstr("Doe")));
}

TEST(format_CatalogueXml, reads_lists_of_no_standard) {
    const auto found = read_catalogue("c.xml",
                                      "<courses><item><name>Nets</name><summary>Nets tear.</summary></item>"
                                      "<item><name>Ropes</name><summary>Ropes part.</summary></item></courses>");
    EXPECT_EQ(found.reader, "xml-list");
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[1].title, "Ropes");
}

}  // namespace
}  // namespace needfirst
