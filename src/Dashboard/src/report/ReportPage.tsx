import type { RunResult } from '../api/types';
import { metricDefinition, metricTitle } from '../format/metrics';
import { count, seconds, share, usd } from '../format/numbers';
import { words } from '../format/words';
import { ResultView } from '../pages/result/ResultView';
import { runTones } from '../pages/runs/status';
import { Badge, Figure, PageHead, Time } from '../ui/basics';

/** A result as a document of its own. */
export function ReportPage({ result }: { result: RunResult }) {
  const tests = result.targets.flatMap((target) => Object.values(target.tests));
  const sum = (of: (test: (typeof tests)[number]) => number | undefined): number => tests.reduce((total, test) => total + (of(test) ?? 0), 0);
  const succeeded = sum((test) => test.requests.succeeded);
  const judged = succeeded + sum((test) => test.requests.failed);
  return (
    <main className="report">
      <PageHead
        title={result.name}
        lead={<><Badge tone={runTones[result.status]}>{words(result.status)}</Badge> {result.run_id} · began <Time at={result.started_at} /> · {result.mode}{result.suite && `, suite ${result.suite}`}</>}
      />
      <section className="card" aria-label="In all">
        <dl className="figures">
          <Figure label="Took" value={seconds(result.duration_s)} />
          <Figure label="Targets" value={count(result.targets.length)} />
          <Figure label="Requests answered" value={count(succeeded)} title={`${count(judged)} were judged`} />
          <Figure label="Success rate" value={share(judged > 0 ? succeeded / judged : undefined)} title={metricDefinition('success_rate')} />
          <Figure label="Cost" value={tests.some((test) => test.cost) ? usd(sum((test) => test.cost?.total_usd)) : 'not known'} title={metricDefinition('cost_usd')} />
          <Figure label="Thresholds" value={result.thresholds?.length ? `${result.thresholds.filter((one) => one.passed).length} of ${result.thresholds.length} met` : 'none'} />
        </dl>
      </section>
      <ResultView result={result} />
      <Definitions result={result} />
      <footer className="muted small">Written by apibench. Everything that is shown is in this file; nothing was loaded from elsewhere.</footer>
    </main>
  );
}

const always = ['success_rate', 'requests_per_second', 'output_tokens_per_second', 'goodput', 'cost_usd', 'cost_per_1k_requests'];

/** What the figures mean: those that are in the result. */
function Definitions({ result }: { result: RunResult }) {
  const measured = result.targets.flatMap((target) => Object.values(target.tests).flatMap((test) =>
    [...Object.keys(test), ...Object.keys(test.client_health ?? {})].filter((name) => name.endsWith('_ms')).map((name) => name.slice(0, -3))));
  const names = [...new Set([...measured, ...always])].filter((name) => metricDefinition(name) !== undefined);
  return (
    <section className="card">
      <h2>Definitions</h2>
      <dl className="definitions">{names.map((name) => <div key={name}><dt>{metricTitle(name)}</dt><dd>{metricDefinition(name)}</dd></div>)}</dl>
    </section>
  );
}
