//! Shares for `mentee review`: JSON in an age file, sealed with a passphrase or to recipients. A file that is opened is
//! hostile until it has been checked: its size, its form, its version.

use std::io::{Read, Write};
use std::str::FromStr;

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{FORMAT, SHARE_MAX, VERSION};
use crate::domain::share::Share;

/// The greatest work a passphrase may ask for (2 to the power of this): a file that asks for more is meant to hang.
const WORK_MAX: u8 = 20;

/// Why a file cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// It is something else.
    #[error("this is no share for `mentee review`{0}")]
    NotAShare(&'static str),
    /// It is a page.
    #[error("this is a page for a browser: open it there, it has all that is needed to answer")]
    Page,
    /// It ends too early, or a bit of it was changed.
    #[error("the file is cut short or was changed on its way; ask for it again")]
    Damaged,
    /// It is larger than any share.
    #[error("the file is larger than any share ({} MiB)", SHARE_MAX / 1024 / 1024)]
    TooLarge,
    /// A newer program wrote it.
    #[error(
        "this was shared by a newer mentee (its format is {found}, this one knows {VERSION}); update, or ask for a page instead"
    )]
    Newer {
        /// The version it carries.
        found: u64,
    },
    /// The passphrase is another.
    #[error("that is not the passphrase of this file")]
    WrongPassphrase,
    /// It is sealed to somebody else.
    #[error("this file is for someone else: your identity does not open it; `mentee identity` shows what to send them")]
    NotForMe,
    /// It asks for more work than a share does.
    #[error("opening this file would take too long; it was not made by mentee")]
    TooMuchWork,
    /// A recipient is none.
    #[error("“{0}” is no recipient; one looks like age1… and comes from `mentee identity`")]
    NoRecipient(String),
    /// An identity is none.
    #[error("the identity file holds no identity")]
    NoIdentity,
    /// It could not be sealed.
    #[error("the share could not be sealed: {0}")]
    Sealing(String),
}

/// Somebody a file is sealed to.
#[derive(Clone, Debug)]
pub struct Recipient(age::x25519::Recipient);

impl FromStr for Recipient {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Self, SealError> {
        let off = || SealError::NoRecipient(text.to_owned());
        age::x25519::Recipient::from_str(text.trim()).map(Self).map_err(|_| off())
    }
}

/// One's own key.
#[derive(Clone)]
pub struct Identity(age::x25519::Identity);

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity")
    }
}

impl Identity {
    /// A new one, from the system's random numbers whatever the environment says.
    #[must_use]
    pub fn make() -> Self {
        Self(age::x25519::Identity::generate())
    }

    /// From an identity file: the first line that is no remark.
    ///
    /// # Errors
    /// Where there is none.
    pub fn read(file: &str) -> Result<Self, SealError> {
        let mut lines = file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let line = lines.next().ok_or(SealError::NoIdentity)?;
        age::x25519::Identity::from_str(line).map(Self).map_err(|_| SealError::NoIdentity)
    }

    /// What others seal to.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }

    /// The identity file, secret.
    #[must_use]
    pub fn file(&self) -> Zeroizing<String> {
        let secret = self.0.to_string();
        Zeroizing::new(format!("# public key: {}\n{}\n", self.recipient(), secret.expose_secret()))
    }
}

/// The most things that are read from one share.
const ITEMS_MAX: usize = 20_000;

/// What seals or opens a file.
#[derive(Debug)]
pub enum Key<'a> {
    /// A passphrase; `work` is the power of two of its cost, `None` for about a second on this machine.
    Passphrase {
        /// The passphrase.
        words: &'a str,
        /// Its cost, for tests.
        work: Option<u8>,
    },
    /// To these.
    Recipients(&'a [Recipient]),
    /// With one's own.
    Identity(&'a Identity),
}

/// What is in the file.
#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u64,
    #[serde(flatten)]
    share: &'a Share,
}

/// What every version of it says of itself.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

