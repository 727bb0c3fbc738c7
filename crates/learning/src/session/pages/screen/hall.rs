//! The table on the screen before the start: a chair for every phone that came in, and room for more.

use schemars::JsonSchema;
use serde::Serialize;

/// So few chairs stand there at least, and so many are drawn at most; the number in words tells the rest.
const CHAIRS: (usize, usize) = (24, 60);

/// A chair: where it stands, and whether somebody sits on it.
#[derive(Serialize, JsonSchema)]
pub(super) struct Chair {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) taken: bool,
}

/// How large a chair is drawn, and all chairs.
pub(super) fn chairs(joined: usize) -> (u8, Vec<Chair>) {
    let (least, most) = CHAIRS;
    // There is always room for one more.
    let many = (joined + 1).clamp(least, most);
    let whole = f64::from(u32::try_from(many).unwrap_or(1));
    let chairs = (0..many).map(|n| {
        let (x, y) = around(f64::from(u32::try_from(n).unwrap_or(0)) / whole);
        Chair { x: format!("{x:.1}"), y: format!("{y:.1}"), taken: n < joined }
    });
    (if many > 36 { 13 } else { 19 }, chairs.collect())
}

/// The point at this part of the way around the table, from the left of its far side.
fn around(part: f64) -> (f64, f64) {
    const SIDE: f64 = 470.0;
    const END: f64 = 145.0;
    let (left, right, middle) = (265.0, 735.0, 215.0);
    let bend = std::f64::consts::PI * END;
    let way = part * 2.0 * (SIDE + bend);
    let turned = |on: f64, from: f64, at: f64| {
        let angle = from + on / END;
        (at + END * angle.cos(), middle + END * angle.sin())
    };
    if way < SIDE {
        (left + way, middle - END)
    } else if way < SIDE + bend {
        turned(way - SIDE, -std::f64::consts::FRAC_PI_2, right)
    } else if way < 2.0 * SIDE + bend {
        (right - (way - SIDE - bend), middle + END)
    } else {
        turned(way - 2.0 * SIDE - bend, std::f64::consts::FRAC_PI_2, left)
    }
}

#[cfg(test)]
mod tests {
    use super::chairs;

    #[test]
    fn everybody_has_a_chair_and_there_is_room_for_one_more() {
        for joined in [0, 1, 23, 24, 40, 59] {
            let (_, chairs) = chairs(joined);
            assert_eq!(chairs.iter().filter(|c| c.taken).count(), joined);
            assert!(chairs.iter().any(|c| !c.taken), "{joined}");
        }
        assert_eq!(chairs(500).1.len(), 60, "a full hall is told in words");
    }
}
