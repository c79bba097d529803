#!/usr/bin/env bash
# Builds the fuzz targets (clang 14 with AddressSanitizer and UndefinedBehaviorSanitizer) and runs each of them
# from the saved inputs, that of the readers once for each format. Inputs that break something are kept in
# build/fuzz/findings, and it ends with 1 when there are any.
#
# Usage: scripts/fuzz.sh [SECONDS [RUN...]]     60 s each; RUN: readers:a.pdf, query, ...
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
shift || true
formats=(html xhtml pdf docx xlsx pptx odt ods epub rtf mbox eml rss atom xml sgm warc warc.gz jsonl json csv tsv md
  txt zip tar tar.gz html.gz)
runs=("$@")
if [ ${#runs[@]} -eq 0 ]; then
  runs=(query highlight snippet names entities "${formats[@]/#/readers:a.}")
fi

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target readers_fuzz query_fuzz highlight_fuzz snippet_fuzz names_fuzz entities_fuzz

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
findings=build/fuzz/findings
mkdir -p "$findings"
broken=0
for run in "${runs[@]}"; do
  target=${run%%:*}
  name=${run#"$target"}
  name=${name#:}
  seeds=$work/$run
  mkdir -p "$seeds/new" "$seeds/saved"
  for input in "tests/fuzz/corpus/$target"/*; do
    # Of a run for one format, the inputs whose first line names a file of it.
    if [ -z "$name" ] || [ "$(head -n 1 "$input" | tr -d '\0')" = "$name" ]; then
      cp "$input" "$seeds/saved"
    fi
  done
  if "build/fuzz/tests/fuzz/${target}_fuzz" ${name:+--name="$name"} -max_total_time="$seconds" -timeout=25 \
    -rss_limit_mb=2048 -artifact_prefix="$findings/$run-" "$seeds/new" "$seeds/saved" >"$work/log" 2>&1; then
    echo "$run: clean, $(sed -n 's/^Done \([0-9]*\) runs in \([0-9]*\) second.*/\1 inputs in \2 s/p' "$work/log")"
  else
    broken=$((broken + 1))
    cp "$work/log" "$findings/$run.log"
    echo "$run: BROKEN, see $findings/$run.log"
  fi
done
echo "${#runs[@]} runs, $broken broken"
[ "$broken" -eq 0 ]
