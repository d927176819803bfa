# Builds a command-line tool of the project and runs it: run_tool NAME PROFILE ARGUMENTS...
# What the build has to say goes to standard error, so that standard output is the tool's alone.
run_tool() {
  local name=$1 profile=$2 root target folder
  shift 2
  root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
  target="${CARGO_TARGET_DIR:-$root/target}"
  if ! command -v cargo >/dev/null; then
    if [ -r "$HOME/.cargo/env" ]; then
      source "$HOME/.cargo/env"
    else
      echo "cargo is missing. Install Rust from https://rustup.rs, then run this again." >&2
      exit 1
    fi
  fi
  folder=$profile
  [ "$profile" = dev ] && folder=debug
  [ -x "$target/$folder/$name" ] || echo "Building $name, once. This takes a minute." >&2
  cargo build --quiet --manifest-path "$root/Cargo.toml" --features cli --profile "$profile" --bin "$name" \
    --target-dir "$target" >&2
  exec "$target/$folder/$name" "$@"
}
