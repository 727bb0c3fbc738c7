//! Where PostgreSQL is and how to come in: the address, what libpq reads behind its `?`, the variables that other programs of PostgreSQL
//! read, and the password file.

use super::{super::StoreError, tls::Trust, told};
use std::{fs, path::PathBuf, time::Duration};
use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

/// How long to wait for a connection when the address does not say.
const CONNECT: Duration = Duration::from_secs(10);
/// A connection of which nothing is heard is asked after this, and given up half a minute later.
const QUIET: Duration = Duration::from_secs(60);

/// Everything there is to know before connecting.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) config: Config,
    pub(super) trust: Trust,
    /// Whether to go on without TLS when the other end has it and it does not work.
    pub(super) or_plain: bool,
}

/// What the environment says; a parameter, so that tests do not change the process they run in.
pub(super) type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The environment of this process.
pub(super) fn of_process(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Parts of the address that the driver does not know, taken out of it.
#[derive(Default)]
struct Apart {
    sslmode: Option<String>,
    sslrootcert: Option<String>,
    passfile: Option<String>,
}

fn take_apart(url: &str) -> (String, Apart) {
    let mut apart = Apart::default();
    let Some((place, query)) = url.split_once('?') else { return (url.to_owned(), apart) };
    let mut left = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let slot = match name {
            "sslmode" => &mut apart.sslmode,
            "sslrootcert" => &mut apart.sslrootcert,
            "passfile" => &mut apart.passfile,
            _ => {
                left.push(part);
                continue;
            }
        };
        *slot = Some(percent_decoded(value));
    }
    (if left.is_empty() { place.to_owned() } else { format!("{place}?{}", left.join("&")) }, apart)
}

/// `%2F` becomes `/`; a sign that is no such code stays as it is, and so does a plus.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        if let Some(byte) = code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Address {
    /// Reads an address; what it leaves open the environment says.
    ///
    /// # Errors
    /// A sentence that names the part that does not fit, never what is in it.
    pub(super) fn read(url: &str, env: Env<'_>) -> Result<Self, StoreError> {
        let (rest, apart) = take_apart(url);
        let mut config: Config = rest.parse().map_err(|e| told::address(&e))?;
        fill_in(&mut config, env)?;
        let mode = apart.sslmode.or_else(|| env("PGSSLMODE"));
        let roots = apart.sslrootcert.or_else(|| env("PGSSLROOTCERT"));
        let (trust, ssl) = trust(mode.as_deref(), roots, env)?;
        // A socket is a file of this machine, and TLS is not spoken over it.
        let ssl = if config.get_hosts().iter().all(is_socket) { SslMode::Disable } else { ssl };
        config.ssl_mode(ssl);
        if config.get_password().is_none() {
            let given = apart.passfile.or_else(|| env("PGPASSFILE")).map(PathBuf::from);
            let password = match env("PGPASSWORD") {
                Some(password) => Some(password),
                None => from_file(given.or_else(|| at_home(env, ".pgpass")), &config)?,
            };
            if let Some(password) = password {
                config.password(password);
            }
        }
        Ok(Self { config, trust, or_plain: ssl == SslMode::Prefer })
    }
}

