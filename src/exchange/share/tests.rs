//! Shares and replies as files: what a page holds, what seals hold against, what is refused.

use super::lock::{lock, unlock};
use super::*;
use crate::domain::share::{Blank, Chart, Item, Line, Share, Stands};
use crate::domain::time::read_day;

const QUICK: Option<u8> = Some(2);

fn share(text: &str) -> Share {
    let day = read_day("2025-09-30").expect("a day");
    let item = |name: &str, kind: &str| Item {
        item: name.to_owned(),
        kind: kind.to_owned(),
        title: text.to_owned(),
        day: Some(day),
        state: Some(text.to_owned()),
        lines: vec![
            Line { label: text.to_owned(), text: text.to_owned() },
            Line { label: String::new(), text: format!("{text}\n{text}") },
        ],
        rate: true,
        ..Item::default()
    };
    let stands = Stands { actual: Some(0.6), expected: Some(0.8), value: text.to_owned(), word: text.to_owned() };
    let chart = Chart {
        unit: text.to_owned(),
        points: vec![(day, 14.0), (day + chrono::TimeDelta::days(30), 5.5)],
        plan: vec![(day, 14.0), (day + chrono::TimeDelta::days(60), 6.0)],
    };
    Share {
        share: "the-share".to_owned(),
        from: text.to_owned(),
        to: text.to_owned(),
        made: day,
        since: Some(day),
        asked: vec![crate::domain::share::Asked { item: "one".to_owned(), text: text.to_owned() }],
        items: vec![
            Item { stands: Some(stands), chart: Some(chart), news: "new".to_owned(), ..item("one", "goal") },
            Item { under: Some("one".to_owned()), ..item("two", "check_in") },
            item("three", "meeting"),
            item("four", "term"),
            Item {
                blanks: vec![Blank { item: "five.1".to_owned(), text: text.to_owned(), rate: true }],
                ..item("five", "evaluation")
            },
        ],
    }
}

