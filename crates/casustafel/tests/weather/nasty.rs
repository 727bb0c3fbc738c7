//! What nobody should type, and somebody will.

/// A text that is UTF-8, with what it is.
pub(crate) fn texts() -> Vec<(&'static str, String)> {
    vec![
        ("script", "<script>weer()</script>".into()),
        ("a way out of a value", "\"><img src=x onerror=weer()>".into()),
        ("a way out of a text area", "</textarea><script>weer()</script><svg onload=weer()>".into()),
        ("another quote", "' onfocus=weer() autofocus='".into()),
        ("an address that runs", "javascript:weer()".into()),
        ("a template and a statement", "{{7*7}}${7*7}'; DROP TABLE event; --".into()),
        ("marks that turn the reading", "\u{202e}nemmak\u{202c}\u{2066}\u{200f}\u{feff}".into()),
        ("nothing and other control characters", "a\0b\u{1}\u{7f}\u{85}\u{1b}[31mrood".into()),
        ("lines", "een\r\nSet-Cookie: x=y\r\n\r\n<script>weer()</script>".into()),
        ("emoji and joined letters", "👩🏽‍🚒🇳🇱 é̂̃ ﷽ 𝔗𝔞𝔣𝔢𝔩".into()),
        ("very long", "lang ".repeat(20_000)),
        ("only spaces", "\u{a0}\u{2003} \t\n".into()),
        ("numbers that do not fit", "-1e999999999999999999999999999999".into()),
        ("a day that is none", "31-02-99999".into()),
        ("a path", "../../../../etc/passwd%00.html".into()),
    ]
}

/// Bytes as a form sends them, which are no UTF-8.
pub(crate) const NOT_UTF8: [&str; 4] = ["%FF%FE", "Andr%E9", "%C0%AF%C0%AF", "%ED%A0%80"];

/// What must never stand in a page as it was typed.
pub(crate) const RAW: [&str; 5] =
    ["<script>weer", "<img src=x", "<svg onload", "' onfocus=weer() autofocus='", "\"><img"];
