//! Makes a look of the template that is named first, and writes a paper in it to the file that is named second, to look at.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut named = std::env::args().skip(1);
    let (template, to) = (named.next().ok_or("name a template")?, named.next().ok_or("name a file")?);
    let look = paper::Look::of(Path::new(&template))?;
    std::fs::write(to, paper::sample(paper::Language::Dutch).printed_in(Some(&look))?.pdf)?;
    Ok(())
}
