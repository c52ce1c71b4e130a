import { Link } from 'wouter';
import type { Firing } from '../../api/types';
import { count, milliseconds, usd } from '../../format/numbers';
import { words } from '../../format/words';
import { Badge, Empty, Time } from '../../ui/basics';
import { firingTones } from './firing';

/** The last firings, the newest first. */
export function FiringList({ firings }: { firings: Firing[] }) {
  if (firings.length === 0) return <Empty title="It has not fired yet">It fires by its schedule, or with “Run now”.</Empty>;
  return (
    <section className="card">
      <h2>History</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Firings">
        <table>
          <thead>
            <tr>
              <th scope="col">Fired</th><th scope="col">Outcome</th><th scope="col">Run</th><th scope="col" className="number">Requests</th>
              <th scope="col" className="number">Latency p50</th><th scope="col" className="number">p95</th><th scope="col" className="number">TTFT p50</th><th scope="col" className="number">Cost</th>
            </tr>
          </thead>
          <tbody>
            {firings.map((firing) => (
              <tr key={`${firing.at} ${firing.status}`}>
                <th scope="row"><Time at={firing.at} /><div className="muted small">{firing.by ? `by ${firing.by}` : <Time at={firing.at} relative />}</div></th>
                <td><Badge tone={firingTones[firing.status]}>{words(firing.status)}{firing.count > 1 && ` ${count(firing.count)} times`}</Badge>{firing.reason && <div className="muted small">{firing.reason}</div>}</td>
                <td>{firing.run_id ? <Link href={`/runs/${firing.run_id}`}>{firing.run_id}</Link> : '–'}</td>
                <td className="number">{firing.requests ? <>{count(firing.requests.succeeded)}{(firing.requests.failed ?? 0) > 0 && <div className="muted small">{count(firing.requests.failed)} failed</div>}</> : '–'}</td>
                <td className="number">{milliseconds(firing.latency_p50_ms)}</td>
                <td className="number">{milliseconds(firing.latency_p95_ms)}</td>
                <td className="number">{milliseconds(firing.ttft_p50_ms)}</td>
                <td className="number">{usd(firing.cost_usd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
