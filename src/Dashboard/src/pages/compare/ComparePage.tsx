import { useComparison, useTargets } from '../../api/queries';
import type { ComparedTarget, TargetComparison } from '../../api/types';
import { TargetLink } from '../../app/links';
import { useUrlValue } from '../../app/url';
import { metricDefinition } from '../../format/metrics';
import { count, milliseconds, number, share, usd } from '../../format/numbers';
import { targetLabel } from '../../format/targets';
import { Choice, Empty, Loaded, PageHead } from '../../ui/basics';
import { Verdicts } from '../result/Verdicts';
import { BoxChart, EcdfChart } from './DistributionCharts';
import { Overlay } from './Overlay';
import { PriceScatter } from './PriceScatter';
import { at } from './quantiles';

const periods = [['1h', 'Last hour'], ['6h', 'Last 6 hours'], ['24h', 'Last 24 hours'], ['7d', 'Last 7 days'], ['30d', 'Last 30 days']] as const;
const metrics = [['latency', 'Latency'], ['ttft', 'Time to first token'], ['tpot', 'Time per output token']] as const;

export function ComparePage() {
  const [period, setPeriod] = useUrlValue('period', '24h');
  const [metric, setMetric] = useUrlValue('metric', 'latency');
  const [chosen, setChosen] = useUrlValue('targets', '');
  const targets = useTargets();
  return (
    <>
      <PageHead title="Compare" lead="By all that was measured of targets in a time. Fair where they were measured at the same time with the same workload, as in one run.">
        <Choice label="Metric" value={metric} options={metrics} onChange={setMetric} />
        <Choice label="Period" value={period} options={periods} onChange={setPeriod} />
      </PageHead>
      <Loaded query={targets}>
        {(known) => {
          const ids = known.map((one) => one.target);
          const picked = chosen === '' ? ids.slice(0, 6) : chosen.split(' ').filter((id) => ids.includes(id));
          if (ids.length === 0) return <Empty title="There is nothing to compare yet">Run a plan with two targets or more.</Empty>;
          return (
            <>
              <Picker ids={ids} picked={picked} onChange={(next) => setChosen(next.join(' '))} />
              {picked.length === 0 ? <Empty title="No target is chosen">Choose some above.</Empty> : <Compared targets={picked} period={period} metric={metric} />}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Picker({ ids, picked, onChange }: { ids: string[]; picked: string[]; onChange: (picked: string[]) => void }) {
  return (
    <fieldset className="checks card">
      <legend>Targets</legend>
      {ids.map((id) => (
        <label key={id}>
          <input type="checkbox" checked={picked.includes(id)} onChange={(event) => onChange(event.target.checked ? [...picked, id] : picked.filter((one) => one !== id))} />
          {targetLabel(id, ids)}
        </label>
      ))}
    </fieldset>
  );
}

function Compared({ targets, period, metric }: { targets: string[]; period: string; metric: string }) {
  const query = useComparison(targets, period);
  return (
    <Loaded query={query}>
      {(comparison) => comparison.targets.every((one) => one.requests === 0) ? <Empty title="Nothing was measured in this time">Choose a longer time.</Empty> : (
        <>
          <Ranking comparison={comparison} metric={metric} />
          <div className="grid">
            <BoxChart targets={comparison.targets} metric={metric} />
            <EcdfChart targets={comparison.targets} metric={metric} />
            <PriceScatter targets={comparison.targets} title="Price and time to first token" name="TTFT p50" better="lower" valueOf={(one) => at(one.times.ttft, 50)} format={milliseconds} />
            <PriceScatter targets={comparison.targets} title="Price and speed" name="Output tokens/s" better="higher" valueOf={(one) => one.output_tokens_per_second} format={number} />
          </div>
          <Overlay targets={targets} metric={metric} from={comparison.from} />
          <Verdicts isOfRun={false} comparisons={comparison.comparisons.map((one) => ({ ...one, a: targetLabel(one.a, targets), b: targetLabel(one.b, targets) }))} />
        </>
      )}
    </Loaded>
  );
}

function Ranking({ comparison, metric }: { comparison: TargetComparison; metric: string }) {
  const median = (one: ComparedTarget): number => at(one.times[metric], 50) ?? Infinity;
  const ranked = [...comparison.targets].sort((left, right) => median(left) - median(right));
  const ids = ranked.map((one) => one.target);
  return (
    <section className="card">
      <h2>Ranking by the median</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Ranking">
        <table>
          <thead>
            <tr>
              <th scope="col">#</th><th scope="col">Target</th><th scope="col" className="number" title={metricDefinition(metric)}>p50</th><th scope="col" className="number">p95</th>
              <th scope="col">Against the one before</th><th scope="col" className="number">TTFT p50</th><th scope="col" className="number">Output tokens/s</th>
              <th scope="col" className="number">Success rate</th><th scope="col" className="number">Cost / 1k</th><th scope="col" className="number">Requests</th>
            </tr>
          </thead>
          <tbody>
            {ranked.map((one, place) => (
              <tr key={one.target}>
                <td>{place + 1}</td>
                <th scope="row"><TargetLink id={one.target} beside={ids} /></th>
                <td className="number">{milliseconds(at(one.times[metric], 50))}</td>
                <td className="number">{milliseconds(at(one.times[metric], 95))}</td>
                <td>{against(comparison, one.target, ranked[place - 1]?.target, `${metric}.p50`)}</td>
                <td className="number">{milliseconds(at(one.times.ttft, 50))}</td>
                <td className="number">{number(one.output_tokens_per_second)}</td>
                <td className="number">{share(one.success_rate)}</td>
                <td className="number">{usd(one.cost_per_1k_requests_usd)}</td>
                <td className="number">{count(one.requests)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What is shown of a target beside the one before it, with the interval. */
function against(comparison: TargetComparison, target: string, before: string | undefined, metric: string): string {
  if (before === undefined) return '–';
  const pair = comparison.comparisons.find((one) => one.metric === metric && [one.a, one.b].includes(target) && [one.a, one.b].includes(before));
  if (!pair) return '–';
  if (pair.verdict.startsWith('no ')) return pair.verdict;
  const [low, high] = pair.ci95 ?? [];
  const interval = low === undefined || high === undefined ? '' : pair.a === target ? [low, high] : [-high, -low];
  return `slower${interval ? ` by ${milliseconds(interval[0])} to ${milliseconds(interval[1])}` : ''}`;
}
