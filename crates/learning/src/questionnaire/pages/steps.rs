//! Opening, closing, releasing, destroying.

use crate::places;
use crate::{
    fields,
    questionnaire::{
        ANSWERS, BEGINNINGS, DRAFTS, Questionnaire, Sheet,
        acts::{CloseQuestionnaire, EmptyQuestionnaire, OpenQuestionnaire, ReleaseResults},
    },
};
use kernel::Say;
use vault::{Desk, Drawn, SlipId};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Sure, Trouble};

/// What lies in the box, as far as it is a sheet.
pub(super) fn sheets(drawn: &[Drawn]) -> Vec<(SlipId, Sheet)> {
    drawn.iter().filter_map(|slip| Some((slip.id, Sheet::read(&slip.body)?))).collect()
}

pub(super) async fn open(desk: Desk<OpenQuestionnaire>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().open()?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn open_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/openen"), Say::of("Openen", "Open"))
}

pub(super) async fn close(desk: Desk<CloseQuestionnaire>, _: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let event = desk.dossier().close()?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    // What somebody kept for later has no use any more.
    desk.commit_emptying(vec![event], vec![DRAFTS.to_owned(), BEGINNINGS.to_owned()]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn close_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/sluiten"), Say::of("Sluiten", "Close")).ends(Say::of(
        "Niemand kan daarna nog antwoorden. Wat iemand voor later bewaarde en niet verstuurde, wordt vernietigd.",
        "Nobody can answer after that. What somebody kept for later and did not send is destroyed.",
    ))
}

/// By which question results are split, if by any.
pub(super) struct Split(Option<u16>);

impl Form for Split {
    fn check(read: &mut Reader) -> Option<Self> {
        if read.text("split").is_empty() {
            Some(Self(None))
        } else {
            fields::number(read, "split", 1, 999).map(|n| Self(Some(n)))
        }
    }
}

pub(super) async fn release(desk: Desk<ReleaseResults>, _: Ask, form: Split) -> Result<Redirect, Trouble> {
    let sheets = sheets(&desk.slips(ANSWERS).await?);
    let event = desk.dossier().release(&sheets, form.0, desk.today())?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn release_form(at: &str, one: &Questionnaire) -> FormSpec {
    let whole = (String::new(), Say::of("Niet splitsen", "Do not split"));
    let by = one.can_split_by().map(|q| {
        let text: String = q.text.as_str().chars().take(80).collect();
        (q.number.to_string(), Say::same(text))
    });
    FormSpec::to(format!("{at}/vrijgeven"), Say::of("Uitkomsten vrijgeven", "Release the results")).field(
        Field::choice(
            "split",
            Say::of("Splitsen naar een vraag?", "Split by a question?"),
            std::iter::once(whole).chain(by).collect(),
        )
        .hint(Say::of(
            "Dit kiest u één keer. Groepen onder de drempel worden samengevoegd.",
            "You choose this once. Groups below the threshold are put together.",
        ))
        .optional()
        .value(""),
    )
}

pub(super) async fn empty(desk: Desk<EmptyQuestionnaire>, _: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let event = desk.dossier().empty()?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    let boxes = [ANSWERS, DRAFTS, BEGINNINGS].map(str::to_owned);
    desk.commit_emptying(vec![event], boxes.to_vec()).await?;
    Ok(Redirect::to(to))
}

pub(super) fn empty_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/vernietigen"), Say::of("Antwoorden vernietigen", "Destroy the answers")).ends(Say::of(
        "Elk antwoord wordt vernietigd en is voor niemand meer te lezen. De uitkomsten die zijn vrijgegeven, blijven.",
        "Every answer is destroyed and nobody can read it any more. The results that were released stay.",
    ))
}
