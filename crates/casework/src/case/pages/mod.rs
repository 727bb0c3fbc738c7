//! The pages of a case. One page shows the table and says what is asked of you; the others do one thing each. What stands on them
//! comes through the one filter of the case, so that nobody sees more here than the owners of the items allow.

mod agree;
mod close;
mod declare;
mod evaluate;
mod feedback;
mod give;
mod give_form;
mod growing;
mod head;
mod list;
mod open;
mod plan;
mod plan_forms;
mod question;
mod read;
mod review;
mod seat_forms;
mod seats;
mod sheet;
mod show;

use super::{Case, Event, Purpose, State, acts::*};
use head::Part;
use kernel::{AgencyId, Date, DossierId, Refusal, Say, day_month_year};
use sheet::Sheet;
use vault::{Act, Desk};
use web::{Ask, Field, Reader, Redirect, Rooms, Trouble};

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.list::<ListCases, _>("/zaken", list::show);
    house.begin::<OpenCase, open::Opened, _, _>("/zaken/nieuw", open::show, open::act);
    house.page::<ReadCase, _>("/zaken/{id}", read::show);
    seats_rooms(house);
    giving_rooms(house);
    planning_rooms(house);
    ending_rooms(house);
}

fn seats_rooms(house: &mut Rooms) {
    const AT: &str = "/zaken/{id}/deelname";
    house.page::<ReadCase, _>(AT, seats::show);
    house.act::<ProposeParticipant, seat_forms::Proposed, ReadCase, _, _>(
        "/zaken/{id}/deelname/voorstel",
        seats::show,
        seat_forms::propose,
    );
    house.act::<ProposeParticipant, seat_forms::Proposed, ReadCase, _, _>(
        "/zaken/{id}/deelname/wijzigen/{no}",
        seats::show,
        seat_forms::reword,
    );
    house.act::<TurnParticipationKey, (), ReadCase, _, _>(
        "/zaken/{id}/deelname/sleutel/{no}",
        seats::show,
        seat_forms::turn,
    );
    house.act::<EndParticipation, seat_forms::Ended, ReadCase, _, _>(
        "/zaken/{id}/deelname/einde",
        seats::show,
        seat_forms::end,
    );
    house.act::<MoveStay, seat_forms::Moved, ReadCase, _, _>(
        "/zaken/{id}/deelname/verhuizing",
        seats::show,
        seat_forms::move_stay,
    );
    house.act::<SwitchRegime, seat_forms::Switch, ReadCase, _, _>(
        "/zaken/{id}/deelname/overzetten",
        seats::show,
        seat_forms::switch,
    );
    house.page::<ReadDeclaration, _>("/zaken/{id}/verklaring", declare::show);
    house.act::<Declare, declare::Promise, ReadDeclaration, _, _>(
        "/zaken/{id}/verklaring",
        declare::show,
        declare::act,
    );
}

fn giving_rooms(house: &mut Rooms) {
    house.page::<ReadCase, _>("/zaken/{id}/bijdragen", give::show);
    house.act::<AskContribution, give::Question, ReadCase, _, _>("/zaken/{id}/bijdragen/vragen", give::show, give::ask);
    house.act::<Contribute, give_form::Given, ReadCase, _, _>(
        "/zaken/{id}/bijdragen/nieuw",
        give::show,
        give::contribute,
    );
    house.act::<WithdrawItem, (), ReadCase, _, _>("/zaken/{id}/bijdragen/terug/{no}", give::show, give::withdraw);
    house.page::<ReadCase, _>("/zaken/{id}/vraag/{no}", question::show);
    house.act::<Contribute, give_form::Given, ReadCase, _, _>(
        "/zaken/{id}/vraag/{no}/bijdrage",
        question::show,
        give::contribute,
    );
    house.act::<AnswerNothingKnown, (), ReadCase, _, _>(
        "/zaken/{id}/vraag/{no}/niets-bekend",
        question::show,
        question::nothing,
    );
    house.act::<AnswerMayNotShare, question::Closed, ReadCase, _, _>(
        "/zaken/{id}/vraag/{no}/mag-niet",
        question::show,
        question::may_not,
    );
}

fn planning_rooms(house: &mut Rooms) {
    house.page::<ReadCase, _>("/zaken/{id}/plan", plan::show);
    house.act::<AddFactor, plan_forms::NewFactor, ReadCase, _, _>(
        "/zaken/{id}/plan/factor",
        plan::show,
        plan_forms::factor,
    );
    house.act::<SetGoal, plan_forms::NewGoal, ReadCase, _, _>("/zaken/{id}/plan/doel", plan::show, plan_forms::goal);
    house.act::<AddIntervention, plan_forms::NewStep, ReadCase, _, _>(
        "/zaken/{id}/plan/interventie",
        plan::show,
        plan_forms::step,
    );
    house.act::<AcceptIntervention, (), ReadCase, _, _>(
        "/zaken/{id}/plan/aannemen/{no}",
        plan::show,
        plan_forms::accept,
    );
    house.act::<ReportProgress, plan_forms::News, ReadCase, _, _>(
        "/zaken/{id}/plan/voortgang/{no}",
        plan::show,
        plan_forms::progress,
    );
    house.act::<DraftPlan, plan_forms::Drafted, ReadCase, _, _>(
        "/zaken/{id}/plan/voorleggen",
        plan::show,
        plan_forms::draft,
    );
    house.act::<TurnPlanKey, (), ReadCase, _, _>("/zaken/{id}/plan/sleutel", plan::show, plan_forms::turn);
    house.page::<ReadCase, _>("/zaken/{id}/afspraken", agree::show);
    house.act::<MakeAgreement, agree::Made, ReadCase, _, _>("/zaken/{id}/afspraak", agree::show, agree::make);
    house.act::<AcceptAgreement, (), ReadCase, _, _>("/zaken/{id}/afspraken/aannemen/{no}", agree::show, agree::accept);
    house.act::<CompleteAgreement, agree::Kept, ReadCase, _, _>(
        "/zaken/{id}/afspraken/afronden/{no}",
        agree::show,
        agree::complete,
    );
    house.act::<AddNote, agree::Written, ReadCase, _, _>("/zaken/{id}/notitie", agree::show, agree::note);
    house.act::<CallDirector, agree::Called, ReadCase, _, _>("/zaken/{id}/afspraken/regie", agree::show, agree::call);
}

