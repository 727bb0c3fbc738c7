//! One's own view: written alone, sealed for the others until theirs is in.

use super::{ask_texts::*, criteria};
use crate::places;
use crate::weighing::{HandInView, ReadWeighing, View};
use kernel::{Lang, Note, Prose, Refusal, Say};
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// What is handed in.
pub(crate) struct ViewForm(View);

impl Form for ViewForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let criteria = criteria::read(read);
        let overall = read.must::<Prose>("overall");
        let missing = told(read, "missing", "missing-none");
        let alternatives = lines(read, "alternatives");
        let reading = read.must::<Note>("reading");
        let (criteria, extra) = criteria?;
        Some(Self(View {
            criteria,
            extra,
            overall: overall?,
            missing: missing?,
            alternatives: alternatives?,
            reading: reading?,
        }))
    }
}

fn form(visit: &Visit<ReadWeighing>) -> FormSpec {
    let own = &visit.ask.actor.agency.id;
    let before = visit.dossier().views_for(own).into_iter().find(|v| &v.by.agency == own).map(|v| &v.view);
    let form = FormSpec::to(
        places::WEIGHINGS.under(visit.id(), "/zienswijze"),
        Say::of("Zienswijze verzegelen en inleveren", "Seal and hand in the view"),
    );
    let mut form = criteria::fields(form, before.map(|v| (&v.criteria, v.extra.as_ref())));
    let mut overall = Field::prose("overall", Say::of("Hoe hangt dit samen?", "How does this fit together?")).mindful();
    let missing = told_fields(
        ("missing", Say::of("Wat ontbreekt er?", "What is missing?")),
        ("missing-none", Say::of("Er ontbreekt niets", "Nothing is missing")),
        before.map(|v| v.missing.as_ref()),
    );
    let mut other = Field::note("alternatives", Say::of("Wat kan het nog meer zijn?", "What else could it be?")).hint(
        Say::of("Minstens één andere verklaring. Eén per regel.", "At least one other explanation. One per line."),
    );
    let mut reading =
        Field::note("reading", Say::of("Waar neigt u nu naar, en waarom?", "Which way do you lean for now, and why?"))
            .hint(Say::of(
                "In woorden. Een cijfer helpt hier niemand.",
                "In words. A number does not help anyone here.",
            ));
    if let Some(view) = before {
        overall = overall.value(view.overall.as_str());
        other = other.value(joined(&view.alternatives));
        reading = reading.value(view.reading.as_str());
    }
    form = form.field(overall);
    for field in missing {
        form = form.field(field);
    }
    form.field(other).field(reading)
}

#[derive(askama::Template, serde::Serialize, schemars::JsonSchema)]
#[template(path = "weighing/pages/view.html")]
pub(crate) struct ViewPage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    filed: super::filed::Filed,
    replaces: bool,
    form: web::Html,
}

/// The form, beside the facts it is about.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<ViewPage>, Trouble> {
    let own = visit.ask.actor.agency.id.clone();
    if !visit.may::<HandInView>() || !visit.dossier().may_hand_in(&own) {
        return Err(Refusal::of(
            "Uw zienswijze kan niet meer veranderen, of u weegt hier niet mee.",
            "Your view can no longer change, or you do not take part in this weighing.",
        )
        .into());
    }
    let body = ViewPage {
        lang: visit.ask.lang,
        back: places::WEIGHINGS.of(visit.id()),
        reference: super::words::reference(visit.dossier()),
        filed: super::filed::Filed::of(&visit.ask, visit.dossier()),
        replaces: visit.dossier().handed_in(&own),
        form: form(&visit).html(&visit.ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(&visit.ask, <HandInView as vault::Act>::INFO.says, body))
}

/// Hands it in.
pub(crate) async fn act(desk: vault::Desk<HandInView>, _: Ask, form: ViewForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().hand_in(desk.agency(), &desk.actor().person, form.0)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
