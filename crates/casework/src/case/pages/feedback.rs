//! Feedback on the results: who received them, by when each says what they were worth, and what was said (EVA-04).

use super::given::done;
use super::head::Part;
use super::sheet::{Asking, Sheet};
use super::{
    growing::FEEDBACK,
    head::{Head, heading, is_third},
    review::YesNo,
    show,
};
use crate::case::{Deed, Feedback, FollowUp, GiveFeedback, ReadCase, Recipient, Regime};
use crate::places;
use crate::table::AuthorSays;
use askama::Template;
use kernel::{Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Growing, Leaf, Page, Reader, Redirect, Trouble, Visit};

/// What an organisation says of the results.
pub(super) struct Given {
    effective: Note,
    usable: Note,
    follow_up: FollowUp,
}

impl Form for Given {
    fn check(read: &mut Reader) -> Option<Self> {
        let effective = read.must("effective");
        let usable = read.must("usable");
        let followed = read.choice::<YesNo>("followed");
        let reasons = read.may::<Note>("reasons");
        let follow_up = match (followed?, reasons?) {
            (YesNo::Yes, None) => Ok(FollowUp::Given),
            (YesNo::No, Some(reasons)) => Ok(FollowUp::NotGiven { reasons }),
            (YesNo::Yes, Some(_)) => Err(Say::of(
                "U koos ja. Laat dit dan leeg, of schrijf het hierboven.",
                "You chose yes. Leave this empty, or write it above.",
            )),
            (YesNo::No, None) => {
                Err(Say::of("Zeg waarom er niets mee is gedaan.", "Say why nothing was done with them."))
            }
        };
        let follow_up = follow_up.map_err(|says| read.wrong("reasons", says)).ok();
        Some(Self { effective: effective?, usable: usable?, follow_up: follow_up? })
    }
}

#[derive(Serialize, JsonSchema)]
struct RecipientView {
    agency: String,
    since: ShownDay,
    due: ShownDay,
    late: bool,
}

/// Feedback as it stands on a page.
#[derive(Serialize, JsonSchema)]
pub(super) struct FeedbackView {
    pub(super) agency: String,
    pub(super) by: AuthorSays,
    pub(super) day: ShownDay,
    pub(super) effective: String,
    pub(super) usable: String,
    pub(super) reasons: Option<String>,
}

/// What was said of the results, from new to old; for who takes part, not for a third party.
pub(super) fn views(visit: &Visit<ReadCase>) -> Vec<FeedbackView> {
    let view = |f: &Feedback| FeedbackView {
        agency: visit.ask.directory.agency_name(&f.agency),
        by: show::author(visit, f.no, Deed::Made, &f.agency),
        day: day_month_year(f.day),
        effective: f.effective.to_string(),
        usable: f.usable.to_string(),
        reasons: match &f.follow_up {
            FollowUp::Given => None,
            FollowUp::NotGiven { reasons } => Some(reasons.to_string()),
        },
    };
    visit.dossier().feedback.iter().rev().map(view).collect()
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/feedback.html")]
pub(super) struct FeedbackPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    recipients: Vec<RecipientView>,
    feedback: Vec<FeedbackView>,
    feedback_leaf: Leaf,
    #[serde(skip)]
    form: Option<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<FeedbackPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let under_wgs = case.opening.as_ref().is_some_and(|o| o.regime == Regime::WgsZvh);
    if is_third(&visit) || !under_wgs {
        return Err(Trouble::Denied);
    }
    let recipient = |r: &Recipient| {
        let due = case.feedback_due(r);
        RecipientView {
            agency: ask.directory.agency_name(&r.agency),
            since: day_month_year(r.since),
            due: day_month_year(due),
            late: due < ask.today,
        }
    };
    // Whether it is asked of the reader today; one may say it sooner.
    let mine = case.feedback_asked().find(|(agency, ..)| *agency == &ask.actor.agency.id);
    let mine = mine.filter(|_| visit.may::<GiveFeedback>()).map(|(_, since, _)| since <= ask.today);
    let mut feedback = views(&visit);
    let here = format!("{}/{}", places::CASES.of(visit.id()), Part::Feedback.path());
    let given = Growing { at: "given", ..FEEDBACK };
    let body = FeedbackPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Feedback),
        id: visit.id().to_string(),
        recipients: case.recipients.iter().map(recipient).collect(),
        feedback_leaf: given.cut(ask, &here, &mut feedback),
        feedback,
        form: mine.map(|asked| form(&places::CASES.of(visit.id()), asked).html(ask, &filled, Some(visit.seq()))),
    };
    Ok(Page::of(ask, heading(&visit, Part::Feedback), body))
}

fn form(home: &str, asked: bool) -> Sheet {
    let sheet = Sheet::to(format!("{home}/terugkoppeling/geven"), Say::of("Terugkoppelen", "Give feedback"))
        .titled(Say::of("Terugkoppeling van uw organisatie", "Feedback from your organisation"));
    let sheet = if asked { sheet.open() } else { sheet.secondary() };
    sheet
        .field(
            Field::note("effective", Say::of("Wat leverde het resultaat op?", "What did the results achieve?")).hint(
                Say::of("Schrijf over het plan, niet over een persoon.", "Write about the plan, not about a person."),
            ),
        )
        .field(Field::note("usable", Say::of("Hoe bruikbaar was het voor u?", "How useful were they to you?")))
        .field(Field::choice_of::<YesNo>(
            "followed",
            Say::of("Heeft uw organisatie er iets mee gedaan?", "Did your organisation do anything with them?"),
        ))
        .field(Field::note("reasons", Say::of("Zo nee: waarom niet?", "If not: why not?")).sometimes())
}

pub(super) async fn act(desk: Desk<GiveFeedback>, _: Ask, form: Given) -> Result<Redirect, Trouble> {
    let feedback = Feedback {
        no: 0,
        agency: desk.agency().clone(),
        day: desk.today(),
        effective: form.effective,
        usable: form.usable,
        follow_up: form.follow_up,
    };
    let event = desk.dossier().give_feedback(feedback)?;
    done(desk, event, Part::Feedback.path()).await
}