fn ending_rooms(house: &mut Rooms) {
    house.page::<ReadCase, _>("/zaken/{id}/terugkijken", review::show);
    house.act::<ReviewCase, review::Looked, ReadCase, _, _>(
        "/zaken/{id}/terugkijken/vastleggen",
        review::show,
        review::act,
    );
    house.act::<EvaluateAgreements, evaluate::LookedBack, ReadCase, _, _>(
        "/zaken/{id}/terugkijken/afspraken",
        review::show,
        evaluate::act,
    );
    house.page::<ReadCase, _>("/zaken/{id}/terugkoppeling", feedback::show);
    house.act::<GiveFeedback, feedback::Given, ReadCase, _, _>(
        "/zaken/{id}/terugkoppeling/geven",
        feedback::show,
        feedback::act,
    );
    house.page::<ReadCase, _>("/zaken/{id}/afsluiten", close::show);
    house.act::<ProposeClosing, close::Proposed, ReadCase, _, _>(
        "/zaken/{id}/afsluiten/voorstel",
        close::show,
        close::propose,
    );
    house.act::<TurnClosingKey, (), ReadCase, _, _>("/zaken/{id}/afsluiten/sleutel", close::show, close::turn);
}

/// Where a case is read.
pub(super) fn at(id: DossierId) -> String {
    format!("/zaken/{id}")
}

/// Commits one event and goes back to a page of the case.
async fn done<A: Act<On = Case>>(desk: Desk<A>, event: Event, page: &str) -> Result<Redirect, Trouble> {
    let to = if page.is_empty() { at(desk.id()) } else { format!("{}/{page}", at(desk.id())) };
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Where a task of a case leads when that is not the case itself.
pub(super) fn work_at(act: &str, id: DossierId) -> Option<String> {
    (act == Declare::INFO.name).then(|| declare::declared_at(id))
}

/// Whether a box is ticked by which somebody agrees.
fn agreed(read: &mut Reader, name: &'static str) -> bool {
    let ticked = read.tick(name);
    if !ticked {
        read.wrong(name, Say::of("Zet hier een vinkje als u het ermee eens bent.", "Tick this if you agree."));
    }
    ticked
}

/// The number in the address.
fn number(ask: &Ask) -> Result<u32, Refusal> {
    ask.part("no").parse().map_err(|_| Refusal::of("Dit nummer bestaat niet.", "This number does not exist."))
}

/// After the plan a form asks what it is for (CAS-03); before it, nothing is asked.
fn with_purpose(case: &Case, spec: Sheet) -> Sheet {
    match case.state {
        State::Planned => spec.field(
            Field::choice_of::<Purpose>("purpose", Say::of("Waar is dit voor?", "What is this for?")).hint(Say::of(
                "Er is een plan. De wet kent daarna vier doelen.",
                "There is a plan. After it the law knows four purposes.",
            )),
        ),
        State::Unopened | State::Open | State::Switched | State::Closed => spec,
    }
}

/// The organisations of a list as choices.
fn agencies<'a>(ask: &Ask, ids: impl IntoIterator<Item = &'a AgencyId>) -> Vec<(String, Say)> {
    ids.into_iter().map(|id| (id.to_string(), plain(ask.directory.agency_name(id)))).collect()
}

/// A text that is the same in both languages, such as a name.
fn plain(text: impl Into<String>) -> Say {
    let text = text.into();
    Say::made(text.clone(), text)
}

/// Numbered things as choices: the text shortened to one line.
fn numbered<'a>(list: impl IntoIterator<Item = (u32, &'a str)>) -> Vec<(String, Say)> {
    list.into_iter().map(|(no, text)| (no.to_string(), plain(short(text)))).collect()
}

fn short(text: &str) -> String {
    const FITS: usize = 140;
    let line = text.replace('\n', " ");
    if line.chars().count() <= FITS { line } else { line.chars().take(FITS - 1).chain(['…']).collect() }
}

/// The numbers that were ticked.
fn numbers(texts: &[String]) -> Vec<u32> {
    texts.iter().filter_map(|t| t.parse().ok()).collect()
}

/// Everyone who sits at the table: the three, who acts for them, and who was let in.
fn seated(case: &Case) -> Vec<&AgencyId> {
    let trio = case.trio().into_iter().flat_map(super::Trio::all);
    let support = case.opening.iter().filter_map(|o| o.support.as_ref());
    trio.chain(support).chain(case.members.iter().filter(|m| m.ended.is_none()).map(|m| &m.proposal.agency)).collect()
}

fn on(day: Date) -> String {
    day_month_year(day)
}
