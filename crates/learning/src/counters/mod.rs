//! What crossed from the work with persons: how many and how long, never who.
