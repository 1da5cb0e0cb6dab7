//! The decoder against the sequences terminals send, and against everything they do not.

use proptest::prelude::*;

use super::*;
use crate::config::world::stopwatch;

fn chord(text: &str) -> Input {
    Input::Key(Chord::read(text).expect("a chord"))
}

fn fed(bytes: &[u8]) -> Vec<Input> {
    let mut out = Vec::new();
    Decoder::default().feed(bytes, stopwatch(), &mut out);
    out
}

#[test]
fn keys_are_read_as_terminals_send_them() {
    let table: &[(&[u8], &str)] = &[
        (b"q", "q"),
        ("ß".as_bytes(), "ß"),
        ("字".as_bytes(), "字"),
        ("👩".as_bytes(), "👩"),
        (b"\r", "Enter"),
        (b"\t", "Tab"),
        (b"\x7f", "Backspace"),
        (b"\x08", "C-h"),
        (b"\x03", "C-c"),
        (b"\x1a", "C-z"),
        (b"\x00", "C-Space"),
        (b"\x1f", "C-_"),
        (b"\x1bx", "M-x"),
        (b"\x1b\r", "M-Enter"),
        ("\x1bß".as_bytes(), "M-ß"),
        (b"\x1b[A", "Up"),
        (b"\x1b[1;5C", "C-Right"),
        (b"\x1b[1;2D", "S-Left"),
        (b"\x1bOA", "Up"),
        (b"\x1bOP", "F1"),
        (b"\x1bOM", "Enter"),
        (b"\x1bOu", "5"),
        (b"\x1b[[B", "F2"),
        (b"\x1b[15~", "F5"),
        (b"\x1b[17~", "F6"),
        (b"\x1b[24~", "F12"),
        (b"\x1b[1;3P", "M-F1"),
        (b"\x1b[3~", "Delete"),
        (b"\x1b[3;5~", "C-Delete"),
        (b"\x1b[5~", "PgUp"),
        (b"\x1b[H", "Home"),
        (b"\x1b[4~", "End"),
        (b"\x1b[Z", "S-Tab"),
        (b"\x1b[13;5u", "C-Enter"),
        (b"\x1b[27;5;13~", "C-Enter"),
        (b"\x1b[97;2u", "A"),
        (b"\x1b[115;5:1u", "C-s"),
    ];
    for (bytes, name) in table {
        assert_eq!(fed(bytes), [chord(name)], "{name}");
    }
}

