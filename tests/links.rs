//! Links: what was ever shared opens for ever, and nothing that arrives as a link breaks the page.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fmt::Write as _;

use proptest::prelude::*;
use tunecost::scenario::fields::NUMBER_FIELDS;
use tunecost::scenario::kept::{Kept, MAX_KEPT, MAX_NAME, MAX_QUERY};
use tunecost::scenario::link::{
    Decoded, MAX_BYTES, decode, encode, encode_all, encode_compact, encode_pinned, values,
};
use tunecost::scenario::presets::PresetId;
use tunecost::scenario::{Hardware, Scenario, answer::answer};

fn notices(link: &str) -> Vec<String> {
    decode(link).notices.into_iter().map(|notice| notice.message).collect()
}

/// Every field of what a link opens to, defaults included: so that a changed default shows.
fn canonical(scenario: &Scenario) -> String {
    let mut text = format!("preset={}", scenario.preset.map_or("", PresetId::id));
    for (key, value) in values(scenario) {
        let _ = write!(text, " {key}={value}");
    }
    text
}

/// The same with what is kept beside it, named and complete.
fn canonical_all(decoded: &Decoded) -> String {
    let mut text = canonical(&decoded.scenario);
    for (index, kept) in decoded.kept.list().iter().enumerate() {
        let name = kept.name.replace(' ', "_");
        let fields = canonical(&kept.scenario).replace(' ', "&");
        let _ = write!(text, " kept{index}={name}~{fields}");
    }
    text
}

/// Every field of a kept scenario is among those of today; any other field is the same.
fn holds(now: &str, frozen: &str) -> bool {
    match (now.split_once('~'), frozen.split_once('~')) {
        (Some((name, now)), Some((frozen_name, frozen))) if frozen_name.starts_with("kept") => {
            name == frozen_name && frozen.split('&').all(|field| now.split('&').any(|now| now == field))
        }
        _ => now == frozen,
    }
}

/// `tests/data/links-v1.tsv`: a link, what it opens to, how many notices it gives. Lines are only ever added. A line
/// without the last two is new: `UPDATE_LINKS=1 cargo test --test links` completes it and leaves the others alone.
#[test]
fn every_link_of_version_1_still_opens() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/links-v1.tsv");
    let table = std::fs::read_to_string(path).unwrap();
    let mut completed = String::new();
    let mut rows = 0;
    for line in table.lines() {
        if line.starts_with('#') || line.is_empty() {
            completed.push_str(line);
        } else {
            let decoded = decode(line.split('\t').next().unwrap_or_default());
            let (fields, count) = (canonical_all(&decoded), decoded.notices.len().to_string());
            match line.split('\t').collect::<Vec<_>>()[..] {
                [link, expected, expected_count] => {
                    // A field that is newer than the line is not in it.
                    for field in expected.split(' ') {
                        assert!(
                            fields.split(' ').any(|now| holds(now, field)),
                            "{link}: {field} is not in {fields}"
                        );
                    }
                    assert_eq!(count, expected_count, "{link}");
                    completed.push_str(line);
                }
                [link] if std::env::var_os("UPDATE_LINKS").is_some() => {
                    let _ = write!(completed, "{link}\t{fields}\t{count}");
                }
                _ => panic!("not complete: {line}"),
            }
            rows += 1;
        }
        completed.push('\n');
    }
    assert!(rows >= 30, "only {rows} links are frozen");
    if completed != table {
        std::fs::write(path, completed).unwrap();
    }
}

#[test]
fn a_default_scenario_is_a_short_link() {
    assert_eq!(encode(&Scenario::default()), "v=1");
    assert_eq!(decode(""), decode("v=1"));
    assert_eq!(decode("").scenario, Scenario::default());
    assert!(decode("").notices.is_empty());
}

/// `tests/data/links-v1-compact.tsv`: the compact form of links, for ever. Lines are only ever added.
#[test]
fn every_compact_link_of_version_1_still_opens() {
    let table = include_str!("data/links-v1-compact.tsv");
    let mut rows = 0;
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (compact, readable) = line.split_once('\t').unwrap();
        let (short, long) = (decode(compact), decode(readable));
        assert_eq!(short, long, "{compact}");
        assert!(short.notices.is_empty(), "{compact}: {:?}", short.notices);
        assert_eq!(encode_compact(&long.scenario), compact);
        rows += 1;
    }
    assert!(rows >= 20, "only {rows} compact links are frozen");
}

