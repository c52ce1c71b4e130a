import { Link } from 'wouter';
import { useMonitors, useOverview } from '../../api/queries';
import type { TargetOverview } from '../../api/types';
import { targetName } from '../../format/targets';
import { useUrlValue } from '../../app/url';
import { Choice, Empty, Loaded, PageHead, Time } from '../../ui/basics';
import { slosOf, sorted, stateOf, type TargetState } from './state';
import { TargetCard } from './TargetCard';

const periods = [['1h', 'Last hour'], ['6h', 'Last 6 hours'], ['24h', 'Last 24 hours'], ['7d', 'Last 7 days'], ['30d', 'Last 30 days']] as const;
const orders = [['name', 'Name'], ['ttft', 'Time to first token'], ['latency', 'Latency'], ['speed', 'Output tokens/s'], ['success', 'Success rate'], ['cost', 'Cost']] as const;
const states: TargetState[] = ['failing', 'degraded', 'healthy', 'idle'];

export function OverviewPage() {
  const [period, setPeriod] = useUrlValue('period', '24h');
  const query = useOverview(period);
  return (
    <>
      <PageHead title="Overview" lead={query.data ? <>Every target that was measured; as of <Time at={query.data.to} />.</> : 'Every target that was measured.'}>
        <Choice label="Period" value={period} options={periods} onChange={setPeriod} />
        <Link className="button primary" href="/runs/new">New run</Link>
      </PageHead>
      <Loaded query={query}>{({ targets }) => (targets.length === 0 ? <Nothing /> : <Targets targets={targets} />)}</Loaded>
    </>
  );
}

function Nothing() {
  return (
    <Empty title="Nothing was measured yet">
      <p>Start a run here, or from a shell:</p>
      <pre>apibench run plan.yaml --gateway {window.location.origin}</pre>
      <p>Targets show up within some seconds of their first request.</p>
      <Link className="button primary" href="/runs/new">New run</Link>
    </Empty>
  );
}

function Targets({ targets }: { targets: TargetOverview[] }) {
  const monitors = useMonitors().data ?? [];
  const ids = targets.map((target) => target.target);
  const slos = new Map(ids.map((id) => [id, slosOf(id, monitors)]));
  const state = (target: TargetOverview): TargetState => stateOf(target, slos.get(target.target));
  const [provider, setProvider] = useUrlValue('provider', '');
  const [wanted, setState] = useUrlValue('state', '');
  const [order, setOrder] = useUrlValue('sort', 'name');
  const [text, setText] = useUrlValue('q', '');
  const providers = [...new Set(targets.map((target) => targetName(target.target).provider))].sort();
  const shown = sorted(targets, order).filter(
    (target) =>
      (!provider || targetName(target.target).provider === provider)
      && (!wanted || state(target) === wanted)
      && (!text || target.target.toLowerCase().includes(text.toLowerCase())),
  );
  return (
    <>
      <div className="filters" role="search">
        <label className="choice grow"><span>Find</span><input type="search" value={text} placeholder="provider or model" onChange={(event) => setText(event.target.value)} /></label>
        <Choice label="Provider" value={provider} options={[['', 'All'], ...providers.map((one) => [one, one] as const)]} onChange={setProvider} />
        <Choice label="State" value={wanted} options={[['', 'All'], ...states.map((one) => [one, `${one} (${targets.filter((target) => state(target) === one).length})`] as const)]} onChange={setState} />
        <Choice label="Sort by" value={order} options={orders} onChange={setOrder} />
      </div>
      {shown.length === 0 ? <Empty title="No target is like that">Change what is looked for.</Empty> : (
        <div className="cards">{shown.map((target) => <TargetCard key={target.target} target={target} slos={slos.get(target.target)!} beside={ids} />)}</div>
      )}
    </>
  );
}
