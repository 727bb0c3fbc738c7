//! A numbered recommendation and what becomes of it.
