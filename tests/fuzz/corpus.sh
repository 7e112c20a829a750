#!/usr/bin/env bash
# Unpacks, packs and minimizes the fuzz corpora. See README.md.
#
#     corpus.sh unpack   [TARGET...]   # corpus/TARGET.tar.zst -> corpus/TARGET/
#     corpus.sh pack     [TARGET...]   # corpus/TARGET/ -> corpus/TARGET.tar.zst
#     corpus.sh minimize [TARGET...]   # drops inputs of corpus/TARGET/ that add no coverage
#
# Without a TARGET, unpack takes every archive; pack and minimize take every unpacked corpus. The regressions of all
# targets form one corpus called `regressions`, which minimize skips.
# Needs GNU tar and zstd; minimize needs cargo-fuzz.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")"

unpack() {
    [ -f "corpus/$1.tar.zst" ] || fail "corpus/$1.tar.zst does not exist"
    zstd --quiet --decompress --stdout "corpus/$1.tar.zst" | tar --extract --file - --directory corpus
}

# The same inputs always give the same archive: names are sorted, and times, owners and modes are fixed.
pack() {
    [ -n "$(find "corpus/$1" -type f 2>/dev/null | head -n 1)" ] || fail "corpus/$1/ has no inputs; unpack it first"
    find "corpus/$1" -type f -printf "$1/%P\n" | sort |
        tar --create --file - --directory corpus --files-from - --format ustar \
            --mtime @0 --owner 0 --group 0 --numeric-owner --mode 644 |
        zstd --quiet --force -19 --single-thread -o "corpus/$1.tar.zst"
}

minimize() {
    # Regressions were added by hand and are kept even if they add no coverage.
    [ "$1" != regressions ] || return 0
    [ -d "corpus/$1" ] || fail "corpus/$1/ does not exist; unpack it first"
    # Only coverage matters here, not memory errors, so no sanitizer is needed and the stable toolchain is enough.
    (cd ../.. && RUSTC_BOOTSTRAP=1 cargo fuzz cmin --fuzz-dir tests/fuzz --sanitizer none "$1" "tests/fuzz/corpus/$1")
}

fail() {
    echo "corpus.sh: $1" >&2
    exit 1
}

command=${1:-}
case $command in
unpack | pack | minimize) shift ;;
*) fail "usage: corpus.sh unpack|pack|minimize [TARGET...]" ;;
esac
if [ $# -eq 0 ]; then
    shopt -s nullglob
    if [ "$command" = unpack ]; then targets=(corpus/*.tar.zst); else targets=(corpus/*/); fi
    for target in "${targets[@]}"; do
        target=$(basename "$target" .tar.zst)
        set -- "$@" "$target"
    done
fi
for target in "$@"; do
    "$command" "$target"
done
