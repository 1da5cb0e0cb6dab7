//! Laws of editing: against a naive model, and over text that breaks terminals.

use proptest::prelude::*;
use ratatui::buffer::Buffer;

use super::*;
use crate::ui::command::sequence;
use crate::ui::paint::Painter;
use crate::ui::theme::{Choice, Depth, Theme};

const AREA: Area = Area::new(0, 0, 21, 5);

fn press(editor: &mut Editor, keys: &str) {
    for chord in sequence(keys).expect(keys) {
        editor.key(chord, AREA);
    }
}

fn type_text(editor: &mut Editor, text: &str) {
    text.chars().for_each(|c| editor.type_char(c));
}

#[test]
fn deleting_takes_whole_graphemes() {
    for text in ["👩‍👩‍👧‍👦", "e\u{301}", "🇯🇵", "क्ष", "字"] {
        let mut editor = Editor::new(&format!("a{text}"));
        press(&mut editor, "Backspace");
        assert_eq!(editor.text(), "a", "Backspace on {text}");
        let mut editor = Editor::new(&format!("{text}b"));
        press(&mut editor, "Home Delete");
        assert_eq!(editor.text(), "b", "Delete on {text}");
        let mut editor = Editor::new(&format!("a{text}b"));
        press(&mut editor, "Left Left");
        type_text(&mut editor, "x");
        assert_eq!(editor.text(), format!("ax{text}b"), "Left over {text}");
    }
}

#[test]
fn undo_goes_by_words() {
    let mut editor = Editor::new("");
    type_text(&mut editor, "hello big world");
    press(&mut editor, "C-z");
    assert_eq!(editor.text(), "hello big");
    press(&mut editor, "C-z");
    assert_eq!(editor.text(), "hello");
    press(&mut editor, "C-y");
    assert_eq!(editor.text(), "hello big");
    press(&mut editor, "C-z C-z C-z");
    assert!(editor.is_empty());
}

#[test]
fn words_and_lines_are_erased_as_shells_do() {
    for (keys, left) in
        [("C-w", "one two "), ("M-Backspace", "one two "), ("C-u", ""), ("Home C-k", ""), ("Home M-d", " two three")]
    {
        let mut editor = Editor::new("one two three");
        press(&mut editor, keys);
        assert_eq!(editor.text(), left, "{keys}");
    }
    let mut editor = Editor::new("one\ntwo");
    press(&mut editor, "C-Home End C-k");
    assert_eq!(editor.text(), "onetwo");
}

#[test]
fn up_and_down_go_by_rows_and_keep_their_column() {
    let mut editor = Editor::new("a line that is wrapped here\nx\nanother line");
    press(&mut editor, "Up Up");
    assert_eq!(editor.cursor(), Place { line: 0, byte: 27 }, "the second row of the first line is shorter");
    press(&mut editor, "Down Down");
    assert_eq!(editor.cursor(), Place { line: 2, byte: 12 });
    press(&mut editor, "Up Up Up Up");
    assert_eq!(editor.cursor(), Place::default());
}

#[test]
fn a_paste_keeps_its_controls_and_its_lines() {
    let mut editor = Editor::new("");
    editor.insert("a\r\nb\rc\x1b[31m");
    assert_eq!(editor.text(), "a\nb\nc\x1b[31m");
    let mut line = Editor::single("");
    line.insert("a\nb");
    assert_eq!(line.text(), "a b");
}

#[test]
fn the_word_before_the_cursor_can_be_completed() {
    let mut editor = Editor::new("met @od");
    let (from, word) = editor.word_before();
    assert_eq!(word, "@od");
    editor.complete(from, "@\"Odile Varga\" ");
    assert_eq!(editor.text(), "met @\"Odile Varga\" ");
}

fn drawn(editor: &Editor, area: Area) -> (Vec<String>, Option<(u16, u16)>) {
    let mut buffer = Buffer::empty(area);
    let mut painter = Painter::new(&mut buffer, Theme::new(Choice::Mono, Depth::True, false));
    editor.draw(area, &mut painter, &[], true);
    let cursor = painter.cursor();
    let row = |y| (0..area.width).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>().trim_end().to_owned();
    ((0..area.height).map(row).collect(), cursor)
}

#[test]
fn what_is_drawn_is_shown_text_and_the_cursor_stands_behind_it() {
    let (rows, cursor) = drawn(&Editor::new("a\x1b[31mb"), AREA);
    assert_eq!((rows[0].as_str(), cursor), ("a\\u{1b}[31mb", Some((12, 0))));
    let (rows, cursor) = drawn(&Editor::new("a line that is wrapped here"), AREA);
    assert_eq!((rows[0].as_str(), rows[1].as_str(), cursor), ("a line that is", "wrapped here", Some((12, 1))));
    let (rows, cursor) = drawn(&Editor::single("a line that is not wrapped but long"), Area::new(0, 0, 11, 1));
    assert_eq!((rows[0].as_str(), cursor), ("ut long", Some((7, 0))));
}

#[test]
fn a_click_puts_the_cursor_there() {
    let mut editor = Editor::new("a line that is wrapped here\nx");
    editor.click(3, 1, AREA);
    assert_eq!(editor.cursor(), Place { line: 0, byte: 18 });
    editor.click(90, 4, AREA);
    assert_eq!(editor.cursor(), Place { line: 1, byte: 1 });
}

