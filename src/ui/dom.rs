//! Building the page: elements, and what in them follows the scenario.
//!
//! Leptos gives the signals, memos and effects; elements are made here, one call each, through functions without type
//! parameters. The `view!` macro gives each piece of the page a type of its own, and each type its own code to build,
//! compare, move and drop it: the same page's program took 135 kB of the download that way, and 80 with these functions.
//! They are not inlined, for the same reason.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::mem;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, Text};

/// An element of the page.
#[derive(Clone)]
pub struct El(pub Element);

/// What of an element follows.
#[derive(Clone, Copy)]
enum Sink {
    /// A text node of its own.
    Text,
    Attribute,
    /// A property that is on or off, like `hidden`.
    Switch,
    Class,
    /// The `value` property.
    Value,
    /// A custom property of the element's style.
    Variable,
    /// Markup inside, made with [`Html`].
    Inside,
}

/// An element with a tag.
#[inline(never)]
pub fn el(tag: &str) -> El {
    match document().create_element(tag) {
        Ok(element) => El(element),
        // Only what cannot be a tag fails, and every tag is written here.
        Err(_) => wasm_bindgen::throw_str(tag),
    }
}

/// An element with a tag and a class.
#[inline(never)]
pub fn classed(tag: &str, class: &str) -> El {
    el(tag).attr("class", class)
}

impl El {
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.0.set_attribute(name, value);
        self
    }
    #[inline(never)]
    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }
    /// Text that stays.
    #[inline(never)]
    pub fn text(self, text: &str) -> Self {
        let _ = self.0.append_with_str_1(text);
        self
    }
    #[inline(never)]
    pub fn child(self, child: Self) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        for child in children {
            let _ = self.0.append_child(&child.0);
        }
        self
    }
    /// Markup that stays: written in the program, or made with [`Html`].
    #[inline(never)]
    pub fn html(self, html: &str) -> Self {
        let _ = self.0.insert_adjacent_html("beforeend", html);
        self
    }
    /// Text that follows.
    pub fn live(self, read: impl Fn() -> String + 'static) -> Self {
        self.follow(Sink::Text, "", Box::new(read))
    }
    /// An attribute that follows.
    pub fn live_attr(self, name: &'static str, read: impl Fn() -> String + 'static) -> Self {
        self.follow(Sink::Attribute, name, Box::new(read))
    }
    /// An on-or-off property that follows, like `hidden` or `checked`.
    pub fn live_switch(self, name: &'static str, read: impl Fn() -> bool + 'static) -> Self {
        self.follow(Sink::Switch, name, Box::new(move || on(read())))
    }
    /// A class that comes and goes.
    pub fn live_class(self, name: &'static str, read: impl Fn() -> bool + 'static) -> Self {
        self.follow(Sink::Class, name, Box::new(move || on(read())))
    }
    /// The value of a control.
    pub fn live_value(self, read: impl Fn() -> String + 'static) -> Self {
        self.follow(Sink::Value, "", Box::new(read))
    }
    /// A custom property of the style, like `--share`.
    pub fn live_var(self, name: &'static str, read: impl Fn() -> String + 'static) -> Self {
        self.follow(Sink::Variable, name, Box::new(read))
    }
    /// Markup that follows. The focus stays on the element with the same `data-key`.
    pub fn live_html(self, read: impl Fn() -> Html + 'static) -> Self {
        self.follow(Sink::Inside, "", Box::new(move || read().0))
    }
    /// Writes what is read now, and again whenever that changes, for as long as the page is open.
    #[inline(never)]
    fn follow(self, sink: Sink, name: &'static str, read: Box<dyn Fn() -> String>) -> Self {
        let node = match sink {
            Sink::Text => {
                let text = document().create_text_node("");
                let _ = self.0.append_child(&text);
                text.unchecked_into()
            }
            _ => self.0.clone(),
        };
        let leaf = Leaf { node, sink, name, read, last: None };
        let alone = TOGETHER.with_borrow_mut(|leaves| match leaves {
            Some(leaves) => {
                leaves.push(leaf);
                None
            }
            None => Some(leaf),
        });
        if let Some(mut leaf) = alone {
            always(Box::new(move |_| leaf.update()));
        }
        self
    }
    /// Other markup inside. The focus stays as with [`El::live_html`].
    pub fn refill(&self, html: &Html) {
        refill(&self.0, &html.0);
    }
    pub fn on(self, event: &str, listen: impl FnMut(Event) + 'static) -> Self {
        listen_to(&self.0, event, Box::new(listen));
        self
    }
}

/// What follows, and what was written last.
struct Leaf {
    node: Element,
    sink: Sink,
    name: &'static str,
    read: Box<dyn Fn() -> String>,
    last: Option<String>,
}

impl Leaf {
    fn update(&mut self) {
        let next = (self.read)();
        if self.last.as_deref() != Some(&next) {
            write(&self.node, self.sink, self.name, &next);
            self.last = Some(next);
        }
    }
}

thread_local! {
    /// Leaves that become one effect.
    static TOGETHER: RefCell<Option<Vec<Leaf>>> = const { RefCell::new(None) };
}

/// Builds what follows the same thing: it is told once instead of leaf by leaf. Each effect costs a place in a list that
/// is searched and moved up whenever one of its effects runs, so that a hundred take longer than what they write.
#[inline(never)]
pub fn together(build: &dyn Fn() -> El) -> El {
    let around = TOGETHER.replace(Some(Vec::new()));
    let built = build();
    let mut leaves = TOGETHER.replace(around).unwrap_or_default();
    always(Box::new(move |_| leaves.iter_mut().for_each(Leaf::update)));
    built
}

