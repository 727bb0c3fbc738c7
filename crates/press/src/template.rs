//! From the template of a house to a look. It runs here, before there is a document and with none in reach: what it draws goes on as a
//! picture, what it says as values that were checked, and nothing of it is there when a document is set.

use crate::face::{Face, MM, Picture, Strip};
use crate::world::Desk;
use crate::{letters, set, told, values};
use paper::{Error, FACE, Language, pack, unpack};
use typst::foundations::{Dict, Label, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::layout::{Frame, FrameItem};
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

/// What calls the template by name. No file of a house is called so.
const CALLER: &str = "casustafel.typ";
const BESIDE: &str = "a template reads what lies beside it and nothing else";
/// So many bytes of pictures a look has at most.
const MOST_DRAWN: usize = 6 * 1024 * 1024;

/// The files of a house, one of which is the template.
struct Studio<'a> {
    house: &'a str,
    files: Vec<(&'a str, &'a [u8])>,
}

/// What comes of a template: a look and the fonts that it needs, or a sentence about what is wrong with it.
pub(crate) fn answer(order: &[u8]) -> Result<Vec<u8>, Error> {
    let studio = Studio::of(order).ok_or(Error::Layout)?;
    let (sign, said) = match studio.look() {
        Ok(look) => (b"+", look),
        Err(sentence) => (b"-", sentence.into_bytes()),
    };
    Ok([FACE.as_slice(), sign, &said].concat())
}

impl<'a> Studio<'a> {
    fn of(order: &'a [u8]) -> Option<Self> {
        let parts = unpack(order)?;
        let (house, rest) = parts.split_first()?;
        let text = |bytes: &'a [u8]| std::str::from_utf8(bytes).ok();
        let files = rest.chunks_exact(2).map(|file| Some((text(file.first()?)?, *file.get(1)?)));
        Some(Self { house: text(house)?, files: files.collect::<Option<_>>()? })
    }

    fn look(&self) -> Result<Vec<u8>, String> {
        let fonts: Vec<(&str, Vec<u8>)> =
            self.files.iter().filter(|(name, _)| is_font(name)).map(|(name, file)| (*name, file.to_vec())).collect();
        let files: Vec<Vec<u8>> = fonts.iter().map(|(_, file)| file.clone()).collect();
        let brought = letters::brought(&files)
            .map_err(|no| format!("{}: it is no font that can be used", fonts.get(no).map_or("", |(name, _)| *name)))?;
        letters::take(brought);
        let given = self.given()?;
        let (name, mut face) = values::face(&given).map_err(|(key, why)| self.wrong(key, &why))?;
        self.draw(&given, &name, &mut face)?;
        self.fit(&given, &mut face)?;
        self.tried(&face)?;
        let words = serde_json::to_vec(&face).map_err(|_| format!("{}: it cannot be kept", self.house))?;
        let parts: Vec<&[u8]> = std::iter::once(&words).chain(&files).map(Vec::as_slice).collect();
        pack(&parts).ok_or_else(|| format!("{}: it is too large", self.house))
    }

    fn wrong(&self, key: &str, why: &str) -> String {
        let words = self.files.iter().find(|(name, _)| *name == self.house);
        let words = words.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        told::value(words, self.house, key, why)
    }

    /// What this makes of the files.
    fn compiled(&self, caller: String) -> Result<PagedDocument, String> {
        let unreadable = || format!("{}: it cannot be read", self.house);
        let mut desk = Desk::reading(CALLER, caller).ok_or_else(unreadable)?.missing(BESIDE);
        for (name, bytes) in &self.files {
            if *name == CALLER {
                return Err(format!("{CALLER}: no file of a house is called so"));
            }
            desk = desk.with(name, bytes.to_vec()).ok_or_else(unreadable)?;
        }
        typst::compile::<PagedDocument>(&desk).output.map_err(|errors| told::sentence(&desk, self.house, &errors))
    }

    /// The values as the template gives them.
    fn given(&self) -> Result<Dict, String> {
        let read = self.compiled(format!(
            "#import \"/{}\" as house\n#metadata(dictionary(house).at(\"look\", default: none)) <casustafel-look>",
            self.house
        ))?;
        let label = Label::new(PicoStr::intern("casustafel-look"));
        let found = label.and_then(|label| read.introspector().query_label(label).ok().cloned());
        match found.as_ref().and_then(|found| found.to_packed::<MetadataElem>()).map(|found| &found.value) {
            Some(Value::Dict(given)) => Ok(given.clone()),
            _ => Err(format!("{}: it defines no look: #let look = (name: \"…\", …)", self.house)),
        }
    }

