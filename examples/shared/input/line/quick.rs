//! One JSON line of the usual shape → its fields, in one pass: an object of strings, whole numbers, `true`, `false` and
//! `null`, whose keys are plain ASCII. Other lines, good or bad, are left to the full parser; a property test shows that
//! it makes the same of those that are read here.

use std::ops::Range;

use memchr::memchr2;

use super::{Fields, Record, Value};

/// Reads a line and appends its text to `texts`; none when it is of another shape, and then some of it may be there.
pub(super) fn read(line: &str, fields: &Fields, texts: &mut String) -> Option<Record<Range<usize>>> {
    let mut rest = Rest { line, controls: has_control(line) };
    let mut record = Record::default();
    rest.take(b'{')?;
    if rest.take(b'}').is_none() {
        loop {
            let key = rest.key()?;
            rest.take(b':')?;
            if key == fields.text {
                let start = texts.len();
                rest.string(texts)?;
                record.text = Some(Value::Text(start..texts.len()));
            } else if key == fields.id {
                record.id = Some(rest.id()?);
            } else if fields.date.as_deref() == Some(key) {
                record.date = Some(Value::Text(rest.short_string()?));
            } else {
                rest.pass_value()?;
            }
            if rest.take(b',').is_none() {
                rest.take(b'}')?;
                break;
            }
        }
    }
    rest.skip_space();
    rest.line.is_empty().then_some(record)
}

/// Whether there is a control character, which may not stand in a string as it is.
fn has_control(text: &str) -> bool {
    text.bytes().fold(u8::MAX, u8::min) < b' '
}

/// What is still to be read of a line.
struct Rest<'l> {
    line: &'l str,
    /// Whether the line has control characters anywhere: hardly any has.
    controls: bool,
}

impl<'l> Rest<'l> {
    fn skip_space(&mut self) {
        let space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.line = &self.line[self.line.as_bytes().iter().take_while(space).count()..];
    }

    /// Takes one mark of ASCII, with the space before it.
    fn take(&mut self, mark: u8) -> Option<()> {
        self.skip_space();
        self.line = self.line.strip_prefix(char::from(mark))?;
        Some(())
    }

    /// A string of plain ASCII.
    fn key(&mut self) -> Option<&'l str> {
        self.take(b'"')?;
        let (key, rest) = self.line.split_once('"')?;
        self.line = rest;
        key.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\').then_some(key)
    }

    /// Appends a string, without its escapes.
    fn string(&mut self, text: &mut String) -> Option<()> {
        self.take(b'"')?;
        self.pass_string(|piece| text.push_str(piece))
    }

    fn short_string(&mut self) -> Option<String> {
        let mut text = String::new();
        self.string(&mut text)?;
        Some(text)
    }

    /// The rest of a string, in pieces.
    fn pass_string(&mut self, mut see: impl FnMut(&str)) -> Option<()> {
        loop {
            let len = memchr2(b'"', b'\\', self.line.as_bytes())?;
            let (piece, rest) = self.line.split_at(len);
            if self.controls && has_control(piece) {
                return None;
            }
            see(piece);
            self.line = &rest[1..];
            if rest.starts_with('"') {
                return Some(());
            }
            self.escape(&mut see)?;
        }
    }

    /// An escape behind its backslash: one character, or four figures for one that is no half of a pair.
    fn escape(&mut self, see: &mut impl FnMut(&str)) -> Option<()> {
        let plain = match self.line.as_bytes().first()? {
            b'"' => "\"",
            b'\\' => "\\",
            b'/' => "/",
            b'b' => "\x08",
            b'f' => "\x0c",
            b'n' => "\n",
            b'r' => "\r",
            b't' => "\t",
            b'u' => {
                let figures = self
                    .line
                    .get(1..5)
                    .filter(|figures| figures.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
                let number = u32::from_str_radix(figures, 16).ok()?;
                see(char::from_u32(number)?.encode_utf8(&mut [0; 4]));
                self.line = &self.line[5..];
                return Some(());
            }
            _ => return None,
        };
        see(plain);
        self.line = &self.line[1..];
        Some(())
    }

    /// A string or a whole number that surely fits 64 bits.
    fn id(&mut self) -> Option<Value<String>> {
        /// Figures of the longest such number.
        const FIGURES: usize = 18;
        self.skip_space();
        if self.line.starts_with('"') {
            return self.short_string().map(Value::Text);
        }
        let number = self.number().filter(|number| number.len() <= FIGURES)?;
        Some(Value::Whole(number.to_owned()))
    }

    /// A whole number without a sign.
    fn number(&mut self) -> Option<&'l str> {
        let len = self.line.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.line.split_at(len);
        self.line = rest;
        let is_more = rest.starts_with(['.', 'e', 'E']);
        (!number.is_empty() && (len == 1 || !number.starts_with('0')) && !is_more).then_some(number)
    }

    /// A value that nobody asked for.
    fn pass_value(&mut self) -> Option<()> {
        self.skip_space();
        if let Some(rest) = self.line.strip_prefix('"') {
            self.line = rest;
            return self.pass_string(|_| ());
        }
        let literal =
            ["null", "true", "false"].into_iter().find_map(|literal| self.line.strip_prefix(literal));
        match literal {
            Some(rest) => self.line = rest,
            None => drop(self.number()?),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Line, full};
    use super::*;

    fn assert_alike(line: &str) -> bool {
        let fields = Fields { date: Some("a".to_owned()), ..Fields::default() };
        let (mut texts, mut of_full) = (String::new(), String::new());
        let quick = read(line, &fields, &mut texts);
        let is_read = quick.is_some();
        if let Some(record) = quick {
            let full = full(line.as_bytes(), &fields).unwrap_or_else(|_| panic!("a good line: {line}"));
            let bare = |line: Line, texts: &str| (texts[line.text].to_owned(), line.id, line.date);
            let quick = record.into_line(1).map(|line| bare(line, &texts));
            let full = full.keep_text(&mut of_full).into_line(1).map(|line| bare(line, &of_full));
            assert!(quick == full, "{line}");
        }
        is_read
    }

    #[test]
    fn lines_of_the_usual_shape_are_read() {
        for line in [
            r#"{"id":"fox","text":"A fox."}"#,
            r#" { "text" : "A \"fox\"\n\u00e4\t\/" , "id" : 17, "n": 0 } "#,
            r#"{"text":"ä 🦊","lang":"de \\","ok":true,"no":null,"off":false,"n":12,"text":"last"}"#,
            "{}",
        ] {
            assert!(assert_alike(line), "{line}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        #[test]
        fn what_is_read_is_what_the_full_parser_reads(
            parts in proptest::collection::vec(
                r#"[{}:, \t"]|"(id|text|a)"|"(\\[nu"\\/]|\\u[0-9a-fA-F]{4}|[ -~äß🦊]){0,6}"|-?[0-9]{1,20}|1\.5|1e3|true|null|\[\]|\{\}"#, 0..14
            ),
            wrap in any::<bool>()
        ) {
            let body = parts.concat();
            assert_alike(&if wrap { format!("{{\"text\":{body}}}") } else { body });
        }

        #[test]
        fn objects_are_read_alike(
            fields in proptest::collection::vec(
                (r"id|text|a|\\u0061|é", r#""(\\[nrtbf"\\/]|\\u[0-9a-fA-F]{4}|[ -~äß🦊]){0,12}"|-?[0-9]{1,20}|1\.5|true|null|\[1\]"#), 0..5
            )
        ) {
            let fields: Vec<String> = fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
            assert_alike(&format!("{{{}}}", fields.join(", ")));
        }
    }
}