#[test]
fn a_damaged_compact_link_opens_and_says_what_it_ignored() {
    for (link, count) in [
        ("z=", 1),
        ("z=1~", 0),
        ("z=9~d5M", 1),
        ("z=1~d", 1),
        ("z=1~!x~d5M", 1),
        ("z=1~.nothing:5", 1),
        ("z=1~d5M&tokens=6M", 1),
        ("z=1~dmany~bnobody", 2),
    ] {
        assert_eq!(notices(link).len(), count, "{link}: {:?}", notices(link));
    }
    assert_eq!(decode("z=1~!x~d7M").scenario.tokens, 7e6);
}

/// Keys of the frame around a page are no part of the scenario, and no mistake.
#[test]
fn what_says_how_a_page_is_shown_is_no_input() {
    assert_eq!(decode("embed=card&theme=dark&inputs=model,tokens"), decode(""));
}

#[test]
fn addresses_queries_and_escapes_are_alike() {
    let plain = decode("v=1&model=mistral-7b-v0.1&tokens=300000000");
    assert!(plain.notices.is_empty(), "{:?}", plain.notices);
    for link in [
        "?v=1&model=mistral-7b-v0.1&tokens=300000000",
        "https://example.org/tunecost/?v=1&model=mistral-7b-v0.1&tokens=300000000#compare",
        "v=1&model=mistralai/Mistral-7B-v0.1&tokens=300M",
        "v=1&model=mistral%2D7b-v0.1&tokens=300%4D",
        "v=1&&model=mistral-7b-v0.1&tokens=3e8&",
        "  v=1&model=mistral-7b-v0.1&tokens=300,000,000\n",
        "v=1&model=mistral-7b-v0.1&tokens=300+M",
    ] {
        assert_eq!(decode(link), plain, "{link}");
    }
    assert_eq!(decode("https://example.org/tunecost/").scenario, Scenario::default());
}

#[test]
fn what_cannot_be_used_is_named_and_the_default_stays() {
    let bad = [
        (
            "seq_len=0",
            "Sequence length must be a whole number from 1 to 1,048,576, like 4096. \u{201c}0\u{201d} is ignored.",
        ),
        ("epochs=many", "Epochs must be a number from 0.01 to 100, like 3. \u{201c}many\u{201d} is ignored."),
        ("tokens=NaN", "Tokens must be a number from 1 to 100 T, like 5M. \u{201c}NaN\u{201d} is ignored."),
        ("tokens=inf", "Tokens must be a number from 1 to 100 T, like 5M. \u{201c}inf\u{201d} is ignored."),
        (
            "n_gpus=1.5",
            "GPUs must be a whole number from 1 to 16,384, like 2, or empty. \u{201c}1.5\u{201d} is ignored.",
        ),
        ("price=free", "Price must be one of on-demand, spot. \u{201c}free\u{201d} is ignored."),
        ("packing=maybe", "Pack sequences must be on or off. \u{201c}maybe\u{201d} is ignored."),
        (
            "model=gpt-9",
            "Model \u{201c}gpt-9\u{201d} is not in the catalog. Use one that is, like llama-3.1-8b.",
        ),
        ("colour=red", "\u{201c}colour\u{201d} is no input of this page. It is ignored."),
        ("epochs=2&epochs=3", "\u{201c}epochs\u{201d} is given more than once. The first one counts."),
        ("v=2", "This link was written by a newer version (2). What this page does not know is ignored."),
        ("v=x", "Version \u{201c}x\u{201d} is not known. The link is read as version 1."),
        ("preset=B9", "No preset is called \u{201c}B9\u{201d}. There are B1, B2, B3, B3-alt."),
        ("usd=2.5", "A price needs the offer that it is for. It is ignored."),
        ("price_as_of=2026-03", "A date needs a price. It is ignored."),
        (
            "target_modules=q_proj,z_proj",
            "\u{201c}q_proj,z_proj\u{201d} names no layers. List some, like q_proj,v_proj. It is ignored.",
        ),
        (
            "hardware=gone.h100-sxm.2019-01",
            "The offer \u{201c}gone.h100-sxm.2019-01\u{201d} is not listed here. Any offer of H100 SXM stands in.",
        ),
    ];
    for (link, message) in bad {
        assert_eq!(notices(link), [message], "{link}");
    }
    assert_eq!(decode("tokens=NaN&seq_len=-5&epochs=1e999").scenario, Scenario::default());
    assert_eq!(decode("epochs=2&epochs=3").scenario.epochs, 2.0);
}

