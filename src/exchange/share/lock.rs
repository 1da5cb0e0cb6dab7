//! Locks the content of a page with a passphrase, the way every browser can open it: AES-256-GCM, the key from
//! PBKDF2-HMAC-SHA-256.

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use sha2::Sha256;
use zeroize::Zeroizing;

/// How often the passphrase is hashed. OWASP's figure for PBKDF2-HMAC-SHA-256 is 600,000.
pub const ROUNDS: u32 = 600_000;

/// Bytes of salt.
pub const SALT: usize = 16;

/// Bytes of nonce.
pub(super) const NONCE: usize = 12;

/// The content is filled up to a multiple of this, so that its length tells little.
const BLOCK: usize = 16 * 1024;

/// Locks a text. A salt is used once, so its key is, and the nonce may stand still; it is random all the same.
///
/// # Errors
/// Where the text is larger than the cipher takes, which no page is.
pub(super) fn lock(
    text: &str,
    passphrase: &str,
    salt: &[u8; SALT],
    nonce: [u8; NONCE],
    rounds: u32,
) -> Result<Vec<u8>, &'static str> {
    let mut key = Zeroizing::new([0; 32]);
    pbkdf2::pbkdf2_hmac::<Sha256>(passphrase.as_bytes(), salt, rounds, key.as_mut());
    let mut padded = Zeroizing::new(text.as_bytes().to_vec());
    let size = padded.len().next_multiple_of(BLOCK);
    padded.resize(size, b'\n');
    let cipher = Aes256Gcm::new_from_slice(key.as_ref()).map_err(|_| "the key has the wrong length")?;
    cipher.encrypt(&Nonce::from(nonce), padded.as_slice()).map_err(|_| "the page is too large to lock")
}

#[cfg(test)]
pub(super) fn unlock(
    locked: &[u8],
    passphrase: &str,
    salt: &[u8; SALT],
    nonce: [u8; NONCE],
    rounds: u32,
) -> Option<String> {
    let mut key = [0; 32];
    pbkdf2::pbkdf2_hmac::<Sha256>(passphrase.as_bytes(), salt, rounds, &mut key);
    let cipher = Aes256Gcm::new_from_slice(&key).ok()?;
    String::from_utf8(cipher.decrypt(&Nonce::from(nonce), locked).ok()?).ok()
}
