//! Where a mentor and I see our mentorship differently: items to talk about, neutral in both directions, never a grade.

use super::figures::{float, real};
use super::kinds::evaluation::Evaluation;
use super::practice::Point;

/// Marks so far apart are worth five minutes.
pub const TALK: i64 = 2;

/// A gap takes so many minutes of an agenda.
pub const MINUTES: i64 = 5;

/// An item (from 1) as a topic of an agenda, neutral in both directions.
#[must_use]
pub fn point(item: usize, themes: &[&str]) -> Point {
    let theme = item.checked_sub(1).and_then(|at| themes.get(at));
    let name = theme.map_or_else(|| format!("item {item}"), |theme| (*theme).to_owned());
    Point::new(format!("We see “{name}” differently: what would each of us need?"), MINUTES, "gap")
}

/// The gaps of an evaluation, over the items both sides marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RatingGap {
    /// Mine less theirs by item; `None` where a side gave no mark.
    pub items: Vec<Option<i64>>,
    /// The items (from 1) with a gap of [`TALK`] or more, widest first, then in their order.
    pub talk: Vec<usize>,
    /// The mean of the gaps. Near nought it can hide a wide one: never show it alone.
    pub mean: Option<f64>,
    /// The mean of their sizes.
    pub mean_size: Option<f64>,
}

/// `d_i` = mine − theirs; the items with |d| ≥ 2; the mean of d and of |d|.
#[must_use]
pub fn rating_gap(evaluation: &Evaluation) -> RatingGap {
    let (mine, theirs) = (&evaluation.mine, &evaluation.theirs);
    let mark = |marks: &[Option<i64>], at: usize| marks.get(at).copied().flatten().map(|mark| mark.clamp(1, 5));
    let items: Vec<Option<i64>> =
        (0..mine.len().max(theirs.len())).map(|at| Some(mark(mine, at)? - mark(theirs, at)?)).collect();
    let sized: Vec<(usize, i64)> = (1..).zip(&items).filter_map(|(item, gap)| Some((item, (*gap)?))).collect();
    let mut talk: Vec<_> = sized.iter().filter(|(_, gap)| gap.abs() >= TALK).collect();
    talk.sort_by_key(|(item, gap)| (-gap.abs(), *item));
    let talk = talk.into_iter().map(|(item, _)| *item).collect();
    let mean = |value: fn(i64) -> i64| {
        let sum: i64 = sized.iter().map(|(_, gap)| value(*gap)).sum();
        (!sized.is_empty()).then(|| real(sum) / float(sized.len()))
    };
    RatingGap { talk, mean: mean(|gap| gap), mean_size: mean(i64::abs), items }
}

/// One item as both sides see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which, from 1.
    pub item: usize,
    /// My mark.
    pub mine: i64,
    /// Theirs.
    pub theirs: i64,
    /// The item with both marks in a sentence.
    pub text: String,
}

impl Seen {
    /// Five places with my mark `●` and theirs `○`, one `◉` where they are the same.
    #[must_use]
    pub fn mark(&self) -> String {
        let place = |at: i64| match (at == self.mine, at == self.theirs) {
            (true, true) => '◉',
            (true, false) => '●',
            (false, true) => '○',
            (false, false) => '·',
        };
        (1..=5).map(place).collect()
    }

    /// Whether it is worth five minutes.
    #[must_use]
    pub fn is_talk(&self) -> bool {
        (self.mine - self.theirs).abs() >= TALK
    }
}

