//! Short questions to many people, without a way back from an answer to who gave it.
