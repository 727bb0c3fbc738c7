//! What happened, and what the three made of it: the invented matters that are weighed. Facts stand apart from anybody's reading.

use super::{signals::Report, weighings::Matter};
use casework::signal::{Ideology, ReporterKind};

/// A first-hand report by the municipality of Hoorn, with the texts that most matters share.
const PLAIN: Matter = Matter {
    report: Report {
        by: "gemeente-hoorn",
        place: "hoorn",
        day: -20,
        person: ("Onbekend", "", ""),
        reporter: ReporterKind::YouthWorker,
        shielded: None,
        channel: "Telefonisch",
        facts: &[],
        reading: "",
        ideologies: &[Ideology::Unknown],
        acute: false,
    },
    trio: Matter::HOORN,
    director: "procesregisseur-nhn",
    criteria: [""; 5],
    leans: [""; 3],
    otherwise: "Stoer doen voor vrienden.",
    missing: "Wat er thuis speelt.",
    because: "",
};

/// Nobody has handed in a view yet.
pub(super) const FRESH: Matter = Matter {
    report: Report {
        day: -6,
        person: ("Emma Sprookjes", "21-01-2008", "999990305"),
        reporter: ReporterKind::School,
        channel: "Zorgoverleg van de school",
        facts: &[
            ("Schreef in een opstel dat een aanslagpleger 'een held' is.", -10, "Docent Nederlands", true),
            ("Tekende in haar agenda het teken van een online groep.", -8, "Mentor", true),
        ],
        reading: "De mentor denkt dat zij indruk wil maken op een jongen die zij online leerde kennen.",
        ideologies: &[Ideology::RightWing, Ideology::Hybrid],
        ..PLAIN.report
    },
    ..PLAIN
};

/// It cannot wait. Police and OM confirmed that they saw it; the municipality did not yet.
pub(super) const URGENT: Matter = Matter {
    report: Report {
        by: "expert-nh",
        day: -1,
        person: ("Wessel Nooitgezien", "02-09-2001", ""),
        reporter: ReporterKind::Family,
        channel: "Telefonisch, door zijn zus",
        facts: &[
            ("Boekte een vlucht voor overmorgen, enkele reis.", -1, "Zus", true),
            ("Liet een brief achter waarin hij zijn spullen verdeelt.", -1, "Zus", true),
        ],
        reading: "Zijn zus is bang dat hij niet terugkomt en iets gaat doen.",
        ideologies: &[Ideology::Jihadism],
        acute: true,
        ..PLAIN.report
    },
    ..PLAIN
};

/// Police and OM have handed in; the municipality owes its view.
pub(super) const HALF: Matter = Matter {
    report: Report {
        by: "expert-nh",
        day: -19,
        person: ("Hugo Bestaatniet", "14-06-1999", "999990408"),
        facts: &[
            ("Liet in het buurthuis op zijn telefoon zien hoe je thuis een wapen print.", -22, "Jongerenwerker", true),
            ("Zei dat 'de omvolking' alleen met geweld stopt.", -22, "Jongerenwerker", true),
            ("Kocht volgens een vriend een 3D-printer.", -21, "Vriend, verteld aan jongerenwerker", false),
        ],
        reading: "De jongerenwerker schrok en gelooft dat hij het serieus bedoelt.",
        ideologies: &[Ideology::RightWing],
        ..PLAIN.report
    },
    criteria: [
        "Noemt geweld de enige weg en toonde hoe je een wapen maakt. Een plan is niet gezien.",
        "Gebruikt vaste woorden uit rechts-extreme groepen.",
        "Gaat met twee oudere mannen om die de politie kent van een besloten chatgroep.",
        "Draagt geen tekens, maar zegt 'wij'.",
        "",
    ],
    leans: [
        "",
        "Neigt naar: past. Het filmpje en de contacten samen wegen zwaar.",
        "Neigt naar: past. Een filmpje laten zien is niet strafbaar.",
    ],
    ..PLAIN
};

