import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { sendJson } from '../../api/client';
import { useFirings, useMonitor, useNextFirings } from '../../api/queries';
import type { Monitor } from '../../api/types';
import { TargetLink } from '../../app/links';
import { none, share, usd } from '../../format/numbers';
import { words } from '../../format/words';
import { Badge, Figure, Loaded, PageHead, ProblemNote, Time } from '../../ui/basics';
import { FiringList } from './FiringList';
import { FiringsChart } from './FiringsChart';
import { firingTones } from './firing';
import { daysOf } from './MonitorsPage';
import { NextFirings } from './NextFirings';
import { Objectives } from './Objectives';

export function MonitorPage({ id }: { id: string }) {
  const query = useMonitor(id);
  const firings = useFirings(id);
  const next = useNextFirings(id);
  return (
    <Loaded query={query}>
      {(monitor) => (
        <>
          <PageHead title={monitor.name} lead={<Lead of={monitor} />}><Actions of={monitor} /></PageHead>
          <section className="card" aria-label="How it stands">
            <dl className="figures">
              <Figure label="Last firing" value={monitor.last ? <Badge tone={firingTones[monitor.last.status]}>{words(monitor.last.status)}</Badge> : none} title={monitor.last?.reason} />
              <Figure label="Next firing" value={monitor.enabled && monitor.next_at ? <Time at={monitor.next_at} relative /> : none} />
              {monitor.uptime.map((one) => <Figure key={one.window} label={`Uptime ${daysOf(one.window)}`} value={share(one.share)} title={`${one.passed} of ${one.judged} firings that were judged passed`} />)}
              <Figure label={`Spent today${ofCap(monitor.spend.daily_usd)}`} value={usd(monitor.spend.today_usd)} />
              <Figure label={`This month${ofCap(monitor.spend.monthly_usd)}`} value={usd(monitor.spend.this_month_usd)} />
            </dl>
          </section>
          <Objectives slos={monitor.slos} />
          <div className="columns wide">
            <Loaded query={firings}>{(known) => <div className="stack"><FiringsChart firings={known} /><FiringList firings={known} /></div>}</Loaded>
            <Loaded query={next}>{(known) => <NextFirings of={known} isEnabled={monitor.enabled} />}</Loaded>
          </div>
        </>
      )}
    </Loaded>
  );
}

function ofCap(cap: number | undefined): string {
  return cap === undefined ? '' : ` of ${usd(cap)}`;
}

function Lead({ of }: { of: Monitor }) {
  return (
    <>
      <Badge tone={of.enabled ? 'good' : 'neutral'}>{of.enabled ? 'enabled' : 'disabled: fires by hand only'}</Badge> <code>{of.schedule.cron}</code> in {of.schedule.time_zone} ·{' '}
      {of.targets.map((target, at) => <span key={target}>{at > 0 && ', '}<TargetLink id={target} beside={of.targets} /></span>)} · changed <Time at={of.changed_at} relative /> by {of.changed_by}
    </>
  );
}

function Actions({ of }: { of: Monitor }) {
  const client = useQueryClient();
  const [, go] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const path = `/monitors/${of.monitor_id}`;
  const tell = useMutation({
    mutationFn: (what: 'enable' | 'disable' | 'run') => sendJson<Monitor>('POST', `${path}/${what}`),
    onSuccess: (now) => {
      client.setQueryData(['monitor', of.monitor_id], (before: Monitor | undefined) => ({ ...before, ...now }));
      void client.invalidateQueries({ queryKey: ['firings', of.monitor_id] });
    },
  });
  const remove = useMutation({
    mutationFn: () => sendJson('DELETE', path),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['monitors'] });
      go('/monitors');
    },
  });
  const isBusy = tell.isPending || remove.isPending;
  const error = tell.error ?? remove.error;
  return (
    <>
      {error && <ProblemNote error={error} />}
      <button type="button" className="primary" disabled={isBusy} onClick={() => tell.mutate('run')}>Run now</button>
      <button type="button" disabled={isBusy} onClick={() => tell.mutate(of.enabled ? 'disable' : 'enable')}>{of.enabled ? 'Disable' : 'Enable'}</button>
      <Link className="button" href={`${path}/edit`}>Edit</Link>
      <Link className="button" href={`/runs?monitor=${of.monitor_id}`}>Runs</Link>
      <button type="button" disabled={isBusy} onClick={() => dialog.current?.showModal()}>Delete</button>
      <dialog ref={dialog} aria-labelledby="delete-title">
        <form method="dialog" className="form stack">
          <h2 id="delete-title">Delete {of.name}?</h2>
          <p>Its schedule, history and objectives go; its runs and what they measured stay.</p>
          <div className="row"><button type="submit" autoFocus>Keep it</button><button type="submit" className="danger" onClick={() => remove.mutate()}>Delete it</button></div>
        </form>
      </dialog>
    </>
  );
}
