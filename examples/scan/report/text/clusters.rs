//! Clusters → each representative with its copies, the largest cluster first.

use std::cmp::Reverse;
use std::io;

use super::counted;
use unspin::{Part, Slot, Template};

use crate::page::Page;
use crate::scanned::{Group, Scanned};

/// Clusters listed.
const CLUSTERS: usize = 50;
/// Copies listed of each.
const COPIES: usize = 20;
/// Letters shown of a template, at least: three lines, some thirty words with their choices.
const TEMPLATE: usize = 240;
/// Words shown at either end of a long stretch.
const ENDS: usize = 5;

/// Writes the clusters; nothing where there are none.
pub(super) fn write(page: &mut Page<'_>, scanned: &Scanned<'_>) -> io::Result<()> {
    let mut groups = scanned.groups();
    if groups.is_empty() {
        return Ok(());
    }
    groups.sort_by_key(|group| Reverse(group.copies.len()));
    page.heading(&format!("{}, each copy by the document at the head", counted(groups.len(), "cluster")))?;
    for (i, group) in groups.iter().take(CLUSTERS).enumerate() {
        if i > 0 {
            page.blank()?;
        }
        write_group(&mut page.inside(2), scanned, group)?;
    }
    if let Some(more) = groups.len().checked_sub(CLUSTERS + 1) {
        page.blank()?;
        page.paragraph(&format!("and {} with fewer documents", counted(more + 1, "cluster")))?;
    }
    Ok(())
}

fn write_group(page: &mut Page<'_>, scanned: &Scanned<'_>, group: &Group<'_>) -> io::Result<()> {
    let name = page.name(scanned.id(group.representative));
    page.line(format_args!("{name}, {}", copies(group.copies.len())))?;
    let mut copies = group.copies.clone();
    copies.sort_by(|one, other| {
        one.verdict().cmp(&other.verdict()).then(other.score().total_cmp(&one.score()))
    });
    let mut page = page.inside(4);
    for pair in copies.iter().take(COPIES) {
        page.rated(&scanned.comparison(pair)?, scanned.id(group.member(pair)))?;
    }
    if let Some(more) = copies.len().checked_sub(COPIES + 1) {
        page.paragraph(&format!("and {} more", more + 1))?;
    }
    match scanned.template(group)? {
        Some(template) => write_template(&mut page, &template),
        None => Ok(()),
    }
}

/// Writes the beginning of a template, with how many documents took each choice.
fn write_template(page: &mut Page<'_>, template: &Template) -> io::Result<()> {
    let slots = counted(template.slots().count(), "slot");
    let choices: usize = template.slots().map(|slot| slot.choices.len()).sum();
    page.field(
        "template",
        &format!("behind {} of them, {slots} with {choices} choices:", template.members().len()),
    )?;
    page.field("", &beginning(template))
}

/// So many letters of a template, with long stretches cut to their ends.
fn beginning(template: &Template) -> String {
    let mut shown = String::new();
    for part in template.parts() {
        if shown.chars().count() > TEMPLATE {
            return format!("{} …", shown.trim_end());
        }
        let part = match part {
            Part::Fixed(text) => Part::Fixed(shortened(text)),
            Part::Slot(slot) => Part::Slot(shortened_slot(slot)),
        };
        shown = format!("{shown}{part:#}");
    }
    shown
}

fn shortened_slot(slot: &Slot) -> Slot {
    let mut slot = slot.clone();
    for choice in &mut slot.choices {
        choice.text = shortened(&choice.text);
    }
    slot
}

/// The first and last words of a text, with single spaces.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let space = |is_there: bool| if is_there { " " } else { "" };
    let ends = (space(text.starts_with(char::is_whitespace)), space(text.ends_with(char::is_whitespace)));
    let middle = match words.len() {
        many if many > 2 * ENDS + 1 => {
            format!("{} … {}", words[..ENDS].join(" "), words[many - ENDS..].join(" "))
        }
        _ => words.join(" "),
    };
    format!("{}{middle}{}", ends.0, if words.is_empty() { "" } else { ends.1 })
}

fn copies(count: usize) -> String {
    if count == 1 { "1 copy".to_owned() } else { format!("{count} copies") }
}
