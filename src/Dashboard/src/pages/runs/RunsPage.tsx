import { Link } from 'wouter';
import { useRuns } from '../../api/queries';
import { useUrlValue } from '../../app/url';
import { seconds } from '../../format/numbers';
import { words } from '../../format/words';
import { Badge, Empty, Loaded, PageHead, Time } from '../../ui/basics';
import { runTones } from './status';

export function RunsPage() {
  const [before, setBefore] = useUrlValue('before', '');
  const [monitor, setMonitor] = useUrlValue('monitor', '');
  const query = useRuns(before || undefined, monitor || undefined);
  return (
    <>
      <PageHead title="Runs" lead={monitor ? <>Of the monitor <Link href={`/monitors/${monitor}`}>{monitor}</Link>, the newest first.</> : 'The newest first.'}>
        {monitor && <button type="button" onClick={() => setMonitor('')}>All runs</button>}
        <Link className="button primary" href="/runs/new">New run</Link>
      </PageHead>
      <Loaded query={query}>
        {({ runs, next }) => runs.length === 0 ? (
          <Empty title="There is no run yet"><Link className="button primary" href="/runs/new">Start the first</Link></Empty>
        ) : (
          <section className="card">
            <div className="scroll" tabIndex={0} role="region" aria-label="Runs">
              <table>
                <thead><tr><th scope="col">Run</th><th scope="col">Status</th><th scope="col">Accepted</th><th scope="col" className="number">Took</th></tr></thead>
                <tbody>
                  {runs.map((run) => (
                    <tr key={run.run_id}>
                      <th scope="row"><Link href={`/runs/${run.run_id}`}>{run.name}</Link><div className="muted small">{run.run_id}</div></th>
                      <td><Badge tone={runTones[run.status]}>{words(run.status)}</Badge>{run.reason && <div className="muted small">{run.reason}</div>}</td>
                      <td><Time at={run.accepted_at} /><div className="muted small"><Time at={run.accepted_at} relative /></div></td>
                      <td className="number">{run.started_at && run.ended_at ? seconds((Date.parse(run.ended_at) - Date.parse(run.started_at)) / 1000) : '–'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <div className="pages">
              {before && <button type="button" onClick={() => setBefore('')}>Newest</button>}
              {next && <button type="button" onClick={() => setBefore(next)}>Older</button>}
            </div>
          </section>
        )}
      </Loaded>
    </>
  );
}