#[test]
fn a_page_asks_nobody_for_anything_and_runs_its_own_script_alone() {
    let page = page(&share("plain"), None).expect("a page");
    let head = page.split_once("<head>").expect("a head").1.trim_start();
    assert!(head.starts_with("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "), "{head}");
    for part in ["form-action 'none'", "base-uri 'none'", "script-src 'sha256-", "style-src 'sha256-"] {
        assert!(head.contains(part), "{part}");
    }
    assert_eq!(page.matches("<script").count(), 1);
    for forbidden in ["://", "src=", "style=\"", "@import", "url(", "NaN"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let names = ["<main", "<nav", "aria-label", "lang=\"en\"", "<noscript>", "data-item=\"one\"", "data-rate", "<h1>"];
    for part in names {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn no_text_becomes_a_part_of_the_page() {
    for hostile in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onfocus='alert(1)",
        "<!--",
        "</style><style>",
        "</main></body></html>",
        "{{ 7777 * 7777 }}{% for x in y %}",
        "&lt;b&gt;",
        "<meta http-equiv=refresh content=0>",
    ] {
        // As long: what is short stands elsewhere.
        let plain = page(&share(&"p".repeat(hostile.chars().count())), None).expect("a page");
        let page = page(&share(hostile), None).expect("a page");
        for mark in ['<', '>', '"', '\''] {
            assert_eq!(page.matches(mark).count(), plain.matches(mark).count(), "{mark} of {hostile}");
        }
        assert!(!page.contains("60481729"), "a template is not run twice");
    }
}

#[test]
fn a_locked_page_tells_nothing_but_that_it_is_locked() {
    let share = share("qzcanaryzq");
    let lock = Lock { passphrase: "four random words here", salt: [7; SALT], nonce: [9; 12] };
    let page = page(&share, Some(&lock)).expect("a page");
    for part in ["qzcanaryzq", "the-share", "goal", "What is asked", "30 Sep"] {
        let body = page.split_once("<body>").expect("a body").1.split_once("<script>").expect("a script").0;
        assert!(!body.contains(part), "{part}");
    }
    assert!(page.contains("This page is locked") && page.contains(&format!("data-rounds=\"{ROUNDS}\"")));
    const { assert!(ROUNDS >= 600_000) }
}

#[test]
fn a_locked_text_opens_with_its_passphrase_and_whole_alone() {
    let (salt, nonce, rounds) = ([1; SALT], [2; 12], 3);
    let locked = lock("Grüße", "pass", &salt, nonce, rounds).expect("locked");
    assert_eq!(locked.len() % 16, 0, "the length is that of a block");
    assert_eq!(
        unlock(&locked, "pass", &salt, nonce, rounds).map(|text| text.trim_end().to_owned()),
        Some("Grüße".into())
    );
    assert_eq!(unlock(&locked, "Pass", &salt, nonce, rounds), None);
    assert_eq!(unlock(&locked, "pass", &[3; SALT], nonce, rounds), None);
    for at in (0..locked.len()).step_by(97).chain(locked.len() - 16..locked.len()) {
        for bit in 0..8 {
            let mut changed = locked.clone();
            changed[at] ^= 1 << bit;
            assert_eq!(unlock(&changed, "pass", &salt, nonce, rounds), None, "byte {at}");
        }
    }
}

#[test]
fn a_sealed_share_opens_for_whom_it_is() {
    let (mine, theirs) = (Identity::make(), Identity::make());
    let share = share("Grüße");
    let to: Vec<Recipient> = [&mine, &theirs].iter().map(|one| one.recipient().parse().expect("a recipient")).collect();
    let both = seal(&share, &Key::Recipients(&to)).expect("sealed");
    assert_eq!(open(&both, &Key::Identity(&mine)).expect("open"), share);
    assert_eq!(open(&both, &Key::Identity(&theirs)).expect("open"), share);
    let other = open(&both, &Key::Identity(&Identity::make())).expect_err("another");
    assert!(other.to_string().starts_with("this file is for someone else"), "{other}");
    let again = Identity::read(&mine.file()).expect("an identity");
    assert_eq!(again.recipient(), mine.recipient());
    let words = seal(&share, &Key::Passphrase { words: "open", work: QUICK }).expect("sealed");
    assert!(needs_passphrase(&words).expect("sealed") && !needs_passphrase(&both).expect("sealed"));
    assert_eq!(open(&words, &Key::Passphrase { words: "open", work: None }).expect("open"), share);
    let wrong = open(&words, &Key::Passphrase { words: "Open", work: None }).expect_err("wrong");
    assert_eq!(wrong.to_string(), "that is not the passphrase of this file");
    assert!(seal(&share, &Key::Recipients(&[])).is_err());
}

#[test]
fn a_file_that_is_off_has_its_own_sentence() {
    let own = Identity::make();
    let key = Key::Identity(&own);
    let sealed = |plain: &[u8]| {
        let to = own.recipient().parse::<age::x25519::Recipient>().expect("a recipient");
        age::encrypt_and_armor(&to, plain).expect("sealed").into_bytes()
    };
    let whole = seal(&share("x"), &key).expect("sealed");
    let sound = serde_json::to_string(&share("x")).expect("JSON");
    let version =
        |n: u64| sealed(sound.replacen('{', &format!("{{\"format\":\"mentee-share\",\"version\":{n},"), 1).as_bytes());
    let deep = format!("{{\"format\":\"mentee-share\",\"version\":1,\"items\":{}", "[".repeat(100_000));
    for (file, says) in [
        (Vec::new(), "no share for"),
        (b"Dear Odile".to_vec(), "no share for"),
        (b"<!DOCTYPE html>\n<html lang=en>".to_vec(), "a page for a browser"),
        (whole[..whole.len() / 2].to_vec(), "cut short or was changed"),
        (whole[..whole.len() - 40].to_vec(), "cut short or was changed"),
        (sealed(b"Dear Odile"), "something else was sealed"),
        (sealed(b"{\"format\":\"mentee-reply\",\"version\":1}"), "something else was sealed"),
        (version(2), "a newer mentee (its format is 2"),
        (version(0), "no version 0"),
        (
            sealed(sound.replacen('{', "{\"format\":\"mentee-share\",\"version\":1,\"more\":1,", 1).as_bytes()),
            "holds what none holds",
        ),
        (sealed(deep.as_bytes()), "something else was sealed"),
        (vec![b' '; SHARE_MAX + 1], "larger than any share"),
    ] {
        let error = open(&file, &key).expect_err(says).to_string();
        assert!(error.contains(says) && !error.contains('\n'), "{says}: {error}");
    }
    assert_eq!(open(&version(1), &key).expect("open"), share("x"));
}

#[test]
fn every_bit_of_a_sealed_file_counts() {
    let mut small = share("");
    small.items.clear();
    small.asked.clear();
    let own = Identity::make();
    let key = Key::Identity(&own);
    let armored = seal(&small, &key).expect("sealed");
    // The bytes themselves: the armour around them may be wrapped in more than one way.
    let mut sealed = Vec::new();
    let mut reader = age::armor::ArmoredReader::new(armored.as_slice());
    std::io::Read::read_to_end(&mut reader, &mut sealed).expect("bytes");
    assert_eq!(open(&sealed, &key).expect("open"), small);
    for at in 0..sealed.len() {
        for bit in 0..8 {
            let mut changed = sealed.clone();
            changed[at] ^= 1 << bit;
            assert!(open(&changed, &key).is_err(), "bit {bit} of byte {at}");
        }
        assert!(open(&sealed[..at], &key).is_err(), "cut at {at}");
    }
}

#[test]
fn names_are_made_of_what_can_be_read_out() {
    assert_eq!(item_name([0, 31, 32, 255, 10, 11, 12, 13, 14, 15]), "0z0zabcdef");
    assert_ne!(share_name([1; 16]), share_name([2; 16]));
}
