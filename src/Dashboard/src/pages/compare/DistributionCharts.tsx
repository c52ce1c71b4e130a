import { useMemo } from 'react';
import type { ComparedTarget, Quantiles } from '../../api/types';
import { ChartFrame } from '../../charts/ChartFrame';
import { axis, EChart } from '../../charts/EChart';
import { shapes, type ChartTheme } from '../../charts/palette';
import { metricTitle } from '../../format/metrics';
import { milliseconds, number } from '../../format/numbers';
import { targetLabel } from '../../format/targets';
import { boxOf } from './quantiles';

interface Properties {
  targets: ComparedTarget[];
  metric: string;
}

interface Shown {
  name: string;
  of: Quantiles;
}

function shownOf({ targets, metric }: Properties): Shown[] {
  const ids = targets.map((one) => one.target);
  return targets.filter((one) => one.times[metric]).map((one) => ({ name: targetLabel(one.target, ids), of: one.times[metric]! }));
}

function tableOf(shown: Shown[]) {
  return { columns: ['Target', '5 %', '25 %', '50 %', '75 %', '95 %'], rows: () => shown.map(({ name, of }) => [name, ...boxOf(of).map(milliseconds)]) };
}

export function BoxChart(properties: Properties) {
  const shown = useMemo(() => shownOf(properties), [properties.targets, properties.metric]);
  const option = useMemo(() => (theme: ChartTheme) => boxOption(theme, shown), [shown]);
  return (
    <ChartFrame title={`${metricTitle(properties.metric)}, spread`} summary="Boxes hold the middle half, whiskers reach from 5 to 95 %." table={tableOf(shown)}>
      <EChart label={`Spread of ${metricTitle(properties.metric)}`} option={option} />
    </ChartFrame>
  );
}

export function EcdfChart(properties: Properties) {
  const shown = useMemo(() => shownOf(properties), [properties.targets, properties.metric]);
  const option = useMemo(() => (theme: ChartTheme) => ecdfOption(theme, shown), [shown]);
  return (
    <ChartFrame title={`${metricTitle(properties.metric)}, distribution`} summary="Share of the answers within a time; further left is faster, steeper is steadier." table={tableOf(shown)}>
      <EChart label={`Distribution of ${metricTitle(properties.metric)}`} option={option} />
    </ChartFrame>
  );
}

function boxOption(theme: ChartTheme, shown: Shown[]): Record<string, unknown> {
  return {
    grid: { left: 8, right: 24, top: 8, bottom: 32, containLabel: true },
    tooltip: { formatter: ({ name, value }: { name: string; value: number[] }) => `${name}\nmedian ${milliseconds(value[3])}\nmiddle half ${milliseconds(value[2])} to ${milliseconds(value[4])}` },
    xAxis: axis(theme, { type: 'value', axisLabel: { formatter: milliseconds } }),
    yAxis: axis(theme, { type: 'category', inverse: true, data: shown.map(({ name }) => name), axisLabel: { color: theme.text, width: 150, overflow: 'break' } }),
    series: [{
      type: 'boxplot',
      boxWidth: [12, 28],
      data: shown.map(({ of }, at) => ({ value: boxOf(of), itemStyle: { color: `${theme.series[at % theme.series.length]}40`, borderColor: theme.series[at % theme.series.length], borderWidth: 2 } })),
    }],
  };
}

function ecdfOption(theme: ChartTheme, shown: Shown[]): Record<string, unknown> {
  return {
    grid: { left: 56, right: 24, top: 56, bottom: 32 },
    legend: { top: 0, textStyle: { color: theme.text }, type: 'scroll' },
    tooltip: { trigger: 'item', formatter: (point: { seriesName: string; value: [number, number] }) => `${point.seriesName}\n${number(point.value[1])} % within ${milliseconds(point.value[0])}` },
    xAxis: axis(theme, { type: 'log', min: 'dataMin', max: 'dataMax', axisLabel: { formatter: milliseconds } }),
    yAxis: axis(theme, { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value} %' } }),
    series: shown.map(({ name, of }, at) => ({
      name,
      type: 'line',
      symbol: shapes[at % shapes.length],
      symbolSize: (value: [number, number]) => (value[1] % 20 === 0 ? 8 : 0),
      showAllSymbol: true,
      lineStyle: { width: 2, type: at === 0 ? 'solid' : [8 - (at % 5), 3] },
      data: of.values_ms.map((value, place) => [Math.max(value, 0.001), of.percents[place]]),
    })),
  };
}
