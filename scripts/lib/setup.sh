# Shared by scripts/*: what the build and the tests need, installed once. Source it from the repository's root.
# shellcheck shell=bash

RUST_CHANNEL=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)
WASM_BINDGEN_VERSION=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/version = |"/, ""); print; exit }' Cargo.lock)
# A second clone finds the tools of the first. Each version has its own folder, so two clones never fight.
TOOLS=${TUNECOST_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/tunecost/tools}
# The program that splits the page's WebAssembly; the library that marks where is in Cargo.lock.
WASM_SPLIT_VERSION=0.2.4
WASM_TARGET=wasm32-unknown-unknown

PATH="$PWD/node_modules/.bin:$TOOLS/wasm_split_cli_support-$WASM_SPLIT_VERSION/bin:$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION/bin:$PATH"
# A new shell may not know rustup yet; a distribution's own cargo must not come before rustup's.
[[ -x ${CARGO_HOME:-$HOME/.cargo}/bin/rustup ]] && PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
export PATH
# The tests drive the system's Chromium.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
# rust-toolchain.toml decides, whatever the shell is set to.
unset CARGO_BUILD_TARGET RUSTUP_TOOLCHAIN

STEP=0
STEPS=0

# step TEXT: "[2/6] TEXT"
step() {
    STEP=$((STEP + 1))
    echo "[$STEP/$STEPS] $*"
}

# took SECONDS: "3 min 12 s"
took() {
    if (($1 >= 60)); then echo "$(($1 / 60)) min $(($1 % 60)) s"; else echo "$1 s"; fi
}

