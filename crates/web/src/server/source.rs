//! From where somebody asks: the address of the connection, or what a *named* proxy says of it. Anybody can write such a header, so it
//! is read only when the connection comes from an address that the keeper named. A source never goes to the log.

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};
use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
    sync::atomic::{AtomicBool, Ordering},
};

/// From where somebody asks. Of IPv6 the first half counts: one household or office has all of the second half.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Source(IpAddr);

impl Source {
    pub(crate) fn of(ip: IpAddr) -> Self {
        Self(match ip.to_canonical() {
            IpAddr::V4(four) => IpAddr::V4(four),
            IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
        })
    }

    /// As text, to keep a digest of.
    pub(crate) fn text(self) -> String {
        self.0.to_string()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source(..)")
    }
}

/// The source of a request; one in process has none and counts as one of this machine.
pub(crate) fn source_of(extensions: &Extensions) -> Source {
    extensions.get::<Source>().copied().unwrap_or(Source(IpAddr::V4(Ipv4Addr::LOCALHOST)))
}

/// An address, or all that begin alike: `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    base: u128,
    mask: u128,
}

/// Both sorts on one line: an IPv4 address is the IPv6 address it is mapped to.
fn bits(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(four) => four.to_ipv6_mapped().to_bits(),
        IpAddr::V6(six) => six.to_bits(),
    }
}

impl FromStr for Range {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (address, length) = text.split_once('/').map_or((text, None), |(a, l)| (a, Some(l)));
        let ip: IpAddr = address.trim().parse().map_err(|_| ())?;
        let whole: u32 = if ip.is_ipv4() { 32 } else { 128 };
        let length = length.map_or(Ok(whole), |l| l.trim().parse::<u32>()).map_err(|_| ())?;
        let free = whole.checked_sub(length).ok_or(())?;
        let mask = u128::MAX.checked_shl(free).unwrap_or(0);
        Ok(Self { base: bits(ip) & mask, mask })
    }
}

/// The header that a proxy writes. Only the one that is set is read: a proxy that writes one passes the other on as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProxyHeader {
    /// `X-Forwarded-For: 192.0.2.7`
    #[default]
    XForwardedFor,
    /// `Forwarded: for=192.0.2.7` (RFC 7239)
    Forwarded,
}

/// The proxies whose word is taken for where somebody asks from; nobody's unless they are named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    ranges: Vec<Range>,
    header: ProxyHeader,
}

/// More than this many proxies in a row is not a chain but a trick.
const MOST_HOPS: usize = 20;

impl Proxies {
    /// The proxies at these addresses or ranges, such as `127.0.0.1` and `10.0.0.0/8`.
    ///
    /// # Errors
    /// The first text that is neither.
    pub fn named<'a>(all: impl IntoIterator<Item = &'a str>, header: ProxyHeader) -> Result<Self, String> {
        let read = |text: &str| text.parse::<Range>().map_err(|()| text.to_owned());
        Ok(Self { ranges: all.into_iter().map(read).collect::<Result<_, _>>()?, header })
    }

    /// Whether this address is one of them.
    pub(crate) fn include(&self, ip: IpAddr) -> bool {
        let bits = bits(ip.to_canonical());
        self.ranges.iter().any(|range| bits & range.mask == range.base)
    }

    /// From where a request comes that came in over a connection from `peer`.
    pub(crate) fn source(&self, peer: IpAddr, headers: &HeaderMap) -> Source {
        if !self.include(peer) {
            if headers.contains_key(X_FORWARDED_FOR) || headers.contains_key(FORWARDED) {
                tell_once();
            }
            return Source::of(peer);
        }
        let mut nearest = peer;
        // The last one was written by the proxy that is nearest. What stands before an address that is not a named proxy was
        // written by somebody unknown.
        for said in self.said(headers).into_iter().rev().take(MOST_HOPS) {
            let Some(ip) = said else { break };
            nearest = ip;
            if !self.include(ip) {
                break;
            }
        }
        Source::of(nearest)
    }

    /// The addresses in the header, in order; `None` for what is no address.
    fn said(&self, headers: &HeaderMap) -> Vec<Option<IpAddr>> {
        let name = match self.header {
            ProxyHeader::XForwardedFor => X_FORWARDED_FOR,
            ProxyHeader::Forwarded => FORWARDED,
        };
        let lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or_default());
        let hops = lines.flat_map(|line| line.split(','));
        match self.header {
            ProxyHeader::XForwardedFor => hops.map(address).collect(),
            ProxyHeader::Forwarded => hops.map(|hop| address(named_for(hop)?)).collect(),
        }
    }
}

const X_FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED: &str = "forwarded";