/// A judgement lies on the table; the municipality's key is not turned yet.
pub(super) const TURNED: Matter = Matter {
    report: Report {
        by: "politie-nh",
        day: -26,
        person: ("Karel Papierwoud", "02-12-1971", "999990500"),
        reporter: ReporterKind::NeighbourhoodOfficer,
        facts: &[
            (
                "Stuurde de burgemeester een 'dagvaarding' met de tekst: 'Op hoogverraad staat de strop.'",
                -30,
                "Medewerker post",
                true,
            ),
            ("Stond twee avonden in zijn auto voor het huis van een deurwaarder.", -28, "Deurwaarder", true),
        ],
        reading: "De wijkagent ziet een man die na zijn faillissement steeds bozer is geworden.",
        ideologies: &[Ideology::AntiInstitutional],
        ..PLAIN.report
    },
    criteria: [
        "De brief dreigt met de dood. Voor het huis staan is posten, geen geweld.",
        "Erkent de overheid en de rechter niet. Betaalt geen belasting.",
        "Zijn zus houdt contact. Wekelijks is hij bij een groep gelijkgestemden.",
        "Noemt zich 'soeverein' en tekent met een duimafdruk.",
        "Verloor zijn bedrijf en zijn huis. Heeft geen inkomen.",
    ],
    leans: [
        "Neigt naar: past. De dreiging richt zich op personen.",
        "Neigt naar: past, met oog voor zijn schulden.",
        "Neigt naar: past. Aangifte van bedreiging loopt apart.",
    ],
    otherwise: "Wanhoop om schulden, zonder wil tot geweld.",
    missing: "Of hij een wapen heeft.",
    because: "De brief en het posten samen maken de dreiging concreet. Zijn mening over de overheid telt niet mee; wat hij tegen mensen doet wel.",
    ..PLAIN
};

/// Three keys: it fits, and waits for an advice.
pub(super) const FITS: Matter = Matter {
    report: Report {
        day: -40,
        person: ("Milan Zomaarling", "08-08-2003", "999990603"),
        facts: &[
            ("Vroeg een jongerenwerker hoe je naar een strijdgebied reist.", -43, "Jongerenwerker", true),
            ("Verkocht zijn scooter en nam afscheid van twee vrienden.", -42, "Vriend", true),
        ],
        reading: "De jongerenwerker denkt dat hij wil vertrekken.",
        ideologies: &[Ideology::Jihadism],
        ..PLAIN.report
    },
    criteria: [
        "Wil zelf gaan strijden, zo zei hij. Geen dreiging hier.",
        "Noemt meedoen aan de strijd een plicht.",
        "Nieuwe contacten, alleen online. Zijn oma is belangrijk voor hem.",
        "Gebruikt een strijdersnaam.",
        "Stopte met school. Sportte veel en wil dat weer.",
    ],
    leans: ["Neigt naar: past.", "Neigt naar: past.", "Neigt naar: past."],
    otherwise: "Liefdesverdriet en de wens om weg te zijn.",
    missing: "Wie hem online aanspreekt.",
    because: "Er zijn voorbereidingen gezien, en hij kent mensen die hem kunnen tegenhouden. Snel samenwerken is nodig en kan licht.",
    ..PLAIN
};

/// Three keys: it does not fit; the expert who filed it has a notice.
pub(super) const FITS_NOT: Matter = Matter {
    report: Report {
        by: "expert-nh",
        day: -33,
        person: ("Tess Bedenkelaar", "25-04-2000", ""),
        reporter: ReporterKind::Care,
        facts: &[
            ("Zei in de wachtkamer: 'Soms wil ik alles opblazen.'", -35, "Assistent huisarts", true),
            ("Heeft een boek over terrorisme in haar tas.", -35, "Assistent huisarts", true),
        ],
        reading: "De assistent wist niet of zij het letterlijk meende.",
        ideologies: &[Ideology::Unknown],
        ..PLAIN.report
    },
    criteria: [
        "Geen. De uitspraak ging over haar studie.",
        "Geen. Zij studeert geschiedenis.",
        "Woont met huisgenoten, ziet haar ouders elk weekend.",
        "Geen.",
        "Moe en gespannen. Heeft hulp gevonden bij de studentendecaan.",
    ],
    leans: ["Neigt naar: past niet.", "Neigt naar: past niet.", "Neigt naar: past niet."],
    otherwise: "Een manier van praten na slecht slapen.",
    missing: "Niets wat dit oordeel verandert.",
    because: "Een losse uitspraak en een studieboek. Er is geen feit dat op geweld of een ideologie wijst.",
    ..PLAIN
};

/// Not all three agree.
pub(super) const SPLIT: Matter = Matter {
    report: Report {
        day: -30,
        person: ("Pieter Anoniemsma", "19-09-1982", "999990706"),
        reporter: ReporterKind::Enforcement,
        facts: &[
            ("Noemde boa's 'bezetters' en spuugde voor hun voeten.", -32, "Handhaver", true),
            ("Deelde online een lijst met kentekens van boa's.", -31, "Handhaver", true),
        ],
        reading: "De handhavers voelen zich bedreigd.",
        ideologies: &[Ideology::AntiInstitutional],
        ..PLAIN.report
    },
    criteria: [
        "De lijst kan anderen tot geweld brengen. Zelf dreigt hij niet.",
        "Vindt de overheid een bezetter.",
        "Heeft een gezin en werk.",
        "Hoort volgens hemzelf nergens bij.",
        "Stevig: vast werk, een partner, een sportclub.",
    ],
    leans: [
        "Neigt naar: past. De lijst brengt onze mensen in gevaar.",
        "Neigt naar: past.",
        "Neigt naar: past niet. Dit is een strafzaak, geen radicalisering.",
    ],
    otherwise: "Boosheid over een boete van een week eerder.",
    missing: "Of hij de lijst zelf maakte.",
    because: "Een lijst met kentekens is een stap richting mensen. Tegelijk is zijn leven op orde.",
    ..PLAIN
};

