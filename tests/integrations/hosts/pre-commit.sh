#!/usr/bin/env bash
# Commits with the pre-commit framework and the hooks of .pre-commit-hooks.yaml. presend is the one that was built here,
# not one that the framework would compile: everything else is as a user has it.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
find_presend
need_program git git
need_python pre-commit
export PATH="$(dirname "$python"):$PATH"
own_home
echo "version: $(pre-commit --version)"

git config --global user.name Ana
git config --global user.email ana@example.com
mkdir "$work/hooks" && cd "$work/hooks"
sed 's/language: rust/language: system/' "$root/.pre-commit-hooks.yaml" >.pre-commit-hooks.yaml
git init -q . && git add . && git commit -q -m "Describe the hooks"
revision=$(git rev-parse HEAD)

mkdir "$work/project" && cd "$work/project"
git init -q .
sed -n '/^```yaml$/,/^```$/p' "$root/integrations/pre-commit/README.md" | sed '1d;$d' \
    | sed "s|repo: .*|repo: $work/hooks|; s|rev: .*|rev: $revision|" >.pre-commit-config.yaml
grep -q "$revision" .pre-commit-config.yaml || fail "the README holds no configuration"
passes pre-commit install
[ -x .git/hooks/pre-commit ] && [ -x .git/hooks/commit-msg ] || fail "the framework installed no hooks"

bad='Unfortunately we have to let you go effective Friday.'
commit() { git add . && git commit -q "$@"; }
echo "Shall we have lunch on Friday?" >note.txt
echo "fn let_you_go() {} // $bad" >main.rs
passes commit -m "Add a note"
ok "good drafts are committed, and code is no draft"
echo "Hi Bob, $bad" >note.txt
blocked S001 commit -m "Change the note"
git restore --staged . && git restore .
echo "# Hi Bob, $bad" >note.md
blocked S001 commit -m "Add a page"
SKIP=presend passes commit -m "Add a page"
ok "texts and Markdown are checked; SKIP=presend commits anyway"
printf 'From: ana@example.com\nTo: bob@example.com\nSubject: Friday\n\nHi Bob,\n\n%s\n' "$bad" >note.eml
blocked S001 commit -m "Add a mail"
if SKIP=presend commit -m "Add a mail" >/dev/null 2>&1; then fail "SKIP=presend skips the mail too"; fi
SKIP=presend-mail passes commit -m "Add a mail"
ok "mails are checked by a hook of their own"
blocked T003 commit --allow-empty -m "Fix the parser" -m "You are an idiot, and you broke it again."
SKIP=presend-commit-msg passes commit --allow-empty -m "Fix the parser" -m "You are an idiot, and you broke it again."
passes commit --allow-empty -m "Teach the parser commas"
ok "commit messages are checked"
