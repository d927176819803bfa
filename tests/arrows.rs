//! The arrows of the house point one way: `ui, js, export → scenario → catalog → engine`. Read from the source itself.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Layers that a layer may use, beside itself and `format`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("engine", &[]),
    ("format", &["engine"]),
    ("catalog", &["engine"]),
    ("scenario", &["engine", "catalog", "format"]),
    ("export", &["engine", "catalog", "scenario", "format"]),
    ("js", &["engine", "catalog", "scenario", "export", "format"]),
    ("ui", &["engine", "catalog", "scenario", "export", "format", "js"]),
];

/// Crates by the layers that may name them; every other layer may not.
const CRATES: &[(&str, &[&str])] = &[
    ("serde", &["export", "js"]),
    ("serde_json", &["bin"]),
    ("serde_wasm_bindgen", &["js"]),
    ("csv", &["export"]),
    ("leptos", &["ui", "main"]),
    ("reactive_graph", &["ui"]),
    ("gloo", &["ui", "js"]),
    ("web_sys", &["ui", "js"]),
    ("js_sys", &["ui", "js"]),
    ("wasm_bindgen", &["ui", "js", "main"]),
    ("wasm_bindgen_futures", &["ui", "js"]),
    ("console_error_panic_hook", &["main", "ui"]),
];

/// Types of reactive state: in `ui` alone.
const SIGNALS: &[&str] = &[
    "Signal",
    "RwSignal",
    "ReadSignal",
    "WriteSignal",
    "ArcRwSignal",
    "Memo",
    "ArcMemo",
    "StoredValue",
    "Effect",
];

/// Modules of the standard library that tell the time or touch the world: not in the three lower layers.
const WORLD: &[&str] =
    &["std::fs", "std::net", "std::env", "std::time", "std::process", "std::io", "std::thread"];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut all = Vec::new();
    for (folder, at) in [("src", ""), ("engine/src", "engine")] {
        let root = root().join(folder);
        let mut paths = Vec::new();
        walk(&root, &mut paths);
        paths.sort();
        all.extend(paths.into_iter().map(|path| {
            let text = code(&fs::read_to_string(&path).unwrap());
            (Path::new(at).join(path.strip_prefix(&root).unwrap()), text)
        }));
    }
    all
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where a file of [`sources`] is.
fn place(file: &Path) -> PathBuf {
    match file.strip_prefix("engine") {
        Ok(rest) => root().join("engine/src").join(rest),
        Err(_) => root().join("src").join(file),
    }
}

/// `engine` for `engine/model.rs`, `js` for `js.rs`, `bin` for `bin/estimate.rs`.
fn layer(path: &Path) -> String {
    let first = path.iter().next().unwrap().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The source without comments, and without what stands in strings and characters.
fn code(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let letters: Vec<char> = source.chars().collect();
    let mut at = 0;
    let next = |at: usize| letters.get(at).copied().unwrap_or('\0');
    while at < letters.len() {
        match letters[at] {
            '/' if next(at + 1) == '/' => {
                while at < letters.len() && letters[at] != '\n' {
                    at += 1;
                }
            }
            '/' if next(at + 1) == '*' => {
                let mut depth = 0;
                loop {
                    match (next(at), next(at + 1)) {
                        ('/', '*') => (depth, at) = (depth + 1, at + 2),
                        ('*', '/') => (depth, at) = (depth - 1, at + 2),
                        _ => at += 1,
                    }
                    if depth == 0 || at >= letters.len() {
                        break;
                    }
                }
            }
            'r' if matches!(next(at + 1), '"' | '#')
                && !out.ends_with(|c: char| c.is_alphanumeric() || c == '_') =>
            {
                let hashes = letters[at + 1..].iter().take_while(|&&letter| letter == '#').count();
                if next(at + 1 + hashes) != '"' {
                    out.push('r');
                    at += 1;
                    continue;
                }
                at += hashes + 2;
                let closes = |at: usize| letters[at] == '"' && (1..=hashes).all(|n| next(at + n) == '#');
                while at < letters.len() && !closes(at) {
                    at += 1;
                }
                at += hashes + 1;
                out.push_str("\"\"");
            }
            '"' => {
                at += 1;
                while at < letters.len() && letters[at] != '"' {
                    at += if letters[at] == '\\' { 2 } else { 1 };
                }
                at += 1;
                out.push_str("\"\"");
            }
            // A character, not a lifetime.
            '\'' if next(at + 1) == '\\' || next(at + 2) == '\'' => {
                at += if next(at + 1) == '\\' { 3 } else { 2 };
                while at < letters.len() && letters[at] != '\'' {
                    at += 1;
                }
                at += 1;
                out.push_str("' '");
            }
            letter => {
                out.push(letter);
                at += 1;
            }
        }
    }
    out
}

/// Every path in the code with its segments, use groups spread out: `use crate::{a::B, c}` gives `crate::a::B`, `crate::c`.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let tokens = tokens(code);
    let mut at = 0;
    while at < tokens.len() {
        if is_word(&tokens[at]) && (at == 0 || tokens[at - 1] != "::") {
            at = path(&tokens, at, &mut Vec::new(), &mut found);
        } else {
            at += 1;
        }
    }
    found
}

