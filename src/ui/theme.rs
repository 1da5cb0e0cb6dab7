//! Colours: what they mean, and what they are in each theme and on each sort of terminal. Refuses to carry meaning by
//! colour alone: every role is also said by a word, a glyph or weight where it is used.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text means; a theme says how that looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// To be read.
    #[default]
    Text,
    /// Beside what matters: labels, units, dates far off.
    Dim,
    /// Rules and empty cells; never text that must be read.
    Faint,
    /// The one accent: keys, links, what has focus.
    Accent,
    /// The accent, heavy: the name of the program, the title of what floats.
    Brand,
    /// Well: achieved, kept, on course.
    Good,
    /// Soon, slipping.
    Soon,
    /// Late, failed.
    Late,
    /// Private or shared: who may see it.
    Private,
    /// What matters now; heavy.
    Strong,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Dim,
        Self::Faint,
        Self::Accent,
        Self::Brand,
        Self::Good,
        Self::Soon,
        Self::Late,
        Self::Private,
        Self::Strong,
    ];
}

/// A colour as red, green and blue, 0 to 255.
pub type Rgb = [u8; 3];

/// The colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// [`Role::Text`].
    pub text: Rgb,
    /// [`Role::Dim`].
    pub dim: Rgb,
    /// [`Role::Faint`].
    pub faint: Rgb,
    /// [`Role::Accent`] and [`Role::Brand`].
    pub accent: Rgb,
    /// [`Role::Good`].
    pub good: Rgb,
    /// [`Role::Soon`].
    pub soon: Rgb,
    /// [`Role::Late`].
    pub late: Rgb,
    /// [`Role::Private`].
    pub private: Rgb,
    /// [`Role::Strong`].
    pub strong: Rgb,
    /// The band behind the selected row.
    pub selected: Rgb,
}

impl Palette {
    /// For a dark background.
    pub const DARK: Self = Self {
        text: [0xd5, 0xd9, 0xe0],
        dim: [0x8a, 0x93, 0xa3],
        faint: [0x45, 0x4d, 0x5c],
        accent: [0x7f, 0xb8, 0xc9],
        good: [0x93, 0xc1, 0x7d],
        soon: [0xe3, 0xb6, 0x6c],
        late: [0xe5, 0x83, 0x7a],
        private: [0xb7, 0x9b, 0xe0],
        strong: [0xff, 0xff, 0xff],
        selected: [0x22, 0x29, 0x36],
    };
    /// For a light background.
    pub const LIGHT: Self = Self {
        text: [0x2b, 0x30, 0x38],
        dim: [0x5c, 0x64, 0x73],
        faint: [0xc9, 0xcd, 0xd4],
        accent: [0x1b, 0x64, 0x78],
        good: [0x35, 0x6b, 0x27],
        soon: [0x85, 0x59, 0x07],
        late: [0xb2, 0x3a, 0x30],
        private: [0x6d, 0x4b, 0xb0],
        strong: [0x00, 0x00, 0x00],
        selected: [0xe8, 0xee, 0xf2],
    };
    /// High contrast on dark.
    pub const CONTRAST_DARK: Self = Self {
        text: [0xff, 0xff, 0xff],
        dim: [0xd7, 0xd7, 0xd7],
        faint: [0x8a, 0x8a, 0x8a],
        accent: [0x5f, 0xd7, 0xff],
        good: [0x87, 0xff, 0x87],
        soon: [0xff, 0xd7, 0x5f],
        late: [0xff, 0xaf, 0xaf],
        private: [0xd7, 0xaf, 0xff],
        strong: [0xff, 0xff, 0xff],
        selected: [0x00, 0x00, 0x5f],
    };
    /// High contrast on light.
    pub const CONTRAST_LIGHT: Self = Self {
        text: [0x00, 0x00, 0x00],
        dim: [0x3a, 0x3a, 0x3a],
        faint: [0x76, 0x76, 0x76],
        accent: [0x00, 0x3a, 0x5f],
        good: [0x00, 0x44, 0x00],
        soon: [0x5a, 0x33, 0x00],
        late: [0x87, 0x00, 0x00],
        private: [0x45, 0x00, 0x87],
        strong: [0x00, 0x00, 0x00],
        selected: [0xd7, 0xe7, 0xff],
    };

