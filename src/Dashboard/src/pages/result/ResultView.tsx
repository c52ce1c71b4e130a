import type { RunResult, TargetResult, TestResult } from '../../api/types';
import { metricDefinition, metricTitle } from '../../format/metrics';
import { count, milliseconds, none, number, seconds, share, usd } from '../../format/numbers';
import { sentence } from '../../format/words';
import { AnomalyTable } from '../../ui/AnomalyTable';
import { Badge, Errors } from '../../ui/basics';
import { ClientHealth } from './ClientHealth';
import { DistributionCharts } from './DistributionCharts';
import { MetricsTable } from './MetricsTable';
import { Standings } from './Standings';
import { Steps } from './Steps';
import { Verdicts } from './Verdicts';

/** What a run came to. */
export function ResultView({ result }: { result: RunResult }) {
  const tests = [...new Set(result.targets.flatMap((target) => Object.keys(target.tests)))];
  return (
    <>
      {result.winner && result.winner.length > 0 && (
        <p className="card winner"><span className="muted small">Best over all tests{result.winner.length > 1 ? ', a draw' : ''}</span><strong>{result.winner.join(' and ')}</strong></p>
      )}
      <Thresholds result={result} />
      <Standings result={result} />
      {tests.map((test) => <TestSection key={test} test={test} result={result} />)}
      <Verdicts comparisons={result.comparisons ?? []} />
      {result.targets.filter((target) => target.anomalies?.length).map((target) => <AnomalyTable key={target.target} anomalies={target.anomalies!} of={target.target} />)}
      <ClientHealth result={result} />
      <Notes result={result} />
    </>
  );
}

function Thresholds({ result }: { result: RunResult }) {
  if (!result.thresholds?.length) return null;
  return (
    <section className="card">
      <h2>Thresholds</h2>
      <ul className="plain">
        {result.thresholds.map((one) => (
          <li key={one.expression}>
            <Badge tone={one.passed ? 'good' : 'bad'}>{one.passed ? 'met' : 'not met'}</Badge> <code>{one.expression}</code>{' '}
            <span className="muted">worst {number(one.observed)}{one.target && ` by ${one.target}, ${one.test}`}{one.note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Column {
  name: string;
  text: string;
  value: (test: TestResult) => string;
}

const quantile = (name: 'latency' | 'ttft' | 'tpot', at: 'p50' | 'p95') => (test: TestResult): string => milliseconds(test[`${name}_ms`]?.[at]);

const columns: Column[] = [
  { name: 'latency', text: 'Latency p50', value: quantile('latency', 'p50') },
  { name: 'latency', text: 'Latency p95', value: quantile('latency', 'p95') },
  { name: 'ttft', text: 'TTFT p50', value: quantile('ttft', 'p50') },
  { name: 'tpot', text: 'TPOT p50', value: quantile('tpot', 'p50') },
  { name: 'output_tokens_per_second', text: 'Output tokens/s', value: (test) => number(test.output_tokens_per_second) },
  { name: 'requests_per_second', text: 'Requests/s', value: (test) => number(test.requests_per_second) },
  { name: 'goodput', text: 'Goodput/s', value: (test) => number(test.goodput) },
  { name: 'cost_per_1k_requests', text: 'Cost / 1k', value: (test) => usd(test.cost?.cost_per_1k_requests_usd) },
  { name: 'cost_usd', text: 'Cost', value: (test) => usd(test.cost?.total_usd) },
];

function TestSection({ test, result }: { test: string; result: RunResult }) {
  const ranked = result.ranking_details?.[test] ?? [];
  const targets = result.targets.filter((target) => target.tests[test]);
  const place = (target: TargetResult): number => ranked.findIndex((one) => one.target === target.target);
  const ordered = [...targets].sort((left, right) => place(left) - place(right));
  const first = ranked[0];
  const shown = columns.filter((column) => targets.some((target) => column.value(target.tests[test]!) !== none));
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{sentence(test)}</h2>
          {first && <p className="muted small">Ranked by {metricTitle(first.metric).toLowerCase()}, the best first; = is a draw that the measurement cannot tell apart.</p>}
        </div>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={`${sentence(test)}, figures of each target`}>
        <table>
          <thead>
            <tr>
              <th scope="col">#</th><th scope="col">Target</th><th scope="col" className="number" title={metricDefinition('success_rate')}>Success rate</th>
              {shown.map((column) => <th key={column.text} scope="col" className="number" title={metricDefinition(column.name)}>{column.text}</th>)}
              <th scope="col">Requests</th>
            </tr>
          </thead>
          <tbody>{ordered.map((target) => <Row key={target.target} target={target} columns={shown} test={target.tests[test]!} rank={ranked[place(target)]} />)}</tbody>
        </table>
      </div>
      <Steps test={test} targets={ordered} />
      <DistributionCharts test={test} targets={ordered} />
      <MetricsTable test={test} targets={ordered} />
    </section>
  );
}

function Row({ target, columns: shown, test, rank }: { target: TargetResult; columns: Column[]; test: TestResult; rank: { rank: number; draw_with_previous: boolean } | undefined }) {
  const [low, high] = test.success_rate_ci95 ?? [];
  const { planned = 0, succeeded = 0, failed = 0, lost = 0, not_sent = 0 } = test.requests;
  return (
    <tr>
      <td>{rank?.rank}{rank?.draw_with_previous && '='}</td>
      <th scope="row">{target.target}{test.client_health?.client_limited && <div><Badge tone="warning" title="Use more workers or less load: the figures do not speak of the target alone.">client limited</Badge></div>}</th>
      <td className="number" title={low === undefined ? undefined : `95 % interval ${share(low)} to ${share(high)}`}>{share(test.success_rate)}{low !== undefined && <div className="muted small">{share(low)} to {share(high)}</div>}</td>
      {shown.map((column) => <td key={column.text} className="number">{column.value(test)}</td>)}
      <td className="small" title={`${planned} planned = ${succeeded} succeeded + ${failed} failed + ${lost} lost + ${not_sent} not sent, in ${seconds(test.duration_s)}`}>
        {count(succeeded)} of {count(planned)}{failed > 0 && <div className="muted"><Errors of={test.errors} /></div>}
      </td>
    </tr>
  );
}

function Notes({ result }: { result: RunResult }) {
  const notes = [
    ...(result.notes ?? []),
    ...result.targets.flatMap((target) => (target.notes ?? []).map((note) => `${target.target}: ${note}`)),
  ];
  if (notes.length === 0) return null;
  return <section className="card"><h2>Notes</h2><ul>{notes.map((note) => <li key={note}>{note}</li>)}</ul></section>;
}