die() {
    echo "error: $*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# What cannot be installed from here, said before minutes of building.
need_base() {
    have rustup || die "rustup is missing. Install it from its own site, open a new shell, and run this again."
    have cc || have gcc || have clang || die "A C compiler is missing. Install one: apt-get install gcc libc6-dev"
    if [[ ${1:-} != no-node ]]; then
        have node && have npm || die "Node.js is missing. Install version 20 or newer, with npm."
        local major
        major=$(node -p 'process.versions.node.split(".")[0]')
        ((major >= 20)) || die "Node.js is version $major. Install version 20 or newer."
    fi
}

rust_is_there() {
    local installed
    rustup run "$RUST_CHANNEL" rustc --version >/dev/null 2>&1 || return 1
    [[ ${1:-} == no-wasm ]] && return 0
    installed=$(rustup component list --toolchain "$RUST_CHANNEL" --installed 2>/dev/null) || return 1
    grep -q '^clippy' <<<"$installed" && grep -q '^rustfmt' <<<"$installed" &&
        grep -q "^rust-std-$WASM_TARGET" <<<"$installed"
}

# setup_rust [no-wasm]
setup_rust() {
    if rust_is_there "${1:-}"; then
        step "Rust $RUST_CHANNEL: there"
        return
    fi
    step "Rust $RUST_CHANNEL for WebAssembly: installing, about 1 minute"
    # By name: rustup can be told not to install what rust-toolchain.toml asks for.
    rustup toolchain install "$RUST_CHANNEL" --profile minimal --component rustfmt --component clippy \
        --target "$WASM_TARGET" --no-self-update
}

# tool_version PROGRAM: "0.21.14", or nothing
tool_version() { "$1" --version 2>/dev/null | awk '{ print $2; exit }'; }

# cargo_tool CRATE VERSION MINUTES [ARGUMENT…]: builds a tool into its own folder.
cargo_tool() {
    local crate=$1 version=$2 minutes=$3 root=$TOOLS/$1-$2 begin=$SECONDS
    [[ $crate == wasm-bindgen-cli ]] && root=$TOOLS/wasm-bindgen-$version
    shift 3
    if cargo binstall -V >/dev/null 2>&1; then
        step "$crate $version: fetching with cargo binstall"
        if cargo binstall --no-confirm --disable-telemetry --root "$root" "$crate@$version"; then return; fi
        echo "cargo binstall did not find it."
        STEP=$((STEP - 1))
    fi
    step "$crate $version: building, about $minutes minutes, once for all clones"
    # Speed of building counts here, not speed of the tool. What is built survives an interruption.
    CARGO_TARGET_DIR="$TOOLS/build" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install "$crate" --version "$version" --root "$root" "$@"
    rm -rf "$TOOLS/build"
    echo "      $(took $((SECONDS - begin)))"
}

setup_wasm_bindgen() {
    if [[ $(tool_version wasm-bindgen) == "$WASM_BINDGEN_VERSION" &&
        $(tool_version wasm-bindgen-test-runner) == "$WASM_BINDGEN_VERSION" ]]; then
        step "wasm-bindgen $WASM_BINDGEN_VERSION: there"
    else
        # Exactly the library's version, or the two refuse to talk. Its own lock file does not resolve.
        cargo_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" 2
    fi
}

setup_wasm_split() {
    # It does not tell its version; its folder does.
    if [[ -x $TOOLS/wasm_split_cli_support-$WASM_SPLIT_VERSION/bin/wasm-split-cli ]]; then
        step "wasm-split $WASM_SPLIT_VERSION: there"
    else
        cargo_tool wasm_split_cli_support "$WASM_SPLIT_VERSION" 1 --locked --features build-binary
    fi
}

# setup_npm [test]: wasm-opt and the minifier; with `test`, what drives the browser too.
setup_npm() {
    local wanted stamp=node_modules/.tunecost
    wanted=$(sha256sum package-lock.json)
    if [[ -f $stamp ]] && grep -qF "$wanted" "$stamp" && { [[ ${1:-} != test ]] || grep -q '^test$' "$stamp"; }; then
        step "wasm-opt and other npm packages: there"
        return
    fi
    step "wasm-opt and other npm packages: installing, under 1 minute"
    local omit=--omit=dev
    [[ ${1:-} == test ]] && omit=--include=dev
    npm ci "$omit" --ignore-scripts --no-audit --no-fund --loglevel=error
    printf '%s\n%s\n' "$wanted" "${1:-}" >"$stamp"
}

# The crates themselves: cargo then builds without the network.
setup_crates() {
    step "crates of Cargo.lock: fetching what is missing"
    local host
    host=$(rustup run "$RUST_CHANNEL" rustc -vV | sed -n 's/^host: //p')
    cargo fetch --quiet --locked --target "$WASM_TARGET" --target "$host"
}

# build_page: the page into dist/
build_page() {
    node scripts/lib/build-page.mjs dist
}

# Chromium and its driver, for the tests.
setup_chromium() {
    CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
    if [[ -n $CHROMIUM ]] && have chromedriver; then
        step "Chromium: there"
    else
        local sudo=()
        if ((EUID != 0)); then
            have sudo && sudo -n true 2>/dev/null && sudo=(sudo -n) || sudo=(false)
        fi
        if ! have apt-get || [[ ${sudo[*]} == false ]]; then
            die "The browser tests need Chromium and its driver. Install them, then run this again: apt-get install chromium chromium-driver"
        fi
        step "Chromium: installing Debian's packages, about 1 minute"
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            chromium chromium-driver </dev/null
        CHROMIUM=$(command -v chromium) || die "Debian's package chromium did not bring a program of that name."
    fi
    export CHROMIUM
}

# setup_docs: the documentation generators, each set in a folder named after its lock file. Sets DOCS_PYTHON (a folder with
# mdbook, mkdocs and sphinx-build) and DOCS_NODE (a folder with node_modules).
setup_docs() {
    local hash stamp
    hash=$(sha256sum <examples/requirements.txt | cut -c 1-16)
    DOCS_PYTHON=$TOOLS/docs-python-$hash/bin
    hash=$(sha256sum <examples/docusaurus/package-lock.json | cut -c 1-16)
    DOCS_NODE=$TOOLS/docs-node-$hash
    export DOCS_PYTHON DOCS_NODE
    stamp=$DOCS_PYTHON/.tunecost
    if [[ -f $stamp && ( ${1:-} == book || -f $DOCS_NODE/.tunecost ) ]]; then
        step "documentation generators: there"
        return
    fi
    step "documentation generators: installing, about 1 minute"
    if [[ ! -f $stamp ]]; then
        have python3 || die "Python is missing. Install version 3.11 or newer, with its venv module: apt-get install python3-venv"
        rm -rf "${DOCS_PYTHON%/bin}"
        python3 -m venv "${DOCS_PYTHON%/bin}" ||
            die "Python cannot make a virtual environment. Install its module: apt-get install python3-venv"
        "$DOCS_PYTHON/pip" install --quiet --disable-pip-version-check --require-hashes -r examples/requirements.txt
        touch "$stamp"
    fi
    if [[ ${1:-} != book && ! -f $DOCS_NODE/.tunecost ]]; then
        rm -rf "$DOCS_NODE"
        mkdir -p "$DOCS_NODE"
        cp examples/docusaurus/package.json examples/docusaurus/package-lock.json "$DOCS_NODE/"
        (cd "$DOCS_NODE" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
        touch "$DOCS_NODE/.tunecost"
    fi
}
