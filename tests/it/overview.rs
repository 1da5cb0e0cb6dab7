//! The Progress page of the demo journal: behind each figure stand as many things as it says, and its charts hold what
//! the story tells.

use mentee::domain::id::Chance;
use mentee::domain::overview::{Figure, compose};
use mentee::domain::period::Period;
use mentee::domain::time::read_instant;
use mentee::domain::{Now, Origin, Zone};
use mentee::exchange::demo;
use mentee::store::Store;

fn journal() -> (Store, Now) {
    let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
    let mut store = Store::open_empty().expect("a journal");
    let origin = Origin::Import("demo".to_owned());
    let mut writer = store.begin(now, Chance::Seed("overview".to_owned()), &origin).expect("a writer");
    demo::read(&now, &mut |record| {
        writer.take(record).expect("a record");
        Ok(())
    })
    .expect("the demo");
    writer.commit("the demo").expect("in memory");
    (store, now)
}

#[test]
fn behind_each_figure_stand_as_many_things_as_it_says() {
    let (store, now) = journal();
    for name in ["2025-Q1", "2025-Q2", "2025-Q3", "2025-09", "2025", "all"] {
        let period = Period::read(name).expect("a period");
        let figures = store.read().overview(period, &now).expect("the figures").both.progress;
        let behind = |figure: Figure| store.read().behind(&figure, period, &now).expect("what is behind").len();
        let (network, learning) = (&figures.network, &figures.learning);
        for (figure, count) in [
            (Figure::Mine, figures.promises.mine.due),
            (Figure::Theirs, figures.promises.theirs.due),
            (Figure::Meetings, usize::try_from(figures.meetings.held).expect("few")),
            (Figure::Opened, figures.obstacles.opened),
            (Figure::Resolved, figures.obstacles.resolved),
            (Figure::Open, figures.obstacles.open),
            (Figure::People, network.spread.people),
            (Figure::NewPeople, network.new),
            (Figure::Introduced, network.introduced),
            (Figure::Insights, learning.insights),
            (Figure::Tried, learning.tried),
            (Figure::Adopted, learning.adopted),
            (Figure::Transfer, learning.transfer.part),
            (Figure::Shelf, learning.shelf),
            (Figure::ToldBack, learning.told_back.part),
            (Figure::Untold, learning.told_back.whole - learning.told_back.part),
            (Figure::Terms, learning.terms),
            (Figure::Reflections, learning.reflections),
            (Figure::Decisions, learning.decisions),
            (Figure::DecisionsChanged, learning.decisions_changed),
        ] {
            assert_eq!(behind(figure.clone()), count, "{figure:?} of {name}");
        }
        for (industry, count) in &network.spread.industries {
            assert_eq!(behind(Figure::Industry(industry.clone())), *count, "{industry} in {name}");
        }
    }
}

#[test]
fn the_page_tells_the_story() {
    let (store, now) = journal();
    let overview = store.read().overview(Period::read("2025-Q3").expect("a period"), &now).expect("the figures");
    assert_eq!(overview.more.pulse.len(), 38);
    assert_eq!(overview.more.trails.values().map(Vec::len).max(), Some(12));
    let held: u32 = overview.more.days.iter().map(|(_, count)| count).sum();
    let both = overview.both.progress.meetings.held + overview.both.before.as_ref().map_or(0, |was| was.meetings.held);
    assert_eq!(u64::from(held), both, "the calendar shows both periods");
    let page = compose(&overview, &now);
    let headings: Vec<&str> = page.sections.iter().map(|section| section.heading.as_str()).collect();
    assert_eq!(headings, ["Goals", "Promises", "Meetings", "Obstacles", "Network", "Learning", "Reflection"]);
    assert!(page.behinds().count() > 15);
}
