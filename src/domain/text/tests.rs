//! Laws of shown text, over hostile text of every sort.

use proptest::prelude::*;

use super::*;

/// Bits of text that have crashed, fooled or driven terminals.
const HOSTILE: &[&str] = &[
    " 字a",
    "a👨a",
    "\u{301}",
    "\u{301}\u{302}x",
    "e\u{301}",
    "👩‍👩‍👧‍👦",
    "🇯🇵",
    "🇯",
    "字",
    "ﾊﾟ",
    "あﾞ",
    "لا",
    "ꓹꓼ",
    "क्‍ष",
    "\u{1100}\u{1161}\u{11a8}",
    "\u{1161}",
    "\u{202e}abc",
    "\u{2066}x\u{2069}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{2028}",
    "\u{2029}",
    "\u{e0041}",
    "\u{fe0f}",
    "a\u{fe0f}",
    "❤\u{fe0f}",
    "1\u{fe0f}\u{20e3}",
    "葛\u{e0100}",
    "x\u{e0100}\u{e0101}",
    "\x1b]52;c;AA\x07",
    "\x1b[31m",
    "\u{9b}31m",
    "\0",
    "\u{7f}",
    "\r",
    "\n",
    "\r\n",
    "\t",
    " ",
    "  ",
    "word",
    "longer-word",
    "\u{600}1",
    "\u{115f}",
    "\u{3164}",
    "\u{34f}",
    "\u{903}",
    "\u{d4e}",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "👋🏽",
    "—",
    "、",
    "「",
    "\u{17d8}",
    "\u{10fffe}",
];

fn hostile() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        6 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        3 => any::<char>().prop_map(String::from),
        1 => (1..30_usize).prop_map(|n| format!("a{}", "\u{308}".repeat(n))),
        1 => (1..60_usize).prop_map(|n| "\u{903}".repeat(n)),
    ];
    prop::collection::vec(bit, 0..12).prop_map(|bits| bits.concat())
}

/// Whether any character in shown text may drive, hide or turn round.
fn leaks(shown: &str) -> Option<char> {
    let clusters = shown.graphemes(true).flat_map(|cluster| {
        cluster.chars().enumerate().filter(move |(n, c)| match c {
            '\u{200d}' => *n == 0 || cluster.ends_with('\u{200d}'),
            c if selects(*c) => *n == 0,
            '\n' => false,
            c => forbidden(*c),
        })
    });
    clusters.map(|(_, c)| c).next()
}

#[test]
fn what_drives_a_terminal_is_spelled_out() {
    for (text, shown) in [
        ("plain", "plain"),
        ("\x1b[31mred\x07", "\\u{1b}[31mred\\u{7}"),
        ("a\u{202e}b", "a\\u{202e}b"),
        ("zero\u{200b}width", "zero\\u{200b}width"),
        ("\u{301}lone", "\\u{301}lone"),
        ("e\u{301}", "e\u{301}"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("a\u{200d}b", "a\\u{200d}b"),
        ("❤\u{fe0f}", "❤\u{fe0f}"),
        ("a\u{fe0f}", "a\\u{fe0f}"),
        ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}"),
        ("葛\u{e0100}", "葛\u{e0100}"),
        ("x\u{e0041}", "x\\u{e0041}"),
        ("one\r\ntwo\nthree\rfour", "one\ntwo\nthree\\u{d}four"),
        ("a\tb", "a    b"),
        ("\u{202e}\u{301}", "\\u{202e}\\u{301}"),
    ] {
        assert_eq!(Shown::new(text).as_str(), shown, "{text:?}");
    }
    let marks = format!("a{}", "\u{308}".repeat(10));
    assert_eq!(Shown::new(&marks).as_str(), format!("a{}\\u{{308}}\\u{{308}}", "\u{308}".repeat(8)));
    assert_eq!(Shown::line("a\r\nb").as_str(), "a b");
    assert_eq!(Shown::raw("\x1b").as_str(), "\x1b");
}

#[test]
fn every_character_by_itself_is_safe_and_has_a_width() {
    for c in (0..0x3_2000)
        .chain(0xe_0000..0xe_1100)
        .chain(0x10_fff0..=0x10_ffff)
        .filter_map(char::from_u32)
        .filter(|c| *c != '\n')
    {
        let shown = Shown::new(c.encode_utf8(&mut [0; 4]));
        assert_eq!(leaks(shown.as_str()), None, "{:x}", u32::from(c));
        assert!(shown.width() > 0, "{:x} would be dropped by the screen", u32::from(c));
    }
}

#[test]
fn rows_break_where_a_reader_would() {
    for (text, columns, rows) in [
        ("one two three", 7, vec!["one two", "three"]),
        ("one  two", 3, vec!["one", "two"]),
        ("  indent stays", 9, vec!["  indent", "stays"]),
        ("a\n\nb", 5, vec!["a", "", "b"]),
        ("abcdefgh", 3, vec!["abc", "def", "gh"]),
        ("ab cdefgh", 3, vec!["ab", "cde", "fgh"]),
        ("漢字漢字。", 4, vec!["漢字", "漢", "字。"]),
        ("well-known fact", 6, vec!["well-", "known", "fact"]),
        ("字", 1, vec!["…"]),
        ("", 4, vec![""]),
        ("x", 0, vec![]),
    ] {
        let got = wrap(&Shown::new(text), columns);
        assert_eq!(got.iter().map(Shown::as_str).collect::<Vec<_>>(), rows, "{text:?} at {columns}");
    }
}