fn is_socket(host: &Host) -> bool {
    match host {
        Host::Tcp(_) => false,
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

fn fill_in(config: &mut Config, env: Env<'_>) -> Result<(), StoreError> {
    const PORT: StoreError = StoreError::Told("PGPORT is not a port: a number from 1 to 65535");
    const WAIT: StoreError = StoreError::Told("PGCONNECT_TIMEOUT is not a number of seconds");
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        config.host(env("PGHOST").unwrap_or_else(|| "localhost".into()));
    }
    // With a host in the address the driver has filled in a port as well.
    if config.get_ports().is_empty()
        && let Some(port) = env("PGPORT")
    {
        config.port(port.parse().map_err(|_| PORT)?);
    }
    if config.get_user().is_none()
        && let Some(user) = env("PGUSER")
    {
        config.user(user);
    }
    if config.get_dbname().is_none()
        && let Some(name) = env("PGDATABASE")
    {
        config.dbname(name);
    }
    if config.get_application_name().is_none() {
        config.application_name("casustafel");
    }
    if config.get_connect_timeout().is_none() {
        let seconds = env("PGCONNECT_TIMEOUT").map(|s| s.parse().map_err(|_| WAIT)).transpose()?;
        config.connect_timeout(seconds.filter(|s| *s > 0).map_or(CONNECT, Duration::from_secs));
    }
    if config.get_keepalives_interval().is_none() {
        config.keepalives_idle(QUIET.min(config.get_keepalives_idle()));
        config.keepalives_interval(QUIET / 6).keepalives_retries(3);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(QUIET);
    }
    Ok(())
}

fn at_home(env: Env<'_>, name: &str) -> Option<PathBuf> {
    Some(PathBuf::from(env("HOME")?).join(name))
}

/// What the words of libpq mean. As there, `require` looks at the certificate as soon as there are roots to look with.
fn trust(mode: Option<&str>, roots: Option<String>, env: Env<'_>) -> Result<(Trust, SslMode), StoreError> {
    const MODE: StoreError = StoreError::Told("sslmode is one of disable, prefer, require, verify-ca and verify-full");
    const WEAK: StoreError = StoreError::Told("sslrootcert=system goes with sslmode=verify-full only");
    const NONE: StoreError = StoreError::Told(
        "sslmode asks to look at the certificate and there is nothing to look with: give sslrootcert a file, or `system`",
    );
    let usual = || at_home(env, ".postgresql/root.crt").filter(|file| file.is_file());
    let system = roots.as_deref() == Some("system");
    let file = if system { None } else { roots.map(PathBuf::from).or_else(usual) };
    match (mode.unwrap_or(if system { "verify-full" } else { "prefer" }), file, system) {
        ("disable", ..) => Ok((Trust::Anybody, SslMode::Disable)),
        ("prefer", _, false) => Ok((Trust::Anybody, SslMode::Prefer)),
        ("require", None, false) => Ok((Trust::Anybody, SslMode::Require)),
        ("require" | "verify-ca", Some(file), false) => Ok((Trust::AnyName(file), SslMode::Require)),
        ("verify-full", Some(file), false) => Ok((Trust::Name(file), SslMode::Require)),
        ("verify-full", _, true) => Ok((Trust::System, SslMode::Require)),
        ("verify-ca" | "verify-full", None, false) => Err(NONE),
        ("prefer" | "require" | "verify-ca", _, true) => Err(WEAK),
        _ => Err(MODE),
    }
}

/// The password in a file of lines `host:port:database:user:password`, where a star fits everything.
fn from_file(file: Option<PathBuf>, config: &Config) -> Result<Option<String>, StoreError> {
    const WIDE: StoreError =
        StoreError::Told("others may read the password file of PostgreSQL (PGPASSFILE or ~/.pgpass): chmod 600");
    let Some(file) = file else { return Ok(None) };
    let Ok(found) = fs::metadata(&file) else { return Ok(None) };
    #[cfg(unix)]
    if found.is_file() && std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o077 != 0 {
        return Err(WIDE);
    }
    let Ok(text) = fs::read_to_string(&file) else { return Ok(None) };
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(name)) => name.clone(),
        // As libpq does: a socket in the usual place counts as this machine.
        #[cfg(unix)]
        Some(Host::Unix(_)) => "localhost".to_owned(),
        None => config.get_hostaddrs().first().map(ToString::to_string).unwrap_or_default(),
    };
    let port = config.get_ports().first().copied().unwrap_or(5432).to_string();
    let user = config.get_user().unwrap_or_default();
    let name = config.get_dbname().unwrap_or(user);
    Ok(text.lines().find_map(|line| fits(line, [&host, &port, name, user])))
}

