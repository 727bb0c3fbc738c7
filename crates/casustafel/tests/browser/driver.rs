//! A page in a browser, and what can be asked of it. Every call blocks, so a journey reads from top to bottom; and nothing is asked while a
//! page is on its way, so a journey need not know how fast the machine is.

use crate::wire::{PATIENCE, Wire};
use serde_json::{Value, json};
use std::{cell::RefCell, time::Instant};

const WIDTH: u32 = 1280;
const HEIGHT: u32 = 1600;

/// A browser with one page, in a context of its own: what it keeps nobody else has, and goes with it.
pub(crate) struct Driver(RefCell<Page>);

struct Page {
    wire: Wire,
    /// The context: cookies and all else that is kept.
    context: String,
    /// The conversation with the page.
    session: String,
    state: State,
}

/// What is known of the page by what the browser told.
#[derive(Debug, Default)]
struct State {
    /// How many documents there have been.
    documents: u64,
    /// Whether the last one is whole.
    whole: bool,
    gone: bool,
}

/// An element of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    document: u64,
    number: u64,
}

/// A key as the browser wants it told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) sign: char,
    /// 2 for Control, 8 for Shift.
    pub(crate) held: u8,
}

/// Around every question to a page: elements go in and out by number, kept where no page looks.
const AROUND: &str = "
const kept = document[Symbol.for('journey')] ??= [];
const out = v => v instanceof Node ? {element: kept.includes(v) ? kept.indexOf(v) : kept.push(v) - 1}
  : Array.isArray(v) ? v.map(out) : v ?? null;";

impl Driver {
    /// Starts a browser and opens an empty page.
    pub(crate) fn start() -> Self {
        let page =
            Page { wire: Wire::start(), context: String::new(), session: String::new(), state: State::default() };
        let driver = Self(RefCell::new(page));
        driver.renew().expect("a page opens");
        driver
    }

    /// Closes the page with everything that was kept, and opens an empty one that knows nothing.
    pub(crate) fn renew(&self) -> Result<(), String> {
        let mut page = self.0.borrow_mut();
        let page = &mut *page;
        let drawing = page.wire.asked_to_draw;
        let wire = &mut page.wire;
        let mut ask = |session: &str, what: &str, with: Value| wire.ask(session, what, &with, &mut |_| ());
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        if !page.context.is_empty() {
            ask("", "Target.disposeBrowserContext", json!({"browserContextId": page.context}))?;
        }
        page.context = text(&ask("", "Target.createBrowserContext", json!({}))?["browserContextId"]);
        let mut target =
            json!({"url": "about:blank", "browserContextId": page.context, "width": WIDTH, "height": HEIGHT});
        if drawing {
            target["enableBeginFrameControl"] = true.into();
        }
        let target = ask("", "Target.createTarget", target)?["targetId"].clone();
        let session = ask("", "Target.attachToTarget", json!({"targetId": target, "flatten": true}))?;
        page.session = text(&session["sessionId"]);
        page.state = State { documents: page.state.documents + 1, whole: true, gone: false };
        page.ask("Page.enable", &json!({}))?;
        page.ask("Inspector.enable", &json!({}))?;
        // Whatever other windows there are, somebody sits before this one.
        page.ask("Emulation.setFocusEmulationEnabled", &json!({"enabled": true}))?;
        Ok(())
    }

    /// Has the page do something that is no question to its document.
    pub(crate) fn tell(&self, what: &str, with: &Value) -> Result<Value, String> {
        let mut page = self.0.borrow_mut();
        page.settle()?;
        page.ask(what, with)
    }

    /// Opens an address and waits until the page is whole.
    pub(crate) fn go(&self, address: &str) -> Result<(), String> {
        let before = self.document()?;
        let answer = self.tell("Page.navigate", &json!({"url": address}))?;
        match answer["errorText"].as_str() {
            // A file that is to be kept leaves the page as it is.
            Some("net::ERR_ABORTED") => Ok(()),
            Some(why) => Err(format!("{address}: {why}")),
            // Without a loader it was another place in the same document.
            None if answer["loaderId"].is_null() => Ok(()),
            None => self.comes_after(before),
        }
    }

    /// The number of the document that is there now.
    pub(crate) fn document(&self) -> Result<u64, String> {
        let mut page = self.0.borrow_mut();
        page.settle()?;
        Ok(page.state.documents)
    }

