#!/usr/bin/env bash
# Runs a plan, says how it went, and compares it with an earlier result. Called by action.yml, and by any other CI server.
#
#   APIBENCH_PLAN      the plan's file
#   APIBENCH_FLAGS     more flags of `apibench run`, one a line
#   APIBENCH_OUTPUT    the directory for results [apibench-results]
#   APIBENCH_BASELINE  a directory with an earlier result; nothing is compared where it has none
#   APIBENCH_SUMMARY   a file that Markdown is added to [$GITHUB_STEP_SUMMARY, or nothing]
#
# Exits as apibench does: 0 done, 99 a threshold was not met or something became worse, others as in its help.
set -euo pipefail

plan=${APIBENCH_PLAN:?is not set: the plan\'s file}
output=${APIBENCH_OUTPUT:-apibench-results}
baseline=${APIBENCH_BASELINE:-}
summary=${APIBENCH_SUMMARY:-${GITHUB_STEP_SUMMARY:-/dev/null}}
flags=()
while IFS= read -r flag; do
  [[ -z $flag ]] || flags+=("$flag")
done <<< "${APIBENCH_FLAGS:-}"

code=0
apibench run "$plan" --output-dir "$output" ${flags[@]+"${flags[@]}"} || code=$?
[[ ! -f $output/summary.md ]] || cat "$output/summary.md" >> "$summary"

if [[ -f $output/result.json && -n $baseline && -f $baseline/result.json ]]; then
  worse=0
  comparison=$(apibench compare "$baseline" "$output" --fail-on regression --no-color) || worse=$?
  printf '%s\n' "$comparison"
  printf '\n### compared with the last result\n\n```\n%s\n```\n' "$comparison" >> "$summary"
  [[ $code -ne 0 ]] || code=$worse
fi
exit "$code"
