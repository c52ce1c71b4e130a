import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { urlOf, sendJson } from '../../api/client';
import { listen } from '../../api/live';
import { useResult, useRun } from '../../api/queries';
import type { Run } from '../../api/types';
import { seconds } from '../../format/numbers';
import { words } from '../../format/words';
import { Badge, Loaded, PageHead, ProblemNote, Time } from '../../ui/basics';
import { LiveTests } from './LiveTests';
import { ResultView } from '../result/ResultView';
import { hasEnded, runTones } from './status';

export function RunPage({ id }: { id: string }) {
  const query = useRun(id);
  const isLive = query.data !== undefined && !hasEnded(query.data.status);
  const result = useResult(id, query.data !== undefined && !isLive);
  useLiveRun(id, isLive);
  return (
    <Loaded query={query}>
      {(run) => (
        <>
          <PageHead title={run.name} lead={<RunLead run={run} />}><RunActions run={run} /></PageHead>
          {isLive ? <LiveTests tests={run.tests ?? []} /> : <Loaded query={result}>{(shown) => <ResultView result={shown} />}</Loaded>}
        </>
      )}
    </Loaded>
  );
}

function useLiveRun(id: string, isLive: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isLive) return undefined;
    const show = (run: unknown): void => void client.setQueryData(['run', id], run as Run);
    return listen(urlOf(`/runs/${id}/events`), { progress: show, end: show });
  }, [client, id, isLive]);
}

function RunLead({ run }: { run: Run }) {
  return (
    <>
      <Badge tone={runTones[run.status]}>{words(run.status)}</Badge> {run.run_id} · accepted <Time at={run.accepted_at} />
      {run.started_at && run.ended_at && <> · took {seconds((Date.parse(run.ended_at) - Date.parse(run.started_at)) / 1000)}</>}
      {run.reason && <> · {run.reason}</>}
    </>
  );
}

function RunActions({ run }: { run: Run }) {
  const client = useQueryClient();
  const tell = useMutation({
    mutationFn: (what: 'cancel' | 'pause' | 'resume') => sendJson<Run>('POST', `/runs/${run.run_id}/${what}`),
    onSuccess: (now) => client.setQueryData(['run', run.run_id], now),
  });
  const button = (what: 'cancel' | 'pause' | 'resume', text: string) => (
    <button type="button" disabled={tell.isPending} onClick={() => tell.mutate(what)}>{text}</button>
  );
  return (
    <>
      {tell.error && <ProblemNote error={tell.error} />}
      {run.status === 'running' && button('pause', 'Pause')}
      {run.status === 'paused' && button('resume', 'Resume')}
      {!hasEnded(run.status) && button('cancel', 'Cancel')}
      {hasEnded(run.status) && <a className="button" href={urlOf(`/runs/${run.run_id}/result`)} download={`${run.run_id}.json`}>Download result</a>}
      {hasEnded(run.status) && <a className="button" href={urlOf(`/runs/${run.run_id}/result.csv`)} download={`${run.run_id}.csv`}>CSV</a>}
    </>
  );
}
