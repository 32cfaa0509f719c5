//! Verified pairs → clusters, each member verified against its representative.
//!
//! Pairs propose components; a component is then taken apart from its best connected document: what was verified as a
//! copy of it is its cluster, what is left goes on as a component of its own. So no document joins a cluster through a
//! third one alone. Time `O(e log e)` for `e` pairs and the comparisons that the caller makes.

use std::cmp::Reverse;

use crate::{
    id::DocId,
    template::{MOST_MEMBERS, Template},
};

/// Documents that are copies of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    pub(crate) representative: DocId,
    pub(crate) members: Vec<DocId>,
    /// The exact, near and spun copies of all of the representative, with how close they are; none where fewer than two
    /// of them are spun.
    pub(crate) spun: Vec<(Closeness, DocId)>,
}

/// How much of a copy stands unchanged, in millionths: what has an order and no rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Closeness(u32);

impl Closeness {
    /// Of the share of words that stand unchanged, in 0..=1.
    pub(crate) fn of(same: f64) -> Self {
        const MILLION: f64 = 1e6;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is at most 1")]
        Self((same * MILLION) as u32)
    }
}

impl Cluster {
    /// The document that every member was compared with.
    #[must_use]
    pub const fn representative(&self) -> DocId {
        self.representative
    }

    /// All documents of the cluster, the representative among them, ascending.
    #[must_use]
    pub fn members(&self) -> &[DocId] {
        &self.members
    }

    /// The template behind the spun copies: what all of them have in common, and the choices in between.
    ///
    /// Recovered from the representative and those members that are its exact, near or spun copies and hold nine tenths
    /// of it, at most 64 of them; none when fewer than two of them are spun. A cluster holds no text: `text` gives that of
    /// a document by its id, and is asked once for each that takes part.
    ///
    /// ```
    /// use unspin::{Detector, Error};
    ///
    /// let spin = |leaves: &str, heavy: &str, shut: &str, ancient: &str| {
    ///     format!(
    ///         "The ferry to Lindholm island {leaves} at seven. The harbour master expects {heavy} traffic this \
    ///          weekend, since the bridge is {shut} until Monday and the {ancient} road floods at high tide."
    ///     )
    /// };
    /// let documents = [
    ///     spin("leaves", "heavy", "closed", "old"),
    ///     spin("departs", "dense", "shut", "old"),
    ///     spin("sails", "brisk", "shut", "ancient"),
    /// ];
    /// let report = Detector::new().scan(&documents)?;
    /// let template = report.clusters()[0].template(|id| &documents[id.index()]).expect("all three are spun");
    /// assert_eq!(template.slots().count(), 4);
    /// assert!(template.to_string().contains("since the bridge is {shut|closed} until Monday"), "{template}");
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Panics
    /// When `text` gives another text than the report was made of, and the words do not fit.
    pub fn template<T: AsRef<str>>(&self, text: impl Fn(DocId) -> T) -> Option<Template> {
        let mut closest = self.spun.clone();
        closest.sort_unstable_by_key(|&(closeness, _)| Reverse(closeness));
        let (last, _) = *closest.get(MOST_MEMBERS - 2).or(closest.last())?;
        let copies = closest.into_iter().take_while(|&(closeness, _)| closeness >= last);
        let mut copies: Vec<_> = copies.map(|(closeness, id)| (Reverse(closeness), id, text(id))).collect();
        // The closest first: what is aligned early decides more. The text, not the place in the collection, breaks ties.
        copies.sort_by(|one, other| (one.0, one.2.as_ref()).cmp(&(other.0, other.2.as_ref())));
        copies.truncate(MOST_MEMBERS - 1);
        let head = text(self.representative);
        let others = copies.iter().map(|(_, id, text)| (*id, text.as_ref()));
        let members: Vec<_> = std::iter::once((self.representative, head.as_ref())).chain(others).collect();
        Some(Template::recover(&members))
    }
}

/// The components of a graph of `documents`, ascending: those with at least two, each ascending, in order of the first.
/// Pairs name documents of the graph.
pub(crate) fn components(
    documents: impl Iterator<Item = DocId>,
    pairs: impl Iterator<Item = (DocId, DocId)>,
) -> Vec<Vec<DocId>> {
    let documents: Vec<DocId> = documents.collect();
    let place = |id: DocId| documents.binary_search(&id).expect("pairs name documents of the graph");
    let mut parent: Vec<usize> = (0..documents.len()).collect();
    for (left, right) in pairs {
        let (left, right) = (root(&mut parent, place(left)), root(&mut parent, place(right)));
        parent[left.max(right)] = left.min(right);
    }
    let mut members: Vec<(usize, usize)> =
        (0..documents.len()).map(|at| (root(&mut parent, at), at)).collect();
    members.sort_unstable();
    members
        .chunk_by(|one, next| one.0 == next.0)
        .filter(|component| component.len() > 1)
        .map(|component| component.iter().map(|&(_, at)| documents[at]).collect())
        .collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
