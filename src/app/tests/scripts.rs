//! What keys do, told as scripts.
