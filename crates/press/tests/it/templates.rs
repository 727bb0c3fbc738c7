//! A template that is not good is told with file and line before there is any paper, and reaches nothing but its own folder.

use crate::looks::folder;
use paper::Look;
use std::fs;

/// What is said of this template, behind the folder in which it lies.
fn refused(template: &str) -> String {
    let (folder, path) = folder(template);
    let said = Look::of(&path).unwrap_err();
    said.strip_prefix(&format!("{}/", folder.path().display())).unwrap_or(&said).to_owned()
}

const WELL: &str = "#let look = (name: \"A\", letterhead: [Huis])\n";

#[test]
fn a_template_reads_nothing_but_what_lies_beside_it() {
    let beside = "huisstijl.typ:1: failed to load file (a template reads what lies beside it and nothing else)";
    for asked in [
        "#let x = read(\"/etc/passwd\")",
        "#let x = read(\"/etc/hostname\", encoding: none)",
        "#let x = read(\"content.json\")",
        "#let x = json(\"/content.json\")",
        "#let x = image(\"logo.svg\")\n#let look = (name: \"A\", letterhead: x)",
        "#import \"/template.typ\": *",
        "#import \"@preview/cetz:0.3.0\": *",
        "#let look = (name: \"A\", letterhead: image(\"/etc/logo.png\"))",
        "#let x = plugin(\"/etc/x.wasm\")",
    ] {
        assert_eq!(
            refused(&format!("{asked}\n{WELL}").replace(
                &format!("look = (name: \"A\", letterhead: x)\n{WELL}"),
                "look = (name: \"A\", letterhead: x)\n"
            )),
            beside,
            "{asked}"
        );
    }
    for asked in ["../secret.txt", "../../../../etc/passwd", "logo/../../x"] {
        let said = refused(&format!("{WELL}#let x = read(\"{asked}\")"));
        assert!(said.starts_with("huisstijl.typ:2: ") && said.contains("escape"), "{said}");
    }
}

#[test]
fn a_link_in_the_folder_leads_nowhere_else() {
    let (folder, path) = folder(WELL);
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("logo.svg")).unwrap();
        let said = Look::of(&path).unwrap_err();
        assert!(said.ends_with("logo.svg: it is a link to what does not lie beside the template"), "{said}");
        fs::remove_file(folder.path().join("logo.svg")).unwrap();
        // What a folder that is put there by others looks like: a link to a file deeper in it.
        fs::create_dir(folder.path().join("..data")).unwrap();
        fs::write(
            folder.path().join("..data/logo.svg"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
        )
        .unwrap();
        std::os::unix::fs::symlink("..data/logo.svg", folder.path().join("logo.svg")).unwrap();
        fs::write(&path, "#let look = (name: \"A\", letterhead: image(\"logo.svg\"))").unwrap();
        assert!(Look::of(&path).is_ok(), "{:?}", Look::of(&path));
    }
    drop(elsewhere);
}

#[test]
fn a_picture_of_a_house_fetches_nothing() {
    let (folder, path) = folder("#let look = (name: \"A\", letterhead: image(\"logo.svg\", height: 9mm))");
    for href in ["/etc/hostname", "https://elsewhere.example/a.png", "file:///etc/hostname", "1.png", "/1.png"] {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"{href}\" width=\"9\" height=\"9\"/></svg>"
        );
        fs::write(folder.path().join("logo.svg"), svg).unwrap();
        let said = Look::of(&path).unwrap_err();
        assert!(said.contains("huisstijl.typ:1: ") || said.contains("logo.svg"), "{href}: {said}");
    }
}

