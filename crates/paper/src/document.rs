//! What a document is made of, and how one is built.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The language a document is read aloud in, and in which its page numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Dutch.
    Dutch,
    /// English.
    English,
}

/// How deep a heading lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Level {
    /// A chapter: the highest under the title.
    Chapter,
    /// A section within a chapter.
    Section,
    /// A point within a section.
    Point,
}

/// A piece of a document. All text is plain: nothing in it is read as markup. A line break stays a line break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading.
    Heading {
        /// How deep.
        level: Level,
        /// Its words.
        text: String,
    },
    /// Running text; an empty line starts a new paragraph.
    Paragraph(String),
    /// Items without an order.
    Bullets(Vec<String>),
    /// Items with the numbers they already have, such as recommendation 3 of the year.
    Numbered(Vec<(String, String)>),
    /// Rows and columns.
    Table(Table),
    /// A term with its value, line by line.
    Pairs(Vec<(String, String)>),
    /// A picture of figures.
    Chart(Chart),
    /// A remark in a box.
    Note(String),
    /// Who signs, each with a place for it.
    Signatures(Vec<Signature>),
    /// What follows starts on a new page.
    PageBreak,
}

/// A table with a head. A row that is too short is filled with empty cells; what is too much in a row is an error of the caller and
/// gets a column without a head, so that nothing disappears.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// What stands under it, if anything.
    pub caption: Option<String>,
}

impl Table {
    /// An empty table with these columns.
    pub fn new<T: Into<String>>(head: impl IntoIterator<Item = T>) -> Self {
        Self { head: texts(head), ..Self::default() }
    }

    /// With one row more.
    #[must_use]
    pub fn row<T: Into<String>>(mut self, cells: impl IntoIterator<Item = T>) -> Self {
        self.push(cells);
        self
    }

    /// With these words under it.
    #[must_use]
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// Adds a row.
    pub fn push<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(texts(cells));
    }
}

/// Who signs, in which function, what they said, and room for ink.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signature {
    /// The office that signs.
    pub office: String,
    /// Its organisation.
    pub organisation: String,
    /// What was decided, by whom, when and why, line by line; nothing while it is open.
    pub said: Vec<String>,
}

/// A picture as SVG, with the same said in words for who does not see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// The picture. Pictures and fonts from elsewhere are not fetched.
    pub svg: String,
    /// What the picture says, in words.
    pub alternative: String,
    /// What stands under it, if anything.
    pub caption: Option<String>,
}

impl Chart {
    /// A picture, and the same in words.
    pub fn new(svg: impl Into<String>, alternative: impl Into<String>) -> Self {
        Self { svg: svg.into(), alternative: alternative.into(), caption: None }
    }

    /// With these words under it.
    #[must_use]
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }
}

/// A document: a title, some lines about it, and blocks.
///
/// ```
/// use paper::{Document, Language, Table};
///
/// let mut letter = Document::new("Terugblik op de maand maart", Language::Dutch, jiff::civil::date(2026, 4, 3))
///     .reference("TB-0007")
///     .about("Datum", "3 april 2026");
/// letter.chapter("Wat wij zagen").paragraph("Veel overleg was kort.");
/// for point in ["Begin op tijd", "Schrijf het op"] {
///     letter.bullets([point]);
/// }
/// letter.table(Table::new(["Week", "Overleggen"]).row(["10", "4"]).caption("Per week"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// The line under the title.
    pub subtitle: Option<String>,
    /// What it is known by; returns in the header of each page.
    pub reference: Option<String>,
    /// The organisation it comes from.
    pub author: Option<String>,
    /// Lines about it: a term and its value.
    pub about: Vec<(String, String)>,
    /// The language it is read aloud in.
    pub language: Language,
    /// The day in the file's own description.
    pub made: Date,
    /// What it is made of, from top to bottom.
    pub blocks: Vec<Block>,
    /// Whether it is set smaller where that brings it on one page. What does not fit in a readable letter takes more pages.
    #[serde(default)]
    pub one_page: bool,
    /// Words across every page, faint enough to read what is under them.
    #[serde(default)]
    pub across: Option<String>,
    /// The house in whose look it is printed, by its id. The press is not told.
    #[serde(skip)]
    pub house: Option<String>,
}