#[test]
fn what_does_not_fit_ends_in_an_ellipsis() {
    for (text, columns, fitted) in [
        ("hello", 5, "hello"),
        ("hello there", 7, "hello…"),
        ("漢字", 3, "漢…"),
        ("漢字", 2, "…"),
        ("x", 0, ""),
        ("a\nb", 9, "a b"),
        ("cut before…", 10, "cut befor…"),
        ("cut before…", 11, "cut before…"),
        ("cut … here", 6, "cut…"),
    ] {
        assert_eq!(fit(text, columns).as_str(), fitted, "{text:?} at {columns}");
    }
}

#[test]
fn the_letters_that_are_known_to_stand_do() {
    for c in (0..0x2_0000).filter_map(char::from_u32) {
        assert_eq!(stands(c), joins_nothing(c), "{:x}", u32::from(c));
    }
}

/// Words as they are written, and what is not.
fn written() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        8 => "[a-z]{1,9}[ ,.-]{0,3}",
        2 => " {1,5}",
        1 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
    ];
    prop::collection::vec(bit, 0..30).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Told one grapheme after the other or all at once, they are the same.
    #[test]
    fn pieces_are_graphemes(text in prop_oneof![hostile(), written()]) {
        let told: Vec<_> = pieces(&text).collect();
        let asked: Vec<_> = text
            .grapheme_indices(true)
            .map(|(at, cluster)| {
                let shown = show(cluster);
                Piece { source: at..at + cluster.len(), width: width(&shown), shown }
            })
            .collect();
        prop_assert_eq!(told, asked);
    }

    /// A row that is told by itself is the one that the whole line would have there.
    #[test]
    fn a_plain_row_is_the_row(text in written(), columns in 0..30_usize) {
        let parts: Vec<_> = pieces(&text).collect();
        let rows = lay_out(&parts, columns.max(1));
        let begin = |at: usize| parts.get(at).map_or(text.len(), |piece| piece.source.start);
        for (n, row) in rows.iter().enumerate() {
            if let Some(end) = plain_row(&text, begin(row.start), columns) {
                prop_assert!(n + 1 < rows.len(), "the last row goes to the end");
                prop_assert_eq!(end, begin(row.end));
            }
        }
    }

    #[test]
    fn most_rows_are_plain(words in prop::collection::vec("[a-z]{1,9}", 20..40), columns in 3..30_usize) {
        let text = words.join(" ");
        prop_assert!(plain_row(&text, 0, columns).is_some());
    }

    #[test]
    fn nothing_forbidden_is_shown(text in hostile()) {
        let shown = Shown::new(&text);
        prop_assert_eq!(leaks(shown.as_str()), None, "{:?}", shown);
        prop_assert_eq!(leaks(Shown::line(&text).as_str()), None);
        prop_assert!(!Shown::line(&text).as_str().contains('\n'));
    }

    #[test]
    fn showing_twice_shows_the_same(text in hostile()) {
        let shown = Shown::new(&text);
        prop_assert_eq!(Shown::new(shown.as_str()), shown);
    }

    #[test]
    fn every_grapheme_shown_has_a_width(text in hostile()) {
        for line in Shown::new(&text).as_str().split('\n') {
            for cluster in line.graphemes(true) {
                prop_assert!(grapheme_width(cluster) > 0, "{cluster:?}");
            }
            let sum: usize = pieces(line).map(|piece| piece.width).sum();
            prop_assert_eq!(sum, width(line), "{:?}", line);
        }
    }

    #[test]
    fn rows_fit_and_keep_the_text(text in hostile(), columns in 1..30_usize) {
        let shown = Shown::new(&text);
        let rows = wrap(&shown, columns);
        for row in &rows {
            prop_assert!(row.width() <= columns, "{row:?}");
            prop_assert_eq!(leaks(row.as_str()), None);
        }
        let widest = shown.as_str().graphemes(true).map(grapheme_width).max().unwrap_or(0);
        if widest <= columns {
            let bare = |text: &str| text.chars().filter(|c| !matches!(c, ' ' | '\u{3000}' | '\n') && !c.is_whitespace()).collect::<String>();
            let joined: String = rows.iter().map(Shown::as_str).collect();
            prop_assert_eq!(bare(&joined), bare(shown.as_str()));
        }
    }

    #[test]
    fn a_fitted_line_fits(text in hostile(), columns in 0..30_usize) {
        prop_assert!(fit(&text, columns).width() <= columns);
    }

    #[test]
    fn rows_of_a_line_leave_no_gap(text in hostile(), columns in 1..20_usize) {
        let parts: Vec<_> = pieces(&text).collect();
        let rows = lay_out(&parts, columns);
        let mut at = 0;
        for row in &rows {
            prop_assert_eq!(row.start, at);
            at = row.end;
        }
        prop_assert_eq!(at, parts.len());
    }
}
