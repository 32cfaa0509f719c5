//! A date as people write it → the stretch of time that it stands for.

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

/// A stretch of time, end exclusive: a second, or a whole day where no time was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The date as it was given.
    given: String,
    start: Timestamp,
    end: Timestamp,
}

impl Moment {
    /// How a date is written.
    pub(crate) const FORMS: &str = "2026-04-12 or 2026-04-12T09:30:00Z";

    /// Reads a date (ISO 8601); a time without a zone is that of UTC.
    pub(crate) fn of(text: &str) -> Option<Self> {
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

    /// The date as it was given.
    pub(crate) fn given(&self) -> &str {
        &self.given
    }

    /// Which of two is earlier; none when they overlap.
    pub(crate) fn order(&self, other: &Self) -> Option<Ordering> {
        if self.end <= other.start {
            Some(Ordering::Less)
        } else if other.end <= self.start {
            Some(Ordering::Greater)
        } else {
            None
        }
    }
}
