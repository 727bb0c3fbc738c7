//! A learning evaluation: what goes well, what can be better, and what becomes of it. Never a verdict.
