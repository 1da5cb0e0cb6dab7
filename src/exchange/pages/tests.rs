//! Pages as files: well formed, safe, alone, and allowed by their own policy.

use super::*;
use crate::domain::chart::{Bar, Calendar, Chart, Lines, Series, Steps, Tone, Years};
use crate::domain::overview::{Block, Cell, Inline, Line, Section};
use crate::domain::time::{read_day, read_instant};
use crate::domain::{Day, Zone};

const HOSTILE: &str = "</style><script>alert(1)</script> & \"quoted\" 'it' \u{1b}[31m \u{202e}txet 漢字";

fn day(text: &str) -> Day {
    read_day(text).expect("a day")
}

fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn charts() -> Vec<Chart> {
    let points = vec![(day("2025-01-10"), 67.0), (day("2025-05-02"), 25.0), (day("2025-09-26"), 83.0)];
    let series = |broken| Series { name: HOSTILE.to_owned(), points: points.clone(), tone: Tone::Good, broken };
    vec![
        Chart::Bars(vec![
            Bar { name: HOSTILE.to_owned(), count: 10, tone: Tone::Dim },
            Bar { name: "design".to_owned(), count: 0, tone: Tone::Accent },
        ]),
        Chart::Bars(Vec::new()),
        Chart::Steps(Steps { points: points.clone(), low: 0.0, high: 100.0, name: HOSTILE.to_owned() }),
        Chart::Steps(Steps { points: Vec::new(), low: 0.0, high: 0.0, name: String::new() }),
        Chart::Calendar(Calendar {
            first: day("2025-03-31"),
            weeks: 27,
            days: vec![(day("2025-04-08"), 1), (day("2025-07-08"), 3)],
            from: day("2025-07-01"),
            to: day("2025-09-30"),
            name: HOSTILE.to_owned(),
        }),
        Chart::Years(Years { years: vec![(2024, [3; 12]), (2025, [0; 12])], name: HOSTILE.to_owned() }),
        Chart::Lines(Lines {
            from: day("2025-01-01"),
            to: day("2025-12-31"),
            low: 0.0,
            high: 100.0,
            series: vec![series(false), series(true)],
        }),
    ]
}

fn page() -> Page {
    let bar = Cell::chart(Inline::Bar(Some(0.4), Tone::Soon));
    let spark =
        Cell { inline: Some(Inline::Spark(vec![0.0, f64::NAN, 9.0], 0.0, 1.0)), ..Cell::of(HOSTILE, Tone::Strong) };
    let row =
        Line { columns: vec![vec![bar], vec![spark]], right: vec![Cell::of(HOSTILE, Tone::Late)], ..Line::default() };
    let mut blocks = vec![
        Block::Lines(vec![row, Line::of(vec![Cell::of("6", Tone::Strong)]).beside(Some(HOSTILE.to_owned()))]),
        Block::Lines(Vec::new()),
    ];
    blocks.extend(charts().into_iter().map(|chart| Block::Chart("chart", chart)));
    let second = Section { second: true, ..Section::new(HOSTILE, blocks.clone()) };
    Page {
        title: HOSTILE.to_owned(),
        beside: "beside April".to_owned(),
        sections: vec![Section::new("Goals", blocks), second],
        foot: HOSTILE.to_owned(),
    }
}

