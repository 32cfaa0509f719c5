//! One JSON line of the usual shape → its fields, in one pass: an object of strings, whole numbers, `true`, `false` and
//! `null`, whose keys are plain ASCII. Other lines, good or bad, are left to the full parser; a property test shows that
//! it makes the same of those that are read here.

use memchr::memchr2;

use super::{Fields, Record, Value};

/// Reads a line; none when it is of another shape.
pub(super) fn read(line: &[u8], fields: &Fields) -> Option<Record> {
    let mut rest = Rest(line);
    let mut record = Record::default();
    rest.take(b'{')?;
    if rest.take(b'}').is_none() {
        loop {
            let key = rest.key()?;
            rest.take(b':')?;
            if key == fields.text.as_bytes() {
                record.text = Some(Value::Text(rest.string()?));
            } else if key == fields.id.as_bytes() {
                record.id = Some(rest.id()?);
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
    rest.0.is_empty().then_some(record)
}

/// What is still to be read.
struct Rest<'l>(&'l [u8]);

impl<'l> Rest<'l> {
    fn skip_space(&mut self) {
        while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = self.0 {
            self.0 = rest;
        }
    }

    /// Takes one mark, with the space before it.
    fn take(&mut self, mark: u8) -> Option<()> {
        self.skip_space();
        self.0 = self.0.strip_prefix(&[mark])?;
        Some(())
    }

    /// A string of plain ASCII.
    fn key(&mut self) -> Option<&'l [u8]> {
        self.take(b'"')?;
        let len = self.0.iter().position(|&byte| byte == b'"')?;
        let (key, rest) = self.0.split_at(len);
        self.0 = &rest[1..];
        key.iter().all(|byte| matches!(byte, b' '..=b'~') && *byte != b'\\').then_some(key)
    }

    /// A string, without its escapes.
    fn string(&mut self) -> Option<String> {
        self.take(b'"')?;
        let mut text = Vec::with_capacity(self.0.len());
        self.pass_string(|piece| text.extend_from_slice(piece))?;
        // What stands behind a long text is hardly ever longer than an eighth of it.
        if text.capacity() > text.len() + text.len() / 8 {
            text.shrink_to_fit();
        }
        String::from_utf8(text).ok()
    }

    /// The rest of a string, in pieces.
    fn pass_string(&mut self, mut see: impl FnMut(&[u8])) -> Option<()> {
        loop {
            let len = memchr2(b'"', b'\\', self.0)?;
            let (piece, rest) = self.0.split_at(len);
            if piece.iter().fold(u8::MAX, |least, &byte| least.min(byte)) < b' ' {
                return None;
            }
            see(piece);
            self.0 = &rest[1..];
            if rest[0] == b'"' {
                return Some(());
            }
            self.escape(&mut see)?;
        }
    }

    /// An escape behind its backslash: one character, or four figures for one that is no half of a pair.
    fn escape(&mut self, see: &mut impl FnMut(&[u8])) -> Option<()> {
        let (&name, rest) = self.0.split_first()?;
        let plain = match name {
            b'"' | b'\\' | b'/' => name,
            b'b' => b'\x08',
            b'f' => b'\x0c',
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let figures =
                    rest.first_chunk::<4>().filter(|figures| figures.iter().all(u8::is_ascii_hexdigit))?;
                let number = u32::from_str_radix(str::from_utf8(figures).ok()?, 16).ok()?;
                see(char::from_u32(number)?.encode_utf8(&mut [0; 4]).as_bytes());
                self.0 = &rest[figures.len()..];
                return Some(());
            }
            _ => return None,
        };
        see(&[plain]);
        self.0 = rest;
        Some(())
    }

    /// A string or a whole number that surely fits 64 bits.
    fn id(&mut self) -> Option<Value> {
        /// Figures of the longest such number.
        const FIGURES: usize = 18;
        self.skip_space();
        if self.0.starts_with(b"\"") {
            return self.string().map(Value::Text);
        }
        let number = self.number().filter(|number| number.len() <= FIGURES)?;
        Some(Value::Whole(str::from_utf8(number).ok()?.to_owned()))
    }

    /// A whole number without a sign.
    fn number(&mut self) -> Option<&'l [u8]> {
        let len = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = self.0.split_at(len);
        self.0 = rest;
        let is_more = matches!(rest, [b'.' | b'e' | b'E', ..]);
        (!number.is_empty() && (len == 1 || number[0] != b'0') && !is_more).then_some(number)
    }

    /// A value that nobody asked for.
    fn pass_value(&mut self) -> Option<()> {
        self.skip_space();
        if let Some(rest) = self.0.strip_prefix(b"\"") {
            self.0 = rest;
            return self.pass_string(|_| ());
        }
        let literal =
            [&b"null"[..], b"true", b"false"].into_iter().find(|literal| self.0.starts_with(literal));
        match literal {
            Some(literal) => self.0 = &self.0[literal.len()..],
            None => drop(self.number()?),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::full;
    use super::*;

    fn assert_alike(line: &str) -> bool {
        let fields = Fields::default();
        let quick = read(line.as_bytes(), &fields);
        let is_read = quick.is_some();
        if let Some(record) = quick {
            let full = full(line.as_bytes(), &fields).unwrap_or_else(|_| panic!("a good line: {line}"));
            assert!(record.into_line(1) == full.into_line(1), "{line}");
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
