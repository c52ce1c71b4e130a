import { useCluster, useHealth, useShards } from '../../api/queries';
import type { ClusterMember, ShardRegion } from '../../api/types';
import { sentence } from '../../format/words';
import { Badge, Figure, Loaded, PageHead, type Tone } from '../../ui/basics';

export function ClusterPage() {
  const cluster = useCluster();
  const health = useHealth();
  return (
    <>
      <PageHead title="Cluster" lead="Nodes, what they do, and where testers and journals live." />
      <Loaded query={health}>
        {({ status, checks }) => (
          <section className="card" aria-label="Health">
            <div className="card-head"><h2>Health of this gateway</h2><Badge tone={status === 'healthy' ? 'good' : status === 'degraded' ? 'warning' : 'bad'}>{status}</Badge></div>
            <dl className="figures">{Object.entries(checks).map(([name, check]) => <Figure key={name} label={sentence(name)} value={check.description ?? check.status} />)}</dl>
          </section>
        )}
      </Loaded>
      <Loaded query={cluster}>
        {({ members, self, leader, all_reachable }) => (
          <section className="card">
            <div className="card-head"><h2>Nodes</h2><Badge tone={all_reachable ? 'good' : 'bad'}>{all_reachable ? 'all reachable' : 'not all reachable'}</Badge></div>
            <div className="scroll" tabIndex={0} role="region" aria-label="Members">
              <table>
                <thead><tr><th scope="col">Node</th><th scope="col">Status</th><th scope="col">Roles</th><th scope="col">Tags</th></tr></thead>
                <tbody>{members.map((member) => <Member key={member.address} of={member} note={[member.address === self && 'answers here', member.address === leader && 'leader'].filter(Boolean).join(', ')} />)}</tbody>
              </table>
            </div>
          </section>
        )}
      </Loaded>
      <Shards type="testers" what="Testers, which send the load. They are there while a run is." />
      <Shards type="journals" what="Journals, one a target, which record what was measured." />
    </>
  );
}

function Member({ of, note }: { of: ClusterMember; note: string }) {
  const tone: Tone = !of.reachable || of.status === 'down' ? 'bad' : of.status === 'up' ? 'good' : 'warning';
  return (
    <tr>
      <th scope="row"><code>{of.address}</code>{note && <div className="muted small">{note}</div>}</th>
      <td><Badge tone={tone}>{of.reachable ? of.status : 'unreachable'}</Badge></td>
      <td>{of.roles.join(', ') || '–'}</td>
      <td>{of.tags.join(', ') || '–'}</td>
    </tr>
  );
}

function Shards({ type, what }: { type: string; what: string }) {
  const query = useShards(type);
  return (
    <section className="card">
      <div className="card-head"><div><h2>{sentence(type)}</h2><p className="muted small">{what}</p></div></div>
      <Loaded query={query}>{(region) => <Region of={region} />}</Loaded>
    </section>
  );
}

function Region({ of }: { of: ShardRegion }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={`Where ${of.type} are`}>
      <table>
        <thead><tr><th scope="col">Node</th><th scope="col" className="number">Shards</th><th scope="col" className="number">Actors</th><th scope="col">Which</th></tr></thead>
        <tbody>
          {of.nodes.map((node) => (
            <tr key={node.address}>
              <th scope="row"><code>{node.address}</code></th>
              <td className="number">{node.shards.length}</td>
              <td className="number">{node.shards.reduce((sum, shard) => sum + shard.entities, 0)}</td>
              <td className="small">{node.shards.map((shard) => shard.shard).join(', ') || '–'}{node.silent && ` · silent: ${node.silent.join(', ')}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
