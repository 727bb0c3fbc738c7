//! An address as a picture of squares, for a phone to look at.

use qrcode::{Color, QrCode};

/// What an SVG needs: how many squares wide, and the path of the dark ones. Nothing of the text itself is in it.
pub(super) struct Squares {
    pub(super) side: usize,
    pub(super) path: String,
}

/// The squares of this text; `None` when it is too long for a picture.
pub(super) fn squares(text: &str) -> Option<Squares> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, c)| *c == Color::Dark);
    // Four squares of white around it, as cameras expect.
    let path = dark.map(|(n, _)| format!("M{} {}h1v1h-1z", n % width + 4, n / width + 4)).collect();
    Some(Squares { side: width + 8, path })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    #[test]
    fn a_picture_has_its_three_corners_and_nothing_but_squares() {
        let made = super::squares("https://casustafel.example/meedoen/ABC234").unwrap();
        let far = made.side - 5;
        for corner in ["M4 4h1".to_owned(), format!("M{far} 4h1"), format!("M4 {far}h1")] {
            assert!(made.path.contains(&corner), "{corner}");
        }
        assert!(made.path.chars().all(|c| "Mhvz- 0123456789".contains(c)));
        assert!(super::squares(&"x".repeat(5000)).is_none());
    }
}
