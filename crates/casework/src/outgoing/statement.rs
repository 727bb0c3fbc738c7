//! What an organisation states before it takes a paper along, and which statements there are at a dossier.

use kernel::{AgencyId, Date, Line, Refusal, Say, local_day};
use serde::{Deserialize, Serialize};
use vault::{Author, Stamp};
use web::{Form, Reader};

/// That it is kept safe, in the words of who states it.
const SECURE: Say = Say::of(
    "Verklaar dat uw organisatie het papier even veilig bewaart. Zonder kunt u het niet meenemen.",
    "State that your organisation keeps the paper as safe. Without that you cannot take it along.",
);
/// Another law is named.
const WHICH: Say = Say::of("Noem de wet en het artikel.", "Name the law and the article.");

/// One line on a statement, without content.
pub(crate) const TOLD: Say =
    Say::of("Verklaard waarvoor een organisatie papier meeneemt", "Stated what an organisation takes paper along for");

kernel::words! {
    /// On which ground a paper is taken along: no other is there.
    pub enum Ground {
        /// For one's own part at this table.
        OwnPart = "own-part", "Voor ons eigen werk aan deze tafel (Wgpga art. 5 en 6; WGS art. 2.31)", "For our own work at this table (Wgpga art. 5 and 6; WGS art. 2.31)";
        /// For a third party that was let in.
        ThirdParty = "third-party", "Voor een derde aan deze tafel, voor zover het met die is gedeeld (Wgpga art. 3 lid 3)", "For a third party at this table, as far as it was shared with it (Wgpga art. 3(3))";
        /// For the same conference of another municipality.
        Elsewhere = "elsewhere", "Voor een casusoverleg van een andere gemeente, als wie het gaf geen bezwaar heeft (Wgpga art. 7)", "For a case conference of another municipality, if whoever supplied it does not object (Wgpga art. 7)";
        /// To answer to who designated them.
        Account = "account", "Om binnen onze organisatie ons eigen aandeel te verantwoorden (Wgpga art. 17)", "To account within our organisation for our own share (Wgpga art. 17)";
        /// Another law, which is named.
        OtherLaw = "other-law", "Een andere wet verplicht het of staat het toe", "Another law requires or allows it";
    }
}

/// What an organisation states. That it keeps the paper safe is what makes it one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// On which ground.
    pub ground: Ground,
    /// Which other law, and which article.
    pub law: Option<Line>,
}

/// A statement, by whom and on which day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// What.
    pub statement: Statement,
    /// Who made it, for which organisation.
    pub by: Author,
    /// On which day.
    pub on: Date,
}

/// The statements at one dossier: of each organisation its latest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing(Vec<Stated>);

impl Outgoing {
    /// Takes in what an organisation stated.
    pub fn take_in(&mut self, statement: &Statement, stamp: &Stamp) {
        let one = Stated { statement: statement.clone(), by: stamp.author(), on: local_day(stamp.at) };
        self.0.retain(|said| said.by.agency != one.by.agency);
        self.0.push(one);
    }

    /// What this organisation stated.
    #[must_use]
    pub fn of(&self, agency: &AgencyId) -> Option<&Stated> {
        self.0.iter().find(|said| said.by.agency == *agency)
    }

    /// The statement on which this organisation takes a paper along.
    ///
    /// # Errors
    /// A sentence when it made none.
    pub fn ground(&self, agency: &AgencyId) -> Result<&Stated, Refusal> {
        self.of(agency).ok_or(Refusal::of(
            "Uw organisatie heeft hier nog niet verklaard waarvoor zij dit op papier meeneemt en hoe zij het bewaart. Doe dat eerst op de pagina, bij Op papier meenemen. Lezen op het scherm kan wel.",
            "Your organisation has not stated yet for what it takes this along on paper and how it keeps it. Do so first on the page, under Take along on paper. Reading on the screen is possible.",
        ))
    }
}

impl Ground {
    /// The grounds for a paper: that of a third party only where one may read what is on it.
    pub(super) fn of_paper(thirds: bool) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |ground| thirds || *ground != Self::ThirdParty)
    }
}

impl Statement {
    /// Whether it fits a paper that no third party reads.
    ///
    /// # Errors
    /// A sentence when it names the third party as its ground.
    pub(crate) fn without_thirds(self) -> Result<Self, Refusal> {
        if self.ground == Ground::ThirdParty {
            return Err(Refusal::of(
                "Een derde leest dit hier niet, en dus ook niet op papier. Kies een andere grond.",
                "A third party does not read this here, and so not on paper either. Choose another ground.",
            )
            .at("ground"));
        }
        Ok(self)
    }
}

impl Form for Statement {
    fn check(read: &mut Reader) -> Option<Self> {
        let (ground, law) = (read.choice("ground"), read.may::<Line>("law"));
        let secure = read.tick("secure");
        if !secure {
            read.wrong("secure", SECURE);
        }
        let (ground, law): (Ground, Option<Line>) = (ground?, law?);
        let named = ground == Ground::OtherLaw;
        if named && law.is_none() {
            read.wrong("law", WHICH);
            return None;
        }
        secure.then_some(Self { ground, law: law.filter(|_| named) })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use web::Values;

    fn read(pairs: &[(&str, &str)]) -> Result<Statement, Vec<String>> {
        let mut values = Values::default();
        pairs.iter().for_each(|(name, value)| values.put(*name, *value));
        Reader::finish(values).map_err(|wrong| wrong.into_iter().map(|one| one.field.to_string()).collect())
    }

    #[test]
    fn a_statement_has_a_ground_out_of_the_list_and_says_that_the_paper_is_kept_safe() {
        assert_eq!(read(&[]).unwrap_err(), ["ground", "secure"]);
        assert_eq!(read(&[("ground", "because"), ("secure", "ja")]).unwrap_err(), ["ground"]);
        assert_eq!(read(&[("ground", "account")]).unwrap_err(), ["secure"]);
        let own = read(&[("ground", "own-part"), ("secure", "ja"), ("law", "Iets")]).unwrap();
        assert_eq!(own, Statement { ground: Ground::OwnPart, law: None });
    }

    #[test]
    fn another_law_is_named() {
        assert_eq!(read(&[("ground", "other-law"), ("secure", "ja")]).unwrap_err(), ["law"]);
        let named = read(&[("ground", "other-law"), ("secure", "ja"), ("law", "Wvggz art. 8:18")]).unwrap();
        assert_eq!(named.law.unwrap().as_str(), "Wvggz art. 8:18");
    }
}
