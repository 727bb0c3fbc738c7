//! `cargo xtask kills --of restore`: the power goes off while a backup is put back. The place is empty afterwards, or refuses with a
//! sentence that says what to do, or holds everything; never something in between that passes for a house.

use super::{
    Dice, Tally,
    house::{self, Engine, Place, said},
};
use crate::machine::Trouble;
use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// Makes a backup of an invented house, and puts it back so often, killed at another moment each time.
pub(super) fn run(root: &Path, engine: Engine, count: u64, seed: u64) -> Result<(), Trouble> {
    let name = format!("restores-{}-{seed}", engine.word());
    let mut tally = Tally::of(house::folder(root)?.join(format!("{name}.tally")));
    for name in ["killed", "empty", "refused", "whole", "in between"] {
        tally.add(name, 0);
    }
    let mut dice = Dice(seed ^ tally.get("killed").wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let source = Place::bare(root, &format!("{name}-source"), Engine::Sqlite)?;
    source.must(&["demo", "--prepare-only"])?;
    let backup = source.folder.join("backup.casus");
    let file = backup.to_string_lossy().into_owned();
    source.must(&["backup", &file])?;
    let whole = counted(&source.must(&["verify"])?);
    let mut longest = None;
    while tally.get("killed") < count {
        let place = Place::bare(root, &name, engine)?;
        fs::create_dir_all(place.data()).map_err(|e| Trouble(e.to_string()))?;
        let key = "meestersleutel";
        fs::copy(source.data().join(key), place.data().join(key)).map_err(|e| Trouble(e.to_string()))?;
        let Some(span) = longest else {
            let began = Instant::now();
            place.must(&["restore", &file])?;
            longest = Some(u64::try_from(began.elapsed().as_micros()).unwrap_or(1_000_000));
            continue;
        };
        let mut child = place.command(&["restore", &file]).spawn().map_err(|e| Trouble(e.to_string()))?;
        // Most of the time goes to looking afterwards whether all is well; what matters is before that.
        thread::sleep(Duration::from_micros(dice.below(span / 2)));
        let _ = child.kill();
        let _ = child.wait();
        tally.add("killed", 1);
        let found = look(&place, &file, &whole)?;
        tally.add(found, 1);
        tally.keep()?;
    }
    println!("restores, {}, {} program, seed {seed}: {}", engine.word(), source.profile(), tally.line());
    if tally.get("in between") == 0 { Ok(()) } else { Err(Trouble("something in between was found".into())) }
}

/// What `verify` counted.
fn counted(said: &str) -> String {
    said.lines()
        .find(|line| line.contains("dossiers, "))
        .unwrap_or_default()
        .split(", ")
        .take(2)
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is at the place after the kill, and whether the restore can be done again.
fn look(place: &Place, file: &str, whole: &str) -> Result<&'static str, Trouble> {
    let (well, told) = said(place.command(&["verify"]))?;
    let found = if well && counted(&told) == *whole {
        return Ok("whole");
    } else if well && counted(&told).starts_with("0 dossiers") {
        "empty"
    } else if !well && told.lines().count() == 1 {
        "refused"
    } else {
        println!("in between: {}", told.lines().next().unwrap_or_default());
        return Ok("in between");
    };
    // Nothing stands in the way of doing it again.
    let (well, again) = said(place.command(&["restore", file]))?;
    if well && counted(&again) == *whole {
        return Ok(found);
    }
    let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    println!("after {found} ({}) it cannot be put back: {}", first(&told), first(&again));
    Ok("in between")
}
