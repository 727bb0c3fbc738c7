//! Opening a case after the triage decided that there will be one: about whom, with the words of the submission as proposals of who gave them. The
//! words are erased there in the same transaction.

use crate::case::{Case, Event, FromTriage, Nature, Offer, Subject, SubjectKind};
use crate::triage::{About, Criterion, Event as TriageEvent, OpenFromTriage, ReadTriage, Submission, Triage};
use kernel::{AgencyId, DossierId, Note, folded};
use vault::{Desk, Directory, Draft, Error};
use web::{Ask, Trouble};

/// What the form holds on its first showing.
pub(super) struct Beginning {
    /// What the three weighed, in their one text. What who submitted it wrote is theirs to put on the table.
    pub(super) summary: String,
}

/// What the form begins with, for who may open the case.
pub(super) async fn beginning(ask: &Ask, triage: DossierId) -> Result<Beginning, Trouble> {
    if !ask.vault.may_on::<OpenFromTriage>(&ask.actor, triage).await? {
        return Err(Trouble::Denied);
    }
    let seen = ask.vault.look::<ReadTriage>(&ask.actor, triage).await?;
    let ruling = seen.dossier().decided().ok_or(Trouble::Denied)?;
    Ok(Beginning { summary: ruling.decision.considerations.to_string() })
}

/// What a case begins with after the triage.
pub(super) struct Triaged {
    pub(super) about: About,
    pub(super) subject: Subject,
    pub(super) from: FromTriage,
    pub(super) offer: Option<Event>,
    pub(super) erasing: Erasing,
}

/// What becomes of the submission with that.
pub(super) struct Erasing {
    desk: Desk<OpenFromTriage>,
    event: TriageEvent,
    erased: Vec<u64>,
}

impl Erasing {
    /// Keeps both: the case, and that it was opened there, where the words are forgotten.
    pub(super) async fn keep(self, case: Draft) -> Result<(), Error> {
        self.desk.commit_erasing_with(vec![self.event], self.erased, vec![case]).await
    }
}

/// Takes it from there.
pub(super) async fn taken(ask: &Ask, triage: DossierId, case: DossierId) -> Result<Triaged, Trouble> {
    let desk = ask.vault.open_desk::<OpenFromTriage>(&ask.actor, triage).await?;
    let (event, erased) = desk.dossier().open_case(case)?;
    let about = desk.dossier().about().ok_or(Trouble::Denied)?.clone();
    let said = desk.dossier().submission().ok_or(Trouble::Denied)?;
    let person = said.person.clone();
    Ok(Triaged {
        subject: Subject { kind: SubjectKind::Natural, name: person.name, born: person.born, bsn: person.bsn },
        from: FromTriage { id: triage, since: about.since },
        offer: offer(&ask.directory, desk.dossier(), &about, said),
        about,
        erasing: Erasing { desk, event, erased },
    })
}

/// The words as proposals of who gave them, and who should come to the table. What the three weighed is the text of all three, and of none of them alone.
fn offer(directory: &Directory, triage: &Triage, about: &About, said: &Submission) -> Option<Event> {
    let own = &about.submitter.agency;
    let facts = [&said.reason].into_iter().chain(triage.added().iter().map(|(_, text)| text));
    let facts = facts.map(|text| Offer::of(own.clone(), Nature::Fact, text.clone(), None));
    let answer = |criterion: Criterion| {
        let answered = said.answers.on(criterion);
        let words = answered.words.as_ref()?;
        let asked = format!("{}: {}. {words}", criterion.says().nl, answered.mark.says().nl);
        // What does not fit with the question before it goes without that: it is erased at the triage.
        let text: Note = asked.parse().unwrap_or_else(|_| words.clone());
        Some(Offer::of(own.clone(), Nature::Judgement, text, None))
    };
    let texts = facts.chain(Criterion::ALL.into_iter().filter_map(answer));
    Case::offer(texts.collect(), partners(directory, about, said))
}

/// Who submitted it, and who it named, as far as they are known here by that name; not the three, who sit there.
fn partners(directory: &Directory, about: &About, said: &Submission) -> Vec<AgencyId> {
    let named = |text: &str| {
        let wanted = folded(text);
        directory.agencies.iter().find(|one| folded(one.name.as_str()) == wanted).map(|one| one.id.clone())
    };
    let named = said.wished.iter().filter_map(|one| named(one.organisation.as_str()));
    let all = [about.submitter.agency.clone()].into_iter().chain(named);
    let mut partners: Vec<AgencyId> =
        all.filter(|agency| !about.trio.contains(agency) && about.director != *agency).collect();
    partners.sort();
    partners.dedup();
    partners
}
