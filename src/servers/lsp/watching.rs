//! Asks the client to tell what changes: files of settings, and its own settings.

use serde_json::{Value, json};

use super::documents::path_of;

/// Files with settings and with lexicons end so.
const WATCHED: &str = "**/*.toml";

/// Returns the parameters of a request to be told of changes; `None` where the client takes no such request.
pub(super) fn registrations(capabilities: &Value) -> Option<Value> {
    let takes = |what: &str| {
        let found = capabilities.pointer(&format!("/workspace/{what}/dynamicRegistration"));
        found == Some(&Value::Bool(true))
    };
    let mut all = Vec::new();
    if takes("didChangeWatchedFiles") {
        all.push(json!({
            "id": "presend-files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": [{ "globPattern": WATCHED }] },
        }));
    }
    if takes("didChangeConfiguration") {
        all.push(json!({
            "id": "presend-changed-settings",
            "method": "workspace/didChangeConfiguration",
            "registerOptions": { "section": "presend" },
        }));
    }
    (!all.is_empty()).then(|| json!({ "registrations": all }))
}

/// Returns the paths of the files that a notification says have changed.
pub(super) fn changed(params: &Value) -> Vec<std::path::PathBuf> {
    let all = params["changes"].as_array().into_iter().flatten();
    all.filter_map(|change| path_of(change["uri"].as_str()?)).collect()
}
