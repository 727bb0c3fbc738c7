//! A connection that ends by itself when the other side takes too long: over the head of a request, between two requests, or in
//! reading an answer. The time of a body is kept where it is read.

use super::line::Line;
use std::{
    future::Future,
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep},
};

/// What the connection waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waits {
    /// The first byte of a request.
    Request,
    /// The rest of its head.
    Head,
}

/// A connection with its time.
pub(crate) struct Wire<S> {
    stream: S,
    line: Arc<Line>,
    waits: Waits,
    served: u64,
    until: Pin<Box<Sleep>>,
    stalled: Option<Pin<Box<Sleep>>>,
    head: Duration,
    idle: Duration,
    stall: Duration,
}

impl<S> Wire<S> {
    /// A connection that was just made. Its first request must come as soon as any head.
    pub(crate) fn new(stream: S, line: Arc<Line>, head: Duration, idle: Duration, stall: Duration) -> Self {
        let until = Box::pin(sleep(head));
        Self { stream, line, waits: Waits::Head, served: 0, until, stalled: None, head, idle, stall }
    }

    fn wait_for(&mut self, what: Waits, time: Duration) {
        self.waits = what;
        self.until.as_mut().reset(Instant::now() + time);
    }

    /// Ends the connection when the other side takes nothing for too long.
    fn unless_stalled<T>(&mut self, cx: &mut Context<'_>, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.stalled = None;
            return done;
        }
        let stall = self.stall;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(stall)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let wire = &mut *self;
        wire.line.reader.register(cx.waker());
        if wire.served != wire.line.served() {
            wire.served = wire.line.served();
            wire.wait_for(Waits::Request, wire.idle);
        }
        let before = buf.filled().len();
        let read = Pin::new(&mut wire.stream).poll_read(cx, buf);
        if read.is_pending() && !wire.line.is_working() {
            ready!(wire.until.as_mut().poll(cx));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        if buf.filled().len() > before && wire.waits == Waits::Request {
            wire.wait_for(Waits::Head, wire.head);
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.unless_stalled(cx, done)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(cx, bytes);
        self.unless_stalled(cx, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_flush(cx);
        self.unless_stalled(cx, done)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.unless_stalled(cx, done)
    }
}
