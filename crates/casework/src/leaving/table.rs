//! Tables as both pages show them, and how they are counted in words.

use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::TableRow;
use web::Ask;

/// So many tables of one person are named; the rest is counted.
pub(super) const NAMED: usize = 100;

/// A table in a list.
#[derive(Serialize, JsonSchema)]
pub(super) struct Table {
    pub(super) reference: String,
    pub(super) kind: Say,
    pub(super) since: ShownDay,
}

pub(super) fn table(ask: &Ask, row: &TableRow) -> Table {
    let kind = ask.kinds.of(&row.kind, row.id).map_or(Say::of("", ""), |(_, says)| says.clone());
    Table { reference: row.reference.clone(), kind, since: day_month_year(row.opened) }
}

pub(super) fn tasks(rows: &[TableRow]) -> u64 {
    rows.iter().map(|row| row.tasks).sum()
}

/// A sentence in which `{}` stands for `19 tafels en 24 taken`.
pub(super) fn counted(tables: u64, tasks: u64, sentence: &Say) -> Say {
    let one = |lang: Lang| {
        let table = if tables == 1 { lang.both("tafel", "table") } else { lang.both("tafels", "tables") };
        let task = if tasks == 1 { lang.both("taak", "task") } else { lang.both("taken", "tasks") };
        let and = lang.both("en", "and");
        sentence.to(lang).replace("{}", &format!("{tables} {table} {and} {tasks} {task}"))
    };
    Say::made(one(Lang::Nl), one(Lang::En))
}
