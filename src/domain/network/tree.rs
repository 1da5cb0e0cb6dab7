//! Who brought me to whom, as a tree: each person under the one who introduced us. Draws nothing; circles are cut.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{People, said};
use crate::domain::Id;

/// A person in the tree, in the order in which it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Branch {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their industry.
    pub industry: Option<String>,
    /// How many steps from somebody I found without an introduction: 0 for them.
    pub depth: usize,
    /// Whether no sibling follows; of this branch, and of each it hangs on, from the root down.
    pub last: Vec<bool>,
    /// How many people came through this one, all steps counted.
    pub people: usize,
    /// Whether we have been in touch.
    pub contact: bool,
}

/// The tree: roots are people without an introducer who brought me to somebody, most people first, then by name. `made`
/// are introductions beside what is written with a person: who was brought, and by whom.
#[must_use]
pub fn tree(people: &People, made: &[(Id, Id)]) -> Vec<Branch> {
    let mut by: BTreeMap<Id, Id> = made.iter().copied().rev().collect();
    by.extend(people.iter().filter_map(|(id, known)| Some((*id, known.person.introduced_by?))));
    by.retain(|whom, by| whom != by && people.contains_key(whom) && people.contains_key(by));
    let mut below: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (whom, by) in &by {
        below.entry(*by).or_default().push(*whom);
    }
    let mut forest = Forest { people, below, met: BTreeSet::new(), tree: Vec::new() };
    let mut roots: Vec<Id> = forest.below.keys().copied().filter(|id| !by.contains_key(id)).collect();
    let sizes = forest.sizes(&roots);
    forest.order(&mut roots, &sizes);
    for root in roots {
        forest.grow(root, &sizes);
    }
    // Whoever is left stands in a circle: it is cut at the first name.
    let mut rest: Vec<Id> = forest.below.keys().copied().collect();
    forest.order(&mut rest, &BTreeMap::new());
    for id in rest {
        if !forest.met.contains(&id) {
            forest.grow(id, &sizes);
        }
    }
    forest.count();
    forest.tree
}

struct Forest<'a> {
    people: &'a People,
    below: BTreeMap<Id, Vec<Id>>,
    met: BTreeSet<Id>,
    tree: Vec<Branch>,
}

impl Forest<'_> {
    /// How many people hang below each of these and of those below them.
    fn sizes(&self, roots: &[Id]) -> BTreeMap<Id, usize> {
        let mut order: Vec<Id> = Vec::new();
        let mut parents: BTreeMap<Id, Id> = BTreeMap::new();
        let mut open: Vec<Id> = roots.to_vec();
        while let Some(id) = open.pop() {
            order.push(id);
            for child in self.below.get(&id).into_iter().flatten() {
                parents.insert(*child, id);
                open.push(*child);
            }
        }
        let mut sizes: BTreeMap<Id, usize> = BTreeMap::new();
        for id in order.iter().rev() {
            let own = sizes.get(id).copied().unwrap_or(0);
            if let Some(parent) = parents.get(id) {
                *sizes.entry(*parent).or_default() += own + 1;
            }
        }
        sizes
    }

    /// Most people first, then by name, then by id.
    fn order(&self, ids: &mut [Id], sizes: &BTreeMap<Id, usize>) {
        let name = |id: &Id| self.people.get(id).map(|known| known.name.to_lowercase()).unwrap_or_default();
        let size = |id: &Id| std::cmp::Reverse(sizes.get(id).copied().unwrap_or(0));
        ids.sort_by_cached_key(|id| (size(id), name(id), *id));
    }

    /// One root with all below it; no recursion, however long a chain is.
    fn grow(&mut self, root: Id, sizes: &BTreeMap<Id, usize>) {
        let mut open: Vec<(Id, Vec<bool>)> = vec![(root, Vec::new())];
        while let Some((id, last)) = open.pop() {
            if !self.met.insert(id) {
                continue;
            }
            let Some(known) = self.people.get(&id) else { continue };
            let mut children: Vec<Id> =
                self.below.get(&id).into_iter().flatten().copied().filter(|id| !self.met.contains(id)).collect();
            self.order(&mut children, sizes);
            for (n, child) in children.iter().rev().enumerate() {
                let mut last = last.clone();
                last.push(n == 0);
                open.push((*child, last));
            }
            self.tree.push(Branch {
                id,
                name: known.name.clone(),
                industry: said(known.person.industry.as_deref()),
                depth: last.len(),
                last,
                people: 0,
                contact: known.last.is_some(),
            });
        }
    }

    /// How many came through each, from the tree as it was cut.
    fn count(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.tree.len() {
            let depth = self.tree.get(at).map_or(0, |branch| branch.depth);
            open.truncate(depth);
            for above in &open {
                if let Some(branch) = self.tree.get_mut(*above) {
                    branch.people += 1;
                }
            }
            open.push(at);
        }
    }
}

/// The people between me and somebody: who introduced us, who introduced them, the first one first. A circle ends it.
#[must_use]
pub fn chain(people: &People, whom: Id) -> Vec<Id> {
    let mut chain = vec![whom];
    let by = |id: &Id| people.get(id).and_then(|known| known.person.introduced_by).filter(|by| people.contains_key(by));
    let mut seen = BTreeSet::from([whom]);
    while let Some(by) = chain.last().and_then(by).filter(|by| seen.insert(*by)) {
        chain.push(by);
    }
    chain.reverse();
    chain
}
