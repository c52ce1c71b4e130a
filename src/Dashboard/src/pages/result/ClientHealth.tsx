import type { Distribution, RunResult } from '../../api/types';
import { metricDefinition } from '../../format/metrics';
import { milliseconds, none, share } from '../../format/numbers';
import { sentence } from '../../format/words';
import { Badge } from '../../ui/basics';

const delays = [['pacing_error', 'Pacing error p99'], ['send_delay', 'Send delay p99'], ['thread_pool_delay', 'Thread pool delay p99']] as const;

/** Whether the client measured the targets or itself. */
export function ClientHealth({ result }: { result: RunResult }) {
  const rows = result.targets.flatMap((target) => Object.entries(target.tests).map(([name, test]) => ({ target: target.target, name, health: test.client_health })));
  const limited = rows.filter((row) => row.health?.client_limited).length;
  return (
    <section className="card">
      <div className="card-head">
        <div><h2>Client health</h2><p className="muted small">Where the client was the bottleneck the figures do not speak of the target alone.</p></div>
        <Badge tone={limited > 0 ? 'warning' : 'good'}>{limited > 0 ? `limited in ${limited} of ${rows.length}` : 'kept up everywhere'}</Badge>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label="Client health of each test">
        <table>
          <thead>
            <tr>
              <th scope="col">Target</th><th scope="col">Test</th><th scope="col">Client</th>
              {delays.map(([name, text]) => <th key={name} scope="col" className="number" title={metricDefinition(name)}>{text}</th>)}
              <th scope="col" className="number" title="The share of the machine's cores that the process used">CPU</th>
              <th scope="col" className="number" title="How long garbage collections stopped the process, in all">GC pauses</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ target, name, health }) => (
              <tr key={`${target} ${name}`}>
                <th scope="row">{target}</th>
                <td>{sentence(name)}</td>
                <td className="text"><Badge tone={health?.client_limited ? 'warning' : 'good'}>{health?.client_limited ? 'limited' : 'kept up'}</Badge>{health?.reasons?.map((reason) => <div key={reason} className="muted small">{reason}</div>)}</td>
                {delays.map(([delay]) => <td key={delay} className="number">{milliseconds((health?.[`${delay}_ms`] as Distribution | undefined)?.p99)}</td>)}
                <td className="number">{health?.cpu_utilization === undefined ? none : share(health.cpu_utilization)}</td>
                <td className="number">{milliseconds(health?.gc_pause_ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
