//! One agreement on a page: who expects it of whom, how far it is, and what the reader may say to it.

use super::declines::decline_form;
use super::given::{done, number};
use super::head::Part;
use super::mend;
use super::sheet::Sheet;
use super::show::{DeclinedView, author, by, declined};
use crate::case::{
    AcceptAgreement, Agreement, AgreementStands, BreakAgreement, Case, CompleteAgreement, DeclineAgreement, Deed,
    ReadCase, ReleaseAgreement,
};
use crate::table::AuthorSays;
use kernel::{Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Form, Reader, Redirect, Trouble, Visit};

/// An agreement on the page.
#[derive(Serialize, JsonSchema)]
pub(super) struct AgreementView {
    pub(super) no: u32,
    /// Where it is put right, for who is responsible for it.
    #[serde(skip)]
    pub(super) mend: Option<String>,
    pub(super) agency: String,
    /// Of whom in that organisation, where it is expected of one person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) person: Option<String>,
    pub(super) what: String,
    pub(super) due: ShownDay,
    pub(super) status: String,
    /// What was said of how it went: how it was kept, why it was not, or why it was let go.
    pub(super) how: Option<String>,
    /// Who said that their organisation keeps it; the organisation alone as long as nobody did.
    pub(super) accepted_by: AuthorSays,
    pub(super) made_by: Option<AuthorSays>,
    pub(super) done_by: Option<AuthorSays>,
    /// Who put it right after it was kept.
    pub(super) restated_by: Option<AuthorSays>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) declined: Option<DeclinedView>,
    pub(super) late: bool,
    /// What the reader may say to it.
    #[serde(skip)]
    pub(super) forms: Vec<Sheet>,
}

/// The agreements: a third party sees its own only.
pub(super) fn agreements(visit: &Visit<ReadCase>) -> Vec<AgreementView> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let me = &ask.actor.agency.id;
    let view = |a: &Agreement| {
        let said = a.done.as_ref().map(|(_, how)| how).or(a.unkept.as_ref().map(|it| &it.reason));
        let who_said = if a.done.is_some() { Deed::Done } else { Deed::Ended };
        AgreementView {
            no: a.no,
            mend: mend::way(visit, a.no),
            agency: ask.directory.agency_name(&a.agency),
            person: a.person.as_ref().and_then(|it| ask.directory.colleague(it)).map(|it| it.name.to_string()),
            what: a.what.to_string(),
            due: day_month_year(a.due),
            status: stands(case, a).to(ask.lang).to_owned(),
            how: said.map(ToString::to_string),
            late: a.is_late(ask.today),
            accepted_by: author(visit, a.no, Deed::Accepted, &a.agency),
            made_by: by(visit, a.no, Deed::Made),
            done_by: said.and_then(|_| by(visit, a.no, who_said)),
            restated_by: by(visit, a.no, Deed::Restated),
            declined: declined(visit, a.no),
            forms: forms(visit, a),
        }
    };
    case.agreements_for(me).map(view).collect()
}

/// How far an agreement is.
pub(super) fn stands(case: &Case, a: &Agreement) -> Say {
    let on = |says: Say, day| {
        let day = day_month_year(day);
        Say::made(format!("{} op {day}", says.nl), format!("{} on {day}", says.en))
    };
    let stands = case.agreement_stands(a);
    match (stands, &a.done, &a.unkept) {
        (AgreementStands::Kept, Some((day, _)), _) => on(stands.says(), *day),
        (AgreementStands::Broken, _, Some(it)) => Say::made(
            format!("niet nagekomen, gezegd op {}", day_month_year(it.day)),
            format!("not kept, said on {}", day_month_year(it.day)),
        ),
        (AgreementStands::Released, _, Some(it)) => on(stands.says(), it.day),
        (_, _, _) => stands.says(),
    }
}

