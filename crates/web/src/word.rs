//! Words that not everybody knows, each with what it means here. One list: a page shows the word where it stands first, and who presses it
//! reads the meaning; by finger and by key alike, and without a script.

use crate::html::Html;
use kernel::{Lang, Say};

kernel::words! {
    /// A word that is explained where it stands.
    pub enum Word {
        Trio = "trio", "trio", "trio";
        Weighing = "i2o", "i2o", "i2o";
        Case = "ico", "ICO", "ICO";
        Regime = "regime", "Wet", "Act";
        Third = "third", "incidentele derde", "incidental third party";
        Reading = "reading", "duiding", "reading";
        Mandate = "mandate", "mandaat", "mandate";
    }
}

impl Word {
    /// What it means, as one would tell it at the table.
    #[must_use]
    pub fn means(self) -> Say {
        match self {
            Self::Trio => Say::of(
                "De gemeente waar de persoon verblijft, de politie en het OM. Zij beslissen samen, elk met een eigen sleutel.",
                "The municipality where the person stays, the police and the prosecution service (OM). They decide together, each with its own key.",
            ),
            Self::Weighing => Say::of(
                "Integraal informatie-overleg: gemeente, politie en OM bekijken samen of een signaal onder de wet valt. Hier heet dat een weging.",
                "The meeting in which municipality, police and OM look together at whether a signal falls under the law. Here it is called a weighing.",
            ),
            Self::Case => Say::of(
                "Individueel casusoverleg: de tafel waaraan organisaties samen een plan maken voor één persoon. Hier heet dat een casus.",
                "The meeting in which organisations make a plan together for one person. Here it is called a case.",
            ),
            Self::Regime => Say::of(
                "De wet die bij deze casus geldt. Die bepaalt wie er aan tafel mag zitten en wat zij mogen delen.",
                "The act that applies to this case. It says who may sit at the table and what they may share.",
            ),
            Self::Third => Say::of(
                "Een organisatie die niet in de wet staat, zoals een school. Zij schuift voor één casus aan, voor een bepaalde tijd, en leest alleen wat met haar wordt gedeeld.",
                "An organisation that the act does not name, such as a school. It joins one case for a limited time, and reads only what is shared with it.",
            ),
            Self::Reading => Say::of(
                "Wat de melder van de feiten vindt. Dat is geen feit en staat er daarom los van.",
                "What the reporter thinks of the facts. That is not a fact, so it is kept separate from them.",
            ),
            Self::Mandate => Say::of(
                "Een besluit waarmee bijvoorbeeld de burgemeester een ander tot een bepaalde dag namens zich laat beslissen.",
                "A decision by which the mayor, for instance, lets somebody else decide on their behalf until a certain day.",
            ),
        }
    }

    /// The word as it stands in a page, with its meaning behind it. Once on a page: it has an id of its own.
    #[must_use]
    pub fn html(self, lang: &Lang) -> Html {
        let (says, means) = (self.says(), self.means());
        Html::rendered(&WordView { id: self.word(), says: says.to(*lang), means: means.to(*lang), lang: *lang })
    }
}

#[derive(askama::Template)]
#[template(path = "word.html")]
struct WordView<'a> {
    id: &'static str,
    says: &'a str,
    means: &'a str,
    lang: Lang,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_a_button_that_leads_to_its_own_meaning_without_a_script() {
        for (word, lang) in Word::ALL.iter().flat_map(|word| [(*word, Lang::Nl), (*word, Lang::En)]) {
            let html = word.html(&lang).to_string();
            let id = format!("word-{}", word.word());
            assert!(
                html.contains(&format!(r#"popovertarget="{id}""#)) && html.contains(&format!(r#"id="{id}""#)),
                "{html}"
            );
            assert!(html.contains(word.means().to(lang)) && html.contains(r#"type="button""#), "{html}");
        }
    }
}
