//! The door for counts. What leaves this room has its small numbers taken out.

use crate::{
    doors::{
        keeping::{self, Error, question},
        vault::Vault,
    },
    engine::{
        act::{Act, ActInfo},
        book::Outcome,
        people::Actor,
        rules::Answer,
        store::{Connection, StoreError},
    },
};
use kernel::{
    HouseId, Line,
    counters::{Counted, Counter, Figures, Quarter},
    local_day,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Whose counts are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counting {
    /// Of one house; the rule sees the state `house`, and whether it is the asker's own.
    House(HouseId),
    /// Of all houses of a region together; the rule sees the state `region`, and whether the asker's own house is one of them.
    Region(Line),
    /// Of all houses together; the rule sees the state `all`.
    All,
}

impl Vault {
    /// What was counted in a quarter, without small numbers. One line in the book.
    ///
    /// # Errors
    /// [`Error::Denied`] when the rule does not allow it; what the store says.
    pub async fn counted<A: Act>(&self, actor: &Actor, of: &Counting, quarter: Quarter) -> Result<Figures, Error> {
        let all = self.counted_in::<A>(actor, of, &[quarter]).await?;
        Ok(all.into_iter().next().unwrap_or_default())
    }

    /// The same for several quarters, in their order, with one line in the book.
    ///
    /// # Errors
    /// As [`Vault::counted`].
    pub async fn counted_in<A: Act>(
        &self,
        actor: &Actor,
        of: &Counting,
        quarters: &[Quarter],
    ) -> Result<Vec<Figures>, Error> {
        self.counted_by(actor, A::REF, of, quarters).await
    }

    async fn counted_by(
        &self,
        actor: &Actor,
        info: &'static ActInfo,
        of: &Counting,
        quarters: &[Quarter],
    ) -> Result<Vec<Figures>, Error> {
        let answer = self.may_count_by(actor, info, of);
        if !answer.is_yes() {
            return self.refuse(actor, info, None).await;
        }
        let regions = self.counting(of);
        let wanted: Vec<String> = quarters.iter().map(Quarter::to_string).collect();
        let told = self.0.store.read(move |conn| wanted.iter().map(|q| told(conn, &regions, q)).collect()).await?;
        self.enter(vec![keeping::line(
            actor,
            info,
            self.now(),
            None,
            Outcome::List,
            answer.names(),
            &self.trace_of(actor),
        )])
        .await?;
        Ok(told)
    }

    /// Whether the rule lets this person ask for these counts.
    #[must_use]
    pub fn may_count<A: Act>(&self, actor: &Actor, of: &Counting) -> Arc<Answer> {
        self.may_count_by(actor, A::REF, of)
    }

    fn may_count_by(&self, actor: &Actor, info: &'static ActInfo, of: &Counting) -> Arc<Answer> {
        let own = &actor.agency.house;
        let (state, house) = match of {
            Counting::House(house) => ("house", house.as_str()),
            Counting::Region(region) if self.directory().houses_of(region).any(|h| h.id == *own) => {
                ("region", own.as_str())
            }
            Counting::Region(_) => ("region", ""),
            Counting::All => ("all", ""),
        };
        self.0.rules.ask(&question(actor, info, state, (BTreeSet::new(), local_day(self.now())), (house, "")))
    }

    /// The houses that are counted, region by region. A house that counted nothing belongs to them too.
    fn counting(&self, of: &Counting) -> Vec<Vec<HouseId>> {
        let directory = self.directory();
        match of {
            Counting::House(house) => vec![vec![house.clone()]],
            Counting::Region(region) => vec![directory.houses_of(region).map(|h| h.id.clone()).collect()],
            Counting::All => {
                let mut regions: BTreeMap<Option<&Line>, Vec<HouseId>> = BTreeMap::new();
                for house in &directory.houses {
                    regions.entry(house.region.as_ref()).or_default().push(house.id.clone());
                }
                regions.into_values().collect()
            }
        }
    }
}

/// What may be told of these houses in a quarter: the small numbers go before anything is handed on.
fn told(conn: &mut dyn Connection, regions: &[Vec<HouseId>], quarter: &str) -> Result<Figures, StoreError> {
    let mut of = |houses: &Vec<HouseId>| houses.iter().map(|h| counted(conn, h.as_str(), quarter)).collect();
    let counted: Vec<Vec<Counted>> = regions.iter().map(&mut of).collect::<Result<_, StoreError>>()?;
    Ok(match counted.iter().flatten().collect::<Vec<_>>().as_slice() {
        [one] => Figures::of(one),
        _ => Figures::of_regions(&counted),
    })
}

fn counted(conn: &mut dyn Connection, house: &str, quarter: &str) -> Result<Counted, StoreError> {
    const SQL: &str = "SELECT name, days, n FROM measure WHERE house = $1 AND quarter = $2";
    let mut counted = Counted::default();
    for row in conn.query(SQL, &[house.into(), quarter.into()])? {
        // A counter of a later program is left alone.
        if let Some(what) = Counter::from_word(row.text(0)?) {
            let (days, n) = (u32::try_from(row.int(1)?).ok(), u64::try_from(row.int(2)?).unwrap_or(0));
            counted.add(what, days, n);
        }
    }
    Ok(counted)
}
