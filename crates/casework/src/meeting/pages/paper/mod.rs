//! The papers of a meeting, each for one reader: the agenda and the minutes, with the items at whose table they sit and no trace of another.

mod agenda;
mod minutes;

pub(super) use agenda::agenda;
pub(super) use minutes::minutes;

use crate::meeting::{Event, Meeting, Plan, ReadMeeting, State, StateTaking, TakePaper};
use crate::outgoing::{self, Statement, Taking};
use crate::places::MEETINGS;
use crate::table::AuthorSays;
use kernel::{Date, Lang, Refusal, Say, day_month_year};
use paper::{Document, Language};
use vault::Desk;
use web::{Ask, Filled, Redirect, Trouble, Visit};

/// What stands on its page about taking papers along: the agenda until it was held, and the minutes from when it began.
pub(super) fn taking(visit: &Visit<ReadMeeting>, filled: &Filled) -> Option<Taking> {
    const AGENDA: Say = Say::of("Mijn agenda (pdf)", "My agenda (pdf)");
    const MINUTES: Say = Say::of("Mijn verslag (pdf)", "My minutes (pdf)");
    let at = |rest: &str| MEETINGS.under(visit.id(), rest);
    let (agenda, minutes) = ((at("/agenda.pdf"), AGENDA), (at("/verslag.pdf"), MINUTES));
    let papers = match visit.dossier().state() {
        State::Planned => vec![agenda],
        State::Running | State::Held => vec![agenda, minutes],
        State::Cancelled => Vec::new(),
    };
    let outgoing = &visit.dossier().outgoing;
    visit.may::<StateTaking>().then(|| Taking::of((&visit.ask, filled), outgoing, at("/meenemen"), papers, visit.seq()))
}

/// States on which ground they go along.
pub(super) async fn state(desk: Desk<StateTaking>, _: Ask, statement: Statement) -> Result<Redirect, Trouble> {
    let to = MEETINGS.under(desk.id(), "#taking");
    desk.commit(vec![Event::TakingStated { statement }]).await?;
    Ok(Redirect::to(to))
}

/// What stands above the items: which meeting, where, who chairs it, and for whom this paper was made on which ground.
fn headed(visit: &Visit<TakePaper>, title: &str, when: String) -> Result<Document, Trouble> {
    let (ask, meeting) = (&visit.ask, visit.dossier());
    let said = meeting.outgoing.ground(&ask.actor.agency.id)?;
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
        .about(both("Wanneer", "When"), when)
        .about(both("Waar", "Where"), plan.when.place.as_str());
    if let Some(chair) = meeting.chair() {
        document = document.about(both("Voorzitter", "Chair"), AuthorSays::of(ask, chair).line());
    }
    Ok(outgoing::signed(document, ask, said))
}

/// A day in words and figures.
fn day(day: Date, lang: Lang) -> String {
    format!("{} {}", crate::days::weekday(day).to(lang), day_month_year(day))
}

/// The name of the file: of the meeting, and nobody's.
fn name(what: &str, plan: &Plan) -> String {
    format!("{what}-{}.pdf", plan.reference)
}

fn planned(meeting: &Meeting) -> Result<&Plan, Trouble> {
    meeting.plan().ok_or(Trouble::Denied)
}

const NOT_BEGUN: Refusal = Refusal::of(
    "Dit overleg is nog niet begonnen. Een verslag is er daarna.",
    "This meeting has not begun. There are minutes after that.",
);
