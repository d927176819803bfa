//! Every input as data: its words, its bounds, and how it reads from and writes to a [`Scenario`].
//!
//! The page draws its controls from these tables, the link codec walks them, and errors are worded from them, so a
//! new input is one row here.

mod tables;

use tables::TARGETS;
pub use tables::{CATALOG_FIELDS, CHOICE_FIELDS, FLAG_FIELDS, HARDWARE, MODEL, NUMBER_FIELDS, SET_FIELDS};

use super::plans::limits::Allowed;
use super::{Date, Scenario, presets::PresetId};
use crate::engine::model::TargetModules;
use crate::format;

/// Where the page shows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The first five inputs.
    Main,
    /// Budget and deadline.
    Limits,
    /// How the run trains; folded.
    Training,
    /// How GPUs split one copy of the model; folded.
    Parallel,
    /// What has no better source than a default; folded.
    Assumptions,
    /// What the search over every plan leaves out; beside its results.
    Plans,
    /// The run around the run, and spot; in the bill.
    Bill,
    /// What the model is for; beside the break-even.
    Serving,
    /// Currency; beside the price list.
    Prices,
}

/// What is wrong with one field, and what to enter instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Key of the field.
    pub key: &'static str,
    pub message: String,
}

/// A quantity.
pub struct NumberField {
    /// What links call it.
    pub key: &'static str,
    pub group: Group,
    pub label: &'static str,
    /// Shown behind the number; empty when it has none.
    pub unit: &'static str,
    pub help: &'static str,
    /// What a reader could type.
    pub example: &'static str,
    pub min: f64,
    pub max: f64,
    /// Ends of the slider, within the bounds; what is outside can be typed.
    pub slider: (f64, f64),
    /// Step of the slider where it is not logarithmic.
    pub step: f64,
    /// The slider is logarithmic.
    pub log: bool,
    /// Empty means: let the page choose, or: there is none.
    pub optional: bool,
    /// What an empty optional field means.
    pub empty: &'static str,
    pub integer: bool,
    pub get: fn(&Scenario) -> Option<f64>,
    /// The value is within the bounds; `None` only where the field is optional.
    pub set: fn(&mut Scenario, Option<f64>),
}

/// One of a few named values.
pub struct ChoiceField {
    pub key: &'static str,
    pub group: Group,
    pub label: &'static str,
    pub help: &'static str,
    pub options: &'static [ChoiceOption],
    /// Position in `options`.
    pub get: fn(&Scenario) -> usize,
    pub set: fn(&mut Scenario, usize),
}

/// A named value.
pub struct ChoiceOption {
    /// What links write.
    pub value: &'static str,
    pub label: &'static str,
}

/// On or off.
pub struct FlagField {
    pub key: &'static str,
    pub group: Group,
    pub label: &'static str,
    pub help: &'static str,
    pub get: fn(&Scenario) -> bool,
    pub set: fn(&mut Scenario, bool),
}

/// Any of some named values; none means all.
pub struct SetField {
    pub key: &'static str,
    pub group: Group,
    pub label: &'static str,
    pub help: &'static str,
    /// What links write, and what the page says, in the order of the bits.
    pub options: fn() -> Vec<(&'static str, &'static str)>,
    pub get: fn(&Scenario) -> Allowed,
    pub set: fn(&mut Scenario, Allowed),
}

impl SetField {
    /// What links write: `qlora,lora`; empty for all.
    pub fn text(&self, scenario: &Scenario) -> String {
        let set = (self.get)(scenario);
        if set == Allowed::ANY {
            return String::new();
        }
        let options = (self.options)();
        let names =
            options.iter().enumerate().filter(|(index, _)| set.has(*index)).map(|(_, (value, _))| *value);
        names.collect::<Vec<_>>().join(",")
    }

    /// What a link says; case does not matter.
    pub fn parse(&self, text: &str) -> Result<Allowed, FieldError> {
        let options = (self.options)();
        let mut set = Allowed::ANY;
        for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            match options.iter().position(|(value, _)| value.eq_ignore_ascii_case(name)) {
                Some(index) => set.0 |= 1 << index,
                None => return Err(self.error(&options)),
            }
        }
        Ok(set)
    }

    /// What to enter instead.
    fn error(&self, options: &[(&'static str, &'static str)]) -> FieldError {
        let values: Vec<_> = options.iter().map(|(value, _)| *value).collect();
        FieldError {
            key: self.key,
            message: format!("{} must be some of {}.", self.label, values.join(", ")),
        }
    }
}

