//! Dates of documents, from a table or with the documents → which of two is the earlier.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::Path;

use crate::failure::Failure;
use crate::input::{Moment, file::shown};

/// The dates of documents by id.
#[derive(Debug, Default)]
pub(crate) struct Dates(HashMap<String, Moment>);

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
                format!("{name}:{place}: \"{given}\" is no date: write {}", Moment::FORMS)
            })?;
            if dates.insert(cell(id).to_owned(), moment).is_some() {
                return Err(
                    format!("{name}:{place}: {} has a date already", shown(Path::new(cell(id)))).into()
                );
            }
        }
        Ok(Self(dates))
    }

    /// Adds the dates that came with the documents; those of the table stand.
    pub(crate) fn extend(&mut self, dates: Vec<(String, Moment)>) {
        for (id, moment) in dates {
            self.0.entry(id).or_insert(moment);
        }
    }

    /// The date of a document as it was given.
    pub(crate) fn given(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(Moment::given)
    }

    /// Which of two documents is earlier; none when a date is missing or the two overlap.
    pub(crate) fn earlier(&self, left: &str, right: &str) -> Option<Ordering> {
        self.0.get(left)?.order(self.0.get(right)?)
    }
}