#[test]
fn hostile_links_open() {
    let long = format!("tokens=7&note={}&epochs=2", "x".repeat(3 * MAX_BYTES));
    let decoded = decode(&long);
    assert_eq!(decoded.scenario.tokens, 7.0);
    assert_eq!(decoded.notices[0].message, "This link is longer than 16 kB. Its end is ignored.");
    // A notice never repeats much, nor what hides or turns text.
    for link in [
        "model=\u{202e}b8-1.3-amall",
        "model=%00%1b[31m",
        "%E2%80%AE=1",
        "model=<script>alert(1)</script>&%ff%fe=%",
    ] {
        for notice in decode(link).notices {
            assert!(!notice.message.chars().any(char::is_control), "{link}");
            assert!(!notice.message.contains('\u{202e}') && !notice.key.contains('\u{202e}'));
            assert!(notice.message.chars().count() < 200 && notice.key.chars().count() <= 41);
        }
    }
    let many: String = (0..500).map(|n| format!("k{n}=1&")).collect();
    assert_eq!(decode(&many).notices.len(), 21);
    assert!(notices(&format!("model={}", "é".repeat(5000)))[0].contains('\u{2026}'));
}

#[test]
fn a_preset_comes_first_and_other_keys_override_it() {
    let decoded = decode("epochs=5&budget=&preset=B1");
    assert!(decoded.notices.is_empty());
    let scenario = decoded.scenario;
    assert_eq!((scenario.preset, scenario.epochs, scenario.budget_usd), (Some(PresetId::B1), 5.0, None));
    assert_eq!(scenario.tokens, 500_000.0);
    assert_eq!(encode(&scenario), "v=1&preset=B1&epochs=5&budget=");
    for preset in PresetId::ALL {
        assert_eq!(encode(&preset.scenario()), format!("v=1&preset={}", preset.id()));
    }
}

#[test]
fn a_shared_link_pins_the_offer_and_its_price() {
    let answer = answer(&Scenario::default());
    let row = answer.chosen_row().unwrap();
    let shared = decode(&encode_pinned(&answer));
    assert!(shared.notices.is_empty(), "{:?}", shared.notices);
    assert_eq!(shared.scenario.hardware, Hardware::Offer(row.offer));
    assert_eq!(shared.scenario.usd_per_instance_hour, row.price.per_instance.map(|usd| usd.0));
    let again = tunecost::scenario::answer::answer(&shared.scenario);
    let chosen = again.chosen_row().unwrap();
    assert_eq!((chosen.plan, chosen.estimate), (row.plan, row.estimate));
    assert!(chosen.price.pinned);
    assert_eq!(encode_pinned(&again), encode(&shared.scenario));
}

#[test]
fn kept_scenarios_stand_beside_the_scenario() {
    let decoded = decode("tokens=7&keep=Small~tokens=1000000&keep=Big+one~tokens%3D3e8%26epochs%3D1");
    assert!(decoded.notices.is_empty(), "{:?}", decoded.notices);
    assert_eq!(decoded.scenario, Scenario { tokens: 7.0, ..Scenario::default() });
    let names: Vec<_> = decoded.kept.list().iter().map(|kept| kept.name.as_str()).collect();
    assert_eq!(names, ["Small", "Big one"]);
    assert_eq!(decoded.kept.list()[1].scenario, Scenario { tokens: 3e8, epochs: 1.0, ..Scenario::default() });
    let link = encode_all(&decoded.scenario, &decoded.kept);
    assert_eq!(
        link,
        "v=1&tokens=7&keep=Small~tokens%3D1000000&keep=Big%20one~tokens%3D300000000%26epochs%3D1"
    );
    assert_eq!(decode(&link), decoded);
    // One that is the default has a name and nothing else.
    let mut kept = Kept::default();
    assert!(kept.keep("Plain", Scenario::default()));
    assert_eq!(encode_all(&Scenario::default(), &kept), "v=1&keep=Plain~");
    assert_eq!(decode("keep=Plain~").kept, kept);
}

