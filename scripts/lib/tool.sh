# Builds a command-line tool of the project and runs it: run_tool NAME PROFILE ARGUMENTS...
# What the build has to say goes to standard error, so that standard output is the tool's alone.
# shellcheck shell=bash
run_tool() {
    local name=$1 profile=$2 root target program
    shift 2
    root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
    target=${CARGO_TARGET_DIR:-$root/target}
    program=$target/${profile/#dev/debug}/$name
    # Built at the root, where rust-toolchain.toml counts; run where the reader is, whose paths are the arguments.
    (
        cd "$root"
        source scripts/lib/setup.sh
        if [[ ! -x $program ]]; then
            need_base no-node
            STEPS=2
            setup_rust no-wasm
            step "$name: building, about 1 minute, once"
        fi
        cargo build --quiet --locked --features cli --profile "$profile" --bin "$name" --target-dir "$target"
    ) >&2
    exec "$program" "$@"
}
