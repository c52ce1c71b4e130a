import { useState } from 'react';
import { useForecast, useTargets } from '../../api/queries';
import type { Forecast } from '../../api/types';
import { useUrlValue } from '../../app/url';
import { ChartFrame } from '../../charts/ChartFrame';
import { TimeChart } from '../../charts/TimeChart';
import { inUnit, number, seconds, share } from '../../format/numbers';
import { metricTitle } from '../../format/metrics';
import { time } from '../../format/times';
import { Badge, Choice, Loaded, Time } from '../../ui/basics';

const horizons = [['hour', 'Next hour'], ['day', 'Next day'], ['week', 'Next week']] as const;
/** How much must be known, in hours. */
const needed: Record<string, number> = { hour: 1, day: 24, week: 168 };
const metrics = ['latency.p50', 'latency.p95', 'ttft.p50', 'output_tokens_per_second', 'success_rate', 'cost_usd'].map((name) => [name, metricTitle(name)] as const);

/** What a series will be, if it goes on as it did. */
export function ForecastCard({ target }: { target: string }) {
  const [horizon, setHorizon] = useUrlValue('horizon', 'day');
  const [metric, setMetric] = useUrlValue('forecast', 'latency.p50');
  const [slo, setSlo] = useState('');
  const known = useHoursKnown(target);
  const isEnough = known >= (needed[horizon] ?? 1);
  const query = useForecast(target, metric, horizon, slo ? [slo] : [], isEnough);
  return (
    <section className="card">
      <div className="card-head">
        <h2>Forecast</h2>
        <div className="actions">
          <Choice label="Metric" value={metric} options={metrics} onChange={setMetric} />
          <Choice label="Horizon" value={horizon} options={horizons} onChange={setHorizon} />
          <label className="choice"><span>Objective</span><input placeholder={`${metric} < 2s`} onKeyDown={(event) => event.key === 'Enter' && setSlo(event.currentTarget.value)} onBlur={(event) => setSlo(event.currentTarget.value)} /></label>
        </div>
      </div>
      {!isEnough && <p className="muted">A forecast of the next {horizon} needs the same time of history before it; there {known < 2 ? 'is' : 'are'} {seconds(known * 3600)} so far. Let a monitor or a run measure this target for longer.</p>}
      {isEnough && <Loaded query={query} quiet>{(forecast) => <Shown forecast={forecast} />}</Loaded>}
    </section>
  );
}

/** Hours between the first and the last measurement. */
export function useHoursKnown(target: string): number {
  const known = useTargets().data?.find((one) => one.target === target);
  return known ? (Date.parse(known.last_at) - Date.parse(known.first_at)) / 3_600_000 : 0;
}

function Shown({ forecast }: { forecast: Forecast }) {
  const { steps, unit } = forecast;
  const lines = (['hi95', 'lo95', 'hi80', 'lo80', 'mean'] as const).map((name) => ({ label: name === 'mean' ? 'middle' : name, values: steps.map((step) => step[name]), style: name === 'mean' ? 0 : name.endsWith('95') ? 6 : 5 }));
  return (
    <>
      <ChartFrame
        title={`${metricTitle(forecast.metric)} to come`}
        summary={`By ${forecast.methods.map((one) => `${one.method} (${share(one.weight)})`).join(', ')}, from ${number(forecast.values)} values; bands hold it with 80 and 95 %.`}
        table={{ columns: ['Time', '95 % from', '80 % from', 'Middle', '80 % to', '95 % to'], rows: () => steps.map((step) => [time(step.at), ...[step.lo95, step.lo80, step.mean, step.hi80, step.hi95].map((value) => inUnit(value, unit))]) }}
      >
        <TimeChart label="Forecast" times={steps.map((step) => Date.parse(step.at) / 1000)} lines={lines} bands={[{ lines: [0, 1], opacity: 0.12 }, { lines: [2, 3], opacity: 0.2 }]} format={(value) => inUnit(value, unit)} height={240} />
      </ChartFrame>
      {forecast.breaches?.map((breach) => (
        <p key={breach.slo}>
          <Badge tone={breach.any_at_most > 0.5 ? 'bad' : breach.any_at_most > 0.1 ? 'warning' : 'good'}>{breach.slo}</Badge>{' '}
          is broken with {share(breach.any_at_least)} to {share(breach.any_at_most)}, most likely <Time at={breach.most_likely_at} /> ({share(breach.probability)}).
        </p>
      ))}
    </>
  );
}
