//! Runs the tests that start the program as somebody would whose own settings are as hostile as can be: nothing must change.

use std::fs;
use std::process::Command;

/// The tests that start servers, hooks, the wrapper and the program itself.
const HARNESSES: [&str; 9] = [
    "agent::",
    "cli::",
    "faults::",
    "hooks::",
    "lsp::",
    "mcp::",
    "native_host::",
    "ready_made::",
    "sendmail::",
];

#[test]
fn settings_of_whoever_runs_the_tests_change_nothing() {
    let home = tempfile::tempdir().unwrap();
    let settings = home.path().join("presend.toml");
    for folder in [".config/presend", "presend"] {
        fs::create_dir_all(home.path().join(folder)).unwrap();
        fs::write(home.path().join(folder).join("presend.toml"), "[check]\nfail-on = \"never\"\n").unwrap();
    }
    // Whatever reads this one fails.
    fs::write(&settings, "x = 1\n").unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(HARNESSES).current_dir(home.path()).env("HOME", home.path());
    command.env("XDG_CONFIG_HOME", home.path()).env("XDG_STATE_HOME", settings.join("none"));
    command.env("PRESEND_CONFIG", &settings).env("PRESEND_FORCE", "1").env("PRESEND_NOW", "never");
    command.env("GIT_DIR", "/none").env("GIT_EDITOR", ":").env("LC_ALL", "tr_TR.UTF-8");
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(HARNESSES.iter().all(|name| said.contains(&format!("test {name}"))), "{said}");
}