    /// Draws what stands around what is said.
    fn draw(&self, given: &Dict, name: &str, face: &mut Face) -> Result<(), String> {
        let wide = |sides: crate::face::Sides| 210.0 * MM - sides.left - sides.right;
        // As wide as where there is least room, so that it fits on every paper.
        let width = wide(face.margin).min(wide(face.narrow));
        let mut all = Vec::new();
        for (key, wide) in [("letterhead", width), ("running", width / 3.0), ("footer", width * 0.72)] {
            let strip: Result<Strip, String> = match given.get(key) {
                Err(_) => Ok(Strip::new()),
                Ok(Value::Func(_)) => ["nl", "en"].iter().map(|lang| self.drawn(face, name, key, wide, lang)).collect(),
                Ok(Value::Content(_) | Value::Str(_)) => {
                    self.drawn(face, name, key, wide, "nl").map(|picture| vec![picture])
                }
                Ok(_) => Err(self.wrong(key, "it is content, or a function that makes it for \"nl\" or \"en\"")),
            };
            all.push(strip?);
        }
        if all.iter().flatten().map(|picture| picture.svg.len()).sum::<usize>() > MOST_DRAWN {
            return Err(format!("{}: what it draws is more than {} megabytes", self.house, MOST_DRAWN / 1024 / 1024));
        }
        face.footer = all.pop().unwrap_or_default();
        face.running = all.pop().unwrap_or_default();
        face.letterhead = all.pop().unwrap_or_default();
        Ok(())
    }

    fn drawn(&self, face: &Face, name: &str, key: &str, width: f64, lang: &str) -> Result<Picture, String> {
        let fonts: String = face.font.iter().map(|font| format!("\"{}\", ", font.replace(['"', '\\'], ""))).collect();
        let page = self.compiled(format!(
            "#import \"/{}\": look\n\
             #let drawn = look.at(\"{key}\")\n\
             #set page(width: {width}pt, height: auto, margin: 0pt, fill: none)\n\
             #set text(font: ({fonts}\"Libertinus Serif\", \"Noto Naskh Arabic\"), size: 9pt, lang: \"{lang}\", fill: rgb(\"{}\"))\n\
             #block(width: 100%, if type(drawn) == function {{ drawn(\"{lang}\") }} else {{ drawn }})",
            self.house, face.ink
        ))?;
        let [page] = page.pages() else { return Err(self.wrong(key, "it takes more than one page")) };
        self.picture(page, name, key)
    }

    fn picture(&self, page: &Page, name: &str, key: &str) -> Result<Picture, String> {
        let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
        let most = match key {
            "letterhead" => 50.0,
            "running" => 9.0,
            _ => 14.0,
        };
        if !height.is_finite() || height > most * MM + 0.01 {
            return Err(self.wrong(key, &format!("it is {:.0} mm high; there is room for {most:.0}", height / MM)));
        }
        if height < 1.0 {
            return Err(self.wrong(key, "there is nothing in it"));
        }
        let mut words = vec![name.to_owned()];
        read(&page.frame, &mut words);
        let svg = typst_svg::svg(page, &typst_svg::SvgOptions::default());
        let words = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Picture { svg, words, width, height })
    }

    /// Makes room in the white for what stands there; where the template says how much white there is, that must be enough.
    fn fit(&self, given: &Dict, face: &mut Face) -> Result<(), String> {
        let high = |strip: &Strip| strip.iter().map(|picture| picture.height).fold(0.0, f64::max);
        let (running, footer) = (high(&face.running), high(&face.footer));
        for (key, sides, above, below) in
            [("margin", &mut face.margin, 11.0, 11.0), ("narrow-margin", &mut face.narrow, 7.0, 6.0)]
        {
            for (what, strip, side, between) in
                [("running", running, &mut sides.top, above), ("footer", footer, &mut sides.bottom, below)]
            {
                let needed = strip + (between + 5.0) * MM;
                if strip > 0.0 && *side < needed {
                    if given.contains(key) {
                        let why = format!("{what} needs a side of {:.0} mm", (needed / MM).ceil());
                        return Err(self.wrong(key, &why));
                    }
                    *side = needed;
                }
            }
        }
        Ok(())
    }

    /// Sets papers with one of everything in it.
    fn tried(&self, face: &Face) -> Result<(), String> {
        for language in [Language::Dutch, Language::English] {
            let sample = paper::sample(language);
            for sample in [sample.clone(), sample.one_page()] {
                set::pdf(&sample, &[], face.clone())
                    .map_err(|error| format!("{}: a paper was tried in it, and {error}", self.house))?;
            }
        }
        Ok(())
    }
}

fn is_font(name: &str) -> bool {
    let (_, kind) = name.rsplit_once('.').unwrap_or_default();
    ["ttf", "otf", "ttc"].iter().any(|font| kind.eq_ignore_ascii_case(font))
}

/// The words of what was drawn, in the order in which it was.
fn read(frame: &Frame, words: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Text(text) => words.push(text.text.to_string()),
            FrameItem::Group(group) => read(&group.frame, words),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
