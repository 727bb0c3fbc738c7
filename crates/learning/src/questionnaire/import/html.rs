//! What people read of a text that was written as a web page. It is taken apart as a browser does, so that what is no mark there is none
//! here; and what a browser shows and words cannot say, is told.

use html5gum::{DefaultEmitter, Error, Token, Tokenizer};
use kernel::Say;
use std::collections::BTreeSet;

/// A text, and what of it could not come along.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) text: String,
    pub(super) lost: BTreeSet<Lost>,
}

/// What a text held beside its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lost {
    /// A picture, a film, a sound.
    Picture,
    /// The address behind a link.
    Address,
    /// A script.
    Script,
    /// Something between angle brackets that a browser takes for a mark and that no web page knows.
    Mark(String),
    /// The end, because a mark is not closed.
    End,
}

impl Lost {
    fn mark(text: &str) -> Self {
        Self::Mark(text.trim().chars().take(40).collect())
    }

    pub(super) fn says(&self) -> Say {
        match self {
            Self::Picture => Say::of(
                "Een plaatje, filmpje of geluid in de tekst komt niet mee.",
                "A picture, film or sound in the text does not come along.",
            ),
            Self::Address => Say::of(
                "Het adres achter een link in de tekst komt niet mee; de woorden wel.",
                "The address behind a link in the text does not come along; its words do.",
            ),
            Self::Script => Say::of(
                "Een script in de tekst komt niet mee. Wat het op het scherm veranderde, gebeurt hier niet.",
                "A script in the text does not come along. What it changed on the screen does not happen here.",
            ),
            Self::Mark(name) => Say::made(
                format!(
                    "In de tekst staat <{name}>. Een browser ziet dat als opmaak en toont het niet. Kijk de tekst na."
                ),
                format!(
                    "The text holds <{name}>. A browser takes that for markup and does not show it. Check the text."
                ),
            ),
            Self::End => Say::of(
                "De tekst breekt af bij een < dat niet sluit. Kijk het einde van de tekst na.",
                "The text breaks off at a < that is not closed. Check the end of the text.",
            ),
        }
    }
}

/// Elements of which the content is not read aloud.
const UNREAD: [&str; 9] = ["script", "style", "head", "title", "xml", "template", "noscript", "object", "svg"];
const PICTURES: [&str; 7] = ["img", "video", "audio", "iframe", "embed", "object", "svg"];
/// Elements that part words; the others stand inside a word.
const APART: &str = " p br div li ul ol td th tr table h1 h2 h3 h4 h5 h6 hr dt dd blockquote pre section article ";
/// The other elements of a web page.
const OTHERS: &str = " a abbr acronym address area aside b base basefont bdi bdo big body button canvas caption center cite code col colgroup \
    data datalist del details dfn dialog dir dl em fieldset figcaption figure font footer form frame frameset header hgroup html i input ins \
    kbd label legend link main map mark math menu meta meter nav nobr noframes optgroup option output param picture progress q rp rt ruby s \
    samp search select small source span strike strong sub summary sup tbody textarea tfoot thead time track tt u var wbr ";

/// Attributes that are written without a value, or with an empty one.
const EMPTY: &str = " align alt async autoplay border checked class compact controls defer dir disabled height hidden href id lang loop multiple \
    muted name nowrap open readonly rel required reversed selected src start style target title type valign value width ";

/// Whether it is a mark that word processors leave behind: a few letters, a colon and a name. An address has more.
fn of_a_word_processor(name: &str) -> bool {
    name.split_once(':').is_some_and(|(space, own)| {
        space.len() <= 3 && !own.is_empty() && own.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// The words of a text.
pub(super) fn plain(text: &str) -> Plain {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut plain = Plain::default();
    plain.ends_of_nothing(text);
    // What follows is no mark, and a browser takes it for a remark.
    let mut bogus = false;
    // The element that is not read, and how many of its kind stand inside each other.
    let mut unread: Option<(String, usize)> = None;
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if let Some((element, depth)) = &mut unread {
                    *depth += usize::from(*element == name && !tag.self_closing);
                    continue;
                }
                let link = tag.attributes.iter().any(|(key, _)| **key == *b"href");
                let empty = tag.attributes.iter().filter(|(_, value)| value.is_empty());
                let words: Vec<_> = empty.map(|(key, _)| String::from_utf8_lossy(key).into_owned()).collect();
                plain.begins(&name, link, &words);
                if UNREAD.contains(&name.as_str()) && !tag.self_closing {
                    unread = Some((name, 1));
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                match &mut unread {
                    Some((element, depth)) if *element == name => {
                        *depth -= 1;
                        if *depth == 0 {
                            unread = None;
                        }
                    }
                    Some(_) => {}
                    None => plain.parts(&name),
                }
            }
            Token::String(words) if unread.is_none() => plain.text.push_str(&String::from_utf8_lossy(&words)),
            Token::Error(error) if matches!(*error, Error::EofInTag | Error::EofInComment) => {
                plain.lost.insert(Lost::End);
            }
            Token::Error(error) => {
                bogus |=
                    matches!(*error, Error::IncorrectlyOpenedComment | Error::UnexpectedQuestionMarkInsteadOfTagName);
            }
            Token::Comment(words) if std::mem::take(&mut bogus) => {
                let words = String::from_utf8_lossy(&words).into_owned();
                let of_a_word_processor = words.starts_with('[') || words.to_ascii_lowercase().starts_with("?xml");
                if unread.is_none() && !of_a_word_processor {
                    let mark = if words.starts_with('?') { words } else { format!("!{words}") };
                    plain.lost.insert(Lost::mark(&mark));
                }
            }
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) => {}
        }
    }
    plain.text = plain.text.split_whitespace().collect::<Vec<_>>().join(" ");
    plain
}

