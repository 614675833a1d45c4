// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/synonyms.hpp"

// Seen in exports of learning management systems, content feeds, government lists and course-data standards; then what
// people call the same things in German, French, Spanish, Portuguese, Italian and Dutch.
namespace needfirst::format::catalogue {
namespace {

using enum Role;
using enum Certainty;

constexpr Synonyms table[] = {
    {title, course,
     "course name|course title|training title|training name|course|training|learning opportunity name|program title|"
     "cpnt title|item title|contenttitle|content title|new coursetitle|new contenttitle|module name|module title|"
     "fullname|full name of course|official name|officialname|standardized name|offering title|activity title|"
     "activity name|learning object title|learning item|learning item title|course full name|class title|class name|"
     "event title|event name|session title|e learning|elearning|course or programme|"
     "kurs|kursname|kurstitel|kursbezeichnung|seminar|seminartitel|lehrgang|schulung|veranstaltung|"
     "intitule formation|intitule de la formation|nom de la formation|formation|nom complet diplome|intitule du stage|"
     "nome curso|nome do curso|curso|nombre del curso|nombre curso|titulo del curso|corso|nome corso|titolo corso|"
     "cursus|cursusnaam|opleiding"},
    {title, plain,
     "title|titel|titre|intitule|titulo|titolo|bezeichnung|subject line|display name|displayname|label title|"
     "name of course|name of training"},
    {title, vague, "name|content|nom|nombre|nome|naam|label|headline"},
    {code, course,
     "course code|coursecode|code|course number|course no|course nr|class code|item code|catalog number|"
     "catalogue number|course key|shortname|short name of course|coded notation|kursnummer|kurs nr|seminarnummer|"
     "code formation|code stage|codigo|codigo curso|codice|codice corso|cursuscode|learning aim reference|lars qan|"
     "class lzu|classlzu|course reference|course reference number|training code"},
    {identifier, course,
     "course id|courseid|cpnt id|item id|contentid|content id|external identifier|training id|lo id|loid|"
     "learning object id|offering id|activity id|idnumber"},
    {identifier, plain,
     "id|externalid|external id|identifier|sourced id|sourcedid|uuid|uid|guid|row key|ctid|@id|notation|"
     "reference|ref|slug|key|kennung|identifiant|identificador|numero|numero formation|program id|programid"},
    {description, plain,
     "description|course description|long description|full description|short description|summary|course summary|"
     "short intro|abstract|course abstract|tagline|content text|content html|html cpnt desc|cpnt desc|item description|"
     "contentdescription|content description|courseshortdescription|featuresdescription|features description|"
     "standardized description|standardized featuresdescription|overview|course overview|about|about this course|"
     "about the course|introduction|intro|subtitle|course content|teaser|blurb|desc|html description|additional note|"
     "beschreibung|kursbeschreibung|kurzbeschreibung|inhalt|inhalte|kursinhalt|kursinhalte|"
     "descriptif|contenu|contenu formation|description diplome|resume|presentation de la formation|"
     "descripcion|descripcion del curso|resumen|contenido|contenidos|descricao|resumo|conteudo|observacoes|"
     "descrizione|contenuti|omschrijving|beschrijving|inhoud"},
    {objectives, plain,
     "objectives|objective|learning objectives|learning objective|course objectives|course objective|learning outcomes|"
     "learning outcome|outcomes|outcome|course outcomes|what you will learn|what you learn|what youll learn|what i "
     "will learn|"
     "learning goals|goals|goal|teaches|learning outcome summary|target competency|"
     "competencies|competences|lernziel|lernziele|ziele|kursziele|objectif|objectifs|objectif formation|"
     "objectifs pedagogiques|resultats attendus|competences visees|objetivo|objetivos|objetivos de aprendizaje|"
     "resultados de aprendizaje|obiettivi|obiettivo|doelen|leerdoelen|doelstelling|foco curso|assesses"},
    {audience, plain,
     "audience|audiences|target audience|target group|target groups|targetgroup|learner group|who should attend|"
     "who is it for|who its for|who this course is for|who should take this course|intended audience|course audience|"
     "group|groups|role|roles|job role|job roles|eligibility|learners|participants profile|grades|departments|"
     "department|business unit|areas of work|required by|zielgruppe|zielgruppen|teilnehmerkreis|"
     "public|public vise|public cible|code public vise|publico|publico objetivo|publico alvo|dirigido a|"
     "destinatarios|destinatari|doelgroep|recommended for|educational role"},
    {rationale, plain,
     "rationale|business need|business needs|need|needs|performance need|performance problem|performance gap|"
     "performance issue|business problem|problem|problems|problem statement|problem to solve|issue|gap|skill gap|"
     "skills gap|gap analysis|business goal|business goals|business objective|business objectives|business case|"
     "business outcome|business outcomes|business driver|business impact|impact|expected impact|benefits|benefit|"
     "benefits to the business|why include|why|why this course|why take this course|why it matters|reason|"
     "reason for training|reason for request|justification|purpose|aim|aims|course aim|driver|drivers|background|"
     "context|trigger|request reason|success measure|success measures|measure of success|measures|kpi|kpis|"
     "expected results|business value|challenge|what it is for|training need|needs analysis|"
     "nutzen|ihr nutzen|anlass|bedarf|problemstellung|geschaftsziel|besoin|besoins|finalite|enjeux|enjeu|"
     "problematique|contexte|necesidad|justificacion|beneficios|problema|proposito|necessidade|justificativa|"
     "benefici|esigenza|behoefte|aanleiding|coursespecialnotes|course special notes"},
    {syllabus, plain,
     "syllabus|course syllabus|syllabus raw|course outline|outline|agenda|programme outline|topics covered|modules|"
     "module|sections|lessons|units|chapters|curriculum outline|table of contents|has part|haspart|course "
     "structure|courses|"
     "assessment|assessments|assessment methods|ablauf|gliederung|plan de cours|programme detaille|temario|"
     "conteudo programatico|programma|trainings|programme content"},
    {prerequisites, plain,
     "prerequisites|prerequisite|pre requisites|pre requisite|requirements|entry requirements|entry requirement|"
     "course prerequisites|prerequisites description|pre requisites description|course requirements|"
     "conditions specifiques|voraussetzungen|prerequis|requisitos|prerrequisitos|requisiti|toelatingseisen|"
     "admission procedure|what you will need|application procedure"},
    {delivery, plain,
     "delivery|delivery method|delivery methods|delivery mode|delivery type|delivery format|delivery approach|"
     "del mth id|cpnt typ id|item type|content type|contenttype|contentformat|content format|format|formats|"
     "modality|modalities|module type|module types|course type|training type|learning type|class type|event type|"
     "course section delivery mode|course mode|mode|mode of delivery|mode of study|study mode|attendance mode|"
     "attendance pattern|learning method|method|methods|methodology|teaching methods|teaching method|"
     "training method|learning activities|activities|interaction|social activity|social activities|social learning|"
     "social component|collaboration|follow up|post course activity|community|how you will learn|online|"
     "distancelearning|distance learning|type|kind|percipio type|rythme formation|modalites enseignement|"
     "modalites alternance|modalites|modalite|learning schedule|course instance|durchfuhrung|"
     "durchfuhrungsart|lernform|lernformat|kursart|kurstyp|art|modalidade|modalidad|modalita|leervorm|werkvorm|"
     "methode|methoden|metodologia"},
    {category, plain,
     "category|categories|category path|category name|course category|sub category|subcategory|topic|topics|subject|"
     "subjects|subject area|area|areas|business area|theme|themes|domain|field|fields|catalog|catalogue|catalog 1|"
     "discipline|course subject matter|domaine formation|grande categorie|product|products|library|collection|"
     "channel|channels|kategorie|kategorien|thema|themen|bereich|fachgebiet|categorie|domaine|thematique|"
     "categoria|materia|tema|area tematica|short name|associations"},
    {keywords, plain,
     "keywords|keyword|key phrases|tags|tag|skills|skill|skills covered|skills you will gain|competency|technologies|"
     "schlagworte|schlagworter|stichworte|mots cles|palabras clave|palavras chave|parole chiave|trefwoorden"},
    {provider, plain,
     "provider|provider name|course provider|course provider name|course owner org|owner org|learning partner|partner|"
     "partners|partner "
     "ids|organizer|organiser|organization|organisation|institution|university|school|site|platform|vendor|"
     "content provider|contentprovider|delivery vendor|deliveryvendor|cpnt src id|source|source system|supplier|"
     "owned by|offered by|provided by|publisher|host institutions|company|build company|external system|college|"
     "owners|nom etablissement|organisme formation responsable|nom organisme|anbieter|veranstalter|organisme|"
     "proveedor|institucion|fornitore|organizadores|aanbieder|department name|brand"},
    {language, plain,
     "language|languages|lang|locale|locales|locale code|locale codes|in language|language of instruction|"
     "course language|default language|sprache|kurssprache|langue|idioma|lingua|taal"},
    {status, plain,
     "status|course status|content status|state|lifecycle status|life cycle status type|lifecycle state|"
     "publication status|visibility|availability status|statusname|status name|item status|"
     "commented suspended program status|kursstatus|statut|estado|stato"},
    {retired, plain,
     "notactive|not active|inactive|is inactive|retired|is retired|is course retired|course retired|delete|deleted|"
     "archived|is archived|discontinued|withdrawn|expired|obsolete|is deleted|retired date|hidden"},
    {active, plain,
     "active|is active|isactive|visible|is visible|published|is published|show in catalog|enabled|"
     "in catalog|available|is available|aktiv|actif|activo"},
    {programme, course,
     "learning path|learning paths|learning pathway|pathway|pathways|path name|learning path name|curriculum|"
     "curricula|curriculum name|curriculum title|learning plan|learning journey|journey|journeys|programme|"
     "programmes|programme title|part of programme|certification path|lernpfad|lernreise|curriculumname|"
     "parcours|parcours de formation name|itinerario|ruta de aprendizaje|trilha|percorso|leerpad|leerlijn"},
    {programme, vague, "program|programs|path|track|tracks|series|specialization|specialisation|bundle|programm"},
    {position, course,
     "order|sequence|sequence number|course order|step|step number|position|sort order|course position|"
     "course sequence|programme order|reihenfolge|schritt|ordre|etape|orden|ordem|ordine|volgorde"},
    {position, vague, "no|nr|number|num|seq|sort|#"},
    {contact, course,
     "contact|contacts|contact name|contact person|email|e mail|mail|phone|telephone|tel|fax|mobile|instructor|"
     "instructors|trainer|trainers|teacher|teachers|tutor|tutors|facilitator|facilitators|presenter|presenters|"
     "speaker|speakers|author|authors|creator|by|contributor|contributors|owner|course owner|manager|coordinator|"
     "administrator|host|hosted by|lecturer|professor|staff|created by|modified by|updated by|approver|"
     "dozent|dozenten|referent|referenten|ansprechpartner|formateur|formateurs|intervenant|intervenants|"
     "contact formation|contact organisme|coordonnees|coordonnees "
     "organisme|responsable|docente|docentes|instructores|instrutores|"
     "colaboradores|alunos|participantes|first name|last name|firstname|lastname|username|user name|learner|employee|"
     "contribute|entity|vcard|person|ref person|staff|address|street|street 1|street 2|agent|users|"
     "lista participantes|instrutores origem|enrolled users|members"},
    {ignored, course,
     "url|link|course url|course link|link to elm search|launchurl|launch url|locationorurl|primary param|homepage|"
     "mobile primary param|website|web site|subject webpage|source url|image|image url|imageurl|thumbnail|"
     "thumbnail uri|logo|icon|duration|hours|days|minutes|weeks|contact hours|credit hours|credits|credit|level|"
     "levels|course level|difficulty|difficulty level|expertise "
     "levels|price|cost|fee|fees|tuition|rating|ratings|reviews|"
     "number of viewers|number of enrolled|page|version|date|start|end|start date|end date|start time|end time|"
     "timezone|time zone|city|mcity|zip|mzip|county|capacity|available "
     "classes|availability|venue|location|locations|room|building|region|country|"
     "state province|mstate|course loc|term|year|semester|section|crn|created|updated|modified|last modified|course "
     "last modified|"
     "published at|licence|license|doi|subtitles|subtitle languages|n enrolled|num subscribers|course length|"
     "course effort|effort|course workload|time required|estimated completion time|content duration|study time|"
     "@type|@context|has course instance|course runs|instances|context|conforms to|theme name|lang "
     "direction|priority|frequency|price detail|grant|"
     "supplementary document|banner image|cipcode|cip code|dauer|preis|kosten|ort|termin|termine|beginn|ende|"
     "duree|duree indicative|prix|lieu|date debut|date fin|duracion|precio|lugar|duracao|carga horaria|preco|local|"
     "durata|prezzo|luogo|duur|prijs|locatie|ville|code postal|session|extras|certification|predictions|"
     "enrolment 1|enrolment 1 role|role student|templatecourse|template course|backupfile|numsections|"
     "dates portes ouvertes|calendar|schedule|recurrence|attachments|links|offers|pagination|meta"},
};

// Looked up word by word, so that "Trainer e-mail 2" is contact data and "Reason this training was asked for" a reason.
constexpr Synonyms words[] = {
    {contact, plain,
     "mail|email|phone|telephone|fax|contact|instructor|instructors|trainer|trainers|teacher|teachers|tutor|tutors|"
     "presenter|presenters|speaker|speakers|lecturer|author|authors|contributors|username|firstname|lastname|surname|"
     "manager|owner|coordinator|courriel|telefon|correo|street|postcode|zip|adresse|address|employee|supervisor"},
    {rationale, plain,
     "rationale|problem|problems|gap|gaps|need|needs|why|reason|reasons|purpose|benefit|benefits|justification|"
     "challenge|impact|kpi|nutzen|besoin|besoins|necesidad"},
    {ignored, plain,
     "url|uri|link|links|date|dates|datum|price|cost|costs|fee|fees|count|total|rating|thumbnail|image|duration|hours|"
     "minutes|timestamp|latitude|longitude|version|size|score|percentage|number|param|window|expiration|dte|hrs"},
    {prerequisites, plain, "prerequisite|prerequisites|requirements"},
    {objectives, plain, "objective|objectives|outcome|outcomes|goals|lernziele|objectifs|objetivos|obiettivi"},
    {audience, plain, "audience|audiences|zielgruppe|publico"},
    {syllabus, plain, "syllabus|outline|agenda|week|module|session|lesson|chapter"},
    {delivery, plain, "delivery|modality|modalities|social|discussion|forum|collaborative|activity|activities|format"},
    {keywords, plain, "keyword|keywords|tags|skills|competencies|topic|topics"},
    {category, plain, "category|categories|kategorie|categorie|categoria"},
    {description, plain, "description|overview|abstract|summary|beschreibung|descripcion|descricao|descrizione"},
};

}  // namespace

std::span<const Synonyms> synonyms() { return table; }
std::span<const Synonyms> telling_words() { return words; }
std::string_view subject_nouns() {
    return "course|courses|training|learning|item|content|class|event|programme|program|module|offering|activity|"
           "session|lesson|lms|catalog|catalogue|workshop|seminar|object|kurs|formation|curso|corso|cursus|"
           "ceterms|schema|dc|dcterms|mlo|standardized|default|official|primary|main|localized|selected";
}

}  // namespace needfirst::format::catalogue
