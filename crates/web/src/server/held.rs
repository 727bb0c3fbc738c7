//! A body that holds on to something until it is sent or given up: a place in a crowd, a connection that is at work.

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::{
    pin::Pin,
    task::{Context, Poll},
};

/// The body with what it holds.
struct Held<T> {
    inner: Body,
    _held: T,
}

/// The same body, holding on to this.
pub(crate) fn holding<T: Send + Unpin + 'static>(inner: Body, held: T) -> Body {
    Body::new(Held { inner, _held: held })
}

impl<T: Unpin> HttpBody for Held<T> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.inner).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
