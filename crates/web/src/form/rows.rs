//! Rows of a form: the same question of each of several things, such as every goal of a plan. Only what was sent says how many there
//! are, so no form leaves out the thirteenth.

use super::Reader;
use kernel::Say;
use std::collections::BTreeSet;

const TOO_MANY: Say =
    Say::of("Dit formulier heeft te veel rijen: hooguit 200.", "This form has too many rows: at most 200.");

impl Reader {
    /// So many rows are read from one form, which bounds its work. Whatever a form asks about one by one has no more of them.
    pub const MOST_ROWS: usize = 200;

    /// Reads each row that was sent: `trend1` and `why1`, `trend2` and `why2`. A row is there when a field of one of its stems is, empty
    /// or not; `one` reads all its fields by their names. `first` is the number of the first row. Gives each row with its number, in order.
    pub fn rows<T>(
        &mut self,
        stems: &[&str],
        first: usize,
        mut one: impl FnMut(&mut Self, usize) -> T,
    ) -> Vec<(usize, T)> {
        let mut found = numbers(self.values().names(), stems, first);
        if self.describes {
            // The first row stands for all of them; of how many a dossier has, a description knows nothing.
            let before = self.asked.len();
            let row = one(self, first);
            self.asked.iter_mut().skip(before).for_each(|asked| asked.required = false);
            return vec![(first, row)];
        }
        if found.len() > Self::MOST_ROWS {
            self.wrong("", TOO_MANY);
            found.clear();
        }
        found.into_iter().map(|n| (n, one(self, n))).collect()
    }
}

/// The numbers behind these stems, from `first` on, each once and in order.
pub(super) fn numbers<'a>(names: impl Iterator<Item = &'a str>, stems: &[&str], first: usize) -> BTreeSet<usize> {
    let number = |name: &str| {
        let text =
            stems.iter().find_map(|stem| name.strip_prefix(stem).filter(|rest| rest.parse::<usize>().is_ok()))?;
        // `+1` and `01` are other names than `1`, under which nothing was sent.
        text.parse().ok().filter(|n: &usize| n.to_string() == text && *n >= first)
    };
    names.filter_map(number).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use crate::form::{Form, Reader};
    use crate::values::Values;
    use kernel::{Line, Note};

    #[derive(Debug)]
    struct Told(Vec<(usize, Note)>);

    impl Form for Told {
        fn check(read: &mut Reader) -> Option<Self> {
            let rows = read.rows(&["who", "what"], 1, |read, n| {
                let (who, what) = (read.must::<Line>(format!("who{n}")), read.must::<Note>(format!("what{n}")));
                who.and(what)
            });
            let title = read.must::<Line>("title");
            let rows: Option<Vec<_>> = rows.into_iter().map(|(n, row)| Some((n, row?))).collect();
            title?;
            rows.map(Self)
        }
    }

    fn tell(body: &str) -> Result<Told, Vec<String>> {
        let wrong = Reader::finish::<Told>(Values::from_form(body.as_bytes()).unwrap());
        wrong.map_err(|wrong| wrong.iter().map(|w| w.field.to_string()).collect())
    }

    #[test]
    fn as_many_rows_are_read_as_were_sent_in_the_order_of_their_numbers() {
        let body: String = (1..=40).rev().map(|n| format!("who{n}=a&what{n}=t{n}&")).collect();
        let Told(rows) = tell(&format!("{body}title=x")).unwrap();
        assert_eq!(rows.len(), 40);
        assert!(rows.iter().zip(1..).all(|((n, what), wanted)| *n == wanted && what.as_str() == format!("t{n}")));
        assert!(tell("title=x").unwrap().0.is_empty());
    }

    #[test]
    fn every_message_of_every_row_comes_at_once() {
        let wrong = tell("who1=a&what1=&who2=&what2=b&what14=&who01=x&who0=x&who%2B7=x").unwrap_err();
        assert_eq!(wrong, ["what1", "who2", "who14", "what14", "title"]);
    }

    #[test]
    fn a_form_with_too_many_rows_is_told_so() {
        let body: String = (1..=Reader::MOST_ROWS + 1).map(|n| format!("who{n}=a&")).collect();
        assert_eq!(tell(&format!("{body}title=x")).unwrap_err(), [""]);
    }

    #[test]
    fn a_description_names_the_first_row_and_does_not_demand_it() {
        let asked = Reader::asked_by::<Told>();
        let said: Vec<_> = asked.iter().map(|a| (a.name.as_str(), a.required)).collect();
        assert_eq!(said, [("who1", false), ("what1", false), ("title", true)]);
    }
}