/// Seals a share, as text that survives a mail.
///
/// # Errors
/// Where there is no recipient, or the key is one that only opens.
pub fn seal(share: &Share, key: &Key<'_>) -> Result<Vec<u8>, SealError> {
    let failed = |error: &dyn std::fmt::Display| SealError::Sealing(error.to_string());
    let written = Written { format: FORMAT, version: VERSION, share };
    let plain = Zeroizing::new(serde_json::to_vec(&written).map_err(|error| failed(&error))?);
    let encryptor = match key {
        Key::Passphrase { words, work } => {
            let mut recipient = age::scrypt::Recipient::new(SecretString::from((*words).to_owned()));
            if let Some(work) = work {
                recipient.set_work_factor(*work);
            }
            return age::encrypt_and_armor(&recipient, &plain).map(String::into_bytes).map_err(|error| failed(&error));
        }
        Key::Recipients(all) => age::Encryptor::with_recipients(all.iter().map(|one| &one.0 as _)),
        Key::Identity(own) => age::Encryptor::with_recipients(std::iter::once(&own.0.to_public() as _)),
    };
    let mut sealed = Vec::new();
    let write = || -> std::io::Result<()> {
        let armor = ArmoredWriter::wrap_output(&mut sealed, Format::AsciiArmor)?;
        let encryptor = encryptor.map_err(std::io::Error::other)?;
        let mut out = encryptor.wrap_output(armor)?;
        out.write_all(&plain)?;
        // Both ends are written: age's, then the armour's.
        out.finish()?.finish()?;
        Ok(())
    };
    write().map_err(|error| failed(&error))?;
    Ok(sealed)
}

/// Whether a file is sealed: whether it begins as one.
#[must_use]
pub fn is_sealed(file: &[u8]) -> bool {
    let start = file.trim_ascii_start();
    start.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----") || start.starts_with(b"age-encryption.org/")
}

/// Whether a file is opened by a passphrase, rather than an identity.
///
/// # Errors
/// Where it is no sealed file.
pub fn needs_passphrase(file: &[u8]) -> Result<bool, SealError> {
    Ok(reader(file)?.is_scrypt())
}

fn reader(file: &[u8]) -> Result<age::Decryptor<ArmoredReader<std::io::BufReader<&[u8]>>>, SealError> {
    if file.len() > SHARE_MAX {
        return Err(SealError::TooLarge);
    }
    if !is_sealed(file) {
        let start = file.get(..file.len().min(1024)).unwrap_or_default().to_ascii_lowercase();
        let page = start.windows(5).any(|part| part == b"<html");
        return Err(if page { SealError::Page } else { SealError::NotAShare("") });
    }
    age::Decryptor::new(ArmoredReader::new(file)).map_err(|error| told(&error, None))
}

/// Opens a share.
///
/// # Errors
/// [`SealError`], each its own sentence.
pub fn open(file: &[u8], key: &Key<'_>) -> Result<Share, SealError> {
    let decryptor = reader(file)?;
    let opened = match key {
        Key::Passphrase { words, .. } => {
            let mut identity = age::scrypt::Identity::new(SecretString::from((*words).to_owned()));
            identity.set_max_work_factor(WORK_MAX);
            decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
        }
        Key::Identity(own) => decryptor.decrypt(std::iter::once(&own.0 as &dyn age::Identity)),
        Key::Recipients(_) => return Err(SealError::NoIdentity),
    };
    let opened = opened.map_err(|error| told(&error, Some(key)))?;
    let mut plain = Zeroizing::new(Vec::new());
    let limit = u64::try_from(SHARE_MAX).unwrap_or(u64::MAX);
    let read = opened.take(limit).read_to_end(&mut plain);
    read.map_err(|_| SealError::Damaged)?;
    parse(&plain)
}

/// Reads the JSON within a sealed file.
///
/// # Errors
/// Where it is none, or of a newer version.
pub fn parse(plain: &[u8]) -> Result<Share, SealError> {
    let head: Head = serde_json::from_slice(plain).map_err(|_| SealError::NotAShare(": something else was sealed"))?;
    if head.format != FORMAT {
        return Err(SealError::NotAShare(": something else was sealed"));
    }
    match head.version {
        VERSION => {}
        0 => return Err(SealError::NotAShare(": there is no version 0")),
        found => return Err(SealError::Newer { found }),
    }
    let mut value: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(plain).map_err(|_| SealError::Damaged)?;
    value.remove("format");
    value.remove("version");
    let share: Share = serde_json::from_value(serde_json::Value::Object(value))
        .map_err(|_| SealError::NotAShare(": it holds what none holds"))?;
    if share.items.len() > ITEMS_MAX { Err(SealError::TooLarge) } else { Ok(share) }
}

/// What age says, in a sentence of ours.
fn told(error: &age::DecryptError, key: Option<&Key<'_>>) -> SealError {
    use age::DecryptError as Off;
    match error {
        Off::NoMatchingKeys | Off::DecryptionFailed | Off::KeyDecryptionFailed | Off::InvalidMac => match key {
            Some(Key::Passphrase { .. }) if !matches!(error, Off::InvalidMac) => SealError::WrongPassphrase,
            Some(Key::Identity(_)) if matches!(error, Off::NoMatchingKeys) => SealError::NotForMe,
            _ => SealError::Damaged,
        },
        Off::ExcessiveWork { .. } => SealError::TooMuchWork,
        Off::UnknownFormat => SealError::NotAShare(": it is sealed in a way this program does not know"),
        _ => SealError::Damaged,
    }
}
