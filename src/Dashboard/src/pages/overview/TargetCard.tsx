import { Link } from 'wouter';
import type { Slo, TargetOverview } from '../../api/types';
import { targetPath } from '../../app/links';
import { Sparkline } from '../../charts/Sparkline';
import { metricDefinition } from '../../format/metrics';
import { count, milliseconds, none, number, share, usd } from '../../format/numbers';
import { targetLabel, targetName } from '../../format/targets';
import { words } from '../../format/words';
import { Badge, Errors, Figure, Time } from '../../ui/basics';
import { ErrorBudget } from '../monitors/ErrorBudget';
import { worstSlo } from '../monitors/firing';
import { errorBudgetLeft, objective, stateOf, stateTexts, stateTones } from './state';

export function TargetCard({ target, slos, beside }: { target: TargetOverview; slos: readonly Slo[]; beside: readonly string[] }) {
  const { provider, model, place } = targetName(target.target);
  const state = stateOf(target, slos);
  const worst = target.anomalies[0];
  const slo = worstSlo(slos);
  return (
    <article className="card target-card">
      <div className="card-head">
        <div className="clip">
          <span className="muted small">{provider}</span>
          <h2><Link href={targetPath(target.target)} title={place}>{model}</Link></h2>
          {targetLabel(target.target, beside) === target.target && <span className="muted small">{place}</span>}
        </div>
        <Badge tone={stateTones[state]} title={stateTexts[state]}>{state}</Badge>
      </div>
      <dl className="figures">
        <Figure label="TTFT p50" value={milliseconds(target.ttft_p50_ms)} title={metricDefinition('ttft')} />
        <Figure label="Latency p50" value={milliseconds(target.latency_p50_ms)} title={metricDefinition('latency')} />
        <Figure label="Latency p95" value={milliseconds(target.latency_p95_ms)} title={metricDefinition('latency')} />
        <Figure label="Output tokens/s" value={number(target.output_tokens_per_second)} title={metricDefinition('output_tokens_per_second')} />
        <Figure label="Success rate" value={share(target.success_rate)} title={metricDefinition('success_rate')} />
        <Figure label="Cost / 1k requests" value={usd(target.cost_per_1k_requests_usd)} title={metricDefinition('cost_per_1k_requests')} />
      </dl>
      <Sparkline values={target.sparkline} label={`Course of the median latency, now ${milliseconds(target.latency_p50_ms)}`} />
      {slo ? <ErrorBudget of={slo} label={slo.name} /> : <AssumedBudget target={target} />}
      <footer className="muted small">
        <span>{worst ? <Badge tone="warning">{target.anomalies.length} open: {words(worst.kind)}</Badge> : 'No open anomaly'}</span>
        <span>{count(target.requests)} requests · last <Time at={target.last_at} relative /></span>
      </footer>
    </article>
  );
}

/** The error budget of the objective that is assumed where no monitor has one. */
function AssumedBudget({ target }: { target: TargetOverview }) {
  const left = errorBudgetLeft(target);
  const shown = left === undefined ? 0 : Math.max(0, left);
  return (
    <div className="budget" title={`Of the failures that an objective of ${share(objective)} success allows; a monitor can have another. Failures: ${target.failed} of ${target.requests}.`}>
      <span className="small">Error budget <span className="muted">({share(objective)})</span></span>
      <meter min={0} max={1} low={0.25} optimum={1} value={shown} aria-label="Error budget left" />
      <span className="small">{left === undefined ? none : left < 0 ? <>spent: <Errors of={target.errors} most={1} /></> : `${share(left)} left`}</span>
    </div>
  );
}
