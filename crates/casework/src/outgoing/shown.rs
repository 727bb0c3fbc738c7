//! The statement on a page, with the papers that may be taken along once it was made, and on those papers.

use super::statement::{Ground, Outgoing, Stated};
use kernel::{Lang, Say, ShownDay, day_month_year};
use paper::Document;
use web::{Ask, Field, Filled, FormSpec, Html};

/// What stands on a page about taking its papers along.
pub(crate) struct Taking {
    /// Since when and on which ground it may be done; nothing before it was stated.
    pub(crate) since: Option<(ShownDay, String)>,
    /// Each paper: where it is fetched, and what it is.
    pub(crate) papers: Vec<(String, Say)>,
    /// The form that states it, or states it anew.
    pub(crate) form: Html,
    /// Whether that form was sent just now and came back.
    pub(crate) open: bool,
}

impl Taking {
    /// For who reads a page with these papers, which a third party may read or not; the form goes to this address.
    pub(crate) fn of(
        (ask, filled): (&Ask, &Filled),
        outgoing: &Outgoing,
        to: String,
        (papers, thirds): (Vec<(String, Say)>, bool),
        seq: vault::Version,
    ) -> Self {
        let said = outgoing.of(&ask.actor.agency.id);
        let open = filled.is_for(&to);
        let form = form(to, said, thirds).html(ask, filled, Some(seq));
        Self { since: said.map(|said| (day_month_year(said.on), ground(said, ask.lang))), papers, form, open }
    }
}

/// The ground, with the law where that is another one.
fn ground(said: &Stated, lang: Lang) -> String {
    let ground = said.statement.ground.says();
    match &said.statement.law {
        Some(law) => format!("{}: {law}", ground.to(lang)),
        None => ground.to(lang).to_owned(),
    }
}

fn form(to: String, said: Option<&Stated>, thirds: bool) -> FormSpec {
    let ground = Field::choice(
        "ground",
        Say::of("Waarvoor neemt uw organisatie dit mee?", "For what does your organisation take this along?"),
        Ground::of_paper(thirds).map(|ground| (ground.word(), ground.says())).collect(),
    );
    let law = Field::line("law", Say::of("Welke wet, en welk artikel?", "Which law, and which article?"))
        .under("ground", &["other-law"])
        .hint(Say::of("Zonder namen van personen.", "Without names of persons."));
    let secure = Field::tick(
        "secure",
        Say::of(
            "Wij bewaren het papier ten minste zo veilig als hier, en vernietigen het als het niet meer nodig is (Wgpga art. 14 lid 3)",
            "We keep the paper at least as safe as here, and destroy it when it is no longer needed (Wgpga art. 14(3))",
        ),
    );
    let form = FormSpec::to(to, Say::of("Namens mijn organisatie verklaren", "State on behalf of my organisation"));
    let form = form.field(ground).field(law).field(secure);
    if said.is_some() { form.secondary() } else { form }
}

/// Says on a paper for whom it was made, on which day and on which ground.
pub(crate) fn signed(document: Document, ask: &Ask, said: &Stated) -> Document {
    let both = |nl, en| ask.lang.both(nl, en);
    let reader = format!("{}, {}", ask.actor.name, ask.directory.agency_name(&ask.actor.agency.id));
    document
        .about(both("Meegenomen door", "Taken along by"), reader)
        .about(both("Meegenomen op", "Taken along on"), day_month_year(ask.today))
        .about(both("Grond", "Ground"), ground(said, ask.lang))
}
