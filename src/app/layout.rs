//! Where the parts of the frame lie, at any size.

use crate::screens::Frame;
use crate::ui::paint::{Area, centred, within};

/// Where the parts of the frame lie; a part that has no room has no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// The line of tabs.
    pub(super) tabs: Area,
    /// The line under the open tab.
    pub(super) underline: Option<u16>,
    /// The screen.
    pub(super) body: Area,
    /// The rule over the hint line.
    pub(super) rule: Option<u16>,
    /// The hint line.
    pub(super) hint: Area,
}

/// The layout of a terminal of this size.
pub(super) fn layout((columns, rows): (u16, u16)) -> Layout {
    let whole = Area::new(0, 0, columns, rows);
    let top = match rows {
        0..6 => 0,
        6..12 => 1,
        12..30 => 2,
        _ => 3,
    };
    let bottom = match rows {
        0..3 => 0,
        3..16 => 1,
        _ => 2,
    };
    let hint_rows = bottom.min(1);
    Layout {
        tabs: Area { height: u16::from(top > 0), ..whole },
        underline: (top > 1).then_some(1),
        body: Area::new(0, top, columns, rows - top - bottom),
        rule: (bottom > 1).then(|| rows - 2),
        hint: Area::new(0, rows - hint_rows, columns, hint_rows),
    }
}

/// The layout of some lines of a shell: the screen, and below it the hint line.
pub(super) fn foot((columns, rows): (u16, u16)) -> Layout {
    let hint = rows.min(1) * u16::from(rows > 2);
    Layout {
        tabs: Area::new(0, 0, columns, 0),
        underline: None,
        body: Area::new(0, 0, columns, rows - hint),
        rule: None,
        hint: Area::new(0, rows - hint, columns, hint),
    }
}

/// The box of a screen, and the area within it.
pub(super) fn place(frame: &Frame, body: Area) -> (Area, Area) {
    match frame {
        Frame::Page => (body, body),
        Frame::Float { columns, rows, .. } => {
            // A little of what lies below stays in sight, where there is room for that.
            let spare = if body.width >= 60 { 4 } else { 0 };
            let outer = centred(body, (*columns).min(body.width.saturating_sub(spare)), *rows);
            (outer, within(outer))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::ink::Row;
    use crate::ui::paint::Painter;
    use crate::ui::theme::{Choice, Depth, Theme};
    use ratatui::buffer::Buffer;

    #[test]
    fn every_size_has_a_layout() {
        for columns in [0, 1, 3, 20, 39, 80, 120, 300] {
            for rows in 0..101 {
                let layout = layout((columns, rows));
                assert_eq!(layout.hint.bottom(), rows);
                assert!(layout.body.bottom() <= rows && layout.body.right() <= columns);
                assert!(rows == 0 || layout.body.height > 0, "{rows} rows leave the body some");
                let frame = Frame::Float { columns: 90, rows: 20, title: Row::new() };
                let (outer, inner) = place(&frame, layout.body);
                assert_eq!(outer.intersection(layout.body), outer);
                let mut buffer = Buffer::empty(Area::new(0, 0, columns, rows));
                let mut painter = Painter::new(&mut buffer, Theme::new(Choice::Dark, Depth::True, false));
                assert_eq!(painter.float(outer, &Row::new()), inner, "the painter leaves the same area");
            }
        }
    }
}
