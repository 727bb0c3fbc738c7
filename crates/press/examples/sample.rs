//! Writes a document with one of everything to the file that is named, to look at. Says how long it took.

use jiff::civil::date;
use paper::{Chart, Document, Language, Level, Table};
use std::io::Write as _;
use std::time::Instant;

const BARS: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 130" width="480" height="130" font-family="sans-serif" font-size="12" fill="#1c2430">
<g fill="#1f4468"><rect x="150" y="10" width="280" height="26"/><rect x="150" y="52" width="180" height="26"/><rect x="150" y="94" width="60" height="26"/></g>
<text x="0" y="28">Genoeg tijd</text><text x="438" y="28">14</text>
<text x="0" y="70">Iedereen aan het woord</text><text x="338" y="70">9</text>
<text x="0" y="112">Besluit genoteerd</text><text x="218" y="112">3</text></svg>"##;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a file")?;
    let mut log = std::io::stderr();
    for turn in ["first", "second"] {
        let start = Instant::now();
        let pdf = sample().pdf()?;
        writeln!(log, "{turn}: {} ms, {} kB", start.elapsed().as_millis(), pdf.len() / 1024)?;
        std::fs::write(&path, pdf)?;
    }
    Ok(())
}

fn sample() -> Document {
    let mut report = Document::new("Evaluatie van het casusoverleg in Veldwijk", Language::Dutch, date(2026, 4, 3))
        .subtitle("Wat wij zagen in het eerste kwartaal, en wat wij aanraden")
        .author("Gemeente Veldwijk")
        .reference("EV-2026-0007")
        .about("Datum", "3 april 2026")
        .about("Opdrachtgever", "Burgemeester van Veldwijk")
        .about(
            "Uitgevoerd door",
            "Evaluatieteam Rivierenland, drie leden die niet aan de besproken overleggen deelnamen",
        );
    report
        .chapter("Waarom deze evaluatie")
        .paragraph("De deelnemers aan het casusoverleg vroegen zich af of zij op tijd bij elkaar komen en of het verslag laat zien waarom iets is besloten. Die twee vragen staan in deze evaluatie voorop.\n\nWij keken naar achttien overleggen. Over personen staat hier niets.")
        .note("Deze evaluatie geeft geen oordeel over een persoon of een organisatie. Zij helpt de tafel om het samen beter te doen.")
        .chapter("Wat wij zagen")
        .section("Tijd en voorbereiding")
        .paragraph("In de meeste overleggen was er genoeg tijd. Wie het stuk pas aan tafel zag, kwam minder vaak aan het woord.")
        .chart(Chart::new(BARS, "Genoeg tijd: 14 van 18. Iedereen aan het woord: 9 van 18. Besluit genoteerd: 3 van 18.").caption("Aantal overleggen waarin dit te zien was"))
        .table(
            Table::new(["Maand", "Overleggen", "Waargenomen", "Opmerking"])
                .row(["Januari", "6", "6", "Het eerste overleg begon een half uur later"])
                .row(["Februari", "7", "5", "Twee keer was er geen waarnemer"])
                .row(["Maart", "5", "5", ""])
                .caption("Overleggen per maand"),
        )
        .section("Het verslag")
        .heading(Level::Point, "Afwegingen")
        .bullets(["Het besluit staat er bijna altijd.", "De afweging staat er soms.", "Wie het er niet mee eens was, staat er zelden: dat is jammer, want juist daar kan een volgende tafel van leren, ook als die anders zou besluiten."])
        .chapter("Wat wij aanraden")
        .numbered([
            ("3", "Stuur het stuk twee werkdagen van tevoren.\nDe voorzitter let daarop."),
            ("4", "Schrijf bij elk besluit in één zin waarom."),
            ("5.a", "Neem bij de start van elk overleg een minuut om af te spreken wie het verslag maakt, en laat dat rouleren zodat iedere deelnemer het een keer doet."),
        ])
        .pairs([("Verantwoordelijk", "Voorzitter van de tafel"), ("Opnieuw meten", "Derde kwartaal van 2026"), ("Wat er nodig is van anderen", "Een waarnemer uit een naburige gemeente, die het formulier kent")])
        .page_break()
        .chapter("Bijlage: alle overleggen");
    let mut long = Table::new(["Week", "Begin", "Einde", "Deelnemers", "Stuk op tijd", "Besluit", "Bijzonderheden"])
        .caption("Per week");
    for week in 1..=40 {
        long.push([
            week.to_string(),
            "9.00".to_owned(),
            "10.15".to_owned(),
            (week % 5 + 4).to_string(),
            "ja".to_owned(),
            "doorgaan".to_owned(),
            "Gemeenschappelijkeregelingenoverleg".to_owned(),
        ]);
    }
    report.table(long);
    report
}
