import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendJson } from '../../api/client';
import { useSilences } from '../../api/queries';
import type { Silence } from '../../api/types';
import { Badge, Loaded, ProblemNote, Time } from '../../ui/basics';
import { writeMatcher } from './matchers';

const tones = { pending: 'neutral', active: 'active', expired: 'neutral' } as const;

/** What is not told, and until when. */
export function Silences() {
  const query = useSilences();
  return <Loaded query={query}>{(silences) => (silences.length === 0 ? null : <Table silences={silences} />)}</Loaded>;
}

function Table({ silences }: { silences: Silence[] }) {
  const client = useQueryClient();
  const expire = useMutation({
    mutationFn: (id: string) => sendJson('DELETE', `/silences/${id}`),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['silences'] }), client.invalidateQueries({ queryKey: ['alerts'] })]),
  });
  return (
    <section className="card">
      <h2>Silences</h2>
      {expire.error && <ProblemNote error={expire.error} />}
      <div className="scroll" tabIndex={0} role="region" aria-label="Silences">
        <table>
          <thead><tr><th scope="col">Matches</th><th scope="col">State</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Why</th><th scope="col"><span className="unseen">Actions</span></th></tr></thead>
          <tbody>
            {silences.map((silence) => (
              <tr key={silence.silence_id}>
                <th scope="row">{silence.matchers.map((matcher) => <div key={writeMatcher(matcher)}><code>{writeMatcher(matcher)}</code></div>)}</th>
                <td><Badge tone={tones[silence.state]}>{silence.state}</Badge></td>
                <td><Time at={silence.starts_at} /></td>
                <td><Time at={silence.ends_at} /><div className="muted small"><Time at={silence.ends_at} relative /></div></td>
                <td>{silence.comment || '–'}<div className="muted small">by {silence.created_by}</div></td>
                <td>{silence.state !== 'expired' && <button type="button" disabled={expire.isPending} onClick={() => expire.mutate(silence.silence_id)} aria-label={`End the silence of ${silence.matchers.map(writeMatcher).join(', ')}`}>End now</button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
