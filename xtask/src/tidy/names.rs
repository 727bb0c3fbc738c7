//! The names that a file of Rust says, as far as they tell which other file it needs: paths that begin with `crate`, `self` or `super`,
//! and everything that is imported.

/// A path, and under which name it is known in this file when it is imported.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name<'a> {
    /// Its parts, from the first.
    pub(super) path: Vec<&'a str>,
    pub(super) imported: Option<&'a str>,
    /// Whether it is imported for others: `pub use`.
    pub(super) passed_on: bool,
}

/// Every path in a text.
pub(super) fn all(text: &str) -> Vec<Name<'_>> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let import = words[at] == "use";
        // `pub(in crate::case)` says who may see it, and needs nothing.
        let seen_by = at > 1 && words[at - 2] == "(" && words[at - 1] == "in";
        let begins = is_name(words[at]) && words.get(at + 1) == Some(&"::") && !seen_by;
        if import || begins {
            let passed_on = import && at > 0 && matches!(words[at - 1], "pub" | ")");
            let mut reader =
                Reader { words: &words, at: at + usize::from(import), import, passed_on, found: &mut found };
            reader.tree(&[]);
            at = reader.at.max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

struct Reader<'w, 'a> {
    words: &'w [&'a str],
    at: usize,
    import: bool,
    passed_on: bool,
    found: &'w mut Vec<Name<'a>>,
}

impl<'a> Reader<'_, 'a> {
    /// A path, or in braces several that begin in the same way.
    fn tree(&mut self, before: &[&'a str]) {
        let mut path = before.to_vec();
        loop {
            match self.words.get(self.at) {
                Some(&"{") if self.import => return self.several(&path),
                Some(&"*") if self.import => {
                    self.at += 1;
                    return self.found.push(Name { path, imported: None, passed_on: self.passed_on });
                }
                Some(word) if is_name(word) => {
                    // In braces, `self` is what stands before them.
                    if !(*word == "self" && !before.is_empty() && path.len() == before.len()) {
                        path.push(word);
                    }
                    self.at += 1;
                }
                _ => return,
            }
            if self.words.get(self.at) != Some(&"::") {
                break;
            }
            self.at += 1;
        }
        let mut imported = self.import.then(|| path.last().copied()).flatten();
        if self.import && self.words.get(self.at) == Some(&"as") {
            imported = self.words.get(self.at + 1).copied();
            self.at += 2;
        }
        self.found.push(Name { path, imported, passed_on: self.passed_on });
    }

    fn several(&mut self, before: &[&'a str]) {
        self.at += 1;
        while let Some(word) = self.words.get(self.at) {
            match *word {
                "}" => {
                    self.at += 1;
                    return;
                }
                "," => self.at += 1,
                _ => {
                    let began = self.at;
                    self.tree(before);
                    if self.at == began {
                        return;
                    }
                }
            }
        }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Whether a text says a word itself: not where modules are named and not where something is imported.
pub(super) fn says(text: &str, word: &str) -> bool {
    let words = words(text);
    let mut apart = false;
    words.iter().enumerate().any(|(at, said)| {
        match *said {
            "use" => apart = true,
            "mod" if words.get(at + 2) == Some(&";") => apart = true,
            ";" => apart = false,
            _ => return !apart && *said == word,
        }
        false
    })
}

/// Names and signs, without what stands in comments and in quotes.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = quoted(rest) {
            length
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            words.push(&rest[..length]);
            length
        } else {
            let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
            if !first.is_whitespace() {
                words.push(&rest[..length]);
            }
            length
        };
        rest = &rest[length..];
    }
    words
}

/// How long the text in quotes is that stands here, if one does.
fn quoted(rest: &str) -> Option<usize> {
    let raw = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r')).map(|after| {
        let signs = after.len() - after.trim_start_matches('#').len();
        (after, signs)
    });
    if let Some((after, signs)) = raw
        && after[signs..].starts_with('"')
    {
        let end = format!("\"{}", "#".repeat(signs));
        let begin = rest.len() - after.len() + signs + 1;
        return Some(rest[begin..].find(&end).map_or(rest.len(), |at| begin + at + end.len()));
    }
    if rest.starts_with('"') {
        let mut escaped = false;
        for (at, sign) in rest.char_indices().skip(1) {
            match sign {
                '"' if !escaped => return Some(at + 1),
                '\\' => escaped = !escaped,
                _ => escaped = false,
            }
        }
        return Some(rest.len());
    }
    // A letter in quotes, not the beginning of a lifetime.
    let mut signs = rest.strip_prefix('\'')?.char_indices();
    match signs.next()? {
        (_, '\\') => rest[2..].char_indices().skip(1).find(|(_, sign)| *sign == '\'').map(|(at, _)| at + 3),
        (_, sign) => rest[1 + sign.len_utf8()..].starts_with('\'').then_some(2 + sign.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        all(text).iter().map(|name| format!("{}={}", name.path.join("."), name.imported.unwrap_or("-"))).collect()
    }

    #[test]
    fn imports_are_told_apart_with_their_names() {
        let text = "pub use self::{a::{self, B as C}, d::*}; use serde::X; fn f() -> crate::g::H { super::super::i() }";
        assert_eq!(said(text), ["self.a=a", "self.a.B=C", "self.d=-", "serde.X=X", "crate.g.H=-", "super.super.i=-"]);
    }

    #[test]
    fn quotes_and_comments_hold_no_names() {
        let text = "r#\"crate::a\"# \"\\\" crate::b\" '\"' b'\\'' // crate::c\n/* crate::d */ &'a crate::e";
        assert_eq!(said(text), ["crate.e=-"]);
    }
}
