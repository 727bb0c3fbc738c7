//! The setting that names other houses.

use serde::Deserialize;
use std::{collections::BTreeSet, net::IpAddr};
use vault::{Neighbour, NeighbourKey, NoKeyError};

/// Another house: what people call it, its address and its public key. Nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeighbourSetting {
    name: String,
    address: String,
    key: String,
}

fn is_of_this_machine(address: &str) -> bool {
    let host = address.strip_prefix("http://").unwrap_or_default();
    let host = host.split('/').next().unwrap_or_default();
    let bare = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The houses that are named.
///
/// # Errors
/// A sentence that names what does not fit.
pub(crate) fn neighbours(named: &[NeighbourSetting]) -> Result<Vec<Neighbour>, String> {
    let mut keys = BTreeSet::new();
    let one = |setting: &NeighbourSetting| {
        let no = |what: &str| format!("settings: neighbours, {:?}: {what}", setting.name);
        let name = setting.name.parse().map_err(|_| no("a name is one line of at most 200 characters"))?;
        if !setting.address.starts_with("https://") && !is_of_this_machine(&setting.address) {
            return Err(no("its address begins with https://; on its way others could read along"));
        }
        let key: NeighbourKey = setting
            .key
            .parse()
            .map_err(|NoKeyError| no("its key is not whole; `casustafel neighbour-key` prints it there"))?;
        if !keys.insert(key) {
            return Err(no("two houses have one key"));
        }
        Ok(Neighbour { name, address: setting.address.trim_end_matches('/').to_owned(), key })
    };
    named.iter().map(one).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    const KEY: &str = "casustafel-huis+";

    fn named(address: &str, key: &str) -> Result<Vec<Neighbour>, String> {
        let setting = NeighbourSetting { name: "Huis West".into(), address: address.into(), key: key.into() };
        neighbours(&[setting])
    }

    #[test]
    fn another_house_is_reached_over_a_sealed_line_or_on_this_machine_and_known_by_a_whole_key() {
        let why = |address: &str| named(address, KEY).unwrap_err();
        for open in ["http://west.example.org", "west.example.org", "http://10.0.0.1:80", "http://[2001:db8::1]/"] {
            assert!(why(open).contains("https://"), "{open}");
        }
        for fine in ["https://west.example.org", "http://127.0.0.1:8080", "http://localhost/", "http://[::1]:8080"] {
            assert!(why(fine).contains("neighbour-key"), "{fine}");
        }
        assert_eq!(neighbours(&[]), Ok(Vec::new()));
    }
}
