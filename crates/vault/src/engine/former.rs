//! What somebody means who says a name of before: of a municipality that went over into another, and of what had another name on a day.

use crate::engine::{
    directory::{Directory, Municipality},
    succession::{Body, Succession},
};
use kernel::{AgencyId, Date, Line, MunicipalityId, Say, day_month_year, folded};
use std::collections::BTreeSet;

/// Which municipality a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MunicipalitySaid<'a> {
    /// This one is called so.
    Is(&'a Municipality),
    /// It was called so, or went over into it, as this tells.
    Became(&'a Municipality, &'a Line, Date),
    /// It was split: which part is meant, the name does not say.
    Split(&'a Succession),
    /// None.
    Unknown,
}

impl<'a> MunicipalitySaid<'a> {
    /// The municipality that is meant, where one is.
    #[must_use]
    pub fn one(self) -> Option<&'a Municipality> {
        match self {
            Self::Is(found) | Self::Became(found, ..) => Some(found),
            Self::Split(_) | Self::Unknown => None,
        }
    }
}

impl Directory {
    /// The municipality that somebody means who says this name or id, compared as [`kernel::folded`] does. A name of before leads to what is in its
    /// place now, and for one that was split nobody guesses.
    #[must_use]
    pub fn municipality_said(&self, name: &str) -> MunicipalitySaid<'_> {
        let name = folded(name);
        let is = |known: &Line, id: &str| folded(known.as_str()) == name || id == name;
        if let Some(found) = self.municipalities.iter().find(|m| is(&m.name, m.id.as_str())) {
            return MunicipalitySaid::Is(found);
        }
        let of = |id: &str| self.municipalities.iter().find(|m| m.id.as_str() == id);
        let renamed = self.former.iter().rfind(|f| f.body == Body::Municipality && is(&f.name, ""));
        if let Some((found, former)) = renamed.and_then(|former| Some((of(former.id.as_str())?, former))) {
            return MunicipalitySaid::Became(found, &former.name, former.until);
        }
        let went = |s: &&Succession| s.body == Body::Municipality && s.ended(s.body, s.from.as_str());
        let mut meant = self.successions.iter().filter(went).find(|s| is(&s.name, s.from.as_str()));
        let said = meant;
        // It may have gone over again since; each goes over once, so this ends.
        for _ in 0..=self.successions.len() {
            let Some(succession) = meant else { break };
            if !succession.also.is_empty() {
                return MunicipalitySaid::Split(succession);
            }
            if let (Some(found), Some(first)) = (of(succession.to.as_str()), said) {
                return MunicipalitySaid::Became(found, &first.name, first.on);
            }
            meant = self.successions.iter().filter(went).find(|s| s.from == succession.to);
        }
        MunicipalitySaid::Unknown
    }

    /// The municipality of this name, as [`Directory::municipality_said`].
    #[must_use]
    pub fn municipality_named(&self, name: &str) -> Option<&Municipality> {
        self.municipality_said(name).one()
    }

    /// What somebody is told who said a name of before; nothing where the name is of today or unknown.
    #[must_use]
    pub fn municipality_became(&self, name: &str) -> Option<Say> {
        match self.municipality_said(name) {
            MunicipalitySaid::Is(_) | MunicipalitySaid::Unknown => None,
            MunicipalitySaid::Became(found, before, on) => {
                let (day, name) = (day_month_year(on), &found.name);
                Some(Say::made(
                    format!("{before} heet sinds {day} {name}"),
                    format!("{before} has been called {name} since {day}"),
                ))
            }
            MunicipalitySaid::Split(succession) => {
                let parts = [&succession.to].into_iter().chain(&succession.also).map(|id| {
                    let known = self.municipalities.iter().find(|m| m.id.as_str() == id.as_str());
                    known.map_or_else(|| id.as_str().to_owned(), |m| m.name.to_string())
                });
                let (parts, day, before) = (parts.collect::<Vec<_>>(), day_month_year(succession.on), &succession.name);
                Some(Say::made(
                    format!("{before} is op {day} verdeeld over {}: kies welke het is", parts.join(" en ")),
                    format!("{before} was divided between {} on {day}: choose which it is", parts.join(" and ")),
                ))
            }
        }
    }

    /// Which of these municipalities had another name, or took the place of others: as people are told of it.
    #[must_use]
    pub fn municipalities_of_before(&self, of: &[MunicipalityId]) -> Option<Say> {
        let went =
            self.successions.iter().filter(|s| s.body == Body::Municipality && s.done.is_some()).map(|s| &s.name);
        let renamed = self.former.iter().filter(|f| f.body == Body::Municipality).map(|f| &f.name);
        let names: BTreeSet<&str> = went.chain(renamed).map(Line::as_str).collect();
        let here = |name: &&str| match self.municipality_said(name) {
            MunicipalitySaid::Became(found, ..) => of.contains(&found.id),
            MunicipalitySaid::Split(succession) => of.iter().any(|id| id.as_str() == succession.to.as_str()),
            MunicipalitySaid::Is(_) | MunicipalitySaid::Unknown => false,
        };
        let told: Vec<Say> = names.into_iter().filter(here).filter_map(|name| self.municipality_became(name)).collect();
        let all =
            |each: fn(&Say) -> &str| told.iter().map(|say| format!("{}.", each(say))).collect::<Vec<_>>().join(" ");
        (!told.is_empty()).then(|| Say::made(all(|say| &say.nl), all(|say| &say.en)))
    }

    /// What people called an organisation on this day: what was done then is told with the name of then.
    #[must_use]
    pub fn agency_name_on(&self, id: &AgencyId, day: Date) -> String {
        let of = self.former.iter().filter(|f| f.body == Body::Agency && f.id.as_str() == id.as_str() && day < f.until);
        of.min_by_key(|f| f.until).map_or_else(|| self.agency_name(id), |f| f.name.to_string())
    }
}
