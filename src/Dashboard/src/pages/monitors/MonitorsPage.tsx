import { Link } from 'wouter';
import { useMonitors } from '../../api/queries';
import type { Monitor } from '../../api/types';
import { none, share, usd } from '../../format/numbers';
import { targetLabel } from '../../format/targets';
import { words } from '../../format/words';
import { Badge, Empty, Loaded, PageHead, Time } from '../../ui/basics';
import { ErrorBudget } from './ErrorBudget';
import { firingTones, worstSlo } from './firing';

export function MonitorsPage() {
  const query = useMonitors();
  return (
    <>
      <PageHead title="Monitors" lead="Plans that run on schedules, and what became of them."><Link className="button primary" href="/monitors/-/new">New monitor</Link></PageHead>
      <Loaded query={query}>{(monitors) => (monitors.length === 0 ? <Nothing /> : <Table monitors={monitors} />)}</Loaded>
    </>
  );
}

function Nothing() {
  return (
    <Empty title="There is no monitor yet">
      <p>A monitor runs a plan on a schedule, keeps its history and watches its objectives.</p>
      <pre>apibench monitors create monitor.yaml --gateway {window.location.origin}</pre>
      <Link className="button primary" href="/monitors/-/new">Make the first</Link>
    </Empty>
  );
}

function Table({ monitors }: { monitors: Monitor[] }) {
  return (
    <section className="card">
      <div className="scroll" tabIndex={0} role="region" aria-label="Monitors">
        <table>
          <thead>
            <tr>
              <th scope="col">Monitor</th><th scope="col">Schedule</th><th scope="col">Next firing</th><th scope="col">Last firing</th>
              {monitors[0]!.uptime.map(({ window }) => <th key={window} scope="col" className="number" title="Firings that passed, of those that completed or failed">Uptime {daysOf(window)}</th>)}
              <th scope="col" className="number">Spent today</th><th scope="col" title="The objective with the least left of its error budget">Objective</th>
            </tr>
          </thead>
          <tbody>{monitors.map((monitor) => <Row key={monitor.monitor_id} of={monitor} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ of }: { of: Monitor }) {
  const worst = worstSlo(of.slos);
  return (
    <tr>
      <th scope="row"><Link href={`/monitors/${of.monitor_id}`}>{of.name}</Link><div className="muted small">{of.targets.map((target) => targetLabel(target, of.targets)).join(', ')}</div></th>
      <td><code>{of.schedule.cron}</code><div className="muted small">{of.schedule.time_zone}</div></td>
      <td>{!of.enabled ? <Badge tone="neutral" title="It fires by hand only.">disabled</Badge> : of.next_at ? <Time at={of.next_at} relative /> : none}</td>
      <td>{of.last ? <><Badge tone={firingTones[of.last.status]} title={of.last.reason}>{words(of.last.status)}</Badge><div className="muted small"><Time at={of.last.at} relative /></div></> : none}</td>
      {of.uptime.map((one) => <td key={one.window} className="number" title={`${one.passed} of ${one.judged} passed`}>{share(one.share)}</td>)}
      <td className="number">{usd(of.spend.today_usd)}{of.spend.daily_usd !== undefined && <div className="muted small">of {usd(of.spend.daily_usd)}</div>}</td>
      <td>{worst ? <><code>{worst.objective}</code><ErrorBudget of={worst} label="" /></> : of.slos.length > 0 ? <span className="muted small">nothing was counted yet</span> : <span className="muted small">no objective</span>}</td>
    </tr>
  );
}

/** `168h` as `7 d`. */
export function daysOf(window: string): string {
  const hours = /^(\d+)h$/.exec(window);
  return hours && Number(hours[1]) % 24 === 0 && Number(hours[1]) > 24 ? `${Number(hours[1]) / 24} d` : window.replace(/(\d)([a-z])/, '$1 $2');
}
