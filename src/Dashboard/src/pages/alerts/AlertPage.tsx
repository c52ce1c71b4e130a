import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { sendJson } from '../../api/client';
import { useAlert } from '../../api/queries';
import type { Alert, Message } from '../../api/types';
import { targetPath } from '../../app/links';
import { share } from '../../format/numbers';
import { sentence, words } from '../../format/words';
import { Badge, Loaded, PageHead, ProblemNote, SeverityBadge, Time, type Tone } from '../../ui/basics';
import { alertTones, matchersOf } from './matchers';

export function AlertPage({ id }: { id: string }) {
  const query = useAlert(id);
  return (
    <Loaded query={query}>
      {(alert) => (
        <>
          <PageHead
            title={alert.summary}
            lead={<><SeverityBadge severity={alert.severity} /> <Badge tone={alertTones[alert.state]}>{alert.state === 'resolved' ? 'over' : alert.state}</Badge> since <Time at={alert.starts_at} />{alert.resolved_at && <> until <Time at={alert.resolved_at} /></>} · confidence {share(alert.confidence)}</>}
          >
            <Link className="button" href={`/alerts/silences/new?matchers=${encodeURIComponent(matchersOf(alert.labels))}`}>Silence what is like it</Link>
          </PageHead>
          {alert.acknowledged
            ? <p className="card">{alert.acknowledged.by} takes care of it since <Time at={alert.acknowledged.at} />{alert.acknowledged.note && `: ${alert.acknowledged.note}`}</p>
            : alert.state !== 'resolved' && <Acknowledge of={alert} />}
          <div className="grid">
            <Labels of={alert} />
            <History of={alert} />
          </div>
          <Messages of={alert.messages ?? []} />
        </>
      )}
    </Loaded>
  );
}

function Acknowledge({ of }: { of: Alert }) {
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const tell = useMutation({
    mutationFn: () => sendJson<Alert>('POST', `/alerts/${of.alert_id}/acknowledge`, note === '' ? {} : { note }),
    onSuccess: (now) => client.setQueryData(['alert', of.alert_id], now),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    tell.mutate();
  };
  return (
    <form className="card form" onSubmit={submit}>
      {tell.error && <ProblemNote error={tell.error} />}
      <p className="muted small">Who takes care of an alert is told nothing more of it until it is over.</p>
      <div className="filters">
        <label className="choice grow"><span>Note</span><input value={note} onChange={(event) => setNote(event.target.value)} maxLength={500} placeholder="what is done about it" /></label>
        <button className="primary end" disabled={tell.isPending}>Acknowledge</button>
      </div>
    </form>
  );
}

const places: Record<string, (value: string) => string> = {
  target: targetPath,
  monitor: (id) => `/monitors/${id}`,
  run: (id) => `/runs/${id}`,
};

function Labels({ of }: { of: Alert }) {
  return (
    <section className="card">
      <h2>What it is about</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Labels">
        <table>
          <thead><tr><th scope="col">Label</th><th scope="col">Value</th></tr></thead>
          <tbody>
            {Object.entries(of.labels).map(([name, value]) => (
              <tr key={name}><th scope="row">{name}</th><td>{places[name] ? <Link href={places[name](value)}>{value}</Link> : value}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted small">Told with group <code>{of.group}</code>{(of.escalation_level ?? 0) > 0 && `, ${of.escalation_level} steps of escalation taken`}{of.silenced_by?.length ? `, silenced by ${of.silenced_by.join(', ')}` : ''}</p>
    </section>
  );
}

function History({ of }: { of: Alert }) {
  return (
    <section className="card">
      <h2>What happened</h2>
      <ol className="plain">
        {(of.history ?? []).map((moment, at) => (
          <li key={at}><Time at={moment.at} /> <strong>{words(moment.what)}</strong>{moment.detail && <div className="muted small">{moment.detail}</div>}</li>
        ))}
      </ol>
    </section>
  );
}

const deliveryTones: Record<Message['state'], Tone> = { pending: 'active', delivered: 'good', failed: 'bad', silenced: 'neutral' };

function Messages({ of }: { of: Message[] }) {
  if (of.length === 0) return <p className="card muted">Nothing was told about it yet: a new group waits for more first, and what is silenced is not told.</p>;
  return (
    <section className="card">
      <h2>What was told</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Messages">
        <table>
          <thead><tr><th scope="col">Channel</th><th scope="col">Message</th><th scope="col">State</th><th scope="col" className="number">Tries</th><th scope="col">Last try</th><th scope="col">It said</th></tr></thead>
          <tbody>
            {of.map((message) => (
              <tr key={message.message_id}>
                <th scope="row">{message.channel}</th>
                <td>{sentence(message.kind)}</td>
                <td><Badge tone={deliveryTones[message.state]}>{message.state}</Badge>{message.next_at && <div className="muted small">next try <Time at={message.next_at} relative /></div>}</td>
                <td className="number">{message.attempts}</td>
                <td>{message.tried_at ? <Time at={message.tried_at} /> : '–'}</td>
                <td className="small">{message.detail ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
