//! Messages of who reads a file of settings, as the terminal says them. They must never tell what something is set to.

/// A message in one line. Of the drawing of the place in the file only the name of the setting is kept: what is set may be a secret.
pub(crate) fn one_line(message: &str) -> String {
    let part = |line: &str| {
        let drawn = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').strip_prefix('|');
        let named = drawn.map(|d| d.split_once('=').map_or("", |(name, _)| name));
        named.unwrap_or(line).trim().to_owned()
    };
    message.lines().map(part).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_setting_and_not_what_it_is_set_to() {
        let drawn = "TOML parse error at line 3, column 8\n  |\n3 | readers = \"geheim\"\n  |           ^^^^^^^^\ninvalid type\n";
        assert_eq!(one_line(drawn), "TOML parse error at line 3, column 8: readers: invalid type");
        assert_eq!(one_line("one\n"), "one");
    }
}
