import { useMemo } from 'react';
import type { Distribution, TargetResult } from '../../api/types';
import { axis, EChart } from '../../charts/EChart';
import { ChartFrame } from '../../charts/ChartFrame';
import { shapes, type ChartTheme } from '../../charts/palette';
import { milliseconds, number } from '../../format/numbers';
import { ecdf } from './ecdf';

/** The latencies of a test: what share of the answers came within which time. */
export function DistributionCharts({ test, targets }: { test: string; targets: TargetResult[] }) {
  const shown = targets.map((target) => ({ name: target.target, of: target.tests[test]!.latency_ms as Distribution | undefined }))
    .filter((one): one is { name: string; of: Distribution } => one.of !== undefined && one.of.count > 0);
  const option = useMemo(() => (theme: ChartTheme) => ecdfOption(theme, shown), [test, targets]);
  if (shown.length === 0) return null;
  return (
    <ChartFrame
      title={`Latencies in the test ${test.replaceAll('_', ' ')}`}
      summary="Share of the answers that came within a time; further left is faster, steeper is steadier."
      table={{ columns: ['Target', 'min', 'p50', 'p90', 'p95', 'p99', 'max'], rows: () => shown.map(({ name, of }) => [name, ...[of.min, of.p50, of.p90, of.p95, of.p99, of.max].map(milliseconds)]) }}
    >
      <EChart label={`Distribution of the latencies of ${test}`} option={option} height={260} />
    </ChartFrame>
  );
}

function ecdfOption(theme: ChartTheme, shown: { name: string; of: Distribution }[]): Record<string, unknown> {
  return {
    grid: { left: 56, right: 24, top: 40, bottom: 40 },
    legend: { top: 0, textStyle: { color: theme.text }, type: 'scroll' },
    tooltip: { trigger: 'item', formatter: (point: { seriesName: string; value: [number, number] }) => `${point.seriesName}\n${number(point.value[1] * 100)} % within ${milliseconds(point.value[0])}` },
    xAxis: axis(theme, { type: 'log', name: 'latency', nameLocation: 'middle', nameGap: 26, min: 'dataMin', max: 'dataMax', axisLabel: { formatter: milliseconds } }),
    yAxis: axis(theme, { type: 'value', min: 0, max: 1, axisLabel: { formatter: (value: number) => `${value * 100} %` } }),
    series: shown.map(({ name, of }, at) => {
      const points = ecdf(of);
      return { name, type: 'line', step: 'end', symbol: shapes[at % shapes.length], symbolSize: 7, showAllSymbol: points.length < 30, lineStyle: { width: 2, type: at === 0 ? 'solid' : [7 - (at % 4), 3] }, data: points };
    }),
  };
}
