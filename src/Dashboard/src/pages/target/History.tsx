import { useMemo } from 'react';
import type { Anomaly, Series, SeriesValues } from '../../api/types';
import { useUrlValue } from '../../app/url';
import { ChartFrame } from '../../charts/ChartFrame';
import { severityShape } from '../../charts/palette';
import { TimeChart, type Band, type Line, type Mark } from '../../charts/TimeChart';
import { inUnit, seconds } from '../../format/numbers';
import { time } from '../../format/times';
import { metricTitle } from '../../format/metrics';
import { Choice, Empty } from '../../ui/basics';
import { brushed } from './range';

interface Properties {
  series: Series;
  anomalies: Anomaly[];
  onZoom: (range: string) => void;
}

const measures = [['latency', 'Latency'], ['ttft', 'Time to first token'], ['tpot', 'Time per output token']] as const;

/** A target's histories: percentile bands of a time, and speed, success and cost below. */
export function History({ series, anomalies, onZoom }: Properties) {
  const [measure, setMeasure] = useUrlValue('metric', 'latency');
  const times = useMemo(() => timesOf(series), [series]);
  const marks = useMemo(() => anomalies.filter((one) => one.metric.startsWith(`${measure}.`)).map(markOf), [anomalies, measure]);
  if (series.series.every((one) => one.values.every((value) => value === null))) {
    return <Empty title="Nothing was measured in this time">Choose a longer time, or start a run of this target.</Empty>;
  }
  const zoom = (from: number, to: number): void => onZoom(brushed(from, to));
  const chart = (metrics: string[], title: string, extra: { bands?: Band[]; marks?: Mark[]; styles?: number[]; actions?: React.ReactNode; height?: number } = {}) => (
    <HistoryChart key={title} series={series} times={times} metrics={metrics} title={title} onZoom={zoom} {...extra} />
  );
  return (
    <>
      {chart([`${measure}.p99`, `${measure}.p95`, `${measure}.p90`, `${measure}.p75`, `${measure}.p50`], metricTitle(measure), {
        bands: [{ lines: [0, 4], opacity: 0.08 }, { lines: [2, 4], opacity: 0.14 }],
        marks,
        styles: [3, 1, 4, 2, 0],
        height: 320,
        actions: <Choice label="Metric" value={measure} options={measures} onChange={setMeasure} />,
      })}
      <div className="grid">
        {chart(['output_tokens_per_second'], 'Output tokens/s', { marks: marksOf(anomalies, 'output_tokens_per_second'), height: 200 })}
        {chart(['success_rate'], 'Success rate', { marks: marksOf(anomalies, 'success_rate'), height: 200 })}
        {chart(['requests', 'successes'], 'Requests and successes', { height: 200 })}
        {chart(['cost_usd'], 'Cost', { marks: marksOf(anomalies, 'cost'), height: 200 })}
      </div>
    </>
  );
}

interface ChartProperties {
  series: Series;
  times: number[];
  metrics: string[];
  title: string;
  bands?: Band[];
  marks?: Mark[];
  styles?: number[];
  height?: number;
  actions?: React.ReactNode;
  onZoom: (from: number, to: number) => void;
}

function HistoryChart({ series, times, metrics, title, bands, marks, styles, height = 280, actions, onZoom }: ChartProperties) {
  const chosen = metrics.map((name) => series.series.find((one) => one.metric === name)).filter((one): one is SeriesValues => one !== undefined);
  const unit = chosen[0]?.unit ?? 'count';
  const lines: Line[] = chosen.map((one, at) => ({ label: one.metric.split('.')[1] ?? metricTitle(one.metric), values: one.values, style: styles?.[at] ?? at }));
  return (
    <ChartFrame
      title={title}
      summary={`A value each ${seconds(series.resolution_s)}. Drag over a time to look closer.`}
      actions={actions}
      table={{
        columns: ['Time', ...lines.map((line) => line.label)],
        rows: () => times.map((at, place) => [time(at * 1000), ...chosen.map((one) => inUnit(one.values[place], unit))]).filter((row) => row.slice(1).some((cell) => cell !== '–')),
      }}
    >
      <TimeChart label={`${title} over time`} times={times} lines={lines} bands={bands} marks={marks} format={(value) => inUnit(value, unit)} height={height} most={unit === 'share' ? 1 : undefined} onZoom={onZoom} />
    </ChartFrame>
  );
}

export function timesOf(series: Series): number[] {
  const first = Date.parse(series.from) / 1000;
  return Array.from({ length: series.series[0]?.values.length ?? 0 }, (_, at) => first + at * series.resolution_s);
}

function marksOf(anomalies: Anomaly[], metric: string): Mark[] {
  return anomalies.filter((one) => one.metric.startsWith(metric)).map(markOf);
}

function markOf(anomaly: Anomaly): Mark {
  return {
    from: Date.parse(anomaly.start) / 1000,
    to: anomaly.end ? Date.parse(anomaly.end) / 1000 + 60 : Date.now() / 1000,
    color: anomaly.severity === 'LOW' ? 'muted' : anomaly.severity === 'MEDIUM' ? 'warning' : 'bad',
    symbol: severityShape[anomaly.severity],
  };
}
