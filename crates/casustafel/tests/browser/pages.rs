//! The pages of the program as the journeys know them.