    /// The colour of a role.
    #[must_use]
    pub const fn of(&self, role: Role) -> Rgb {
        match role {
            Role::Text => self.text,
            Role::Dim => self.dim,
            Role::Faint => self.faint,
            Role::Accent | Role::Brand => self.accent,
            Role::Good => self.good,
            Role::Soon => self.soon,
            Role::Late => self.late,
            Role::Private => self.private,
            Role::Strong => self.strong,
        }
    }
}

/// Which theme the person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Dark or light, as the terminal says its background is.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// As much contrast as there is, on the terminal's background.
    HighContrast,
    /// No colour at all; also under `NO_COLOR`.
    Mono,
}

/// A colour of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// Red, green and blue; where the terminal has only sixteen colours the theme's stands.
    Rgb(Rgb),
    /// One of the terminal's palette: 0 to 15 are its own sixteen, which every terminal has.
    Indexed(u8),
}

/// The colours a person lays over a theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Those of the roles, in the order of [`Role::ALL`].
    roles: [Option<Tint>; Role::ALL.len()],
    /// Behind the selected row.
    selected: Option<Tint>,
}

impl Own {
    /// The same with a colour for a role.
    #[must_use]
    pub fn with(mut self, role: Role, tint: Tint) -> Self {
        for (slot, each) in self.roles.iter_mut().zip(Role::ALL) {
            if each == role {
                *slot = Some(tint);
            }
        }
        self
    }

    /// The same with a colour behind the selected row.
    #[must_use]
    pub fn selected(mut self, tint: Tint) -> Self {
        self.selected = Some(tint);
        self
    }

    fn of(&self, role: Role) -> Option<Tint> {
        self.roles.iter().zip(Role::ALL).find(|(_, each)| *each == role).and_then(|(tint, _)| *tint)
    }
}

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// The sixteen of a bare console.
    Sixteen,
    /// The xterm palette.
    #[default]
    Indexed,
    /// Red, green and blue.
    True,
}

/// A theme on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
    depth: Option<Depth>,
    light: bool,
    own: Own,
    /// The colours of the roles, in the order of [`Role::ALL`]: worked out once, not for each stretch of text that is drawn.
    colours: [Option<Color>; Role::ALL.len()],
}

impl Theme {
    /// The theme that was chosen, on a terminal of this depth; `light` is what it said of its background.
    #[must_use]
    pub fn new(choice: Choice, depth: Depth, light: bool) -> Self {
        let (palette, light) = match choice {
            Choice::Dark => (Palette::DARK, false),
            Choice::Light => (Palette::LIGHT, true),
            Choice::HighContrast if light => (Palette::CONTRAST_LIGHT, true),
            Choice::HighContrast => (Palette::CONTRAST_DARK, false),
            Choice::Auto | Choice::Mono if light => (Palette::LIGHT, true),
            Choice::Auto | Choice::Mono => (Palette::DARK, false),
        };
        let depth = if matches!(choice, Choice::Mono) { None } else { Some(depth) };
        Self { palette, depth, light, own: Own::default(), colours: [None; Role::ALL.len()] }.settled()
    }

    fn settled(self) -> Self {
        Self { colours: Role::ALL.map(|role| self.worked_out(role)), ..self }
    }

    /// The theme with a person's own colours laid over it. Without colour there is nothing to lay over.
    #[must_use]
    pub fn over(self, own: Own) -> Self {
        Self { own, ..self }.settled()
    }