#[test]
fn clicks_and_the_wheel_are_read_in_both_protocols() {
    let table: &[(&[u8], Option<Mouse>)] = &[
        (b"\x1b[<0;5;3M", Some(Mouse::Click(4, 2))),
        (b"\x1b[<0;5;3m", None),
        (b"\x1b[<2;5;3M", None),
        (b"\x1b[<32;5;3M", None),
        (b"\x1b[<64;1;1M", Some(Mouse::Up(0, 0))),
        (b"\x1b[<69;300;90M", Some(Mouse::Down(299, 89))),
        (b"\x1b[<0;99999;3M", None),
        (b"\x1b[<0M", None),
        (b"\x1b[M !!", Some(Mouse::Click(0, 0))),
        (b"\x1b[M\x60\xff\xff", Some(Mouse::Up(222, 222))),
        (b"\x1b[M#!!", None),
    ];
    for (bytes, expected) in table {
        let told: Vec<Input> = expected.iter().copied().map(Input::Mouse).chain([chord("x")]).collect();
        assert_eq!(fed(&[bytes, b"x".as_slice()].concat()), told, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn replies_never_become_keys() {
    let table: &[(&[u8], Option<Input>)] = &[
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Some(Input::Background(true))),
        (b"\x1b]11;rgb:0000/0000/0000\x07", Some(Input::Background(false))),
        (b"\x1b]11;rgb:fd/f6/e3\x07", Some(Input::Background(true))),
        (b"\x1b]11;rgba:1c/1c/1c/ff\x07", Some(Input::Background(false))),
        (b"\x1b]11;rgb:/0/0\x07", None),
        (b"\x1b]11;red\x07", None),
        (b"\x1b]4;1;rgb:ffff/ffff/ffff\x07", None),
        (b"\x1b[?62;22c", Some(Input::Attributes)),
        (b"\x1b[>0;276;0c", None),
        (b"\x1b[?2004;1$y", None),
        (b"\x1b[I", None),
        (b"\x1bP>|xterm(390)\x1b\\", None),
        (b"\x1b_Gi=1;OK\x1b\\", None),
        (b"\x1b]11;rgb:ff\x18", None),
        (b"\x1b[201~", None),
        (b"\xff\xc3\xed\xa0\x80", None),
    ];
    for (bytes, expected) in table {
        let told: Vec<Input> = expected.iter().cloned().chain([chord("x")]).collect();
        assert_eq!(fed(&[bytes, b"x".as_slice()].concat()), told, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn an_escape_waits_a_moment_and_no_longer() {
    let start = stopwatch();
    let late = start + ESCAPE;
    for (bytes, name) in [(b"\x1b".as_slice(), "Esc"), (b"\x1b[", "M-["), (b"\x1bO", "M-O"), (b"\x1b]", "M-]")] {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        decoder.feed(bytes, start, &mut out);
        decoder.expire(start, &mut out);
        assert!(out.is_empty());
        assert_eq!(decoder.deadline(), Some(late));
        decoder.expire(late, &mut out);
        assert_eq!((out.as_slice(), decoder.deadline()), ([chord(name)].as_slice(), None));
    }
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[1;", start, &mut out);
    decoder.expire(late, &mut out);
    decoder.feed(b"5C", late, &mut out);
    assert_eq!(out, [chord("C-Right")]);
}

#[test]
fn half_a_sequence_is_dropped_and_the_keys_go_on() {
    let start = stopwatch();
    for bytes in [b"\x1b[1;".as_slice(), b"\x1b]11;rgb:ff", b"\x1bPabc", b"\xe5\xad"] {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        decoder.feed(bytes, start, &mut out);
        decoder.expire(start + SEQUENCE, &mut out);
        decoder.feed(b"q", start + SEQUENCE, &mut out);
        assert_eq!(out, [chord("q")], "{bytes:?}");
    }
    // Typing does not lengthen the wait.
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b]x", start, &mut out);
    decoder.feed(b"y", start + SEQUENCE / 2, &mut out);
    assert_eq!(decoder.deadline(), Some(start + SEQUENCE));
}

#[test]
fn a_paste_is_one_text_with_plain_line_ends() {
    let told = fed(b"a\x1b[200~one\r\ntwo\rthree\n\x1b[31m\x03\x1b[201~b");
    assert_eq!(told, [chord("a"), Input::Paste("one\ntwo\nthree\n\x1b[31m\x03".into()), chord("b")]);
    assert_eq!(fed(b"\x1b[200~\x1b[201~x"), [chord("x")]);
}

#[test]
fn keys_come_back_when_a_paste_does_not_end() {
    let start = stopwatch();
    let second = |n: u64| start + Duration::from_secs(n);
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[200~some text", start, &mut out);
    assert!(out.is_empty());
    decoder.expire(second(1), &mut out);
    assert_eq!(out, [Input::Paste("some text".into())], "what has come is shown");
    assert_eq!(decoder.deadline(), None, "nobody waits");
    decoder.feed(b"\x1b[201", second(9), &mut out);
    decoder.expire(second(10), &mut out);
    decoder.feed(b"q", second(10), &mut out);
    assert_eq!(out.get(1..), Some([Input::Paste("\x1b[201".into()), chord("q")].as_slice()));
}

#[test]
fn a_paste_that_stalls_goes_on_as_a_paste() {
    let start = stopwatch();
    let second = |n: u64| start + Duration::from_secs(n);
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[200~first ", start, &mut out);
    decoder.expire(second(1), &mut out);
    decoder.feed("second é ".repeat(3).as_bytes(), second(8), &mut out);
    decoder.expire(second(9), &mut out);
    decoder.feed(b"dd\x1b[201~j", second(20), &mut out);
    let told = ["first ", "second é second é second é ", "dd"].map(|text| Input::Paste(text.into()));
    assert_eq!(out, told.into_iter().chain([chord("j")]).collect::<Vec<_>>());
}

#[test]
fn a_long_paste_comes_in_parts_and_loses_nothing() {
    let start = stopwatch();
    let text = "é字👩\r\n".repeat(1_000_000);
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[200~", start, &mut out);
    for piece in text.as_bytes().chunks(65_521) {
        decoder.feed(piece, start, &mut out);
    }
    decoder.feed(b"\x1b[201~", start, &mut out);
    let parts: Vec<&str> = out.iter().map(|i| if let Input::Paste(t) = i { t.as_str() } else { "key" }).collect();
    assert!(parts.len() > 1 && parts.iter().all(|part| part.len() <= paste::PART + 65_536));
    assert!(parts.concat() == text.replace("\r\n", "\n"));
}

/// Bytes that are likely to mean something.
fn likely() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(vec![
            b"\x1b".to_vec(),
            b"\x1b[".to_vec(),
            b"\x1b[200~".to_vec(),
            b"\x1b[201~".to_vec(),
            b"\x1b]11;rgb:ffff/0/0".to_vec(),
            b"\x1b\\".to_vec(),
            b"\x1b[<0;1;1M".to_vec(),
            b"\x1b[M".to_vec(),
            b"\x1bO".to_vec(),
            b";5".to_vec(),
            "字\r\n".as_bytes().to_vec(),
            b"99999999999999999999".to_vec(),
        ]),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn pieces_mean_what_the_whole_means(bytes in likely(), cuts in prop::collection::vec(1_usize..9, 0..40)) {
        let at = stopwatch();
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        let mut rest = bytes.as_slice();
        for cut in cuts {
            let (piece, more) = rest.split_at(cut.min(rest.len()));
            decoder.feed(piece, at, &mut out);
            rest = more;
        }
        decoder.feed(rest, at, &mut out);
        prop_assert_eq!(out, fed(&bytes));
    }

    #[test]
    fn after_any_bytes_the_keys_come_back(bytes in likely()) {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        let mut at = stopwatch();
        decoder.feed(&bytes, at, &mut out);
        // Whatever was begun: within two windows of someone typing, a key is a key.
        for _ in 0..4 {
            at += Duration::from_millis(1_001);
            decoder.expire(at, &mut out);
            decoder.feed(b"j", at, &mut out);
        }
        at += Duration::from_millis(1_001);
        decoder.expire(at, &mut out);
        out.clear();
        decoder.feed(b"q", at, &mut out);
        prop_assert_eq!(out, [chord("q")]);
    }
}
