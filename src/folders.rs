//! The folders of whoever runs presend: home, settings, data, state.

use std::path::PathBuf;

use crate::error::CliError;

/// Where a person's files lie, by the XDG base directory specification, on Windows by that system's own rules.
#[derive(Debug, Clone)]
pub(crate) struct UserFolders {
    pub(crate) home: PathBuf,
    pub(crate) config: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) state: PathBuf,
}

impl UserFolders {
    /// Finds them where nothing can be done without.
    pub(crate) fn needed() -> Result<UserFolders, CliError> {
        UserFolders::find().ok_or_else(|| CliError::Failed("there is no home folder: set HOME".to_owned()))
    }

    /// Finds them; `None` if nothing tells where home is.
    #[cfg(unix)]
    pub(crate) fn find() -> Option<UserFolders> {
        let home = unix::home()?;
        // A relative path in one of these is to be ignored, says the specification.
        let named = |variable: &str, usual: &str| {
            let path = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
            path.unwrap_or_else(|| home.join(usual))
        };
        Some(UserFolders {
            config: named("XDG_CONFIG_HOME", ".config"),
            data: named("XDG_DATA_HOME", ".local/share"),
            state: named("XDG_STATE_HOME", ".local/state"),
            home,
        })
    }

    /// Finds them; `None` if nothing tells where home is.
    #[cfg(not(unix))]
    pub(crate) fn find() -> Option<UserFolders> {
        use etcetera::BaseStrategy;
        let base = etcetera::choose_base_strategy().ok()?;
        let data = base.data_dir();
        Some(UserFolders {
            home: base.home_dir().to_owned(),
            config: base.config_dir(),
            state: base.state_dir().unwrap_or_else(|| data.clone()),
            data,
        })
    }
}

#[cfg(unix)]
mod unix {
    use std::path::PathBuf;

    /// Returns the home folder: `HOME`, else what the system knows of the user.
    pub(super) fn home() -> Option<PathBuf> {
        let named = std::env::var_os("HOME").filter(|path| !path.is_empty());
        named.map(PathBuf::from).or_else(known_to_the_system)
    }

    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    #[expect(clippy::disallowed_methods, reason = "the program is not linked statically here")]
    fn known_to_the_system() -> Option<PathBuf> {
        std::env::home_dir()
    }

    /// Asks the table of users, then whatever else the system has it from. `std::env::home_dir` would ask by loading modules into the
    /// process, which a static program (see `build.rs`) can only do where it finds the C library that it was linked with.
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fn known_to_the_system() -> Option<PathBuf> {
        let user = rustix::process::getuid().as_raw();
        let table = std::fs::read("/etc/passwd").unwrap_or_default();
        home_of(user, &table).or_else(|| {
            let answer = std::process::Command::new("getent").args(["passwd", &user.to_string()]).output();
            home_of(user, &answer.ok()?.stdout)
        })
    }

    /// Returns the home folder of a user in lines of `name:password:user:group:comment:home:shell`.
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fn home_of(user: u32, table: &[u8]) -> Option<PathBuf> {
        use std::os::unix::ffi::OsStrExt;
        let user = user.to_string();
        table.split(|&byte| byte == b'\n').find_map(|line| {
            let mut fields = line.split(|&byte| byte == b':').skip(2);
            (fields.next()? == user.as_bytes()).then_some(())?;
            let home = fields.nth(2).filter(|home| !home.is_empty())?;
            Some(PathBuf::from(std::ffi::OsStr::from_bytes(home)))
        })
    }

    #[cfg(all(test, target_os = "linux", target_env = "gnu"))]
    mod tests {
        use super::*;

        const TABLE: &[u8] =
            b"root:x:0:0:root:/root:/bin/bash\nbroken\n\nana:x:1000:1000:Ana:/home/ana:/bin/sh\n\
            mail:x:100:100::/home/\xe9:/bin/sh\nnowhere:x:10:10:::";

        #[test]
        fn a_home_folder_is_that_of_the_very_user() {
            let home = |user| home_of(user, TABLE).map(|path| path.to_string_lossy().into_owned());
            assert_eq!(home(0).as_deref(), Some("/root"));
            assert_eq!(home(1000).as_deref(), Some("/home/ana"));
            assert_eq!(home(100).as_deref(), Some("/home/\u{fffd}"));
            assert_eq!([home(10), home(1), home(4242)], [None, None, None]);
        }
    }
}