fn is_word(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() || letter == '_' {
            let mut word = String::from(letter);
            while let Some(more) = letters.next_if(|&next| next.is_alphanumeric() || next == '_') {
                word.push(more);
            }
            tokens.push(word);
        } else if letter == ':' && letters.next_if_eq(&':').is_some() {
            tokens.push("::".into());
        } else if !letter.is_whitespace() {
            tokens.push(letter.into());
        }
    }
    tokens
}

/// Reads a path from `at`; returns the position behind it.
fn path(tokens: &[String], mut at: usize, prefix: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    let start = prefix.len();
    let token = |at: usize| tokens.get(at).map_or("", String::as_str);
    loop {
        if is_word(token(at)) {
            prefix.push(token(at).to_owned());
            at += 1;
        } else if token(at) == "{" && prefix.len() > start {
            at += 1;
            while at < tokens.len() && token(at) != "}" {
                at = if is_word(token(at)) { path(tokens, at, prefix, found) } else { at + 1 };
            }
            prefix.truncate(start);
            return at + 1;
        } else {
            at += usize::from(token(at) == "*");
            break;
        }
        if token(at) != "::" {
            break;
        }
        at += 1;
    }
    found.push(prefix.clone());
    prefix.truncate(start);
    at
}

/// The layer that a path leads to from a file, if it is one of the crate's own.
fn target(file: &Path, path: &[String]) -> Option<String> {
    let known = |name: &str| ALLOWED.iter().any(|(layer, _)| *layer == name).then(|| name.to_owned());
    let first = path.first()?.as_str();
    match first {
        "crate" | "tunecost" => known(path.get(1)?),
        "super" => {
            // One step up for every `super`, from the module of the file.
            let mut module: Vec<&str> = file.iter().map(|part| part.to_str().unwrap()).collect();
            let name = module.pop().unwrap();
            if !matches!(name, "mod.rs" | "lib.rs" | "main.rs") {
                module.push(name.trim_end_matches(".rs"));
            }
            let ups = path.iter().take_while(|part| *part == "super").count();
            (ups >= module.len()).then(|| path.get(ups)).flatten().and_then(|name| known(name))
        }
        _ => None,
    }
}

