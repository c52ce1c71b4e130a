import { useMemo } from 'react';
import type { Firing } from '../../api/types';
import { ChartFrame } from '../../charts/ChartFrame';
import { TimeChart, type Mark } from '../../charts/TimeChart';
import { milliseconds } from '../../format/numbers';
import { time } from '../../format/times';
import { words } from '../../format/words';

/** What the firings measured, one after the other, with those that did not pass marked. */
export function FiringsChart({ firings }: { firings: Firing[] }) {
  const shown = useMemo(() => chartOf(firings), [firings]);
  if (shown.times.length < 2) return null;
  return (
    <ChartFrame
      title="Latency of the firings"
      summary="Median and 95th percentile of each firing; ✖ is one that failed."
      table={{
        columns: ['Time', ...shown.lines.map((line) => line.label)],
        rows: () => shown.times.map((at, place) => [time(at * 1000), ...shown.lines.map((line) => milliseconds(line.values[place]))]),
      }}
    >
      <TimeChart label="Latency of the firings over time" times={shown.times} lines={shown.lines} marks={shown.marks} format={milliseconds} height={220} />
    </ChartFrame>
  );
}

function chartOf(firings: Firing[]) {
  const measured = firings.filter((firing) => firing.latency_p50_ms !== undefined).reverse();
  const at = (firing: Firing): number => Date.parse(firing.at) / 1000;
  return {
    times: measured.map(at),
    lines: [
      { label: 'Latency p50', values: measured.map((firing) => firing.latency_p50_ms ?? null) },
      { label: 'Latency p95', values: measured.map((firing) => firing.latency_p95_ms ?? null) },
    ],
    marks: measured.filter((firing) => firing.status === 'failed').map((firing): Mark => ({ from: at(firing), to: at(firing), color: 'bad', symbol: `✖ ${words(firing.status)}` })),
  };
}