    /// How a role looks.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let weight = match role {
            Role::Strong | Role::Brand => Modifier::BOLD,
            Role::Late | Role::Accent if self.depth.is_none() => Modifier::BOLD,
            Role::Faint if self.depth.is_none() => Modifier::DIM,
            _ => Modifier::empty(),
        };
        let style = Style::new().add_modifier(weight);
        match self.colour(role) {
            Some(colour) => style.fg(colour),
            None => style,
        }
    }

    /// The band behind the selected row: a background, or `None` where the row is shown reversed instead.
    #[must_use]
    pub fn band(&self) -> Option<Color> {
        let depth = self.depth?;
        if let Some(colour) = self.own.selected.and_then(|tint| tinted(tint, depth, self.light)) {
            return Some(colour);
        }
        match depth {
            Depth::Sixteen => None,
            Depth::Indexed => Some(Color::Indexed(nearest(self.palette.selected, self.light))),
            Depth::True => Some(rgb(self.palette.selected)),
        }
    }

    /// The colour of a role; `None` is the terminal's own.
    fn colour(&self, role: Role) -> Option<Color> {
        self.colours.iter().zip(Role::ALL).find(|(_, each)| *each == role).and_then(|(colour, _)| *colour)
    }

    fn worked_out(&self, role: Role) -> Option<Color> {
        let depth = self.depth?;
        if let Some(colour) = self.own.of(role).and_then(|tint| tinted(tint, depth, !self.light)) {
            return Some(colour);
        }
        Some(match depth {
            Depth::True => rgb(self.palette.of(role)),
            Depth::Indexed => Color::Indexed(nearest(self.palette.of(role), !self.light)),
            // The names mean what the console's owner made them; the plain foreground is left alone.
            Depth::Sixteen if self.light => match role {
                // Green and yellow cannot be read on white; what they say is said by a word, too.
                Role::Text | Role::Strong | Role::Good | Role::Soon => return None,
                Role::Dim => Color::DarkGray,
                Role::Faint => Color::Gray,
                Role::Accent | Role::Brand => Color::Blue,
                Role::Late => Color::Red,
                Role::Private => Color::Magenta,
            },
            Depth::Sixteen => match role {
                Role::Text | Role::Strong => return None,
                Role::Dim => Color::Gray,
                Role::Faint => Color::DarkGray,
                Role::Accent | Role::Brand => Color::Cyan,
                Role::Good => Color::Green,
                // The dark ones of these cannot be read on black.
                Role::Soon => Color::LightYellow,
                Role::Late => Color::LightRed,
                Role::Private => Color::LightMagenta,
            },
        })
    }
}

/// A colour of one's own on a terminal of this depth, rounded up in brightness or down where it has to be rounded.
fn tinted(tint: Tint, depth: Depth, brighter: bool) -> Option<Color> {
    match (tint, depth) {
        (Tint::Rgb(colour), Depth::True) => Some(rgb(colour)),
        (Tint::Rgb(colour), Depth::Indexed) => Some(Color::Indexed(nearest(colour, brighter))),
        (Tint::Rgb(_), Depth::Sixteen) => None,
        (Tint::Indexed(n), _) => match SIXTEEN.get(usize::from(n)) {
            Some(named) => Some(*named),
            None => (depth != Depth::Sixteen).then_some(Color::Indexed(n)),
        },
    }
}

/// The terminal's own sixteen by name, which is how a bare console knows them.
const SIXTEEN: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// A colour as the terminal library spells it.
const fn rgb([r, g, b]: Rgb) -> Color {
    Color::Rgb(r, g, b)
}

/// The six steps of a channel in the xterm cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The entry of the xterm palette (16 to 255: the cube, then the greys) that lies nearest among those at least as
/// bright, or at most as bright, as the colour: rounding must never cost contrast.
fn nearest(wanted: Rgb, brighter: bool) -> u8 {
    let bright = |[r, g, b]: Rgb| 299 * i32::from(r) + 587 * i32::from(g) + 114 * i32::from(b);
    let far = |index: &u8| {
        let of = indexed(*index);
        // As eyes weigh them: a grey that is a little off looks nearer than one with another tint.
        let apart = wanted.iter().zip(of).zip([2, 4, 3]);
        let apart = apart.map(|((a, b), weight)| weight * (i32::from(*a) - i32::from(b)).pow(2)).sum::<i32>();
        let wrong = if brighter { bright(of) < bright(wanted) } else { bright(of) > bright(wanted) };
        (wrong, apart)
    };
    (16..=255).min_by_key(far).unwrap_or(15)
}