impl Plain {
    fn parts(&mut self, name: &str) {
        if APART.contains(&format!(" {name} ")) {
            self.text.push(' ');
        }
    }

    /// An end of no element, such as `</ ja`: a browser does not show it, nor what follows.
    fn ends_of_nothing(&mut self, text: &str) {
        for (at, mark) in text.match_indices("</") {
            let rest = text.get(at + mark.len()..).unwrap_or_default();
            if rest.chars().next().is_some_and(|c| !c.is_ascii_alphabetic() && c != '>') {
                let words = rest.split('>').next().unwrap_or_default();
                self.lost.insert(Lost::mark(&format!("/{words}")));
            }
        }
    }

    /// An element begins; `words` are its attributes that say nothing.
    fn begins(&mut self, name: &str, link: bool, words: &[String]) {
        self.parts(name);
        if PICTURES.contains(&name) {
            self.lost.insert(Lost::Picture);
        }
        if name == "a" && link {
            self.lost.insert(Lost::Address);
        }
        if name == "script" {
            self.lost.insert(Lost::Script);
        }
        let spaced = format!(" {name} ");
        let known =
            UNREAD.contains(&name) || PICTURES.contains(&name) || APART.contains(&spaced) || OTHERS.contains(&spaced);
        // An element whose attributes are words is a sentence with a < in it: `a<b en c>d`.
        let words: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .filter(|word| !word.contains('-') && !EMPTY.contains(&format!(" {word} ")))
            .collect();
        if known && !words.is_empty() {
            self.lost.insert(Lost::mark(&format!("{name} {}", words.join(" "))));
        }
        if !known && !of_a_word_processor(name) {
            self.lost.insert(Lost::mark(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(html: &str, words: &str, lost: &[Lost]) {
        let plain = plain(html);
        assert_eq!((plain.text.as_str(), plain.lost.iter().cloned().collect::<Vec<_>>()), (words, lost.to_vec()));
    }

    #[test]
    fn every_sign_that_has_a_name_is_read() {
        reads(
            "<p>be&iuml;nvloedt &eacute;&eacute;n zaak&hellip; &ldquo;co&ouml;p&rdquo; &#8364;5 &#xE9;&nbsp;x</p>",
            "beïnvloedt één zaak… “coöp” €5 é x",
            &[],
        );
        reads("rock &amp; roll &lt;b&gt; &onbekend;", "rock & roll <b> &onbekend;", &[]);
    }

    #[test]
    fn a_smaller_than_that_begins_no_mark_is_a_sign() {
        reads("jong (<27 jaar)", "jong (<27 jaar)", &[]);
        reads("< 1 jaar of > 10, <10 personen", "< 1 jaar of > 10, <10 personen", &[]);
        reads("2<3<br>4", "2<3 4", &[]);
    }

    #[test]
    fn what_programs_left_behind_is_not_read_out() {
        reads(
            "<style>.a{color:red}</style><script>if (a<b) {x();}</script><p>Wat vond u?</p>",
            "Wat vond u?",
            &[Lost::Script],
        );
        reads(
            "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p class=Mso>Wat?<o:p></o:p></p>",
            "Wat?",
            &[],
        );
        reads("<xml><w:View>Normal</w:View><w:Zoom>0</w:Zoom></xml>Wat?", "Wat?", &[]);
    }

    #[test]
    fn what_words_cannot_say_is_told() {
        reads("<p><img src=\"x.png\"></p>", "", &[Lost::Picture]);
        reads("Lees <a href=\"https://voorbeeld.nl\">dit</a>", "Lees dit", &[Lost::Address]);
        reads("Beste <naam>, wat vond u?", "Beste , wat vond u?", &[Lost::Mark("naam".into())]);
        reads("Wat vond u <b", "Wat vond u", &[Lost::End]);
        reads("Wat vond u? <!-- niet gesloten", "Wat vond u?", &[Lost::End]);
        reads("als a<b en c>d", "als ad", &[Lost::Mark("b c en".into())]);
        reads("Kijk op <https://voorbeeld.nl> daar", "Kijk op daar", &[Lost::Mark("https:".into())]);
        reads("ja </ nee> ja", "ja ja", &[Lost::Mark("/ nee".into())]);
        reads("ja <!nee> ja", "ja ja", &[Lost::Mark("!nee".into())]);
        reads("<input disabled><td nowrap class=\"\">x</td>", "x", &[]);
    }
}
