import { useMemo } from 'react';
import type { ComparedTarget } from '../../api/types';
import { ChartFrame } from '../../charts/ChartFrame';
import { axis, EChart } from '../../charts/EChart';
import { shapes, type ChartTheme } from '../../charts/palette';
import { usd } from '../../format/numbers';
import { targetLabel } from '../../format/targets';
import { paretoFront, type Place } from './pareto';

interface Properties {
  targets: ComparedTarget[];
  title: string;
  name: string;
  better: 'lower' | 'higher';
  valueOf: (target: ComparedTarget) => number | undefined;
  format: (value: number) => string;
}

/** What is paid against what is had; a line joins those that no other beats in both. */
export function PriceScatter({ targets, title, name, better, valueOf, format }: Properties) {
  const places = useMemo(() => placesOf(targets, valueOf), [targets]);
  const front = useMemo(() => paretoFront(places, better), [places, better]);
  const option = useMemo(() => (theme: ChartTheme) => optionOf(theme, places, front, name, format), [places, front]);
  return (
    <ChartFrame
      title={title}
      summary={places.length === 0 ? 'Prices are not known: give targets a price.' : `On the front, which no other beats in both: ${front.map((one) => one.name).join(', ')}.`}
      table={{ columns: ['Target', 'Cost / 1k requests', name, 'On the front'], rows: () => places.map((one) => [one.name, usd(one.cost), format(one.value), front.includes(one) ? 'yes' : 'no']) }}
    >
      <EChart label={title} option={option} />
    </ChartFrame>
  );
}

function placesOf(targets: ComparedTarget[], valueOf: Properties['valueOf']): Place[] {
  const ids = targets.map((one) => one.target);
  return targets.flatMap((one) => {
    const value = valueOf(one);
    return one.cost_per_1k_requests_usd === undefined || value === undefined ? [] : [{ name: targetLabel(one.target, ids), cost: one.cost_per_1k_requests_usd, value }];
  });
}

function optionOf(theme: ChartTheme, places: Place[], front: Place[], name: string, format: (value: number) => string): Record<string, unknown> {
  return {
    grid: { left: 8, right: 40, top: 32, bottom: 36, containLabel: true },
    tooltip: { trigger: 'item', formatter: ({ value }: { value: [number, number, string] }) => `${value[2]}\n${usd(value[0])} a thousand requests\n${format(value[1])}` },
    xAxis: axis(theme, { type: 'value', name: 'USD / 1k requests', nameLocation: 'middle', nameGap: 26, min: 0, axisLabel: { formatter: usd } }),
    yAxis: axis(theme, { type: 'value', name, min: 0, axisLabel: { formatter: format } }),
    series: [
      { type: 'line', symbol: 'none', silent: true, lineStyle: { color: theme.muted, type: 'dashed', width: 1.5 }, data: front.map((one) => [one.cost, one.value]) },
      {
        type: 'scatter',
        symbolSize: 15,
        label: { show: true, position: 'top', color: theme.text, formatter: ({ value }: { value: [number, number, string] }) => value[2].split('/').pop() },
        labelLayout: { hideOverlap: true, moveOverlap: 'shiftY' },
        data: places.map((one, at) => ({ value: [one.cost, one.value, one.name], symbol: shapes[at % shapes.length], itemStyle: { color: theme.series[at % theme.series.length] } })),
      },
    ],
  };
}
