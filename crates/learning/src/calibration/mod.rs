//! The same invented signal, weighed as practice at several tables, and what can be learnt from where they differ.