fn hostile() -> impl Strategy<Value = String> {
    let bits = [
        "a",
        "字",
        "👩‍👩‍👧",
        "\u{301}",
        "\u{202e}",
        "\x1b",
        "\n",
        " ",
        "🇯🇵",
        "🇯",
        "\u{200d}",
        "\u{903}",
        "word ",
        "\r",
        "\t",
    ];
    prop_oneof![3 => prop::sample::select(bits.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Whatever is typed and pressed: no panic, the cursor between two graphemes and within the area, and undo brings
    /// back where it began.
    #[test]
    fn any_keys_on_any_text(bits in prop::collection::vec(hostile(), 0..10),
                            keys in prop::collection::vec((0..18_usize, hostile()), 0..30),
                            width in 1..30_u16, height in 1..6_u16) {
        let moves = ["Left", "Right", "Up", "Down", "Home", "End", "Backspace", "Delete", "C-w", "M-d", "C-u", "C-k", "C-z", "C-y", "Enter", "C-Left", "C-Right", "PgUp"];
        let area = Area::new(0, 0, width, height);
        let mut editor = Editor::new(&bits.concat());
        let begin = editor.text();
        for (n, text) in keys {
            let chord = Chord::read(moves[n]).expect("a chord");
            editor.key(chord, area);
            editor.insert(&text);
            text.chars().next().iter().for_each(|c| { editor.key(Chord::plain(Key::Char(*c)), area); });
            let place = editor.cursor();
            let line = &editor.lines()[place.line];
            prop_assert!(place.byte == line.len() || line.grapheme_indices(true).any(|(at, _)| at == place.byte));
            let (_, cursor) = drawn(&editor, area);
            prop_assert!(cursor.is_some_and(|(x, y)| x < width && y < height), "{:?} {:?}", place, editor.text());
        }
        while editor.step_back() {}
        prop_assert_eq!(editor.text(), begin);
    }

    /// Typing and erasing at random places does what a plain string does.
    #[test]
    fn editing_follows_a_naive_model(ops in prop::collection::vec((0..4_usize, "[a-c \n]{1,3}"), 0..40)) {
        let (mut editor, mut model, mut at) = (Editor::new(""), String::new(), 0);
        for (op, text) in ops {
            match op {
                0 => { editor.insert(&text); model.insert_str(at, &text); at += text.len(); }
                1 => { press(&mut editor, "Left"); at = at.saturating_sub(1); }
                2 => { press(&mut editor, "Right"); at = (at + 1).min(model.len()); }
                _ => { press(&mut editor, "Backspace"); if at > 0 { at -= 1; model.remove(at); } }
            }
            prop_assert_eq!(editor.text(), model.as_str());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// What is remembered of a long line is what laying it out from the start gives, whatever is done to it.
    #[test]
    fn a_long_line_is_laid_out_as_if_afresh(
        deeds in prop::collection::vec((0..9_usize, 0..6000_usize, "[a-z 字-]{0,40}"), 1..12), width in 3..60_u16,
    ) {
        let area = Area::new(0, 0, width, 6);
        let mut editor = Editor::new(&"lorem ipsum 字字 dolor-sit ".repeat(240));
        for (deed, at, text) in deeds {
            editor.click(u16::try_from(at % 50).expect("small"), u16::try_from(at % 6).expect("small"), area);
            let keys = ["Backspace", "Delete", "C-w", "M-d", "PgUp", "Home", "C-z", "C-y", "PgDn"];
            editor.key(sequence(keys[deed]).expect("a key")[0], area);
            editor.insert(&text);
            let columns = Editor::columns(area);
            let afresh = Editor::new(&editor.text());
            prop_assert_eq!(editor.starts(0, columns), afresh.starts(0, columns));
            let starts = editor.starts(0, columns);
            let all: Vec<_> = (0..starts.len()).flat_map(|n| editor.row(0, n, &starts).pieces).collect();
            let whole: Vec<_> = crate::domain::text::pieces(editor.line(0)).collect();
            prop_assert_eq!(all, whole);
        }
    }
}

#[test]
fn a_megabyte_on_one_line_is_typed_in_at_once() {
    let mut editor = Editor::new("");
    editor.insert(&"all in one line, ".repeat(60_000));
    let area = Area::new(0, 0, 80, 20);
    editor.first_row(area);
    let rows = editor.starts(0, Editor::columns(area)).len();
    assert!(rows > 12_000, "{rows}");
    // The rows are remembered: of a thousand keys none lays the line out again, which takes longer than all of them.
    for _ in 0..1_000 {
        editor.key(sequence("x").expect("a key")[0], area);
        editor.key(sequence("Up").expect("a key")[0], area);
    }
    let mut buffer = Buffer::empty(area);
    editor.draw(area, &mut Painter::new(&mut buffer, Theme::new(Choice::Dark, Depth::True, false)), &[], true);
    assert!(buffer.content.iter().any(|cell| cell.symbol() == "x"));
}

#[test]
fn words_are_found_onwards_and_around_the_end() {
    let mut editor = Editor::new("One board\nat the lift, a Böard\nno more");
    editor.find();
    press(&mut editor, "b o a r d");
    // From the end around to the first, then on, then around again.
    let mut places = vec![editor.cursor()];
    for _ in 0..2 {
        press(&mut editor, "Enter");
        places.push(editor.cursor());
    }
    let place = |line, byte| Place { line, byte };
    assert_eq!(places, [place(0, 4), place(1, 15), place(0, 4)]);
    assert_eq!(editor.text(), "One board\nat the lift, a Böard\nno more", "nothing is typed into the text");
    assert!(editor.end_find() && !editor.end_find());
    press(&mut editor, "x");
    assert!(editor.text().starts_with("One xboard"));
    let mut line = Editor::single("one line");
    line.find();
    assert!(!line.end_find(), "one line needs no finding");
}
