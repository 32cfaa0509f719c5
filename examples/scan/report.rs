//! What was read and what was skipped, for people or programs.

use std::io::{self, Write};

use serde_json::json;

use crate::arguments::{Arguments, Format};
use crate::input::Read;
use crate::terminal::{Style, Surroundings, Tone, escape};

/// Writes the report in the format asked for.
pub(crate) fn write(writer: &mut dyn Write, read: &Read, arguments: &Arguments) -> io::Result<()> {
    match arguments.format {
        Format::Text => write_text(writer, read, style(arguments)),
        Format::Jsonl => write_jsonl(writer, read),
    }
}

fn style(arguments: &Arguments) -> Style {
    match arguments.output {
        Some(_) => Style::Plain,
        None => Style::for_surroundings(&Surroundings::of_stdout()),
    }
}

fn write_text(writer: &mut dyn Write, read: &Read, style: Style) -> io::Result<()> {
    let heading = format!("{} seen, {} documents", read.seen, read.documents.len());
    writeln!(writer, "{}", style.paint(Tone::Heading, heading))?;
    let bytes: usize = read.documents.iter().map(|document| document.text.len()).sum();
    writeln!(writer, "{bytes} bytes of text")?;
    for guess in &read.guessed {
        let id = style.paint(Tone::Path, escape(&guess.id));
        writeln!(writer, "guessed {id}: {}", style.paint(Tone::Warning, guess.encoding))?;
    }
    for skipped in &read.skipped {
        let reason = skipped.reason.to_string();
        let path = style.paint(Tone::Path, escape(&skipped.path));
        writeln!(writer, "skipped {path}: {}", style.paint(Tone::Warning, escape(&reason)))?;
    }
    Ok(())
}

fn write_jsonl(writer: &mut dyn Write, read: &Read) -> io::Result<()> {
    for guess in &read.guessed {
        writeln!(writer, "{}", json!({ "guessed": guess.id, "encoding": guess.encoding }))?;
    }
    for skipped in &read.skipped {
        let reason = skipped.reason.to_string();
        writeln!(writer, "{}", json!({ "skipped": skipped.path, "reason": reason }))?;
    }
    writeln!(writer, "{}", json!({ "seen": read.seen, "documents": read.documents.len() }))
}