/// More information was needed: the second round runs.
pub(super) const AGAIN: Matter = Matter {
    report: Report {
        by: "expert-nh",
        day: -38,
        person: ("Kim Quasidam", "11-11-1992", "999990809"),
        reporter: ReporterKind::Care,
        facts: &[
            ("Zegt dat stemmen haar opdragen 'de uitverkorenen te wreken'.", -41, "Wijkverpleegkundige", true),
            ("Had een keukenmes in haar jaszak bij een huisbezoek.", -39, "Wijkverpleegkundige", true),
        ],
        reading: "De verpleegkundige twijfelt: is dit een ziekte, een overtuiging of allebei?",
        ideologies: &[Ideology::Unknown],
        ..PLAIN.report
    },
    criteria: [
        "Een mes op zak. Zij zegt dat het voor haar eigen veiligheid is.",
        "",
        "Alleen de verpleegkundige en een zus.",
        "",
        "Eet en slaapt slecht sinds de zomer.",
    ],
    leans: ["Eerst weten of zij ziek is.", "Eerst weten waar het mes voor is.", "Te weinig om te oordelen."],
    otherwise: "Een psychose, zonder ideologie.",
    missing: "Of er al hulp is, en wat die ziet.",
    because: "Wij weten te weinig. Of dit radicalisering is of zorg vraagt, kunnen wij nog niet zeggen.",
    ..PLAIN
};

/// Probation was asked a question.
pub(super) const ASKED: Matter = Matter {
    report: Report {
        by: "politie-nh",
        day: -15,
        person: ("Ömer Voorbeeld", "05-05-1997", "999990901"),
        reporter: ReporterKind::NeighbourhoodOfficer,
        facts: &[
            ("Sprak na zijn vrijlating twee jongeren aan over 'broeders die binnen zitten'.", -17, "Wijkagent", true),
            ("Zamelde geld in zonder te zeggen waarvoor.", -16, "Winkelier", true),
        ],
        reading: "De wijkagent denkt aan werven. De winkelier dacht aan een goed doel.",
        ideologies: &[Ideology::Jihadism],
        ..PLAIN.report
    },
    criteria: [
        "Eerder veroordeeld, niet voor geweld.",
        "",
        "Kent veel jongeren in de wijk.",
        "",
        "Heeft een kamer en een bijstandsuitkering.",
    ],
    leans: ["", "Neigt naar: past, als het om werven gaat.", ""],
    otherwise: "Hulp aan gezinnen van gevangenen.",
    missing: "Hoe zijn toezicht is verlopen.",
    ..PLAIN
};

/// The advice is being written.
pub(super) const ADVISED: Matter = Matter {
    report: Report { day: -37, person: ("Daan Luchtkasteel", "16-02-2005", "999990998"), ..FITS_LIKE },
    ..LIKE
};

/// The advice lies before the triangle; the mayor decides.
pub(super) const ROUND: Matter = Matter {
    report: Report {
        day: -44,
        person: ("Lotte Wensdroom", "03-03-2002", "999991097"),
        facts: &[
            ("Riep in een livestream op om een asielopvang 'te laten branden'.", -47, "Politie, digitaal", true),
            ("Kocht vuurwerk van een zware soort.", -46, "Verkoper", true),
        ],
        ideologies: &[Ideology::RightWing],
        ..FITS_LIKE
    },
    criteria: [
        "Riep op tot brandstichting en kocht vuurwerk.",
        "Deelt berichten van een rechts-extreme groep.",
        "Vier vrienden uit dezelfde chatgroep. Haar vader wil helpen.",
        "Draagt de kleding van de groep.",
        "Werkt in een winkel en wil een opleiding doen.",
    ],
    ..LIKE
};

/// The triangle said yes.
pub(super) const APPROVED: Matter = Matter {
    report: Report { day: -52, person: ("Joris Nergenshuizen", "27-10-1994", "999991188"), ..FITS_LIKE },
    ..LIKE
};

/// The triangle said no.
pub(super) const DECLINED: Matter =
    Matter { report: Report { day: -60, person: ("Bram Verzonnen", "13-01-1990", "999991292"), ..FITS_LIKE }, ..LIKE };

/// A case that has just been opened.
pub(super) const OPENED: Matter = Matter {
    report: Report { day: -48, person: ("Saar Gedachtegang", "06-06-2001", "999991395"), ..FITS_LIKE },
    ..LIKE
};

