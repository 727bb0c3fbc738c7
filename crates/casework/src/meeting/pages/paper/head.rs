//! What every paper of a meeting has: what stands above its items, and which table an item is about.

use crate::meeting::{
    Meeting, Plan, State, TakePaper,
    pages::tables::{Shown, called},
};
use crate::{outgoing, places::MEETINGS};
use kernel::{Date, Lang, Refusal, day_month_year};
use paper::{Document, Language};
use web::{Ask, Trouble, Visit};

/// What stands above the items: which meeting, where, who chairs it, and for whom this paper was made on which ground.
pub(super) fn headed(visit: &Visit<TakePaper>, title: &str, when: String) -> Result<Document, Trouble> {
    let (ask, meeting) = (&visit.ask, visit.dossier());
    let stated = meeting.outgoing.ground(&ask.actor.agency.id);
    let said = stated.map_err(|no| Trouble::First(no, MEETINGS.under(visit.id(), "#taking")))?;
    let plan = meeting.plan().ok_or(Trouble::Denied)?;
    let both = |nl, en| ask.lang.both(nl, en);
    let language = match ask.lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    };
    let house = ask.directory.house(&plan.house).map(|house| house.name.to_string()).unwrap_or_default();
    let mut document = Document::new(title, language, ask.today)
        .subtitle(plan.title.as_str())
        .reference(plan.reference.as_str())
        .author(house)
        .in_the_look_of(&plan.house)
        .about(both("Wanneer", "When"), when)
        .about(both("Waar", "Where"), plan.when.place.as_str());
    if let Some(by) = plan.when.hand_in_by().filter(|_| meeting.state() == State::Planned) {
        document = document.about(both("Aanleveren uiterlijk", "Hand in by"), day(by, ask.lang));
    }
    if let Some((_, chair)) = meeting.chair() {
        let (name, agency) = called(ask, chair);
        document = document.about(both("Voorzitter", "Chair"), format!("{name}, {agency}"));
    }
    Ok(outgoing::signed(document, ask, said))
}

/// A day in words and figures.
pub(super) fn day(day: Date, lang: Lang) -> String {
    format!("{} {}", crate::days::weekday(day).to(lang), day_month_year(day))
}

/// The name of the file: of the meeting, and nobody's.
pub(super) fn name(what: &str, plan: &Plan) -> String {
    format!("{what}-{}.pdf", plan.reference)
}

pub(super) fn planned(meeting: &Meeting) -> Result<&Plan, Trouble> {
    meeting.plan().ok_or(Trouble::Denied)
}

pub(super) const NOT_BEGUN: Refusal = Refusal::of(
    "Dit overleg is nog niet begonnen. Een verslag is er daarna.",
    "This meeting has not begun. There are minutes after that.",
);

/// Which table an item is about: what sort it is, and its reference.
pub(super) fn which(ask: &Ask, one: &Shown<'_>) -> Option<String> {
    let (kind, id) = one.point.table()?;
    let (_, says) = ask.kinds.of(kind, id)?;
    Some(format!("{} {}", says.to(ask.lang), one.row.as_ref()?.reference))
}
