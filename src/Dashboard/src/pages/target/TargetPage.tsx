import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { seriesQuery, useAnomalies } from '../../api/queries';
import { useUrlValue } from '../../app/url';
import { targetName } from '../../format/targets';
import { time } from '../../format/times';
import { Choice, Loaded, PageHead } from '../../ui/basics';
import { AnomalyTable } from '../../ui/AnomalyTable';
import { ForecastCard } from './ForecastCard';
import { HeatMap } from './HeatMap';
import { History } from './History';
import { rangeOf, spans } from './range';
import { TrendCard } from './TrendCard';

const metrics = ['latency', 'ttft', 'tpot'].flatMap((name) => ['p50', 'p75', 'p90', 'p95', 'p99'].map((at) => `${name}.${at}`));
const others = ['output_tokens_per_second', 'requests_per_second', 'success_rate', 'cost_usd', 'cost_per_1k_requests', 'requests', 'successes'];

export function TargetPage({ target }: { target: string }) {
  const [span, setSpan] = useUrlValue('range', '24h');
  const now = useMinute();
  const range = rangeOf(span, now);
  const query = useQuery({ ...seriesQuery(target, [...metrics, ...others], range.from, range.to), refetchInterval: 10_000, placeholderData: keepPreviousData });
  const anomalies = useAnomalies(target, range.from);
  const { provider, model, place } = targetName(target);
  const isBrushed = range.to !== undefined;
  return (
    <>
      <PageHead title={model} lead={<>{provider}{place && <> at {place}</>}</>}>
        <Choice label="Time" value={isBrushed ? '' : span} onChange={setSpan}
          options={[...(isBrushed ? [['', `${time(range.from)} to ${time(range.to!)}`] as const] : []), ...Object.entries(spans).map(([name, { text }]) => [name, text] as const)]} />
        {isBrushed && <button type="button" onClick={() => setSpan('24h')}>Whole day</button>}
      </PageHead>
      <Loaded query={query}>{(series) => <History series={series} anomalies={anomalies.data ?? []} onZoom={setSpan} />}</Loaded>
      <Loaded query={anomalies}>{(known) => <AnomalyTable anomalies={known} />}</Loaded>
      <ForecastCard target={target} />
      <TrendCard target={target} />
      <HeatMap target={target} now={now} />
    </>
  );
}

/** The time, which changes once a minute. */
function useMinute(): number {
  const minute = (): number => Math.floor(Date.now() / 60_000) * 60_000;
  const [now, setNow] = useState(minute);
  useEffect(() => {
    const timer = setInterval(() => setNow(minute()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
