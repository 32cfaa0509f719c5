//! Imports point one way: a module uses only what stands in a layer at or below its own.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The layers, lowest first. A line is one layer: its modules may use each other and whatever stands above in the list.
///
/// `feature sketch recipe band` know each other through tests and one doc link. `detector sketchbook collection survey
/// scan` are one layer: the detector hands its settings to a survey, and a survey hands itself to the scan that reports on it.
const LAYERS: [&str; 20] = [
    "span hash spread seen error id arithmetic store row",
    "texts",
    "words fold figure",
    "token",
    "quote",
    "profile",
    "feature sketch recipe band",
    "runs",
    "index posting",
    "link align order thread",
    "chain passage",
    "reuse",
    "evidence",
    "verdict swap cluster template",
    "original comparison",
    "retelling archive",
    "report",
    "crowd",
    "detector sketchbook collection survey scan explanation",
    "html",
];

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.split(' ').any(|name| name == module))
}

/// The Rust files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the sources can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// The module at the root of the crate that a file belongs to.
fn module_of(file: &Path, root: &Path) -> String {
    let inside = file.strip_prefix(root).expect("a file of the crate").with_extension("");
    inside.iter().next().expect("a name").to_string_lossy().into_owned()
}

/// How many steps of `super::` lead from a file to the root of the crate.
fn depth_of(file: &Path, root: &Path) -> usize {
    file.strip_prefix(root).expect("a file of the crate").components().count()
}

/// A source with the paths that climb to the root of the crate by `super::` written from there; its tests stand a step
/// deeper.
fn rooted(source: &str, depth: usize) -> String {
    let climb = |source: &str, depth: usize| {
        let steps = Regex::new(&format!(r"\b(?:super\s*::\s*){{{depth}}}")).expect("a pattern");
        steps.replace_all(source, "crate::").into_owned()
    };
    let (code, tests) = source.split_at(source.find("mod tests {").unwrap_or(source.len()));
    climb(code, depth) + &climb(tests, depth + 1)
}

/// The modules that a source names from the root of the crate, in imports, nested imports and paths in the code.
fn used(source: &str, depth: usize) -> Vec<String> {
    let comments = Regex::new(r"(?m)//.*$").expect("a pattern");
    let source = &rooted(source, depth);
    let paths = Regex::new(r"\bcrate\s*::\s*(\{|\w+)").expect("a pattern");
    let name = Regex::new(r"^\s*(\w+)").expect("a pattern");
    let source = comments.replace_all(source, "");
    let mut found = Vec::new();
    for path in paths.captures_iter(&source) {
        let head = path.get(1).expect("the group is not optional");
        if head.as_str() == "{" {
            let branches = branches(&source[head.end()..]);
            found.extend(branches.iter().filter_map(|branch| Some(name.captures(branch)?[1].to_owned())));
        } else {
            found.push(head.as_str().to_owned());
        }
    }
    found
}

/// The parts of a braced import, split at its own commas only; `inside` begins behind the opening brace.
fn branches(inside: &str) -> Vec<String> {
    let (mut depth, mut branches) = (0, vec![String::new()]);
    for character in inside.chars() {
        match character {
            '}' if depth == 0 => break,
            ',' if depth == 0 => branches.push(String::new()),
            _ => {
                depth += i32::from(character == '{') - i32::from(character == '}');
                branches.last_mut().expect("never empty").push(character);
            }
        }
    }
    branches
}

/// What is wrong with a module's imports, a line each.
fn faults(module: &str, source: &str, depth: usize) -> Vec<String> {
    if module == "lib" {
        return Vec::new();
    }
    let Some(own) = layer_of(module) else {
        return vec![format!("`{module}` stands in no layer: give it a place in the list")];
    };
    let fault = |name: &String| match layer_of(name) {
        Some(layer) if layer <= own => None,
        Some(_) => Some(format!("`{module}` uses `{name}`, which stands above it")),
        None => Some(format!("`{module}` uses `{name}`, which stands in no layer")),
    };
    used(source, depth).iter().filter_map(fault).collect()
}

#[test]
fn imports_point_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut imports, mut modules, mut wrong) = (0, Vec::new(), Vec::new());
    for file in files(&root) {
        let source = fs::read_to_string(&file).expect("a source can be read");
        let module = module_of(&file, &root);
        let depth = depth_of(&file, &root);
        imports += used(&source, depth).len();
        wrong.extend(faults(&module, &source, depth));
        modules.push(module);
    }
    assert_eq!(wrong, Vec::<String>::new());
    for name in LAYERS.iter().flat_map(|layer| layer.split(' ')) {
        assert!(modules.iter().any(|module| module == name), "`{name}` has a layer but no file");
    }
    assert!(imports > modules.len(), "{imports} imports in {} files: not all were read", modules.len());
}

#[test]
fn imports_that_point_up_are_found() {
    let planted = [
        ("token", 1, "use crate::profile::Profile;", 1),
        ("token", 1, "use crate::{hash, span::Span,\n    report::{self, Report},\n};", 1),
        ("token", 1, "fn read() { crate::verdict::score() }", 1),
        ("token", 1, "use crate::{hash::{word, join}, words::{self}, token::{verdict, Kind}};", 0),
        ("token", 1, "use crate::nowhere::Thing;", 1),
        ("token", 1, "// use crate::report::Report;", 0),
        ("token", 1, "use super::report::Report;", 1),
        ("token", 1, "use super::{hash, report::Report};", 1),
        ("token", 2, "use super::super::report::Report;", 1),
        ("token", 2, "use super::{report, super::hash};", 0),
        ("token", 1, "mod tests { use super::report; }", 0),
        ("token", 1, "mod tests { use super::super::report; }", 1),
        ("unheard_of", 1, "", 1),
    ];
    for (module, depth, source, expected) in planted {
        assert_eq!(faults(module, source, depth).len(), expected, "{module}: {source}");
    }
}