/// A value that the catalog lists.
pub struct CatalogField {
    pub key: &'static str,
    pub group: Group,
    pub label: &'static str,
    pub help: &'static str,
    /// What a link could say.
    pub example: &'static str,
    /// What links write.
    pub get: fn(&Scenario) -> &'static str,
    /// False when the catalog has no such thing; the scenario is then as it was.
    pub set: fn(&mut Scenario, &str) -> bool,
}

/// The quantity with a key.
pub fn number(key: &str) -> Option<&'static NumberField> {
    NUMBER_FIELDS.iter().find(|field| field.key == key)
}
/// The choice with a key.
pub fn choice(key: &str) -> Option<&'static ChoiceField> {
    CHOICE_FIELDS.iter().find(|field| field.key == key)
}
/// The switch with a key.
pub fn flag(key: &str) -> Option<&'static FlagField> {
    FLAG_FIELDS.iter().find(|field| field.key == key)
}
/// The set with a key.
pub fn set(key: &str) -> Option<&'static SetField> {
    SET_FIELDS.iter().find(|field| field.key == key)
}
/// The catalog's field with a key.
pub fn catalog(key: &str) -> Option<&'static CatalogField> {
    CATALOG_FIELDS.iter().find(|field| field.key == key)
}

/// Positions of a slider: whole numbers from 0 to this.
pub const SLIDER_STEPS: f64 = 1000.0;

impl NumberField {
    /// What is typed, as a value: empty is `None` where the field is optional.
    ///
    /// ```
    /// let field = tunecost::scenario::fields::number("seq_len").unwrap();
    /// assert_eq!(field.parse("4k"), Ok(Some(4000.0)));
    /// assert_eq!(
    ///     field.parse("0").unwrap_err().message,
    ///     "Sequence length must be a whole number from 1 to 1,048,576, like 4096.",
    /// );
    /// ```
    pub fn parse(&self, text: &str) -> Result<Option<f64>, FieldError> {
        if self.optional && text.trim().is_empty() {
            return Ok(None);
        }
        format::parse_quantity(text).and_then(|value| self.admit(value)).map(Some).ok_or_else(|| self.error())
    }

    /// The value as a quantity is kept, if it is within the bounds.
    pub fn admit(&self, value: f64) -> Option<f64> {
        let value = format::tidy(value);
        let whole = !self.integer || value.fract() == 0.0;
        (value >= self.min && value <= self.max && whole).then_some(value)
    }

    /// What to enter instead.
    pub fn error(&self) -> FieldError {
        let kind = if self.integer { "whole number" } else { "number" };
        let (min, max) = (format::grouped(self.min), bound(self.max));
        let empty = if self.optional { ", or empty" } else { "" };
        FieldError {
            key: self.key,
            message: format!(
                "{} must be a {kind} from {min} to {max}, like {}{empty}.",
                self.label, self.example
            ),
        }
    }

    /// The value as the field shows it; empty for none.
    pub fn text(&self, scenario: &Scenario) -> String {
        (self.get)(scenario).map(format::grouped).unwrap_or_default()
    }

    /// Position of the slider for a value, from 0 to [`SLIDER_STEPS`].
    pub fn to_slider(&self, value: f64) -> f64 {
        let (low, high) = self.slider;
        let value = within(value, low, high);
        let share = if self.log {
            (decades(value) - decades(low)) / (decades(high) - decades(low))
        } else {
            (value - low) / (high - low)
        };
        (share * SLIDER_STEPS).round()
    }

    /// Value at a position of the slider: two significant digits on a logarithmic one, whole steps on another.
    pub fn from_slider(&self, position: f64) -> f64 {
        let (low, high) = self.slider;
        let share = within(position / SLIDER_STEPS, 0.0, 1.0);
        let value = if self.log {
            let value = format::round_to(undecades(decades(low) + (decades(high) - decades(low)) * share), 2);
            if self.integer { round_binary(value) } else { value }
        } else {
            low + ((high - low) * share / self.step).round() * self.step
        };
        format::tidy(within(value, self.min, self.max))
    }
}