    /// Waits until another document than this one has come, whole.
    pub(crate) fn comes_after(&self, document: u64) -> Result<(), String> {
        self.0.borrow_mut().await_until(|state| state.documents > document && state.whole)
    }

    /// What a function in the page gives back. It belongs to the test, not to the page, and works where pages may not script.
    pub(crate) fn execute(&self, script: &str, with: &[&Element]) -> Result<Value, String> {
        self.evaluate(script, with, |inner| format!("(() => {{ {inner} }})()"), false)
    }

    /// The same for a function that gives a promise.
    pub(crate) fn execute_later(&self, script: &str, with: &[&Element]) -> Result<Value, String> {
        self.evaluate(script, with, |inner| format!("(async () => {{ {inner} }})()"), true)
    }

    fn evaluate(
        &self,
        script: &str,
        with: &[&Element],
        around: impl Fn(&str) -> String,
        later: bool,
    ) -> Result<Value, String> {
        let mut page = self.0.borrow_mut();
        page.settle()?;
        if with.iter().any(|element| element.document != page.state.documents) {
            return Err("an element of a page that has gone".into());
        }
        let with: Vec<String> = with.iter().map(|element| format!("kept[{}]", element.number)).collect();
        let wait = if later { "await " } else { "" };
        let inner = format!("{AROUND} return out({wait}(function() {{ {script} }})({}));", with.join(", "));
        let expression = json!({"expression": around(&inner), "returnByValue": true, "awaitPromise": later});
        let mut answer = page.ask("Runtime.evaluate", &expression)?;
        let thrown = &answer["exceptionDetails"];
        if thrown.is_null() { Ok(answer["result"]["value"].take()) } else { Err(format!("{thrown} in: {script}")) }
    }

    /// The element in what a function gave back.
    pub(crate) fn element(&self, answer: &Value) -> Result<Element, String> {
        let number = answer["element"].as_u64().ok_or_else(|| format!("no element in {answer}"))?;
        Ok(Element { document: self.0.borrow().state.documents, number })
    }

    /// A property of an element, as text.
    pub(crate) fn property(&self, element: &Element, name: &str) -> Result<String, String> {
        let found = self.execute(&format!("return arguments[0].{name}"), &[element])?;
        Ok(if found.is_null() {
            String::new()
        } else {
            found.as_str().map_or_else(|| found.to_string(), str::to_owned)
        })
    }

    /// Role and name of an element in the browser's accessibility tree.
    pub(crate) fn named(&self, element: &Element) -> Result<(String, String), String> {
        let node = json!({"objectId": self.object(element)?, "fetchRelatives": false});
        let found = self.tell("Accessibility.getPartialAXTree", &node)?;
        let text = |what: &str| found["nodes"][0][what]["value"].as_str().unwrap_or_default().to_owned();
        Ok((text("role"), text("name")))
    }

    /// Gives a file to a file field. The dialog that Enter would open belongs to the desktop, not to the page.
    pub(crate) fn give_file(&self, element: &Element, path: &str) -> Result<(), String> {
        let object = self.object(element)?;
        self.tell("DOM.setFileInputFiles", &json!({"files": [path], "objectId": object})).map(drop)
    }

    fn object(&self, element: &Element) -> Result<Value, String> {
        if element.document != self.document()? {
            return Err("an element of a page that has gone".into());
        }
        let expression = format!("document[Symbol.for('journey')][{}]", element.number);
        let mut found = self.tell("Runtime.evaluate", &json!({"expression": expression}))?;
        Ok(found["result"]["objectId"].take())
    }

    /// Gives the window another size; `None` is the usual one again.
    pub(crate) fn sized(&self, size: Option<(u32, u32)>) -> Result<Value, String> {
        let Some((width, height)) = size else { return self.tell("Emulation.clearDeviceMetricsOverride", &json!({})) };
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.tell("Emulation.setDeviceMetricsOverride", &size)
    }

    /// A picture of what can be seen of the page, or of the page from top to bottom, as the browser sends it.
    pub(crate) fn picture(&self, whole: bool) -> Result<String, String> {
        let mut height = HEIGHT;
        if whole {
            let needed =
                self.execute("return document.documentElement.scrollHeight", &[])?.as_u64().unwrap_or_default();
            height = u32::try_from(needed).unwrap_or(HEIGHT).clamp(HEIGHT, 16_000);
        }
        let size = json!({"width": WIDTH, "height": height, "deviceScaleFactor": 1, "mobile": false});
        if whole {
            self.tell("Emulation.setDeviceMetricsOverride", &size)?;
        }
        let taken = self.taken();
        if whole {
            self.tell("Emulation.clearDeviceMetricsOverride", &json!({}))?;
        }
        taken
    }

