//! That what an advice rests on was put right: what it means for the decision, and who looks at it.

use crate::advice::{Advice, State};
use kernel::{Say, day_month_year};
use web::Ask;

/// What the last correction means, where the advice stands now.
pub(crate) fn means(ask: &Ask, advice: &Advice) -> Say {
    match advice.state() {
        State::Round => Say::of(
            "Wat al was besloten, telt niet meer. Lees wat er nu staat en besluit opnieuw.",
            "What had been decided no longer counts. Read what it says now and decide again.",
        ),
        State::Drafted | State::Returned | State::Undecided => Say::of(
            "Kijk of de tekst van het advies nog klopt, voordat die naar de driehoek gaat.",
            "Check whether the text of the advice is still right before it goes to the triangle.",
        ),
        State::Approved | State::Declined | State::Used => {
            let house = advice.basis().map(|basis| ask.directory.agency_name(&basis.director)).unwrap_or_default();
            Say::made(
                format!(
                    "Het besluit blijft staan. De procesregisseur van {house} bespreekt met wie besloot of het nu anders zou zijn."
                ),
                format!(
                    "The decision stands. The process director of {house} discusses with those who decided whether it would be different now."
                ),
            )
        }
    }
}

/// The day of the last correction, with what it means.
pub(super) fn notice(ask: &Ask, advice: &Advice) -> Option<(String, String)> {
    let on = day_month_year(advice.restatings().last()?.on);
    let says = if advice.restatings().last()?.over {
        Say::made(
            format!("De aanmelding is verbeterd op {on}, na het besluit."),
            format!("The filing was corrected on {on}, after the decision."),
        )
    } else {
        Say::made(format!("De aanmelding is verbeterd op {on}."), format!("The filing was corrected on {on}."))
    };
    Some((says.to(ask.lang).to_owned(), means(ask, advice).to(ask.lang).to_owned()))
}
