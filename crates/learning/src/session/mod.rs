//! People in a room with a programme of timed steps: one engine for every form.
