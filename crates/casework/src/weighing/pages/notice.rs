//! What the filer sees: that it is weighed, or in one sentence that there is no conference (WEG-10).

use super::{filed::SupplyLine, urgent::Urgency, words::reference};
use crate::places;
use crate::weighing::{ReadNotice, SupplyToTrio, TakeNotice, texts};
use kernel::{Lang, Say, ShownDay, day_month_year};
use web::{Ask, Filled, FormSpec, Html, Page, Redirect, Trouble, Visit};

#[derive(askama::Template, serde::Serialize, schemars::JsonSchema)]
#[template(path = "weighing/pages/notice.html")]
pub(crate) struct NoticePage {
    #[serde(skip)]
    lang: Lang,
    reference: String,
    says: String,
    on: Option<ShownDay>,
    /// Who of the three saw what cannot wait.
    urgency: Option<Urgency>,
    /// Only the three confirm.
    #[serde(skip)]
    confirm: Option<Html>,
    take: Option<Html>,
    supply: Option<Html>,
    /// What this reader supplied for the college, and nobody else.
    supplies: Vec<SupplyLine>,
}

/// Shows it.
pub(crate) async fn show(visit: Visit<ReadNotice>, filled: Filled) -> Result<Page<NoticePage>, Trouble> {
    let (weighing, id, lang) = (visit.dossier(), visit.id(), visit.ask.lang);
    let notice = weighing.notice();
    let (says, on) = match &notice {
        Some(notice) => (&notice.says, Some(notice.on)),
        None => (&texts::BEING_WEIGHED, None),
    };
    let html = |form: FormSpec| form.html(&visit.ask, &filled, Some(visit.seq()));
    let asked = visit.may::<TakeNotice>() && weighing.take_notice(&visit.ask.actor.agency.id).is_ok();
    let body = NoticePage {
        lang,
        reference: reference(weighing),
        says: says.to(lang).to_owned(),
        on: on.map(day_month_year),
        urgency: Urgency::for_filer(&visit.ask, weighing),
        confirm: None,
        take: asked
            .then(|| html(FormSpec::to(places::WEIGHINGS.under(id, "/bericht/gelezen"), Say::of("Gelezen", "Read")))),
        supply: visit
            .may::<SupplyToTrio>()
            .then(|| html(super::supply::form(places::WEIGHINGS.under(id, "/bericht/aanvullen")))),
        supplies: weighing
            .supplied_by(&visit.ask.actor.person)
            .map(|supply| SupplyLine::of(&visit.ask, supply))
            .collect(),
    };
    Ok(Page::of(&visit.ask, Say::of("Uw aanmelding", "Your filing"), body))
}

/// Takes note.
pub(crate) async fn take(desk: vault::Desk<TakeNotice>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take_notice(desk.agency())?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.under(id, "/bericht")))
}