#[test]
fn a_mistake_is_told_with_its_file_and_line() {
    for (template, said) in [
        ("#let look = (\n  name: \"A\",\n", "huisstijl.typ:1: unclosed delimiter"),
        ("\n\n#let x = nothing\n", "huisstijl.typ:3: unknown variable: nothing"),
        ("\n#panic(\"klaar\")", "huisstijl.typ:2: panicked with: klaar"),
        ("#let x = 1", "huisstijl.typ: it defines no look: #let look = (name: \"…\", …)"),
        ("#let look = 3", "huisstijl.typ: it defines no look: #let look = (name: \"…\", …)"),
        (
            "#let look = (ink: red)",
            "huisstijl.typ: look: there is no name in it, which is read aloud where the letterhead stands",
        ),
        ("#let look = (\n  name: 3,\n)", "huisstijl.typ:2: name: it is a text of at most 120 letters"),
        (
            "#let look = (\n  name: \"A\",\n  letterhead: 7,\n)",
            "huisstijl.typ:3: letterhead: it is content, or a function that makes it for \"nl\" or \"en\"",
        ),
        (
            "#let look = (name: \"A\",\n  soft: rgb(\"#cccccc\"))",
            "huisstijl.typ:2: soft: #cccccc on #ffffff has a contrast of 1.6; words need 4.5",
        ),
        (
            "#let look = (name: \"A\",\n  wash: rgb(\"#222222\"))",
            "huisstijl.typ:2: wash: #1c2430 on #222222 has a contrast of 1.0; words need 4.5",
        ),
        (
            "#let look = (name: \"A\",\n  ink: rgb(0, 0, 0, 10%))",
            "huisstijl.typ:2: ink: it is a colour that one does not see through, such as rgb(\"#1f4468\")",
        ),
        ("#let look = (name: \"A\",\n  margin: 1mm)", "huisstijl.typ:2: margin: each side has from 10 to 70 mm"),
        (
            "#let look = (name: \"A\",\n  margin: 60mm)",
            "huisstijl.typ:2: margin: it leaves less than 120 by 200 mm for words",
        ),
        (
            "#let look = (name: \"A\",\n  margin: (left: 10%))",
            "huisstijl.typ:2: margin: it is a length such as 25mm, or lengths of top, bottom, left, right, x and y",
        ),
        (
            "#let look = (name: \"A\",\n  font: \"Comic Sans\")",
            "huisstijl.typ:2: font: there is no font Comic Sans beside the template",
        ),
        (
            "#let look = (name: \"A\",\n  heading-weight: \"heavy\")",
            "huisstijl.typ:2: heading-weight: it is light, regular, medium, semibold, bold or a number from 100 to 900",
        ),
        (
            "#let look = (name: \"A\",\n  letterhead: v(80mm))",
            "huisstijl.typ:2: letterhead: it is 80 mm high; there is room for 50",
        ),
        (
            "#let look = (name: \"A\",\n  running: box(height: 12mm))",
            "huisstijl.typ:2: running: it is 12 mm high; there is room for 9",
        ),
        ("#let look = (name: \"A\",\n  footer: [])", "huisstijl.typ:2: footer: there is nothing in it"),
        (
            "#let look = (name: \"A\", footer: box(height: 14mm),\n  margin: (bottom: 20mm))",
            "huisstijl.typ:2: margin: footer needs a side of 30 mm",
        ),
        (
            "#let look = (name: \"A\",\n  letterhead: [#pagebreak()])",
            "huisstijl.typ:2: pagebreaks are not allowed inside of containers",
        ),
        (
            "#let head(language) = if language == \"en\" { panic(\"no\") } else [ja]\n#let look = (name: \"A\", letterhead: head)",
            "huisstijl.typ:1: panicked with: no",
        ),
    ] {
        assert_eq!(refused(template), said, "{template}");
    }
    let said = refused("#let look = (name: \"A\", kleur: red)");
    assert!(said.starts_with("huisstijl.typ: look: there is no kleur; there are name, letterhead, "), "{said}");
}

#[test]
fn a_mistake_in_another_file_of_the_folder_is_told_as_of_that_file() {
    let (folder, path) = folder("#import \"kleuren.typ\": blauw\n#let look = (name: \"A\", accent: blauw)");
    fs::write(folder.path().join("kleuren.typ"), "#let blauw = rgb(\"#0b4a6f\")").unwrap();
    assert!(Look::of(&path).is_ok(), "{:?}", Look::of(&path));
    fs::write(folder.path().join("kleuren.typ"), "// blauw\n#let blauw = rgb(\"geen kleur\")").unwrap();
    let said = Look::of(&path).unwrap_err();
    assert!(said.contains("/kleuren.typ:2: "), "{said}");
}

#[test]
fn a_folder_that_is_too_large_a_font_that_is_none_and_a_file_with_our_name_are_refused() {
    let (folder, path) = folder(WELL);
    fs::write(folder.path().join("letter.ttf"), "geen letter").unwrap();
    assert!(Look::of(&path).unwrap_err().ends_with("letter.ttf: it is no font that can be used"));
    fs::remove_file(folder.path().join("letter.ttf")).unwrap();
    fs::write(folder.path().join("casustafel.typ"), "").unwrap();
    assert!(Look::of(&path).unwrap_err().ends_with("casustafel.typ: no file of a house is called so"));
    fs::remove_file(folder.path().join("casustafel.typ")).unwrap();
    fs::write(folder.path().join("foto.png"), vec![0; 8 * 1024 * 1024]).unwrap();
    assert!(Look::of(&path).unwrap_err().contains("at most 40 files of 8 megabytes together"));
    fs::rename(folder.path().join("foto.png"), folder.path().join("foto.txt")).unwrap();
    assert!(Look::of(&path).is_ok(), "what a template cannot use may lie there");
    let not = folder.path().join("huisstijl.txt");
    assert!(Look::of(&not).unwrap_err().ends_with("huisstijl.txt: a template is a file whose name ends in .typ"));
}

#[test]
fn a_template_without_an_end_is_ended_and_told() {
    for (template, said) in [
        ("#while true {}", "huisstijl.typ:1: condition is always true"),
        ("#let n = 1\n#while n > 0 { n += 1 }", "huisstijl.typ:2: loop seems to be infinite"),
        ("#let f(x) = f(x + 1)\n#f(1)", "huisstijl.typ:1: maximum function call depth exceeded"),
        (
            "#for a in range(1000000) { for b in range(1000000) { let c = a * b } }",
            "huisstijl.typ: it is not ready within 60 seconds",
        ),
    ] {
        assert_eq!(refused(template), said, "{template}");
    }
}