/// Lengths and batches are usually powers of two: snap to one that is within 5 %.
fn round_binary(value: f64) -> f64 {
    let mut near = 1.0;
    while near * 1.5 < value {
        near *= 2.0;
    }
    if (value / near - 1.0).abs() <= 0.05 { near } else { value.round() }
}

/// A logarithm that is straight inside each decade, `log10(1) = 0`: for a hand on a slider as good as the true one,
/// and without its tables in the download.
fn decades(value: f64) -> f64 {
    let (mut whole, mut rest) = (0.0, value);
    while rest >= 10.0 {
        rest /= 10.0;
        whole += 1.0;
    }
    while rest < 1.0 {
        rest *= 10.0;
        whole -= 1.0;
    }
    whole + (rest - 1.0) / 9.0
}

/// The inverse of [`decades`].
fn undecades(decades: f64) -> f64 {
    let mut whole = decades.floor();
    let mut value = 1.0 + 9.0 * (decades - whole);
    while whole >= 1.0 {
        value *= 10.0;
        whole -= 1.0;
    }
    while whole < 0.0 {
        value /= 10.0;
        whole += 1.0;
    }
    value
}

/// `f64::clamp` would bring the printing of floats into the page, for the message of its own assertion.
pub(super) fn within(value: f64, low: f64, high: f64) -> f64 {
    value.max(low).min(high)
}

/// Large bounds read better in words: `100 T`.
fn bound(value: f64) -> String {
    if value >= 1e9 { format::count(value) } else { format::grouped(value) }
}

impl ChoiceField {
    /// The chosen option.
    pub fn chosen(&self, scenario: &Scenario) -> &'static ChoiceOption {
        &self.options[(self.get)(scenario).min(self.options.len() - 1)]
    }
    /// Position of a link's value.
    pub fn find(&self, value: &str) -> Option<usize> {
        self.options.iter().position(|option| option.value == value)
    }
    /// What to enter instead.
    pub fn error(&self) -> FieldError {
        let values: Vec<_> = self.options.iter().map(|option| option.value).collect();
        FieldError { key: self.key, message: format!("{} must be one of {}.", self.label, values.join(", ")) }
    }
}

/// Layers as links write a set that has no name.
const MODULES: [(&str, TargetModules); 8] = [
    ("q_proj", TargetModules::Q),
    ("k_proj", TargetModules::K),
    ("v_proj", TargetModules::V),
    ("o_proj", TargetModules::O),
    ("gate_proj", TargetModules::GATE),
    ("up_proj", TargetModules::UP),
    ("down_proj", TargetModules::DOWN),
    ("lm_head", TargetModules::HEAD),
];

/// A set of layers by its name, or as a list: `qv`, `q_proj,v_proj`.
pub fn parse_target_modules(text: &str) -> Option<TargetModules> {
    let field = choice(TARGET_MODULES)?;
    if let Some(set) = field.find(text).and_then(|index| TARGETS.get(index)) {
        return Some(*set);
    }
    let mut set = TargetModules(0);
    for name in text.split(',') {
        set = set.with(MODULES.iter().find(|(module, _)| *module == name)?.1);
    }
    Some(set)
}

/// The other way round.
pub fn target_modules_text(set: TargetModules) -> String {
    if let Some(index) = TARGETS.iter().position(|named| *named == set) {
        return choice(TARGET_MODULES).map_or("", |field| field.options[index].value).into();
    }
    let names: Vec<_> =
        MODULES.iter().filter(|(_, module)| set.has(*module)).map(|(name, _)| *name).collect();
    names.join(",")
}

/// Key of the adapted layers, which a link can also list one by one.
pub const TARGET_MODULES: &str = "target_modules";
/// Key of the technique.
pub const TECHNIQUE: &str = "technique";
/// Key of the ready scenario that a link starts from.
pub const PRESET: &str = "preset";
/// Key of the pinned price.
pub const USD: &str = "usd";
/// Key of the pinned price's date.
pub const PRICE_AS_OF: &str = "price_as_of";
/// Key of the date of the reader's rate.
pub const RATE_AS_OF: &str = "rate_as_of";

/// `B1`
pub fn preset_text(preset: Option<PresetId>) -> &'static str {
    preset.map_or("", PresetId::id)
}

/// The date of the price that the scenario pins.
pub fn pinned_date(scenario: &Scenario) -> Option<Date> {
    scenario.usd_per_instance_hour.and(scenario.price_as_of)
}
