//! To which triage something goes that is handed in now, in words.

use jiff::ToSpan;
use kernel::calendar::is_holiday;
use kernel::{Date, Lang, Round, Say, Timestamp, TriageRule, day_month_year, local_day, local_minute, weekday_says};

/// A day with its name: *dinsdag 03-02-2026*.
pub(super) fn named(day: Date, lang: Lang) -> String {
    format!("{} {}", weekday_says(day.weekday()).to(lang), day_month_year(day))
}

/// The triage of this week, when it is still to come and its moment has passed.
fn missed(round: &Round, today: Date) -> Option<Date> {
    let before = round.day.checked_sub(7.days()).ok()?;
    (before >= today && !is_holiday(before)).then_some(before)
}

/// Where it goes, and until when it can be handed in for that.
pub(super) fn says(rule: &TriageRule, now: Timestamp) -> Say {
    let round = rule.rhythm.next(now);
    let until = |lang: Lang| {
        format!("{} {}", weekday_says(local_day(round.until).weekday()).to(lang), local_minute(round.until))
    };
    let (nl, en) = (Lang::Nl, Lang::En);
    let mut says = Say::made(
        format!(
            "Wat u nu indient, gaat naar de triage van {}. Daarvoor kan het tot {}.",
            named(round.day, nl),
            until(nl)
        ),
        format!(
            "What you hand in now goes to the triage of {}. For that it can be handed in before {}.",
            named(round.day, en),
            until(en)
        ),
    );
    if let Some(day) = missed(&round, local_day(now)) {
        says = Say::made(
            format!("Het inlevermoment voor {} is voorbij. {}", named(day, nl), says.nl),
            format!("The moment to hand in for {} has passed. {}", named(day, en), says.en),
        );
    }
    says
}
