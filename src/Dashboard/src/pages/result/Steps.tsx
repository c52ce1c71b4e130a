import { useMemo } from 'react';
import type { Distribution, Step, TargetResult } from '../../api/types';
import { ChartFrame } from '../../charts/ChartFrame';
import { axis, EChart } from '../../charts/EChart';
import { shapes, type ChartTheme } from '../../charts/palette';
import { milliseconds, number, share } from '../../format/numbers';
import { words } from '../../format/words';

interface Shown {
  name: string;
  steps: Step[];
  knee: number | undefined;
}

/** A test whose load goes up: what more load gave, and what it cost. */
export function Steps({ test, targets }: { test: string; targets: TargetResult[] }) {
  const shown = useMemo(
    () => targets.flatMap((target): Shown[] => {
      const { steps, knee } = target.tests[test]!;
      return steps?.length ? [{ name: target.target, steps, knee: knee?.step }] : [];
    }),
    [test, targets],
  );
  const option = useMemo(() => (theme: ChartTheme) => optionOf(theme, shown), [shown]);
  if (shown.length === 0) return null;
  const knees = shown.filter((one) => one.knee !== undefined).map((one) => `${one.name} at step ${one.knee}`);
  return (
    <ChartFrame
      title={`Load and latency in the test ${words(test)}`}
      summary={knees.length > 0 ? `More load begins to cost more latency than it gives throughput: ${knees.join(', ')}.` : 'No knee was reached: more load still gave more throughput than it cost latency.'}
      table={{
        columns: ['Target', 'Step', 'Offered', 'Achieved', 'Latency p50', 'Latency p95', 'Success rate', 'Sustained'],
        rows: () => shown.flatMap(({ name, steps }) => steps.map((step) => [
          name, String(step.step), offered(step), `${number(step.achieved_rate)}/s`, milliseconds(p(step, 'p50')), milliseconds(p(step, 'p95')), share(step.success_rate), step.sustained ? 'yes' : (step.stop ?? 'no'),
        ])),
      }}
    >
      <EChart label={`Latency over the achieved rate in ${words(test)}`} option={option} height={260} />
    </ChartFrame>
  );
}

function p(step: Step, at: 'p50' | 'p95'): number | undefined {
  return (step.latency_ms as Distribution | undefined)?.[at];
}

function offered(step: Step): string {
  return step.offered_rate !== undefined ? `${number(step.offered_rate)}/s` : `${step.concurrency} at a time`;
}

function optionOf(theme: ChartTheme, shown: Shown[]): Record<string, unknown> {
  return {
    grid: { left: 8, right: 40, top: 40, bottom: 36, containLabel: true },
    legend: { top: 0, textStyle: { color: theme.text }, type: 'scroll' },
    tooltip: { trigger: 'item', formatter: (point: { seriesName: string; value: [number, number, number] }) => `${point.seriesName}, step ${point.value[2]}\n${number(point.value[0])} requests/s\np95 ${milliseconds(point.value[1])}` },
    xAxis: axis(theme, { type: 'value', name: 'achieved requests/s', nameLocation: 'middle', nameGap: 26 }),
    yAxis: axis(theme, { type: 'value', name: 'latency p95', min: 0, axisLabel: { formatter: milliseconds } }),
    series: shown.map(({ name, steps, knee }, at) => ({
      name,
      type: 'line',
      symbol: shapes[at % shapes.length],
      symbolSize: (value: [number, number, number]) => (value[2] === knee ? 15 : 8),
      lineStyle: { width: 2, type: at === 0 ? 'solid' : [8 - (at % 5), 3] },
      data: steps.filter((step) => p(step, 'p95') !== undefined).map((step) => [step.achieved_rate, p(step, 'p95'), step.step]),
    })),
  };
}