#[test]
fn arrows_point_down() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let layer = layer(&file);
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == layer) else { continue };
        for path in paths(&code) {
            if let Some(target) = target(&file, &path)
                && target != layer
                && !allowed.contains(&target.as_str())
            {
                wrong.push(format!("src/{}: {layer} must not use {}", file.display(), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_engine_depends_on_nothing() {
    let manifest = fs::read_to_string(root().join("engine/Cargo.toml")).unwrap();
    assert!(!manifest.contains("dependencies"), "{manifest}");
}

#[test]
fn crates_stay_in_their_layers() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let layer = layer(&file);
        for path in paths(&code) {
            let first = path[0].as_str();
            if let Some((_, layers)) = CRATES.iter().find(|(name, _)| *name == first)
                && (path.len() > 1 || code.contains(&format!("use {first};")))
                && !layers.contains(&layer.as_str())
            {
                wrong.push(format!("src/{}: {layer} must not name {first}", file.display()));
            }
            if layer != "ui" && path.iter().any(|part| SIGNALS.contains(&part.as_str())) {
                wrong.push(format!("src/{}: {} belongs to ui", file.display(), path.join("::")));
            }
            let joined = path.join("::");
            let low = ["engine", "catalog", "scenario", "format"].contains(&layer.as_str());
            if low && WORLD.iter().any(|module| joined.starts_with(module)) {
                wrong.push(format!("src/{}: {layer} must not use {joined}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A query key in quotes outside the codec and the fields would be a second codec in the making.
#[test]
fn query_keys_live_in_the_codec_alone() {
    use tunecost::scenario::{Scenario, fields, link};
    let mut keys: Vec<_> = link::values(&Scenario::default()).into_iter().map(|(key, _)| key).collect();
    keys.push(fields::PRESET);
    let mut wrong = Vec::new();
    for (file, _) in sources() {
        if file.ends_with("scenario/link.rs")
            || file.starts_with("scenario/fields")
            || file.ends_with("scenario/fields.rs")
        {
            continue;
        }
        let text = fs::read_to_string(place(&file)).unwrap();
        for key in &keys {
            // As a pair of a query, or taken out of one.
            for pattern in [format!("\"{key}=\""), format!("&{key}="), format!("?{key}=")] {
                let shown = |line: &&str| {
                    let line = line.trim_start();
                    !line.starts_with("//") && !file.starts_with("bin") && line.contains(&pattern)
                };
                if let Some(line) = text.lines().find(shown) {
                    wrong.push(format!("src/{}: {}", file.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The reader of sources sees what it has to.
#[test]
fn wrong_arrows_are_seen() {
    let seen = |file: &str, source: &str| -> Vec<String> {
        paths(&code(source)).iter().filter_map(|path| target(Path::new(file), path)).collect()
    };
    let file = "engine/time.rs";
    assert_eq!(seen(file, "use crate::catalog::GpuId;"), ["catalog"]);
    assert_eq!(
        seen(file, "use crate::{engine::units::{Secs, Usd}, scenario::{self, Scenario}};"),
        ["engine", "engine", "scenario", "scenario"]
    );
    assert_eq!(seen(file, "fn a() -> crate::ui::App { crate::format::usd(1) }"), ["ui", "format"]);
    assert_eq!(seen(file, "use super::super::catalog::GpuId;"), ["catalog"]);
    assert_eq!(seen(file, "use super::catalog::GpuId;"), Vec::<String>::new());
    assert_eq!(seen("engine/mod.rs", "use super::catalog;"), ["catalog"]);
    assert_eq!(seen("js.rs", "use super::ui::App;"), ["ui"]);
    assert_eq!(
        seen(
            file,
            "// use crate::ui::App;\n/* crate::ui /* nested */ crate::ui */ const A: &str = \"crate::ui\";"
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        seen(file, "const A: &str = r#\"crate::ui::\"x\"#; const B: char = '\"'; use crate::ui::C; // \""),
        ["ui"]
    );
    assert_eq!(seen(file, "fn f<'a>(x: &'a str) { let c = '\\''; crate::js::f('x') }"), ["js"]);
    assert_eq!(
        paths(&code("use serde::{Serialize, ser::*};")),
        [vec!["use"], vec!["serde", "Serialize"], vec!["serde", "ser"]]
    );
    assert!(sources().len() > 20);
}
