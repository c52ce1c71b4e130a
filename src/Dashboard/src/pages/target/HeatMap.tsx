import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getJson } from '../../api/client';
import type { Series } from '../../api/types';
import { ChartFrame } from '../../charts/ChartFrame';
import { axis, EChart } from '../../charts/EChart';
import type { ChartTheme } from '../../charts/palette';
import { milliseconds } from '../../format/numbers';
import { Loaded } from '../../ui/basics';
import { heatOf, weekdays, type Cell } from './heat';

const days = 56;

/** When in the week a target is slow. */
export function HeatMap({ target, now }: { target: string; now: number }) {
  const to = new Date(Math.ceil(now / 3_600_000) * 3_600_000);
  const from = new Date(to.getTime() - days * 86_400_000);
  const query = useQuery({
    queryKey: ['heat', target, from.toISOString()],
    queryFn: ({ signal }) => getJson<Series>('/series', { target, metric: 'latency.p50', from: from.toISOString(), to: to.toISOString(), resolution: '1h' }, signal),
    refetchInterval: 5 * 60_000,
  });
  return <Loaded query={query}>{(series) => <Map series={series} />}</Loaded>;
}

function Map({ series }: { series: Series }) {
  const cells = useMemo(() => heatOf(series), [series]);
  const option = useMemo(() => (theme: ChartTheme) => optionOf(theme, cells), [cells]);
  if (cells.length === 0) return null;
  return (
    <ChartFrame
      title="Latency by hour and weekday"
      summary="The median over eight weeks of the median latency of each hour, in your time zone."
      table={{ columns: ['Weekday', 'Hour', 'Median latency', 'Hours measured'], rows: () => cells.map((cell) => [weekdays[cell.weekday]!, `${cell.hour}:00`, milliseconds(cell.median), String(cell.count)]) }}
    >
      <EChart label="Latency by hour and weekday" option={option} height={300} />
    </ChartFrame>
  );
}

function optionOf(theme: ChartTheme, cells: Cell[]): Record<string, unknown> {
  const medians = cells.map((cell) => cell.median);
  return {
    grid: { left: 84, right: 16, top: 12, bottom: 76 },
    tooltip: { formatter: ({ value: [hour, weekday, median] }: { value: [number, number, number] }) => `${weekdays[weekday]} ${hour}:00\n${milliseconds(median)}` },
    xAxis: axis(theme, { type: 'category', data: Array.from({ length: 24 }, (_, hour) => `${hour}:00`) }),
    yAxis: axis(theme, { type: 'category', inverse: true, data: weekdays }),
    visualMap: {
      min: Math.min(...medians), max: Math.max(...medians), orient: 'horizontal', left: 'center', bottom: 0, calculable: false,
      textStyle: { color: theme.muted }, formatter: milliseconds,
      // Light to dark, which holds without colour.
      inRange: { color: ['#fde9c4', '#f5b66a', '#dc6f3c', '#a8325a', '#551a6b'] },
    },
    series: [{ type: 'heatmap', data: cells.map((cell) => [cell.hour, cell.weekday, cell.median]), itemStyle: { borderColor: theme.surface, borderWidth: 2, borderRadius: 3 } }],
  };
}