/// The items both sides marked, widest apart first, then in their order; `items` are the lines in words.
#[must_use]
pub fn view(evaluation: &Evaluation, items: &[String]) -> Vec<Seen> {
    let mark = |marks: &[Option<i64>], at: usize| marks.get(at).copied().flatten().map(|mark| mark.clamp(1, 5));
    let mut seen: Vec<Seen> = (0..evaluation.mine.len().max(evaluation.theirs.len()))
        .filter_map(|at| {
            let (mine, theirs) = (mark(&evaluation.mine, at)?, mark(&evaluation.theirs, at)?);
            let line =
                items.get(at).map_or_else(|| format!("Item {}", at + 1), |item| item.trim_end_matches('.').to_owned());
            let talk =
                if (mine - theirs).abs() >= TALK { "; you see this differently, worth five minutes" } else { "" };
            let text = format!("{line}: you {mine}, they {theirs}{talk}");
            Some(Seen { item: at + 1, mine, theirs, text })
        })
        .collect();
    seen.sort_by_key(|seen| (-(seen.mine - seen.theirs).abs(), seen.item));
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn evaluation(mine: &[i64], theirs: &[i64]) -> Evaluation {
        let marks = |marks: &[i64]| marks.iter().map(|mark| (*mark > 0).then_some(*mark)).collect();
        Evaluation { mine: marks(mine), theirs: marks(theirs), ..Evaluation::default() }
    }

    #[test]
    fn the_demo_evaluation() {
        let gap = rating_gap(&evaluation(&[5, 4, 4, 4, 3, 5, 2, 4, 4, 3], &[4, 4, 4, 3, 3, 4, 4, 4, 3, 4]));
        assert!(gap.mean.is_some_and(|mean| (mean - 0.1).abs() < 1e-12));
        assert!(gap.mean_size.is_some_and(|mean| (mean - 0.7).abs() < 1e-12));
        assert_eq!(gap.talk, [7]);
        assert_eq!(gap.items.get(6), Some(&Some(-2)));
    }

    #[test]
    fn the_gap_view_has_two_dots_an_item_and_the_widest_on_top() {
        let items = [
            "Open",
            "Aims",
            "Rhythm",
            "Words",
            "Styles",
            "New view",
            "Feedback is specific enough.",
            "Free",
            "Doors",
            "Worth",
        ];
        let items: Vec<String> = items.map(str::to_owned).to_vec();
        let view = view(&evaluation(&[5, 4, 4, 4, 3, 5, 2, 4, 4, 3], &[4, 4, 4, 3, 3, 4, 4, 4, 3, 4]), &items);
        assert_eq!(view.len(), 10, "both values of \"worth the time\" are among them");
        assert_eq!((view[0].item, view[0].mark().as_str(), view[0].is_talk()), (7, "·●·○·", true));
        assert_eq!(
            view[0].text,
            "Feedback is specific enough: you 2, they 4; you see this differently, worth five minutes"
        );
        assert_eq!((view[9].item, view[9].mark().as_str()), (8, "···◉·"));
        assert!(view[1..].iter().all(|seen| !seen.is_talk()));
    }

    #[test]
    fn only_what_both_marked_counts() {
        let gap = rating_gap(&evaluation(&[5, 0, 1, 4], &[1, 4, 4]));
        assert_eq!(gap.items, [Some(4), None, Some(-3), None]);
        assert_eq!((gap.talk, gap.mean, gap.mean_size), (vec![1, 3], Some(0.5), Some(3.5)));
        let half = rating_gap(&evaluation(&[5, 4], &[]));
        assert_eq!((half.items, half.mean, half.mean_size), (vec![None, None], None, None));
        assert_eq!(rating_gap(&Evaluation::default()), RatingGap::default());
    }

    proptest! {
        #[test]
        fn sides_mirror_each_other(mine in prop::collection::vec(0..=5_i64, 0..12), theirs in prop::collection::vec(0..=5_i64, 0..12)) {
            let (here, there) = (rating_gap(&evaluation(&mine, &theirs)), rating_gap(&evaluation(&theirs, &mine)));
            prop_assert_eq!(&here.talk, &there.talk);
            prop_assert_eq!(here.mean_size, there.mean_size);
            prop_assert_eq!(here.mean, there.mean.map(|mean| 0.0 - mean));
            prop_assert!(here.mean.zip(here.mean_size).is_none_or(|(mean, size)| mean.abs() <= size && size <= 4.0));
        }
    }
}
