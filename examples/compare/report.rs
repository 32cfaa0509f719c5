//! What is known of the two texts, for people or programs.

use std::io::{self, Write};

use serde_json::json;

use crate::arguments::{Arguments, Format};
use crate::file::{Encoding, Text, shown};
use crate::terminal::{Style, Surroundings, Tone, escape};

/// Writes the report in the format asked for.
pub(crate) fn write(writer: &mut dyn Write, pair: (&Text, &Text), arguments: &Arguments) -> io::Result<()> {
    let style = Style::for_surroundings(&Surroundings::of_stdout());
    for (path, text) in [(&arguments.left, pair.0), (&arguments.right, pair.1)] {
        let path = shown(path);
        let encoding = match text.encoding {
            Encoding::Certain => None,
            Encoding::Guessed(encoding) => Some(encoding),
        };
        let bytes = text.text.len();
        match arguments.format {
            Format::Jsonl => {
                writeln!(writer, "{}", json!({ "path": path, "bytes": bytes, "guessed": encoding }))?;
            }
            Format::Text => {
                let guess = encoding.map(|encoding| format!(", guessed {encoding}")).unwrap_or_default();
                writeln!(writer, "{}: {bytes} bytes{guess}", style.paint(Tone::Path, escape(&path)))?;
            }
        }
    }
    Ok(())
}