/// What an entry of the xterm palette looks like.
fn indexed(index: u8) -> Rgb {
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return [grey; 3];
    }
    let cube = index.saturating_sub(16);
    [cube / 36, cube / 6 % 6, cube % 6].map(|step| STEPS.get(usize::from(step)).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: Rgb) -> f64 {
        let [r, g, b] = colour.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_that_must_be_read_can_be_read() {
        // Backgrounds that terminals come with, darkest and lightest, and the two of the drawings.
        let dark: [Rgb; 3] = [[0, 0, 0], [0x14, 0x16, 0x1b], [0x1e, 0x1e, 0x1e]];
        let light: [Rgb; 3] = [[255, 255, 255], [0xfc, 0xfa, 0xf7], [0xf5, 0xf5, 0xf5]];
        for (name, palette, backgrounds, least, on_dark) in [
            ("dark", Palette::DARK, dark, 4.5, true),
            ("light", Palette::LIGHT, light, 4.5, false),
            ("high contrast, dark", Palette::CONTRAST_DARK, dark, 7.0, true),
            ("high contrast, light", Palette::CONTRAST_LIGHT, light, 7.0, false),
        ] {
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Faint) {
                let exact = palette.of(role);
                for (depth, colour, band) in [
                    ("true colour", exact, palette.selected),
                    ("256 colours", indexed(nearest(exact, on_dark)), indexed(nearest(palette.selected, !on_dark))),
                ] {
                    for background in backgrounds.iter().chain([&band]) {
                        let ratio = contrast(colour, *background);
                        assert!(ratio >= least, "{name}, {depth}: {role:?} on {background:02x?} is {ratio:.2} : 1");
                    }
                }
            }
        }
    }

    #[test]
    fn sixteen_colours_can_be_read_on_a_bare_console() {
        // As the console of Linux and of a PC has them.
        let console = |colour: Color| -> Rgb {
            let at = SIXTEEN.iter().position(|each| *each == colour).expect("one of the sixteen");
            let (high, low) = if at < 8 { (0xaa, 0) } else { (0xff, 0x55) };
            let channel = |bit: usize| if (at % 8) & bit == 0 { low } else { high };
            if at == 3 { [0xaa, 0x55, 0] } else { [channel(1), channel(2), channel(4)] }
        };
        for (light, background) in [(false, [0, 0, 0]), (true, [0xff, 0xff, 0xff])] {
            let choice = if light { Choice::Light } else { Choice::Dark };
            let theme = Theme::new(choice, Depth::Sixteen, light);
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Faint) {
                let Some(colour) = theme.style(role).fg else { continue };
                let ratio = contrast(console(colour), background);
                assert!(ratio >= 4.5, "{role:?} on {background:02x?} is {ratio:.2} : 1");
            }
        }
    }

    #[test]
    fn mono_has_no_colour_and_sixteen_only_names() {
        let mono = Theme::new(Choice::Mono, Depth::True, false);
        let bare = Theme::new(Choice::Auto, Depth::Sixteen, false);
        for role in Role::ALL {
            assert_eq!(mono.style(role).fg, None);
            assert!(!matches!(bare.style(role).fg, Some(Color::Rgb(..) | Color::Indexed(_))));
        }
        assert_eq!((mono.band(), bare.band()), (None, None));
    }

    #[test]
    fn own_colours_lie_over_a_theme_as_far_as_the_terminal_has_them() {
        let own = Own::default()
            .with(Role::Accent, Tint::Rgb([0x12, 0x80, 0xff]))
            .with(Role::Late, Tint::Indexed(9))
            .with(Role::Good, Tint::Indexed(120))
            .selected(Tint::Rgb([0, 0, 95]));
        let theme = |choice, depth| Theme::new(choice, depth, false).over(own);
        let full = theme(Choice::Dark, Depth::True);
        assert_eq!(full.style(Role::Accent).fg, Some(Color::Rgb(0x12, 0x80, 0xff)));
        assert_eq!(full.style(Role::Brand).fg, Some(rgb(Palette::DARK.accent)), "the brand is a role of its own");
        assert_eq!(
            (full.style(Role::Late).fg, full.style(Role::Good).fg),
            (Some(Color::LightRed), Some(Color::Indexed(120)))
        );
        assert_eq!(full.band(), Some(Color::Rgb(0, 0, 95)));
        assert!(matches!(theme(Choice::Dark, Depth::Indexed).style(Role::Accent).fg, Some(Color::Indexed(_))));
        let bare = theme(Choice::Dark, Depth::Sixteen);
        assert_eq!(
            (bare.style(Role::Accent).fg, bare.style(Role::Late).fg),
            (Some(Color::Cyan), Some(Color::LightRed))
        );
        assert_eq!(bare.style(Role::Good).fg, Some(Color::Green));
        assert_eq!(theme(Choice::Mono, Depth::True).style(Role::Late).fg, None);
    }

    #[test]
    fn auto_follows_the_background() {
        assert_eq!(Theme::new(Choice::Auto, Depth::True, true).style(Role::Strong).fg, Some(Color::Rgb(0, 0, 0)));
        assert_eq!(
            Theme::new(Choice::Auto, Depth::True, false).style(Role::Strong).fg,
            Some(Color::Rgb(255, 255, 255))
        );
    }

    #[test]
    fn the_nearest_entry_of_an_entry_is_itself() {
        for index in 16..=231 {
            assert_eq!(indexed(nearest(indexed(index), true)), indexed(index));
        }
    }
}
