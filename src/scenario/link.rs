//! The link: a scenario as a query string, and back.
//!
//! Version 1 is a list of `key=value` pairs. The keys are those of [`fields`]; a value that is the default, or that of
//! the preset the link starts from, is left out. So defaults and presets are part of the format: changing one needs a
//! new version that still reads this one with the old values. [`encode_compact`] writes the same in one short pair.

mod compact;

pub use compact::encode_compact;

use super::answer::Answer;
use super::fields::{self, CATALOG_FIELDS, CHOICE_FIELDS, FLAG_FIELDS, NUMBER_FIELDS, SET_FIELDS};
use super::kept::{self, Kept};
use super::{Date, Hardware, Method, Scenario, presets::PresetId};
use crate::catalog::GpuId;

/// What this codec writes.
pub const VERSION: u32 = 1;
/// Longer links are cut here.
pub const MAX_BYTES: usize = 16 * 1024;
/// Keys that say how a frame shows the page. They are no part of the scenario.
const OF_THE_FRAME: [&str; 3] = ["embed", "theme", "inputs"];
/// More notices than these help nobody.
const MAX_NOTICES: usize = 20;
/// Characters of a link that a notice repeats.
const MAX_ECHO: usize = 40;

/// What a link opens to.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// Every quantity is within its bounds.
    pub scenario: Scenario,
    /// What the reader keeps beside it.
    pub kept: Kept,
    /// What was ignored, and why.
    pub notices: Vec<Notice>,
}

/// Something in a link that did not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The key in question; empty for the link as a whole.
    pub key: String,
    pub message: String,
}

/// The query of a scenario, without `?`: `v=1`, then what differs from the defaults.
///
/// ```
/// use tunecost::scenario::{Scenario, link};
/// let scenario = Scenario { tokens: 3e8, ..Scenario::default() };
/// assert_eq!(link::encode(&scenario), "v=1&tokens=300000000");
/// assert_eq!(link::decode("?v=1&tokens=300M").scenario, scenario);
/// ```
pub fn encode(scenario: &Scenario) -> String {
    let mut query = format!("v={VERSION}");
    for (key, value) in differences(scenario) {
        query.push('&');
        query.push_str(key);
        query.push('=');
        percent_encode(&value, &mut query);
    }
    query
}

/// What differs from the defaults, or from the preset that then stands first.
fn differences(scenario: &Scenario) -> Vec<(&'static str, String)> {
    let base = scenario.preset.map_or_else(Scenario::default, PresetId::scenario);
    let preset = scenario.preset.map(|preset| (fields::PRESET, preset.id().to_owned()));
    let others = values(scenario).into_iter().zip(values(&base));
    let differing = others.filter(|((_, value), (_, default))| value != default).map(|(pair, _)| pair);
    preset.into_iter().chain(differing).collect()
}

/// Every field but the preset, in the order of links, as links write it; an optional one that is open is empty.
pub fn values(scenario: &Scenario) -> Vec<(&'static str, String)> {
    let catalog = CATALOG_FIELDS.iter().map(|field| (field.key, (field.get)(scenario).to_owned()));
    let numbers = NUMBER_FIELDS
        .iter()
        .map(|field| (field.key, (field.get)(scenario).map(crate::format::plain).unwrap_or_default()));
    let date = fields::pinned_date(scenario).map(|date| date.to_string()).unwrap_or_default();
    let choices = CHOICE_FIELDS.iter().map(|field| {
        let value = match field.key {
            fields::TARGET_MODULES => fields::target_modules_text(scenario.target_modules),
            _ => field.chosen(scenario).value.to_owned(),
        };
        (field.key, value)
    });
    let on = |on| if on { "on" } else { "off" };
    let flags = FLAG_FIELDS.iter().map(|field| (field.key, on((field.get)(scenario)).to_owned()));
    let rate = scenario.currency.as_of.map(|date| date.to_string()).unwrap_or_default();
    let date = [(fields::PRICE_AS_OF, date), (fields::RATE_AS_OF, rate)].into_iter();
    let sets = SET_FIELDS.iter().map(|field| (field.key, field.text(scenario)));
    catalog.chain(numbers).chain(date).chain(choices).chain(flags).chain(sets).collect()
}

/// The query to share: the offer and its price as they are now, so that the link opens to the same plan at the same
/// price after the catalog has moved on.
pub fn encode_pinned(answer: &Answer) -> String {
    encode(&pinned(answer))
}

