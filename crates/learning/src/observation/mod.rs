//! What an observer saw in a meeting, talked through with the table before it counts.
