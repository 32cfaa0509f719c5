//! Documents with many copies: what is a copy of one of them need not be laid against its other copies.
//!
//! A thousand copies of one text are half a million pairs, of which a report lists those with one document. Once a
//! document has more copies than are listed in full, two of its copies are one crowd, and are not compared with each
//! other. Pairs come by their left document, so a crowd is known when the copies of that have been found.
//!
//! Space 4 bytes a document.

use crate::{id::DocId, report::Report};

/// Copies that make a crowd.
const FEWEST: usize = Report::LISTED_IN_FULL + 1;

/// Who is a copy of whom, as far as that has many.
#[derive(Debug)]
pub(crate) struct Crowds {
    /// The document with many copies whose crowd each is of; itself where there is none.
    of: Vec<DocId>,
    /// The document whose copies are coming, and those that came.
    head: Option<DocId>,
    copies: Vec<DocId>,
}

impl Crowds {
    /// No crowds among so many documents.
    pub(crate) fn new(documents: usize) -> Self {
        Self { of: (0..documents).filter_map(DocId::new).collect(), head: None, copies: Vec::new() }
    }

    /// Notes that the right document was found to be a copy of the left one; all copies of that come one after the
    /// other. A copy of one of a crowd is of the crowd.
    pub(crate) fn note(&mut self, (left, right): (DocId, DocId)) {
        if self.head != Some(left) {
            self.head = Some(left);
            self.copies.clear();
        }
        self.copies.push(right);
        let crowd = self.of[left.index()];
        let joining = match self.copies.len() {
            // The first come in together, when there are enough of them.
            FEWEST => 0,
            len if len > FEWEST || crowd != left => len - 1,
            _ => return,
        };
        for &copy in &self.copies[joining..] {
            let of = &mut self.of[copy.index()];
            *of = if *of == copy { crowd } else { *of };
        }
    }

    /// Whether both are of one crowd, and neither is the document that it began with.
    pub(crate) fn holds(&self, (left, right): (DocId, DocId)) -> bool {
        let (of_left, of_right) = (self.of[left.index()], self.of[right.index()]);
        of_left == of_right && of_left != left && of_right != right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(at: usize) -> DocId {
        DocId::new(at).expect("a small number")
    }

    #[test]
    fn only_copies_of_one_with_many_are_a_crowd() {
        for copies in [Report::LISTED_IN_FULL, Report::LISTED_IN_FULL + 1, 100] {
            let mut crowds = Crowds::new(300);
            for copy in 1..=copies {
                crowds.note((id(0), id(copy)));
            }
            for copy in 151..=250 {
                crowds.note((id(150), id(copy)));
            }
            let is_crowd = copies > Report::LISTED_IN_FULL;
            assert_eq!(crowds.holds((id(1), id(copies))), is_crowd, "{copies} copies");
            assert!(crowds.holds((id(160), id(170))), "copies of another");
            assert!(!crowds.holds((id(1), id(160))), "copies of different documents");
            assert!(!crowds.holds((id(0), id(1))), "the document itself");
            assert!(!crowds.holds((id(299), id(298))), "copies of none");
            crowds.note((id(160), id(260)));
            assert!(crowds.holds((id(170), id(260))), "a copy of a copy");
        }
    }
}
