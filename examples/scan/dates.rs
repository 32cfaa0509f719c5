//! A table of dates → which of two documents is the earlier.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::Path;

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

use crate::failure::Failure;
use crate::input::file::shown;

/// The dates of documents by id.
#[derive(Debug, Default)]
pub(crate) struct Dates(HashMap<String, Moment>);

/// A stretch of time, end exclusive: a second, or a whole day where no time was given.
#[derive(Clone, Debug)]
struct Moment {
    /// The date as it was given.
    given: String,
    start: Timestamp,
    end: Timestamp,
}

impl Dates {
    /// Reads the columns `id` and `date` of a table with a head line; times without a zone are those of UTC.
    ///
    /// # Errors
    /// When the file cannot be read, lacks a column, or a line has no date that can be read: with its place.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let name = shown(path);
        let mut table = csv::Reader::from_path(path).map_err(|error| format!("{name}: {error}"))?;
        let head = table.headers().map_err(|error| format!("{name}: {error}"))?.clone();
        let column = |wanted: &str| {
            let place = head.iter().position(|column| column.trim().eq_ignore_ascii_case(wanted));
            place.ok_or_else(|| format!("{name}: there is no column \"{wanted}\" in its first line"))
        };
        let (id, date) = (column("id")?, column("date")?);
        let mut dates = HashMap::new();
        for line in table.records() {
            let line = line.map_err(|error| format!("{name}: {error}"))?;
            let place = line.position().map_or(0, csv::Position::line);
            let cell = |column: usize| line.get(column).unwrap_or_default().trim();
            let moment = Moment::of(cell(date)).ok_or_else(|| {
                let given = cell(date);
                format!("{name}:{place}: \"{given}\" is no date: write 2026-04-12 or 2026-04-12T09:30:00Z")
            })?;
            if dates.insert(cell(id).to_owned(), moment).is_some() {
                return Err(
                    format!("{name}:{place}: {} has a date already", shown(Path::new(cell(id)))).into()
                );
            }
        }
        Ok(Self(dates))
    }

    /// The date of a document as it was given.
    pub(crate) fn given(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|moment| moment.given.as_str())
    }

    /// Which of two documents is earlier; none when a date is missing or the two overlap.
    pub(crate) fn earlier(&self, left: &str, right: &str) -> Option<Ordering> {
        let (left, right) = (self.0.get(left)?, self.0.get(right)?);
        if left.end <= right.start {
            Some(Ordering::Less)
        } else if right.end <= left.start {
            Some(Ordering::Greater)
        } else {
            None
        }
    }
}

impl Moment {
    fn of(text: &str) -> Option<Self> {
        let at = |time: DateTime| time.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp());
        let given = text.to_owned();
        let second = |start: Timestamp| Some((start, start.checked_add(1.second()).ok()?));
        let (start, end) = if let Ok(start) = text.parse::<Timestamp>() {
            second(start)?
        } else if text.contains([':', 'T', 't']) {
            second(at(text.parse::<DateTime>().ok()?)?)?
        } else {
            let day: Date = text.parse().ok()?;
            (at(day.into())?, at(day.tomorrow().ok()?.into())?)
        };
        Some(Self { given, start, end })
    }
}