/// The scenario with the answer's offer and price written into it.
pub fn pinned(answer: &Answer) -> Scenario {
    let mut scenario = answer.scenario;
    let guide = answer.guide.as_ref().filter(|_| scenario.method == Method::Guide);
    let plan = guide
        .map(|guide| (guide.offer, guide.n_gpus))
        .or_else(|| answer.chosen_row().map(|row| (row.offer, row.plan.n_gpus)));
    if let Some((offer, n_gpus)) = plan {
        let price = super::resolve::price(&scenario, offer);
        scenario.hardware = Hardware::Offer(offer);
        scenario.n_gpus = Some(n_gpus);
        if !price.pinned {
            scenario.usd_per_instance_hour = price.per_instance.map(|usd| crate::format::tidy(usd.0));
            scenario.price_as_of = price.per_instance.and(super::book::prices(offer).2);
        }
    }
    scenario
}

/// The query of a page: the scenario, and what is kept beside it.
pub fn encode_all(scenario: &Scenario, kept: &Kept) -> String {
    encode(scenario) + &kept.query()
}

/// Opens a link, a query or a whole address. It never fails: what it cannot use becomes a notice, and the default
/// stays.
pub fn decode(text: &str) -> Decoded {
    let mut notices = Notices::default();
    let (keeps, pairs): (Vec<_>, Vec<_>) =
        pairs(text, &mut notices).into_iter().partition(|(key, _)| key == kept::KEY);
    let scenario = read(&pairs, &mut notices);
    let mut kept = Kept::default();
    for (key, value) in &keeps {
        match kept.read(value) {
            Ok(ignored) => {
                let name = kept.list().last().map(|kept| echo(&kept.name)).unwrap_or_default();
                for Notice { key, message } in ignored {
                    notices.add(&key, ["In the kept scenario ", &name, ": ", &message].concat());
                }
            }
            Err(message) => notices.add(key, message),
        }
    }
    Decoded { scenario, kept, notices: notices.list }
}

/// A query by itself: one scenario, nothing kept beside it.
pub(super) fn decode_one(query: &str, ignored: &mut Vec<Notice>) -> Scenario {
    let mut notices = Notices::default();
    let pairs = pairs(query, &mut notices);
    let scenario = read(&pairs, &mut notices);
    ignored.append(&mut notices.list);
    scenario
}

/// The scenario that the pairs describe.
fn read(pairs: &[(String, String)], notices: &mut Notices) -> Scenario {
    let mut scenario = Scenario::default();
    // The preset comes first, wherever it stands, so that every other key overrides it.
    if let Some((_, value)) = pairs.iter().find(|(key, _)| key == fields::PRESET) {
        match PresetId::find(value) {
            Some(preset) => scenario = preset.scenario(),
            None => {
                let known = PresetId::ALL.map(PresetId::id).join(", ");
                notices
                    .add(fields::PRESET, format!("No preset is called {}. There are {known}.", echo(value)));
            }
        }
    }
    // A pinned price comes last, wherever it stands: choosing an offer or a kind of price takes one away.
    let is_pin = |key: &str| key == fields::USD || key == fields::PRICE_AS_OF;
    for pins in [false, true] {
        for (index, (key, value)) in pairs.iter().enumerate().filter(|(_, (key, _))| is_pin(key) == pins) {
            if pairs[..index].iter().any(|(earlier, _)| earlier == key) {
                notices.add(key, format!("{} is given more than once. The first one counts.", echo(key)));
            } else if let Err(message) = apply(&mut scenario, key, value) {
                notices.add(key, message);
            }
        }
    }
    settle(&mut scenario, notices);
    scenario
}

/// One pair into the scenario, or why not.
pub fn apply(scenario: &mut Scenario, key: &str, value: &str) -> Result<(), String> {
    let ignored = |error: fields::FieldError| format!("{} {} is ignored.", error.message, echo(value));
    if key == "v" {
        return match value.parse::<u32>() {
            Ok(version) if (1..=VERSION).contains(&version) => Ok(()),
            Ok(version) if version > VERSION => Err(format!(
                "This link was written by a newer version ({version}). What this page does not know is ignored."
            )),
            _ => Err(format!("Version {} is not known. The link is read as version {VERSION}.", echo(value))),
        };
    }
    if key == fields::PRESET || OF_THE_FRAME.contains(&key) {
        return Ok(());
    }
    if let Some(field) = fields::number(key) {
        // An empty value says: none, against a preset that has one.
        let value = field.parse(value).map_err(ignored)?;
        (field.set)(scenario, value);
    } else if key == fields::TARGET_MODULES {
        scenario.target_modules = fields::parse_target_modules(value).ok_or_else(|| {
            format!("{} names no layers. List some, like q_proj,v_proj. It is ignored.", echo(value))
        })?;
    } else if let Some(field) = fields::choice(key) {
        let index = field.find(value).ok_or_else(|| ignored(field.error()))?;
        (field.set)(scenario, index);
    } else if let Some(field) = fields::set(key) {
        (field.set)(scenario, field.parse(value).map_err(ignored)?);
    } else if let Some(field) = fields::flag(key) {
        let on = match value {
            "on" | "true" | "1" => true,
            "off" | "false" | "0" => false,
            _ => return Err(format!("{} must be on or off. {} is ignored.", field.label, echo(value))),
        };
        (field.set)(scenario, on);
    } else if let Some(field) = fields::catalog(key) {
        if !(field.set)(scenario, value) {
            if key == fields::HARDWARE.key
                && let Some(gpu) = value.split('.').nth(1).and_then(GpuId::find)
            {
                scenario.hardware = Hardware::Gpu(gpu);
                let name = gpu.get().name;
                return Err(format!(
                    "The offer {} is not listed here. Any offer of {name} stands in.",
                    echo(value)
                ));
            }
            let (label, example) = (field.label, field.example);
            return Err(format!(
                "{label} {} is not in the catalog. Use one that is, like {example}.",
                echo(value)
            ));
        }
    } else if key == fields::PRICE_AS_OF || key == fields::RATE_AS_OF {
        let date = match value {
            "" => None,
            _ => Some(Date::parse(value).ok_or_else(|| {
                let what = if key == fields::PRICE_AS_OF { "price" } else { "rate" };
                format!(
                    "The {what}'s date must be a month or a day, like 2026-03. {} is ignored.",
                    echo(value)
                )
            })?),
        };
        if key == fields::PRICE_AS_OF {
            scenario.price_as_of = date;
        } else {
            scenario.currency.as_of = date;
        }
    } else {
        return Err(format!("{} is no input of this page. It is ignored.", echo(key)));
    }
    Ok(())
}