/// The case with the fullest table.
pub(super) const FULL: Matter = Matter {
    report: Report {
        by: "expert-nh",
        day: -95,
        person: ("Thijs Verhaaltjes", "29-11-2008", "999991486"),
        reporter: ReporterKind::School,
        channel: "Zorgoverleg van de school",
        facts: &[
            ("Had een lijst met namen van klasgenoten en het woord 'verraders' erboven.", -98, "Mentor", true),
            ("Kijkt in de pauze naar oude filmpjes van aanslagen.", -97, "Conciërge", true),
        ],
        reading: "De mentor ziet een eenzame jongen die bij iets wil horen.",
        ideologies: &[Ideology::Hybrid],
        ..PLAIN.report
    },
    criteria: [
        "Een lijst met namen. Geen wapen, geen plan gezien.",
        "Mengt beelden van verschillende stromingen.",
        "Is vooral alleen. Een neef is belangrijk voor hem.",
        "Noemt een online groep 'mijn mensen'.",
        "Zijn moeder is ziek. Hij is goed in techniek.",
    ],
    missing: "Wat er op zijn telefoon staat.",
    otherwise: "Gepest worden en daarom boos zijn.",
    ..LIKE
};

/// A case that was closed.
pub(super) const CLOSED: Matter = Matter {
    report: Report {
        day: -118,
        shielded: Some(("Tibbe Zonnedauw", "0229 00 00 01")),
        person: ("Noud Fantasia", "18-08-1998", "999991589"),
        facts: &[("Vroeg in een openbare groep wie 'mee wil als het zover is'.", -119, "Politie, digitaal", true)],
        ..FITS_LIKE
    },
    ..LIKE
};

/// A weighing in Alkmaar, of which Hoorn knows nothing.
pub(super) const ALKMAAR: Matter = Matter {
    report: Report {
        by: "gemeente-alkmaar",
        place: "alkmaar",
        day: -9,
        person: ("Otto Schimmelpen", "01-04-1965", ""),
        reporter: ReporterKind::Government,
        facts: &[("Legde bij het gemeentehuis een kogelhuls neer met een briefje: 'Voor de raad.'", -11, "Bode", true)],
        reading: "De bode vond het meer een grap dan een bedreiging. De raad schrok.",
        ideologies: &[Ideology::AntiInstitutional],
        ..PLAIN.report
    },
    trio: ["gemeente-alkmaar", "politie-nh-2", "om-nh-2"],
    leans: ["", "Neigt naar: eerst met hem praten.", ""],
    criteria: ["", "Schrijft al jaren naar de raad.", "Woont alleen.", "", "Zijn vrouw overleed vorig jaar."],
    ..PLAIN
};

/// A case in Haarlem.
pub(super) const HAARLEM: Matter = Matter {
    report: Report {
        by: "gemeente-haarlem",
        place: "haarlem",
        day: -58,
        person: ("Cato Duinwaas", "22-07-1996", "999991681"),
        ..FITS_LIKE
    },
    trio: ["gemeente-haarlem", "politie-nh-2", "om-nh-2"],
    director: "procesregisseur-kennemerland",
    ..LIKE
};

/// What several matters have in common: threats from a closed chat group.
const FITS_LIKE: Report = Report {
    facts: &[
        (
            "Plaatste in een openbare groep een foto van een raadslid met een vizier erop.",
            -62,
            "Politie, digitaal",
            true,
        ),
        ("Vroeg in dezelfde groep wie 'mee wil als het zover is'.", -62, "Politie, digitaal", true),
    ],
    reading: "De jongerenwerker hoorde van anderen dat het 'maar een grap' was, en gelooft dat niet.",
    ideologies: &[Ideology::AntiInstitutional, Ideology::Hybrid],
    ..PLAIN.report
};

const LIKE: Matter = Matter {
    criteria: [
        "Zocht anderen om mee te doen. Een datum of plan is niet gezien.",
        "Herhaalt vaste teksten uit de groep, ook in gesprekken op straat.",
        "Trekt op met drie mensen uit de groep. Een broer houdt contact.",
        "Noemt de groep 'familie'.",
        "Raakte het werk kwijt. Wil graag weer aan de slag.",
    ],
    leans: [
        "Neigt naar: past. Er is een weg terug via werk en broer.",
        "Neigt naar: past. De oproep is gericht aan echte mensen.",
        "Neigt naar: past. Strafrecht alleen lost dit niet op.",
    ],
    otherwise: "Groot doen in een groep, zonder iets van plan te zijn.",
    missing: "Hoe vaak de groep elkaar echt ziet.",
    because: "De oproep ging verder dan een mening: er werden mensen gezocht en iemand werd aangewezen. Er zijn ook krachten om op te bouwen. Daarom samen, en niet ieder apart.",
    ..PLAIN
};
