import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { seriesQuery } from '../../api/queries';
import type { Series } from '../../api/types';
import { ChartFrame } from '../../charts/ChartFrame';
import { TimeChart } from '../../charts/TimeChart';
import { metricTitle } from '../../format/metrics';
import { milliseconds } from '../../format/numbers';
import { targetLabel } from '../../format/targets';
import { time } from '../../format/times';
import { timesOf } from '../target/History';

/** The medians of targets on one time axis. */
export function Overlay({ targets, metric, from }: { targets: string[]; metric: string; from: string }) {
  const begin = new Date(Math.floor(Date.parse(from) / 60_000) * 60_000).toISOString();
  const series = useQueries({
    queries: targets.map((target) => ({ ...seriesQuery(target, [`${metric}.p50`], begin, undefined), placeholderData: keepPreviousData })),
    combine: (results) => results.map((result) => result.data).filter((data): data is Series => data !== undefined),
  });
  if (series.length === 0) return null;
  // Asked for a moment apart, one may have a point more.
  const shortest = series.reduce((least, one) => (one.series[0]!.values.length < least.series[0]!.values.length ? one : least));
  const times = timesOf(shortest);
  const lines = series.map((one) => ({ label: targetLabel(one.target, targets), values: one.series[0]!.values.slice(0, times.length) }));
  return (
    <ChartFrame
      title={`${metricTitle(`${metric}.p50`)} over time`}
      summary="Medians; a gap is where nothing was measured."
      table={{
        columns: ['Time', ...lines.map((line) => line.label)],
        rows: () => times.map((at, place) => [time(at * 1000), ...lines.map((line) => milliseconds(line.values[place]))]).filter((row) => row.slice(1).some((cell) => cell !== '–')),
      }}
    >
      <TimeChart label={`${metricTitle(metric)} of each target over time`} times={times} lines={lines} format={milliseconds} />
    </ChartFrame>
  );
}
