//! Saying who it is, of somebody whose name was not known yet. From then on the signal is found by a question about that person, and its
//! weighing is about them.

use super::{
    follow::{keep_by, reason_of},
    sheet::{self, Mend, Sheet},
};
use crate::places;
use crate::signal::{
    Subject,
    acts::{Identify, ReadSignal},
    pages::register::BIRTH,
};
use crate::weighing::Because;
use kernel::{Born, Bsn, Line, Note, Say};
use vault::{Act, Desk};
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

kernel::words! {
    /// What it turned out to be.
    pub(super) enum Who {
        Person = "person", "Een persoon", "A person";
        Organisation = "organisation", "Een stichting, vereniging of bedrijf", "A foundation, association or company";
    }
}

/// Who it is.
pub(super) struct Identified {
    subject: Subject,
    reason: Note,
}

impl Form for Identified {
    fn check(read: &mut Reader) -> Option<Self> {
        let about = read.choice::<Who>("about");
        let name = read.must::<Line>("name");
        let birth = read.may::<Born>("birth");
        let bsn = read.may::<Bsn>("bsn");
        let reason = read.must("reason");
        let (name, birth, bsn) = (name?, birth?, bsn?);
        let subject = match about? {
            Who::Person => Subject::Person { name, birth, bsn },
            Who::Organisation => {
                let given = [("birth", birth.is_some()), ("bsn", bsn.is_some())];
                for (field, _) in given.into_iter().filter(|(_, given)| *given) {
                    let say = Say::of(
                        "Dit geldt alleen voor een persoon. Laat het leeg.",
                        "This is for a person only. Leave it empty.",
                    );
                    read.wrong(field, say);
                }
                Subject::Organisation { name }
            }
        };
        Some(Self { subject, reason: reason? })
    }
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadSignal>, filled: Filled) -> Result<Page<Mend>, Trouble> {
    if !visit.dossier().intake().is_some_and(|intake| intake.subject.is_unnamed()) {
        return Err(Trouble::Denied);
    }
    let at = places::SIGNALS.under(visit.id(), "/wie");
    let form = FormSpec::to(at.clone(), Say::of("Vastleggen wie het is", "Write down who it is"))
        .field(Field::choice_of::<Who>("about", Say::of("Over wie gaat het?", "Who is it about?")).value("person"))
        .field(Field::line("name", Say::of("Naam", "Name")))
        .field(Field::line("birth", Say::of("Geboortedatum", "Date of birth")).optional().hint(BIRTH))
        .field(Field::bsn("bsn", Say::of("BSN", "BSN")).optional())
        .field(reason_of(Say::of("Hoe is dat bekend geworden?", "How did that become known?")));
    let sheet = Sheet::of((&visit.ask, &filled, visit.seq()), &at, Identify::INFO.says, &form).open();
    sheet::with(&visit, Identify::INFO.says, vec![sheet], Vec::new())
}

/// Writes it down.
pub(super) async fn act(desk: Desk<Identify>, ask: Ask, form: Identified) -> Result<Redirect, Trouble> {
    let (subject, reason) = (form.subject, form.reason);
    let shared = Because::Reason(reason.clone());
    keep_by(desk, &ask, shared, |signal, told, (by, today)| {
        signal.identify(subject.clone(), reason.clone(), told, (by, today))
    })
    .await
}