#[test]
fn what_cannot_be_kept_is_named() {
    let example = "A kept scenario must have a name, like Small~tokens=1000000.";
    let bad = [
        ("keep=".to_owned(), format!("{example} \u{201c}\u{201d} is ignored.")),
        ("keep=~tokens=5".to_owned(), format!("{example} \u{201c}~tokens=5\u{201d} is ignored.")),
        ("keep=nothing".to_owned(), format!("{example} \u{201c}nothing\u{201d} is ignored.")),
        (
            format!("keep=Long~{}", "x".repeat(MAX_QUERY + 1)),
            "The kept scenario \u{201c}Long\u{201d} is too long. It is ignored.".to_owned(),
        ),
        (
            "keep=A~keep%3DB~tokens%3D5".to_owned(),
            "In the kept scenario \u{201c}A\u{201d}: \u{201c}keep\u{201d} is no input of this page. It is ignored."
                .to_owned(),
        ),
    ];
    for (link, message) in bad {
        assert_eq!(notices(&link), [message], "{link}");
    }
    let five: String = (0..5).map(|n| format!("keep=N{n}~&")).collect();
    assert_eq!(notices(&five), ["A link keeps at most 4 scenarios. One more is ignored."]);
    assert_eq!(decode(&five).kept.list().len(), MAX_KEPT);
    // Names are short, and hide nothing.
    let odd = decode("keep=%E2%80%AEevil%00~&keep=a~b~tokens=5&keep=".to_owned().as_str());
    assert_eq!(odd.kept.list()[0].name, "evil");
    let long = decode(&format!("keep={}~", "é".repeat(500)));
    assert_eq!(long.kept.list()[0].name.chars().count(), MAX_NAME);
    // What a kept query gets wrong cannot flood the page.
    let many: String = (0..500).map(|n| format!("k{n}%3D1%26")).collect();
    assert!(decode(&format!("keep=A~{many}")).notices.len() <= 21);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..common::config() })]

    #[test]
    fn every_scenario_survives_its_link(scenario in common::scenarios(true)) {
        let link = encode(&scenario);
        let decoded = decode(&link);
        prop_assert_eq!(&decoded.scenario, &scenario, "{}", link);
        prop_assert!(decoded.notices.is_empty(), "{} {:?}", link, decoded.notices);
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic()), "{}", link);
        // With every field set, both forms leave room for the address within 2,000 characters.
        let compact = encode_compact(&scenario);
        prop_assert!(link.len() <= 1800 && compact.len() <= link.len(), "{}", link);
        prop_assert_eq!(&decode(&compact).scenario, &scenario, "{}", compact);
    }

    #[test]
    fn every_kept_scenario_survives_the_link(
        scenario in common::scenarios(true),
        all in proptest::collection::vec((common::scenarios(true), "\\PC{1,60}"), 0..=MAX_KEPT),
    ) {
        let mut kept = Kept::default();
        for (scenario, name) in all {
            let named = tunecost::scenario::kept::name(&name).is_some();
            prop_assert_eq!(kept.keep(&name, scenario), named);
        }
        let link = encode_all(&scenario, &kept);
        prop_assert!(link.len() <= MAX_BYTES, "{} bytes", link.len());
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic()), "{}", link);
        let decoded = decode(&link);
        prop_assert!(decoded.notices.is_empty(), "{} {:?}", link, decoded.notices);
        prop_assert_eq!(decoded.scenario, scenario);
        prop_assert_eq!(decoded.kept, kept);
    }

    #[test]
    fn any_kept_value_opens(value in "\\PC{0,200}|[0-9a-z%~&=+,.]{0,200}") {
        let decoded = decode(&format!("keep={value}"));
        for kept in decoded.kept.list() {
            prop_assert!(kept.name.chars().count() <= MAX_NAME && !kept.name.is_empty());
        }
        let again = decode(&encode_all(&decoded.scenario, &decoded.kept));
        prop_assert_eq!(again.kept, decoded.kept);
    }

    #[test]
    fn any_text_opens_within_bounds(text in ".{0,300}") {
        check_opens(&text)?;
    }

    #[test]
    fn any_value_under_a_known_key_opens_within_bounds(
        keys in proptest::collection::vec(proptest::sample::select(known_keys()), 0..12),
        parts in proptest::collection::vec("[0-9a-z%+,.eE-]{0,12}|\\PC{0,20}", 12),
    ) {
        let link: String = keys.iter().zip(&parts).map(|(key, value)| format!("{key}={value}&")).collect();
        check_opens(&link)?;
    }

    #[test]
    fn any_bytes_as_escapes_open(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut link = String::from("model=");
        for byte in bytes {
            let _ = write!(link, "%{byte:02x}");
        }
        check_opens(&link)?;
    }
}

fn known_keys() -> Vec<&'static str> {
    let mut keys: Vec<_> = values(&Scenario::default()).into_iter().map(|(key, _)| key).collect();
    keys.extend(["v", "preset"]);
    keys
}

/// Fields are within bounds, and what was understood is written back the same.
fn check_opens(text: &str) -> Result<(), TestCaseError> {
    let scenario = decode(text).scenario;
    for field in NUMBER_FIELDS {
        match (field.get)(&scenario) {
            Some(value) => prop_assert_eq!(field.admit(value), Some(value), "{}", field.key),
            None => prop_assert!(field.optional, "{}", field.key),
        }
    }
    let again = decode(&encode(&scenario));
    prop_assert_eq!(again.scenario, scenario);
    prop_assert!(again.notices.is_empty(), "{:?}", again.notices);
    Ok(())
}