    fn taken(&self) -> Result<String, String> {
        let asked = self.0.borrow().wire.asked_to_draw;
        let until = Instant::now() + PATIENCE;
        loop {
            let taken = if asked {
                self.tell("HeadlessExperimental.beginFrame", &json!({"screenshot": {"format": "png"}}))?["screenshotData"].take()
            } else {
                self.tell("Page.captureScreenshot", &json!({}))?["data"].take()
            };
            if let Value::String(picture) = taken {
                return Ok(picture);
            }
            // A page that got another size needs a frame before there is anything to see.
            if Instant::now() > until {
                return Err(format!("no picture but {taken}"));
            }
        }
    }

    /// Keys one after the other, each down and up. They are not sent one by one: a person does not wait for a page either.
    pub(crate) fn keys(&self, keys: &[Key]) -> Result<(), String> {
        let mut page = self.0.borrow_mut();
        page.settle()?;
        let mut asked = Vec::with_capacity(keys.len() * 2);
        let session = page.session.clone();
        for stroke in keys.iter().flat_map(|key| key.told()) {
            asked.push(page.wire.tell(&session, "Input.dispatchKeyEvent", &stroke)?);
        }
        asked.into_iter().try_for_each(|number| page.answer(number).map(drop))
    }

    /// Text in one go, as from a keyboard that knows whole words.
    pub(crate) fn words(&self, text: &str) -> Result<(), String> {
        self.tell("Input.insertText", &json!({"text": text})).map(drop)
    }
}

impl Page {
    fn ask(&mut self, what: &str, with: &Value) -> Result<Value, String> {
        let number = self.wire.tell(&self.session, what, with)?;
        self.answer(number).map_err(|why| format!("{what}: {why}"))
    }

    fn answer(&mut self, number: u64) -> Result<Value, String> {
        let (session, state) = (&self.session, &mut self.state);
        self.wire.answer(number, &mut |news| state.hear(session, news))
    }

    /// Hears what came meanwhile, and waits for a page that is on its way.
    fn settle(&mut self) -> Result<(), String> {
        while let Some(news) = self.wire.heard() {
            self.state.hear(&self.session, &news);
        }
        self.await_until(|state| state.whole)
    }

    fn await_until(&mut self, there: impl Fn(&State) -> bool) -> Result<(), String> {
        let until = Instant::now() + PATIENCE;
        while !there(&self.state) {
            if self.state.gone {
                return Err("the page crashed".into());
            }
            let news = self.wire.hear(until)?;
            self.state.hear(&self.session, &news);
        }
        Ok(())
    }
}

impl State {
    fn hear(&mut self, session: &str, news: &Value) {
        if news["sessionId"] != session {
            return;
        }
        match news["method"].as_str().unwrap_or_default() {
            "Page.frameNavigated" if news["params"]["frame"]["parentId"].is_null() => {
                self.documents += 1;
                self.whole = false;
            }
            "Page.loadEventFired" => self.whole = true,
            "Inspector.targetCrashed" => self.gone = true,
            _ => {}
        }
    }
}

impl Key {
    /// Down and up.
    fn told(self) -> [Value; 2] {
        let (name, number, text) = match self.sign {
            '\t' => ("Tab".to_owned(), 9, ""),
            '\n' => ("Enter".to_owned(), 13, "\r"),
            '\u{8}' => ("Backspace".to_owned(), 8, ""),
            '←' => ("ArrowLeft".to_owned(), 37, ""),
            '↓' => ("ArrowDown".to_owned(), 40, ""),
            sign => {
                let number =
                    if sign.is_ascii_alphanumeric() || sign == ' ' { sign.to_ascii_uppercase() as u32 } else { 0 };
                (sign.to_string(), number, "")
            }
        };
        let text = if name.chars().count() == 1 && self.held == 0 { name.clone() } else { text.to_owned() };
        let sort = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        let mut down = json!({"type": sort, "key": name, "windowsVirtualKeyCode": number, "modifiers": self.held});
        let mut up = down.clone();
        up["type"] = "keyUp".into();
        if !text.is_empty() {
            down["text"] = text.into();
        }
        [down, up]
    }
}
