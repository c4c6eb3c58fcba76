#!/usr/bin/env bash
# Builds and lints the extension for VS Code, and speaks to the server with the library of VS Code's client.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
find_presend
command -v npm >/dev/null || need_program npm npm
own_home
cp -r "$root/integrations/vscode" "$work/vscode"
cd "$work/vscode"
rm -rf node_modules dist
npm ci --no-audit --no-fund >"$work/npm.log" 2>&1 || skip "npm cannot install what the extension needs: $(tail -n 1 "$work/npm.log")"
echo "version: vscode-languageclient $(sed -n 's/.*"version": "\(.*\)".*/\1/p' node_modules/vscode-languageclient/package.json | head -n 1), node $(node --version)"
npm run compile >"$work/said" 2>&1 && [ -s dist/extension.js ] || fail "$(cat "$work/said")"
ok "it builds"
npm run lint >"$work/said" 2>&1 || fail "$(cat "$work/said")"
ok "it is clean"
PRESEND=$presend npm test >"$work/said" 2>&1 || fail "$(cat "$work/said")"
ok "the server answers the library of VS Code's client"