/// Where the forms of the agreement of this number lead.
pub(super) fn addresses(home: &str, no: u32) -> [String; 5] {
    ["aannemen", "niet", "afronden", "niet-nagekomen", "loslaten"].map(|what| format!("{home}/afspraken/{what}/{no}"))
}

/// What the reader may say to it: whose it is to keep, and who asked for it.
fn forms(visit: &Visit<ReadCase>, a: &Agreement) -> Vec<Sheet> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (me, today) = (&ask.actor.agency.id, ask.today);
    let (mine, asked) = (&a.agency == me, case.asked_for(a, me, today));
    let [accept, decline, complete, broken, release] = addresses(&crate::places::CASES.of(visit.id()), a.no);
    let stands = case.agreement_stands(a);
    let waits = matches!(stands, AgreementStands::Asked | AgreementStands::Declined);
    let runs = stands == AgreementStands::Accepted;
    let broke = stands == AgreementStands::Broken;
    let mut forms = Vec::new();
    if mine && waits && visit.may::<AcceptAgreement>() {
        forms.push(Sheet::to(accept, Say::of("Wij doen dit", "We will do this")));
    }
    if (mine || asked) && (runs || broke) && visit.may::<CompleteAgreement>() {
        let sheet = Sheet::to(complete, Say::of("Afgerond", "Completed"))
            .secondary()
            .field(Field::note("how", Say::of("Hoe is het gegaan?", "How did it go?")));
        let kept_after_all = Say::of("Toch nagekomen", "Kept after all");
        let kept = Say::of("Dit is nagekomen", "This was kept");
        forms.push(match (mine, broke) {
            (true, false) => sheet,
            (_, true) => sheet.titled(kept_after_all),
            (false, false) => sheet.titled(kept),
        });
    }
    if mine && visit.may::<DeclineAgreement>() && case.declined(a.no).is_none() {
        if waits {
            forms.push(decline_form(decline));
        } else if runs && !case.is_own_word(a) {
            let title = Say::of("Om een andere dag vragen", "Ask for another day");
            forms.push(decline_form(decline).titled(title));
        }
    }
    if runs && (mine || asked && a.is_late(today)) && visit.may::<BreakAgreement>() {
        forms.push(
            Sheet::to(broken, Say::of("Vastleggen dat het niet is nagekomen", "Record that it was not kept"))
                .titled(Say::of("Dit is niet nagekomen", "This was not kept"))
                .secondary()
                .field(Field::note("reason", Say::of("Hoe komt dat?", "Why not?")).hint(Say::of(
                    "Het blijft in de lijst staan. Toch nog nakomen kan.",
                    "It stays in the list. It can still be kept afterwards.",
                ))),
        );
    }
    if asked && !mine && (waits || runs || broke) && visit.may::<ReleaseAgreement>() {
        forms.push(
            Sheet::to(release, Say::of("Afspraak loslaten", "Let the agreement go"))
                .titled(Say::of("Dit hoeft niet meer", "This is no longer needed"))
                .secondary()
                .field(Field::note("reason", Say::of("Waarom hoeft het niet meer?", "Why is it no longer needed?"))),
        );
    }
    forms
}

/// Why an agreement was not kept, or is let go.
pub(super) struct Why {
    reason: Note,
}

impl Form for Why {
    fn check(read: &mut Reader) -> Option<Self> {
        let reason = read.must("reason");
        Some(Self { reason: reason? })
    }
}

pub(super) async fn not_kept(desk: Desk<BreakAgreement>, ask: Ask, form: Why) -> Result<Redirect, Trouble> {
    let event = desk.dossier().break_agreement(number(&ask)?, desk.agency(), desk.today(), form.reason)?;
    done(desk, event, Part::Agreements.path()).await
}

pub(super) async fn release(desk: Desk<ReleaseAgreement>, ask: Ask, form: Why) -> Result<Redirect, Trouble> {
    let event = desk.dossier().release_agreement(number(&ask)?, desk.agency(), desk.today(), form.reason)?;
    done(desk, event, Part::Agreements.path()).await
}