/// The password of a line of the password file, when the line is about this.
fn fits(line: &str, about: [&str; 4]) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = vec![String::new()];
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match sign {
            // The rest of the line is the password, whatever is in it.
            ':' if fields.len() < 5 => fields.push(String::new()),
            '\\' => fields.last_mut()?.push(signs.next().unwrap_or('\\')),
            other => fields.last_mut()?.push(other),
        }
    }
    let [rest @ .., password] = fields.as_slice() else { return None };
    let same = rest.len() == 4 && rest.iter().zip(about).all(|(field, is)| field == "*" || field == is);
    same.then(|| password.clone())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    const NOBODY: Env<'static> = &|_| None;

    fn read(url: &str) -> Address {
        Address::read(url, NOBODY).unwrap()
    }

    #[test]
    fn what_libpq_reads_behind_the_address_is_read() {
        let a = read("postgres://u@h:1/d?sslmode=verify-full&sslrootcert=%2Fa%2Fr.crt&application_name=x");
        assert_eq!((a.trust, a.config.get_ssl_mode()), (Trust::Name("/a/r.crt".into()), SslMode::Require));
        assert_eq!(a.config.get_application_name(), Some("x"));
        let a = read("postgres://u@h/d?sslmode=verify-ca&sslrootcert=r+1.crt");
        assert_eq!(a.trust, Trust::AnyName("r+1.crt".into()));
        assert_eq!(read("postgres://u@h/d?sslmode=require&sslrootcert=r").trust, Trust::AnyName("r".into()));
        assert_eq!(read("postgres://u@h/d?sslmode=require").trust, Trust::Anybody);
        assert_eq!(read("postgres://u@h/d?sslrootcert=system").trust, Trust::System);
        assert_eq!(read("postgres://u@h/d?sslmode=disable").config.get_ssl_mode(), SslMode::Disable);
        let a = read("postgres://u@h/d");
        assert_eq!((a.config.get_ssl_mode(), a.or_plain), (SslMode::Prefer, true));
        assert_eq!(a.config.get_connect_timeout(), Some(&CONNECT));
        assert_eq!(a.config.get_keepalives_idle(), QUIET);
        assert_eq!(a.config.get_application_name(), Some("casustafel"));
        let a = read("postgres://u@h/d?connect_timeout=3&keepalives_interval=5&keepalives_idle=7");
        assert_eq!(a.config.get_connect_timeout(), Some(&Duration::from_secs(3)));
        assert_eq!(a.config.get_keepalives_idle(), Duration::from_secs(7));
    }

    #[test]
    fn a_part_that_does_not_fit_is_told_without_what_is_in_it() {
        for (url, word) in [
            ("postgres://u:geheim@h/d?sslmode=allow", "sslmode"),
            ("postgres://u:geheim@h/d?sslmode=verify-full", "sslrootcert"),
            ("postgres://u:geheim@h/d?sslmode=require&sslrootcert=system", "verify-full"),
            ("postgres://u:geheim@h/d?geheim=1", "address"),
            ("postgres://u:geheim@h:geheim/d", "address"),
        ] {
            let said = Address::read(url, NOBODY).err().unwrap().to_string();
            assert!(said.contains(word) && !said.contains("geheim"), "{said}");
        }
        let env = |name: &str| (name == "PGPORT").then(|| "geheim".to_owned());
        let said = Address::read("postgres:///d", &env).err().unwrap().to_string();
        assert!(said.contains("PGPORT") && !said.contains("geheim"), "{said}");
    }

    #[test]
    fn what_the_address_leaves_open_the_environment_says() {
        let env = |name: &str| {
            let said = match name {
                "PGHOST" => "db",
                "PGPORT" => "6000",
                "PGUSER" => "iemand",
                "PGDATABASE" => "huis",
                "PGPASSWORD" => "geheim",
                "PGSSLMODE" => "require",
                "PGCONNECT_TIMEOUT" => "4",
                _ => return None,
            };
            Some(said.to_owned())
        };
        let a = Address::read("postgres://", &env).unwrap();
        assert_eq!(a.config.get_hosts(), [Host::Tcp("db".into())]);
        assert_eq!((a.config.get_ports(), a.config.get_user()), (&[6000][..], Some("iemand")));
        assert_eq!((a.config.get_dbname(), a.config.get_password()), (Some("huis"), Some(b"geheim".as_slice())));
        assert_eq!(a.config.get_ssl_mode(), SslMode::Require);
        assert_eq!(a.config.get_connect_timeout(), Some(&Duration::from_secs(4)));
        let a = Address::read("postgres://u:eigen@h:1/d", &env).unwrap();
        assert_eq!((a.config.get_ports(), a.config.get_password()), (&[1][..], Some(b"eigen".as_slice())));
    }

    #[test]
    fn a_password_file_is_read_as_libpq_does_and_refused_when_others_may_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pass");
        let text = "# een regel\nh:5432:d:ander:mis\nh:5432:*:u:a\\:b\\\\c:d\n*:*:*:*:laatste\n";
        fs::write(&file, text).unwrap();
        let env = |name: &str| (name == "PGPASSFILE").then(|| file.to_str().unwrap().to_owned());
        let password = |url: &str| {
            let read = Address::read(url, &env)?;
            Ok::<_, StoreError>(read.config.get_password().map(|p| String::from_utf8_lossy(p).into_owned()))
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
            assert!(password("postgres://u@h/d").err().unwrap().to_string().contains("chmod 600"));
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        }
        assert_eq!(password("postgres://u@h/d").unwrap().as_deref(), Some("a:b\\c:d"));
        assert_eq!(password("postgres://ander@h/d").unwrap().as_deref(), Some("mis"));
        assert_eq!(password("postgres://ander@h/e").unwrap().as_deref(), Some("laatste"));
        assert_eq!(password("postgres://u:zelf@h/d").unwrap().as_deref(), Some("zelf"));
        let by_url = format!("postgres://u@h/d?passfile={}", file.display());
        let read = Address::read(&by_url, NOBODY).unwrap();
        assert_eq!(read.config.get_password(), Some(b"a:b\\c:d".as_slice()));
    }
}
