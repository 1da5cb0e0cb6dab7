//! The shell: x
mod decode;
