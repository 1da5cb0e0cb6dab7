//! The content that ships, built in, and a person's own beside the settings: files of the same names, whose lines replace,
//! add or take away. The one file that holds texts of `assets/` for this.

use std::path::Path;

use crate::domain::content::{Content, File};

use super::{Error, Paths};

/// What is built in.
const SHIPPED: &[(File, &str)] = &[
    (File::Prompts, include_str!("../../assets/prompts.txt")),
    (File::Questions, include_str!("../../assets/questions.txt")),
    (File::Goals, include_str!("../../assets/goal-templates.txt")),
    (File::Agendas, include_str!("../../assets/agendas.txt")),
    (File::Letters, include_str!("../../assets/letters.txt")),
    (File::Evaluation, include_str!("../../assets/evaluation.txt")),
    (File::Industries, include_str!("../../assets/industries.txt")),
    (File::Frames, include_str!("../../assets/frames.txt")),
    (File::Agreement, include_str!("../../assets/agreement.md")),
];

/// What ships, with the files of these places laid over it.
///
/// # Errors
/// Where a file cannot be read, or a line of it does not fit.
pub fn content(paths: Option<&Paths>) -> Result<Content, Error> {
    let mut content = Content::default();
    for (file, text) in SHIPPED {
        take(&mut content, *file, text, Path::new(file.name()))?;
    }
    let Some(paths) = paths else { return Ok(content) };
    for file in File::ALL {
        let path = paths.config.join(file.name());
        match std::fs::read_to_string(&path) {
            Ok(text) => take(&mut content, *file, &text, &path)?,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => {}
            Err(why) => return Err(Error::Unreadable { path, why }),
        }
    }
    Ok(content)
}

fn take(content: &mut Content, file: File, text: &str, path: &Path) -> Result<(), Error> {
    content.take(file, text).map_err(|misfit| Error::Line {
        path: path.to_owned(),
        line: misfit.0,
        form: file.form().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_ships_can_be_read() {
        let content = content(None).expect("the content");
        assert_eq!((content.prompts.len(), content.questions.len(), content.goals.len()), (68, 64, 10));
        assert_eq!((content.agendas.len(), content.evaluation.len(), content.letters.len()), (7, 10, 4));
        assert!(content.industries.iter().any(|name| name == "logistics & transport"));
        assert!(content.agreement.contains("**What stays here.**") && !content.agreement.contains("> "));
        let themes: BTreeSet<_> = content.prompts.iter().map(|prompt| prompt.theme.as_str()).collect();
        assert!(["obstacle", "burnout", "network"].iter().all(|theme| themes.contains(theme)), "{themes:?}");
        let asked = content.prompts.iter().all(|prompt| content.frames.iter().any(|frame| frame.frame == prompt.frame));
        assert!(asked, "every prompt has a frame");
    }

    #[test]
    fn own_files_lie_beside_the_settings() {
        let dir = tempfile::tempdir().expect("a directory");
        let paths = Paths { home: "/h".into(), data: "/d".into(), config: dir.path().to_owned() };
        std::fs::write(dir.path().join("industries.txt"), "brewing\n").expect("a file");
        assert!(content(Some(&paths)).expect("the content").industries.contains(&"brewing".to_owned()));
        std::fs::write(dir.path().join("prompts.txt"), "# mine\nown1|me\n").expect("a file");
        let error = content(Some(&paths)).expect_err("a line that does not fit").to_string();
        assert!(error.ends_with("prompts.txt, line 2: the line does not fit; lines are: id|theme|frame|text, where the frame is 3, w, 6 or f"), "{error}");
    }
}
