//! The statement of secrecy that everybody takes notice of: the words of the program, or those of the house.

use kernel::Say;
use serde::Deserialize;
use std::{fs, path::Path};
use web::Secrecy;

/// Where people take notice of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SecrecySetting {
    /// In the program, before anything opens.
    Asked,
    /// On paper, which the house keeps.
    OnPaper,
}

/// What the law says of it: Wgpga art. 17, WGS art. 1.11, Wpg art. 7 lid 2, UAVG art. 30 lid 4, Sr art. 272.
const WORDS: Say = Say::of(
    "Wat u hier leest, hoort en bespreekt, houdt u geheim.\n\n\
     U deelt het alleen met wie aan dezelfde tafel zit, voor het doel van die tafel. Met een ander alleen als een wet u dat opdraagt of \
     toestaat, of als u aan uw eigen organisatie verantwoordt wat u deed (Wgpga art. 17, WGS art. 1.11).\n\n\
     Voor gegevens van de politie en over gezondheid geldt dat ook als uw eigen beroep geen geheimhouding kent (Wpg art. 7 lid 2, UAVG art. \
     30 lid 4).\n\n\
     U kijkt alleen in wat u voor uw werk nodig hebt. Van alles wat u opent, wordt vastgelegd dat u het deed.\n\n\
     Dit blijft gelden als u van functie verandert of hier niet meer werkt. Wie een geheim met opzet schendt, is strafbaar (Sr art. 272).",
    "What you read, hear and discuss here you keep secret.\n\n\
     You share it only with those who sit at the same table, for the purpose of that table. With anybody else only where a law orders or \
     allows you to, or where you account to your own organisation for what you did (Wgpga art. 17, WGS art. 1.11).\n\n\
     For police data and data on health this also holds where your own profession has no duty of secrecy (Wpg art. 7(2), UAVG art. \
     30(4)).\n\n\
     You look only at what you need for your work. Of everything that you open it is recorded that you did.\n\n\
     This goes on applying when you change jobs or no longer work here. Whoever breaks a secret on purpose commits an offence (Sr art. 272).",
);

/// No statement is longer than people read.
const MOST: usize = 20_000;

/// The program's own words.
pub(crate) fn usual() -> Secrecy {
    Secrecy::of(WORDS)
}

/// The words of the house, in this file; they stand there in both languages as they are.
///
/// # Errors
/// A sentence that names the file, and what in it does not fit.
pub(crate) fn of_the_house(file: &Path) -> Result<Secrecy, String> {
    let wrong = |why: &str| format!("secrecy_text: {}: {why}", file.display());
    let text = fs::read_to_string(file).map_err(|e| wrong(&e.to_string()))?.replace("\r\n", "\n");
    match text.trim() {
        "" => Err(wrong("it is empty")),
        text if text.len() > MOST => Err(wrong("it is longer than people read: at most 20,000 bytes")),
        text => Ok(Secrecy::of(Say::same(text.to_owned()))),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn other_words_are_another_version_and_words_that_do_not_fit_are_told() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("geheim.txt");
        let of = |text: &[u8]| {
            fs::write(&file, text).unwrap();
            of_the_house(&file).map(|own| own.version().to_owned())
        };
        let own = of(b"Wat hier ligt, blijft hier.\r\n\r\nOok later.").unwrap();
        assert_eq!(own, of(b"Wat hier ligt, blijft hier.\n\nOok later.\n").unwrap());
        assert_ne!(own, of(b"Wat hier ligt, blijft hier.").unwrap());
        assert_ne!(own, usual().version());
        for (text, why) in [(&b" \n"[..], "empty"), (&[0xff][..], "UTF-8"), (&[b'a'; MOST + 1][..], "longer")] {
            assert!(of(text).unwrap_err().contains(why));
        }
        assert!(of_the_house(&folder.path().join("nergens")).unwrap_err().contains("nergens"));
    }
}
