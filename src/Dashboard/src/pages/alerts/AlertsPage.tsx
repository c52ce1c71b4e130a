import { Link } from 'wouter';
import { useAlerts } from '../../api/queries';
import type { Alert } from '../../api/types';
import { useUrlValue } from '../../app/url';
import { Badge, Choice, Empty, Loaded, PageHead, SeverityBadge, Time } from '../../ui/basics';
import { Channels } from './Channels';
import { alertTones, open } from './matchers';
import { Silences } from './Silences';

const states = [[open, 'What goes on'], ['firing', 'Firing'], ['acknowledged', 'Acknowledged'], ['silenced', 'Silenced'], ['resolved', 'Over'], ['', 'All']] as const;
const severities = [['', 'Any'], ['medium', 'Medium or worse'], ['high', 'High or worse'], ['critical', 'Critical']] as const;

export function AlertsPage() {
  const [state, setState] = useUrlValue('state', open);
  const [severity, setSeverity] = useUrlValue('severity', '');
  const [before, setBefore] = useUrlValue('before', '');
  const query = useAlerts(state, severity, before || undefined);
  return (
    <>
      <PageHead title="Alerts" lead="What is wrong, who takes care of it, and what is not told for now.">
        <Choice label="State" value={state} options={states} onChange={setState} />
        <Choice label="Severity" value={severity} options={severities} onChange={setSeverity} />
        <Link className="button" href="/alerts/silences/new">New silence</Link>
      </PageHead>
      <Loaded query={query}>
        {({ alerts, next }) => alerts.length === 0 ? (
          <Empty title={state === open ? 'Nothing is wrong' : 'There is no such alert'}>{state === open ? 'Anomalies, failed firings, burning error budgets and lost workers show up here.' : 'Change what is looked for.'}</Empty>
        ) : (
          <section className="card">
            <Table alerts={alerts} />
            <div className="pages">
              {before && <button type="button" onClick={() => setBefore('')}>Newest</button>}
              {next && <button type="button" onClick={() => setBefore(next)}>Older</button>}
            </div>
          </section>
        )}
      </Loaded>
      <Silences />
      <Channels />
    </>
  );
}

function Table({ alerts }: { alerts: Alert[] }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Alerts">
      <table>
        <thead><tr><th scope="col">Severity</th><th scope="col">What</th><th scope="col">State</th><th scope="col">Rule</th><th scope="col">Since</th><th scope="col">Who takes care</th></tr></thead>
        <tbody>
          {alerts.map((alert) => (
            <tr key={alert.alert_id}>
              <td><SeverityBadge severity={alert.severity} /></td>
              <th scope="row"><Link href={`/alerts/${alert.alert_id}`}>{alert.summary}</Link></th>
              <td><Badge tone={alertTones[alert.state]}>{alert.state === 'resolved' ? 'over' : alert.state}</Badge></td>
              <td>{alert.rule}</td>
              <td><Time at={alert.starts_at} relative />{alert.resolved_at && <div className="muted small">until <Time at={alert.resolved_at} /></div>}</td>
              <td>{alert.acknowledged ? <>{alert.acknowledged.by}{alert.acknowledged.note && <div className="muted small">{alert.acknowledged.note}</div>}</> : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
