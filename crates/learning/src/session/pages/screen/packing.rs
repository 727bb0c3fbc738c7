//! How notes are laid on a screen that nobody can scroll: in columns, with letters as large as they can be, on as few sheets as they need.
//! All sizes are in the letter of the screen, of which 80 go in its width and 45 in its height; a screen of another shape has more room.

/// How dense a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Density {
    /// A few notes, in letters for the back row.
    Large,
    /// More of them.
    Roomy,
    /// As usual.
    Usual,
    /// Many, in letters that are still read at the back.
    Many,
}

impl Density {
    const ALL: [Self; 4] = [Self::Large, Self::Roomy, Self::Usual, Self::Many];

    /// The look of the sheet.
    pub(super) const fn class(self) -> &'static str {
        // class: wall wall--large wall--roomy wall--many
        match self {
            Self::Large => "wall wall--large",
            Self::Roomy => "wall wall--roomy",
            Self::Usual => "wall",
            Self::Many => "wall wall--many",
        }
    }

    /// How many columns, how wide each is inside its notes in letters of those notes, and how high a letter is.
    const fn sizes(self) -> (usize, f64, f64) {
        match self {
            Self::Large => (4, 9.8, 1.65),
            Self::Roomy => (5, 9.8, 1.3),
            Self::Usual => (5, 12.4, 1.06),
            Self::Many => (6, 12.0, 0.9),
        }
    }

    /// How high a note is with so many lines: those, the margins in it and the one below it.
    fn note(self, lines: u32) -> f64 {
        let (_, _, size) = self.sizes();
        size * (1.22 * f64::from(lines) + 1.7)
    }

    /// How high a heading is with so many lines.
    fn heading(lines: u32) -> f64 {
        1.5 * f64::from(lines) + 0.5
    }
}

/// How wide a letter is, as a part of its height: nobody knows which letters the screen has, so rather too wide than too narrow.
fn width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | ' ' => 0.36,
        'm' | 'w' => 0.86,
        'M' | 'W' | '@' | '%' => 0.98,
        'A'..='Z' => 0.72,
        '\u{0}'..='\u{24f}' => 0.56,
        _ => 1.1,
    }
}

/// How many lines a text takes when words go to the next line where they do not fit, and words that fit on no line are broken.
fn lines(text: &str, wide: f64) -> u32 {
    let (mut lines, mut used) = (1, 0.0);
    for word in text.split_whitespace() {
        let gap = if used > 0.0 { width(' ') } else { 0.0 };
        let whole: f64 = word.chars().map(width).sum();
        if used + gap + whole <= wide {
            used += gap + whole;
            continue;
        }
        lines += u32::from(used > 0.0);
        used = 0.0;
        for letter in word.chars().map(width) {
            if used + letter > wide {
                lines += 1;
                used = 0.0;
            }
            used += letter;
        }
    }
    lines
}

/// One thing on a sheet, in its order: a heading, or a note with what is said below it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'a> {
    Heading(&'a str),
    Note { text: &'a str, below: bool },
}

/// Where the sheets begin: the number of the first piece on each, and how dense they are. No piece is ever left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) density: Density,
    pub(super) starts: Vec<usize>,
}

/// How high the columns of a sheet may be: the screen without its edges and a title of one line.
const HIGH: f64 = 31.0;
/// Another line of the title takes so much, and a line of it is so wide.
const TITLE: (f64, f64) = (2.6, 39.0);

/// Packs: the largest letters in which it goes on the fewest sheets.
pub(super) fn pack(title: &str, pieces: &[Piece<'_>]) -> Packed {
    let (line, wide) = TITLE;
    let high = HIGH - line * f64::from(lines(title, wide) - 1).min(3.0);
    let [mut best, rest @ ..] = Density::ALL.map(|density| Packed { density, starts: sheets(density, high, pieces) });
    for packed in rest {
        if packed.starts.len() < best.starts.len() {
            best = packed;
        }
    }
    best
}

fn sheets(density: Density, high: f64, pieces: &[Piece<'_>]) -> Vec<usize> {
    let (columns, wide, _) = density.sizes();
    // A note that is higher than a column is cut off at its end.
    let tall = |piece: &Piece<'_>| match piece {
        Piece::Heading(text) => Density::heading(lines(text, wide)),
        Piece::Note { text, below } => density.note(lines(text, wide) + u32::from(*below)).min(high),
    };
    let (mut starts, mut column, mut used, mut heading) = (vec![0], 0, 0.0, 0.0);
    for (n, piece) in pieces.iter().enumerate() {
        if matches!(piece, Piece::Heading(_)) {
            heading = tall(piece);
        }
        // A heading goes along with the note below it.
        let next = match piece {
            Piece::Heading(_) => pieces.get(n + 1).map_or(0.0, tall),
            Piece::Note { .. } => 0.0,
        };
        if used > 0.0 && used + tall(piece) + next > high {
            (column, used) = (column + 1, 0.0);
        }
        if column == columns {
            starts.push(n);
            // Notes that go on on another sheet have their heading there once more.
            (column, used) = (0, if matches!(piece, Piece::Note { .. }) { heading } else { 0.0 });
        }
        used += tall(piece);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(many: usize, text: &str) -> Packed {
        pack("Waar merkt u het?", &vec![Piece::Note { text, below: false }; many])
    }

    #[test]
    fn few_notes_have_large_letters_and_many_go_on_more_sheets_never_in_smaller_ones() {
        let short = "Bij de balie wordt vaker gefilmd dan vroeger, zegt men";
        assert_eq!(notes(8, short), Packed { density: Density::Large, starts: vec![0] });
        assert_eq!(notes(20, short), Packed { density: Density::Roomy, starts: vec![0] });
        assert_eq!(notes(25, short).starts.len(), 1, "a room of twenty-five is read on one sheet");
        let many = notes(200, short);
        assert_eq!(many.density, Density::Many);
        assert!(many.starts.len() > 1 && many.starts.windows(2).all(|w| w[0] < w[1]), "{many:?}");
    }

    #[test]
    fn a_note_of_the_longest_kind_goes_in_a_column_whatever_it_says() {
        for text in ["W".repeat(280), "een lang woord ".repeat(18), "a\n".repeat(140), "\u{1f600}".repeat(280)] {
            let packed = notes(25, &text);
            let per = packed.starts.windows(2).map(|w| w[1] - w[0]);
            assert!(per.clone().all(|n| n >= 5), "{text}: {packed:?}");
        }
    }

    #[test]
    fn a_heading_is_never_the_last_of_a_sheet() {
        let text = "Oud en nieuw was rustig, de week erna niet meer.";
        let one = [Piece::Heading("Wat gaat goed?"), Piece::Note { text, below: true }];
        let pieces: Vec<Piece<'_>> = one.iter().copied().cycle().take(400).collect();
        let packed = pack("Briefjes", &pieces);
        assert!(packed.starts.len() > 1);
        assert!(packed.starts.iter().all(|n| n % 2 == 0), "{packed:?}");
    }

    #[test]
    fn words_go_to_the_next_line_and_long_ones_are_broken() {
        assert_eq!(lines("", 5.0), 1);
        assert_eq!(lines("oooo oooo", 4.9), 1);
        assert_eq!(lines("oooo oooo", 4.8), 2);
        assert_eq!(lines(&"o".repeat(25), 5.7), 3);
        assert_eq!(lines("een\ntwee", 9.0), 1, "an empty line in a note makes no hole on the screen");
    }
}