/// Takes out what the pairs leave hanging when seen together.
fn settle(scenario: &mut Scenario, notices: &mut Notices) {
    if scenario.usd_per_instance_hour.is_some() && !matches!(scenario.hardware, Hardware::Offer(_)) {
        scenario.usd_per_instance_hour = None;
        notices.add(fields::USD, "A price needs the offer that it is for. It is ignored.".into());
    }
    if scenario.usd_per_instance_hour.is_none()
        && scenario.price_as_of.take().is_some()
        && scenario.preset.is_none()
    {
        notices.add(fields::PRICE_AS_OF, "A date needs a price. It is ignored.".into());
    }
}

#[derive(Default)]
struct Notices {
    list: Vec<Notice>,
}

impl Notices {
    fn add(&mut self, key: &str, message: String) {
        match self.list.len() {
            0..MAX_NOTICES => self.list.push(Notice { key: clean(key), message }),
            MAX_NOTICES => {
                let message = "More of this link is ignored than is listed here.".into();
                self.list.push(Notice { key: String::new(), message });
            }
            _ => {}
        }
    }
}

/// Key and value of every pair, decoded.
fn pairs(text: &str, notices: &mut Notices) -> Vec<(String, String)> {
    let mut text = text.trim();
    if text.len() > MAX_BYTES {
        let cut = (0..=MAX_BYTES).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        // The last pair may be cut in two: leave it out.
        text = &text[..text[..cut].rfind('&').unwrap_or(cut)];
        notices.add("", "This link is longer than 16 kB. Its end is ignored.".into());
    }
    let query = match text.split_once('?') {
        Some((_, query)) => query,
        None if text.as_bytes().windows(3).any(|mark| mark == b"://") => "",
        None => text,
    };
    let query = query.split('#').next().unwrap_or_default();
    let mut pairs = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (key, value) = (percent_decode(key), percent_decode(value));
        if key == compact::KEY {
            pairs.extend(compact::pairs(&value));
        } else {
            pairs.push((key, value));
        }
    }
    pairs
}

/// Letters, digits and what a query may hold unescaped go through; the rest becomes `%XX`.
pub(super) fn percent_encode(text: &str, to: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,:/".contains(&byte) {
            to.push(char::from(byte));
        } else {
            to.push('%');
            to.push(char::from(HEX[usize::from(byte >> 4)]));
            to.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// `%XX` and `+` as browsers read them; a broken escape stands for itself.
fn percent_decode(text: &str) -> String {
    let hex =
        |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16)).map(|digit| digit as u8);
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape =
            (bytes[at] == b'%').then(|| hex(bytes.get(at + 1)).zip(hex(bytes.get(at + 2)))).flatten();
        match escape {
            Some((high, low)) => {
                decoded.push(high << 4 | low);
                at += 2;
            }
            None if bytes[at] == b'+' => decoded.push(b' '),
            None => decoded.push(bytes[at]),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).trim().to_owned()
}

/// A character that hides or turns text.
pub(super) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Cut short, without characters that hide or turn text.
fn clean(text: &str) -> String {
    let mut letters = text.chars().map(|letter| if is_hidden(letter) { '\u{fffd}' } else { letter });
    let mut short: String = letters.by_ref().take(MAX_ECHO).collect();
    if letters.next().is_some() {
        short.push('\u{2026}');
    }
    short
}

/// As a notice repeats it.
pub(super) fn echo(text: &str) -> String {
    format!("\u{201c}{}\u{201d}", clean(text))
}
