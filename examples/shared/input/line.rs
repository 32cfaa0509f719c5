//! One JSON line → its text and id. All other fields are passed over without being stored; the text is copied once.

mod quick;

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::{Fields, Line, LineFault, MAX_LINE_BYTES, Moment};

/// Parses one line and appends its text to `texts`.
///
/// # Errors
/// The [`LineFault`] that says why it is no document.
pub(crate) fn parse(
    line: &[u8],
    number: usize,
    fields: &Fields,
    texts: &mut String,
) -> Result<Line, LineFault> {
    if line.len() > MAX_LINE_BYTES {
        return Err(LineFault::TooLong);
    }
    let before = texts.len();
    if let Some(record) = str::from_utf8(line).ok().and_then(|line| quick::read(line, fields, texts)) {
        return record.into_line(number);
    }
    texts.truncate(before);
    full(line, fields)?.keep_text(texts).into_line(number)
}

/// Reads a line of any shape.
fn full(line: &[u8], fields: &Fields) -> Result<Record<String>, LineFault> {
    let mut parser = serde_json::Deserializer::from_slice(line);
    let record = RecordSeed(fields).deserialize(&mut parser).and_then(|record| parser.end().map(|()| record));
    record.map_err(|error| match error.classify() {
        Category::Data => LineFault::NotAnObject,
        _ => LineFault::Syntax { column: error.column() },
    })
}

/// The fields, as far as they are there; `T` is the text or where it stands. Of a field that is there twice the last
/// counts, as in most readers.
struct Record<T> {
    text: Option<Value<T>>,
    id: Option<Value<String>>,
    date: Option<Value<String>>,
}

impl<T> Default for Record<T> {
    fn default() -> Self {
        Self { text: None, id: None, date: None }
    }
}

impl Record<String> {
    /// Appends the text to `texts`.
    fn keep_text(self, texts: &mut String) -> Record<Range<usize>> {
        let mut keep = |text: String| {
            texts.push_str(&text);
            texts.len() - text.len()..texts.len()
        };
        let text = self.text.map(|value| match value {
            Value::Text(text) => Value::Text(keep(text)),
            Value::Whole(number) => Value::Whole(number),
            Value::Null => Value::Null,
            Value::Other => Value::Other,
        });
        Record { text, id: self.id, date: self.date }
    }
}

impl Record<Range<usize>> {
    fn into_line(self, number: usize) -> Result<Line, LineFault> {
        let text = match self.text {
            Some(Value::Text(text)) => text,
            Some(Value::Whole(_) | Value::Null | Value::Other) => return Err(LineFault::TextNotString),
            None => return Err(LineFault::NoText),
        };
        let id = match self.id {
            Some(Value::Text(id) | Value::Whole(id)) => Some(id),
            Some(Value::Null | Value::Other) => return Err(LineFault::BadId),
            None => None,
        };
        let date = match self.date {
            Some(Value::Text(date)) => Some(Moment::of(date.trim()).ok_or(LineFault::BadDate)?),
            Some(Value::Whole(_) | Value::Other) => return Err(LineFault::BadDate),
            Some(Value::Null) | None => None,
        };
        Ok(Line { number, id, text, date })
    }
}

/// The value of a field, as far as it matters.
enum Value<T> {
    Text(T),
    Whole(String),
    Null,
    Other,
}

/// Which field a key names.
enum Key {
    Text,
    Id,
    Date,
    Other,
}

struct RecordSeed<'f>(&'f Fields);
struct KeySeed<'f>(&'f Fields);
struct ValueSeed;

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Record<String>;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Record<String>, D::Error> {
        parser.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Record<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<String>, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key_seed(KeySeed(self.0))? {
            match key {
                Key::Text => record.text = Some(map.next_value_seed(ValueSeed)?),
                Key::Id => record.id = Some(map.next_value_seed(ValueSeed)?),
                Key::Date => record.date = Some(map.next_value_seed(ValueSeed)?),
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(record)
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Key, D::Error> {
        parser.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(if key == self.0.text {
            Key::Text
        } else if key == self.0.id {
            Key::Id
        } else if self.0.date.as_deref() == Some(key) {
            Key::Date
        } else {
            Key::Other
        })
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Value<String>;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Value<String>, D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed {
    type Value = Value<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value<String>, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value<String>, E> {
        Ok(Value::Whole(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value<String>, E> {
        Ok(Value::Whole(number.to_string()))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value<String>, E> {
        Ok(Value::Other)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Value<String>, E> {
        Ok(Value::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<Value<String>, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value<String>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value<String>, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}