/// Every tag that opens closes, in order; what closes itself or never closes is known.
#[track_caller]
fn well_formed(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, next) = after.split_once('>').expect("a tag ends");
        rest = next;
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        if tag.starts_with('!')
            || tag.ends_with('/')
            || matches!(name, "meta" | "line") && tag.ends_with('/')
            || name == "meta"
        {
            continue;
        }
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{tag} closes what is open");
        } else {
            open.push(name);
        }
        if name == "style" && !tag.starts_with('/') {
            rest = rest.split_at(rest.find("</style>").expect("its end")).1;
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn a_page_is_one_safe_file() {
    let html = write(&page(), Form::Html, &now());
    well_formed(&html);
    assert!(!html.contains("<script") && !html.contains('\u{1b}') && !html.contains('\u{202e}'));
    assert!(!html.contains("style=\"") && !html.contains("onload") && !html.contains("://"), "nothing from outside");
    assert!(html.contains("default-src 'none'") && html.contains("As of 30 September 2025"));
    assert!(html.contains("beside April") && html.contains("(before: "));
}

#[test]
fn every_chart_is_a_file_of_its_own() {
    for each in charts() {
        let svg = chart(HOSTILE, &each);
        well_formed(&svg);
        assert!(!svg.contains("<script") && !svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        assert_eq!(svg.matches("http").count(), 1, "but for the name of the language nothing is named");
    }
    let whole = write(&page(), Form::Svg, &now());
    well_formed(&whole);
    assert!(!whole.contains("<script") && !whole.contains("NaN"));
}

#[test]
fn markdown_says_charts_in_words() {
    let text = write(&page(), Form::Markdown, &now());
    assert!(text.contains("\n## Goals\n") && text.contains("lowest 25 (2025-05-02)"));
    assert!(!text.replace("\\<", "").contains("<script") && !text.contains('\u{1b}'));
}

#[test]
fn the_style_sheet_is_the_one_the_policy_names() {
    let hash = sha256(format!("{}{}", sheet::COLOURS, sheet::PAGE).as_bytes());
    assert_eq!(base64(&hash), sheet::HASH, "put this into HASH");
}

/// SHA-256 as FIPS 180-4 has it; only for this test.
fn sha256(message: &[u8]) -> [u8; 32] {
    let primes: Vec<u32> = (2..312).filter(|n| (2..*n).all(|d| n % d != 0)).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the first 32 bits of a fraction")]
    let fraction = |root: f64| ((root - root.floor()) * 4_294_967_296.0) as u32;
    let k: Vec<u32> = primes.iter().map(|prime| fraction(f64::from(*prime).cbrt())).collect();
    let mut state: Vec<u32> = primes.iter().take(8).map(|prime| fraction(f64::from(*prime).sqrt())).collect();
    let mut bytes = message.to_vec();
    bytes.push(0x80);
    while bytes.len() % 64 != 56 {
        bytes.push(0);
    }
    bytes.extend((message.len() as u64 * 8).to_be_bytes());
    for block in bytes.chunks(64) {
        let mut w: Vec<u32> = block.chunks(4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]])).collect();
        for i in 16..64 {
            let a = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ (w[i - 15] >> 3);
            let b = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ (w[i - 2] >> 10);
            w.push(w[i - 16].wrapping_add(a).wrapping_add(w[i - 7]).wrapping_add(b));
        }
        let mut v = state.clone();
        for i in 0..64 {
            let s1 = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let one = v[7].wrapping_add(s1).wrapping_add(choice).wrapping_add(k[i]).wrapping_add(w[i]);
            let s0 = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(one);
            v[0] = one.wrapping_add(s0).wrapping_add(majority);
        }
        state.iter_mut().zip(v).for_each(|(state, v)| *state = state.wrapping_add(v));
    }
    let mut hash = [0; 32];
    for (part, word) in hash.chunks_mut(4).zip(state) {
        part.copy_from_slice(&word.to_be_bytes());
    }
    hash
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let get = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let all = get(0) << 16 | get(1) << 8 | get(2);
        for n in 0..4_usize {
            let digit = DIGITS[(all >> (18 - 6 * n) & 63) as usize];
            text.push(if n <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[test]
fn the_words_at_the_right_of_a_goal_stay_clear_of_the_next_column() {
    for title in
        ["First talks outside logistics", "漢字 and a title that is much longer than any column of a picture is wide"]
    {
        let goal = Line {
            columns: vec![
                vec![Cell::chart(Inline::Bar(Some(1.0), Tone::Good))],
                vec![Cell::of("5.5 h/week", Tone::Dim)],
                vec![Cell::of(title, Tone::Text)],
                vec![Cell::chart(Inline::Spark(vec![0.0, 1.0], 0.0, 1.0))],
            ],
            right: vec![Cell::of("a week early", Tone::Good)],
            ..Line::default()
        };
        let goals = Section::new("Goals", vec![Block::Lines(vec![goal])]);
        let network = Section { second: true, ..Section::new("Network", Vec::new()) };
        let picture = whole(&Page { sections: vec![goals, network], ..Page::default() });
        let x = |said: &str| -> f64 {
            let line = picture.lines().flat_map(|line| line.split("<text ")).find(|text| text.contains(said));
            let text = line.unwrap_or_else(|| panic!("no {said} in {picture}"));
            text.split('"').nth(1).and_then(|x| x.parse().ok()).expect("where it begins")
        };
        // Twelve characters, and four of air before the next column.
        assert!(x("a week early") + 16.0 * 8.4 <= x("NETWORK"), "{picture}");
        let shown: String = title.chars().take(12).collect();
        assert!(x(&shown) < x("a week early"), "{picture}");
    }
}