/// Runs now, and again whenever what it reads changes, for as long as the page is open; it is told whether it ran before.
pub fn always(mut run: Box<dyn FnMut(bool)>) {
    mem::forget(RenderEffect::new(move |last: Option<()>| run(last.is_some())));
}

fn on(on: bool) -> String {
    if on { "1".into() } else { String::new() }
}

/// Listens for as long as the page is open.
#[inline(never)]
pub fn listen_to(target: &web_sys::EventTarget, event: &str, listen: Box<dyn FnMut(Event)>) {
    let closure = Closure::wrap(listen);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

fn write(element: &Element, sink: Sink, name: &str, text: &str) {
    match sink {
        Sink::Text => element.unchecked_ref::<Text>().set_data(text),
        Sink::Attribute => {
            let _ = element.set_attribute(name, text);
        }
        Sink::Switch => set(element, name, &JsValue::from_bool(!text.is_empty())),
        Sink::Class => {
            let _ = element.class_list().toggle_with_force(name, !text.is_empty());
        }
        // What is typed already must not move the cursor.
        Sink::Value if value_of(element) == text => {}
        Sink::Value => set(element, "value", &JsValue::from_str(text)),
        Sink::Variable => {
            let _ = element.unchecked_ref::<HtmlElement>().style().set_property(name, text);
        }
        Sink::Inside => refill(element, text),
    }
}

/// Puts markup into the element with an `id`. The focus stays as with [`El::live_html`].
pub fn fill(id: &str, html: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        refill(&element, html);
    }
}

fn refill(element: &Element, html: &str) {
    let key = document()
        .active_element()
        .filter(|active| element.contains(Some(active)))
        .and_then(|active| active.get_attribute("data-key"));
    element.set_inner_html(html);
    if let Some(key) = key
        && let Ok(Some(again)) = element.query_selector(&format!("[data-key=\"{key}\"]"))
    {
        focus(&again);
    }
}

#[inline(never)]
fn set(element: &Element, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), value);
}

#[inline(never)]
fn get(element: &Element, name: &str) -> JsValue {
    js_sys::Reflect::get(element, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// What a control holds.
pub fn value_of(element: &Element) -> String {
    get(element, "value").as_string().unwrap_or_default()
}

/// Is the box ticked?
pub fn is_checked(element: &Element) -> bool {
    get(element, "checked").is_truthy()
}

/// What a control holds that an event came from.
pub fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// The `data-key` of what was clicked in a list.
pub fn key_of(event: &Event) -> Option<String> {
    target(event)?.closest("[data-key]").ok().flatten()?.get_attribute("data-key")
}

/// Brings a part of the page into view, opens it where it is folded, and puts the focus there.
pub fn show(id: &str) {
    let there = document().get_element_by_id(id);
    super::lazy::seek(id, there.as_ref());
    let Some(element) = there else { return };
    if element.tag_name() == "DETAILS" {
        let _ = element.set_attribute("open", "");
    }
    element.scroll_into_view();
    if let Ok(Some(summary)) = element.query_selector(":scope > summary") {
        focus(&summary);
    } else {
        focus(&element);
    }
}

/// Puts the focus on an element, without scrolling to it.
pub fn focus(element: &Element) {
    let options = js_sys::Object::new();
    set(options.unchecked_ref(), "preventScroll", &JsValue::TRUE);
    if let Some(call) = get(element, "focus").dyn_ref::<js_sys::Function>() {
        // What cannot take the focus leaves it where it is.
        let _ = call.call1(element, &options);
    }
}

/// Markup with text put into it safely.
#[derive(Default)]
pub struct Html(String);

impl Html {
    pub fn new() -> Self {
        Self::default()
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Markup, written in the program.
    pub fn raw(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }
    /// Text from anywhere.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(letter),
            }
        }
        self
    }
    /// Pieces by turns: markup, text, markup, text.
    #[inline(never)]
    pub fn mix(&mut self, pieces: &[&str]) -> &mut Self {
        for (index, piece) in pieces.iter().enumerate() {
            if index % 2 == 0 {
                self.raw(piece);
            } else {
                self.text(piece);
            }
        }
        self
    }
    /// Markup with values in the places of `$a`, `$b` and so on. One literal takes a third of the code of many pieces.
    #[inline(never)]
    pub fn form(&mut self, template: &str, values: &[&str]) -> &mut Self {
        for (index, piece) in template.split('$').enumerate() {
            // What follows a dollar is the letter of a value.
            let (letter, rest) = piece.split_at(index.min(1));
            let value = letter.bytes().next().and_then(|letter| values.get(usize::from(letter - b'a')));
            self.text(value.copied().unwrap_or_default()).raw(rest);
        }
        self
    }
}

/// Sorts positions, stably: a few hundred at most, so that insertion takes less than a tenth of a millisecond, and less
/// of the download than the standard library's sort.
pub fn sort_by(order: impl Iterator<Item = usize>, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = Vec::new();
    for item in order {
        sorted.insert(sorted.partition_point(|other| compare(*other, item).is_le()), item);
    }
    sorted
}

/// Does something later, once.
pub fn later(milliseconds: u32, what: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(milliseconds, what)
}