/// The part behind `for=`, without its quotes.
fn named_for(hop: &str) -> Option<&str> {
    let mut pairs = hop.split(';').filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for")).map(|(_, value)| value.trim().trim_matches('"'))
}

/// An address, with or without a port and the brackets of IPv6.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6);
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|a| a.ip())).or_else(bare)
}

/// A header that says where somebody comes from, written by who knows whom, is not believed. The keeper hears it once: perhaps the
/// proxy was forgotten in the settings.
fn tell_once() {
    static TOLD: AtomicBool = AtomicBool::new(false);
    if !TOLD.swap(true, Ordering::Relaxed) {
        tracing::warn!(
            "a header says where a request comes from, but not over a connection from an address in `proxies`: it is ignored, now and later"
        );
    }
}

/// The address of the connection, where there is one.
pub(crate) fn peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip().to_canonical())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn headers(name: &'static str, lines: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(name, line.parse().unwrap());
        }
        headers
    }

    fn source(proxies: &Proxies, peer: &str, name: &'static str, lines: &[&'static str]) -> String {
        proxies.source(peer.parse().unwrap(), &headers(name, lines)).text()
    }

    fn named(all: &[&str], header: ProxyHeader) -> Proxies {
        Proxies::named(all.iter().copied(), header).unwrap()
    }

    #[test]
    fn a_header_from_an_unnamed_proxy_is_ignored() {
        let nobody = Proxies::default();
        assert_eq!(source(&nobody, "127.0.0.1", "x-forwarded-for", &["192.0.2.7"]), "127.0.0.1");
        assert_eq!(source(&nobody, "127.0.0.1", "forwarded", &["for=192.0.2.7"]), "127.0.0.1");
        let other = named(&["10.0.0.1"], ProxyHeader::XForwardedFor);
        assert_eq!(source(&other, "127.0.0.1", "x-forwarded-for", &["192.0.2.7"]), "127.0.0.1");
    }

    #[test]
    fn a_named_proxy_is_believed_and_what_stands_before_its_word_is_not() {
        let one = named(&["127.0.0.1", "10.0.0.0/8"], ProxyHeader::XForwardedFor);
        let of = |lines: &[&'static str]| source(&one, "127.0.0.1", "x-forwarded-for", lines);
        assert_eq!(of(&["192.0.2.7"]), "192.0.2.7");
        assert_eq!(of(&["198.51.100.1, 192.0.2.7"]), "192.0.2.7", "the first was written by the browser");
        assert_eq!(of(&["198.51.100.1", "192.0.2.7, 10.1.2.3"]), "192.0.2.7", "through two proxies of ours");
        assert_eq!(of(&["192.0.2.7:4711"]), "192.0.2.7");
        assert_eq!(of(&[]), "127.0.0.1");
        assert_eq!(of(&["192.0.2.7, unknown"]), "127.0.0.1", "what is no address ends the reading");
        assert_eq!(of(&["::ffff:192.0.2.7"]), "192.0.2.7");
        assert_eq!(
            source(&one, "127.0.0.1", "forwarded", &["for=192.0.2.7"]),
            "127.0.0.1",
            "not the header that is set"
        );
    }

    #[test]
    fn the_standard_header_is_read_where_it_is_set() {
        let one = named(&["::1"], ProxyHeader::Forwarded);
        let of = |lines: &[&'static str]| source(&one, "::1", "forwarded", lines);
        assert_eq!(of(&["for=198.51.100.1, for=192.0.2.7;proto=https"]), "192.0.2.7");
        assert_eq!(of(&["proto=https;For=\"[2001:db8:1:2:3:4:5:6]:80\""]), "2001:db8:1:2::");
        assert_eq!(of(&["for=_hidden"]), "::");
    }

    #[test]
    fn a_range_holds_what_begins_alike_and_nonsense_is_told() {
        let ranges = named(&["10.0.0.0/8", "2001:db8::/32", "0.0.0.0/0"], ProxyHeader::XForwardedFor);
        assert!(ranges.include("192.0.2.1".parse().unwrap()) && ranges.include("::ffff:10.1.1.1".parse().unwrap()));
        assert!(ranges.include("2001:db8:ff::1".parse().unwrap()) && !ranges.include("2001:db9::1".parse().unwrap()));
        let ten = named(&["10.0.0.0/8"], ProxyHeader::XForwardedFor);
        assert!(ten.include("10.255.0.1".parse().unwrap()) && !ten.include("11.0.0.1".parse().unwrap()));
        for bad in ["", "proxy.example", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.1/x"] {
            assert_eq!(Proxies::named([bad], ProxyHeader::default()), Err(bad.to_owned()));
        }
    }

    #[test]
    fn a_source_does_not_show_itself() {
        assert_eq!(format!("{:?}", Source::of("192.0.2.7".parse().unwrap())), "Source(..)");
    }
}
