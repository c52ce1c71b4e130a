import { useMutation } from '@tanstack/react-query';
import { sendJson } from '../../api/client';
import { useAlerting } from '../../api/queries';
import type { ChannelTest } from '../../api/types';
import { milliseconds } from '../../format/numbers';
import { Badge, Loaded, ProblemNote } from '../../ui/basics';

/** Where alerts are told, each with a way to try it. */
export function Channels() {
  const query = useAlerting();
  return (
    <Loaded query={query}>
      {({ channels = [], rules = [] }) => (
        <section className="card">
          <h2>Channels</h2>
          {channels.length === 0 ? <p className="muted">None: alerts are shown here and nowhere else. Give the coordinator nodes a file with <code>--alerts alerts.yaml</code>.</p> : (
            <div className="scroll" tabIndex={0} role="region" aria-label="Channels">
              <table>
                <thead><tr><th scope="col">Channel</th><th scope="col">Type</th><th scope="col">Rules that tell it</th><th scope="col">A test message</th></tr></thead>
                <tbody>
                  {channels.map((channel) => (
                    <tr key={channel.name}>
                      <th scope="row">{channel.name}</th>
                      <td>{channel.type}</td>
                      <td>{rules.filter((rule) => !rule.channels?.length || rule.channels.includes(channel.name)).map((rule) => rule.name).join(', ') || '–'}</td>
                      <td><Try channel={channel.name} /></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      )}
    </Loaded>
  );
}

function Try({ channel }: { channel: string }) {
  const test = useMutation({ mutationFn: () => sendJson<ChannelTest>('POST', `/alerts/test?channel=${encodeURIComponent(channel)}`) });
  return (
    <>
      <button type="button" disabled={test.isPending} onClick={() => test.mutate()} aria-label={`Send a test message through ${channel}`}>{test.isPending ? 'Sending…' : 'Send'}</button>{' '}
      {test.data && <span role="status"><Badge tone={test.data.delivered ? 'good' : 'bad'}>{test.data.delivered ? 'delivered' : 'not delivered'}</Badge> <span className="muted small">{test.data.detail} in {milliseconds(test.data.duration_ms)}</span></span>}
      {test.error && <ProblemNote error={test.error} />}
    </>
  );
}