/// What stands above the first block.
impl Document {
    /// An empty document, made on this day. The day goes into the file's own description; say it in [`Document::about`] as well if
    /// people are to read it.
    pub fn new(title: impl Into<String>, language: Language, made: Date) -> Self {
        Self {
            title: title.into(),
            subtitle: None,
            reference: None,
            author: None,
            about: Vec::new(),
            language,
            made,
            blocks: Vec::new(),
            one_page: false,
            across: None,
            house: None,
        }
    }

    /// On one page, as long as its letter stays readable.
    #[must_use]
    pub fn one_page(mut self) -> Self {
        self.one_page = true;
        self
    }

    /// With these words across every page.
    #[must_use]
    pub fn across(mut self, words: impl Into<String>) -> Self {
        self.across = Some(words.into());
        self
    }

    /// In the look of this house, if it has one of its own.
    #[must_use]
    pub fn in_the_look_of(mut self, house: &impl ToString) -> Self {
        self.house = Some(house.to_string());
        self
    }

    /// With a line under the title.
    #[must_use]
    pub fn subtitle(mut self, text: impl Into<String>) -> Self {
        self.subtitle = Some(text.into());
        self
    }

    /// With a reference, which returns in the header of each page.
    #[must_use]
    pub fn reference(mut self, text: impl Into<String>) -> Self {
        self.reference = Some(text.into());
        self
    }

    /// With the organisation it comes from, which also goes into the file's own description.
    #[must_use]
    pub fn author(mut self, text: impl Into<String>) -> Self {
        self.author = Some(text.into());
        self
    }

    /// With a line about the document, such as its date or who asked for it.
    #[must_use]
    pub fn about(mut self, term: impl Into<String>, value: impl Into<String>) -> Self {
        self.about.push((term.into(), value.into()));
        self
    }
}

/// The blocks, each added under the one before.
impl Document {
    /// Adds a block.
    pub fn add(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: Level, text: impl Into<String>) -> &mut Self {
        self.add(Block::Heading { level, text: text.into() })
    }

    /// Adds a heading of the highest level.
    pub fn chapter(&mut self, text: impl Into<String>) -> &mut Self {
        self.heading(Level::Chapter, text)
    }

    /// Adds a heading of the second level.
    pub fn section(&mut self, text: impl Into<String>) -> &mut Self {
        self.heading(Level::Section, text)
    }

    /// Adds a heading of the third level.
    pub fn point(&mut self, text: impl Into<String>) -> &mut Self {
        self.heading(Level::Point, text)
    }

    /// Adds running text.
    pub fn paragraph(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Paragraph(text.into()))
    }

    /// Adds items without an order.
    pub fn bullets<T: Into<String>>(&mut self, items: impl IntoIterator<Item = T>) -> &mut Self {
        self.add(Block::Bullets(texts(items)))
    }

    /// Adds items with the numbers they already have.
    pub fn numbered<N: ToString, T: Into<String>>(&mut self, items: impl IntoIterator<Item = (N, T)>) -> &mut Self {
        self.add(Block::Numbered(items.into_iter().map(|(number, text)| (number.to_string(), text.into())).collect()))
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) -> &mut Self {
        self.add(Block::Table(table))
    }

    /// Adds terms with their values.
    pub fn pairs<K: Into<String>, V: Into<String>>(&mut self, pairs: impl IntoIterator<Item = (K, V)>) -> &mut Self {
        self.add(Block::Pairs(pairs.into_iter().map(|(term, value)| (term.into(), value.into())).collect()))
    }

    /// Adds a chart.
    pub fn chart(&mut self, chart: Chart) -> &mut Self {
        self.add(Block::Chart(chart))
    }

    /// Adds places to sign.
    pub fn signatures(&mut self, signatures: Vec<Signature>) -> &mut Self {
        self.add(Block::Signatures(signatures))
    }

    /// Adds a remark in a box.
    pub fn note(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Note(text.into()))
    }

    /// Starts a new page.
    pub fn page_break(&mut self) -> &mut Self {
        self.add(Block::PageBreak)
    }
}

fn texts<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(Into::into).collect()
}
