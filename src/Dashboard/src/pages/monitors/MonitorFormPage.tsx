import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { ApiError, sendText } from '../../api/client';
import { useMonitor } from '../../api/queries';
import type { Monitor, MonitorDocument } from '../../api/types';
import { Code } from '../../ui/Code';
import { errorsAt, ErrorSummary, Field } from '../../ui/Field';
import { Choice, Loaded, PageHead, ProblemNote } from '../../ui/basics';
import { documentOf, draftOf, emptyDraft, type MonitorDraft } from './document';
import { SchedulePreview } from './SchedulePreview';

export function NewMonitorPage() {
  return <MonitorForm begin={emptyDraft} of={undefined} />;
}

export function EditMonitorPage({ id }: { id: string }) {
  const query = useMonitor(id);
  // What is edited is what was there when editing began; a change that came between is refused when it is saved.
  const [first, setFirst] = useState<Monitor>();
  if (!first && query.data?.definition) setFirst(query.data);
  return first ? <MonitorForm begin={draftOf(first.definition as MonitorDocument)} of={first} /> : <Loaded query={query}>{() => null}</Loaded>;
}

function MonitorForm({ begin, of }: { begin: MonitorDraft; of: Monitor | undefined }) {
  const [draft, setDraft] = useState(begin);
  const client = useQueryClient();
  const [, go] = useLocation();
  const text = documentOf(draft);
  const headers = { 'Content-Type': 'application/yaml' };
  const save = useMutation({
    mutationFn: () => (of ? sendText<Monitor>('PUT', `/monitors/${of.monitor_id}`, text, { ...headers, 'If-Match': `"${of.revision}"` }) : sendText<Monitor>('POST', '/monitors', text, headers)),
    onSuccess: (saved) => {
      client.setQueryData(['monitor', saved.monitor_id], saved);
      void client.invalidateQueries({ queryKey: ['next', saved.monitor_id] });
      go(`/monitors/${saved.monitor_id}`);
    },
  });
  const errors = (save.error instanceof ApiError ? save.error.problem?.errors : undefined) ?? [];
  const set = (change: Partial<MonitorDraft>): void => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };

  return (
    <>
      <PageHead title={of ? `Edit ${of.name}` : 'New monitor'} lead="A plan on a schedule. The gateway checks it and says what is wrong, if something is." />
      <div className="columns">
        <form className="stack" onSubmit={submit} noValidate>
          {save.error && errors.length === 0 && <ProblemNote error={save.error} />}
          {errors.length > 0 && <ErrorSummary title="The monitor is not valid." errors={errors} />}
          <section className="card form">
            <Field label="Name" path="name" errors={errors} value={draft.name} onChange={(name) => set({ name })} />
            <label className="check"><input type="checkbox" checked={draft.enabled} onChange={(event) => set({ enabled: event.target.checked })} /> Fires by its schedule</label>
          </section>
          <section className="card form">
            <h2>Schedule</h2>
            <div className="row">
              <Field label="Cron" hint="five fields, or six" path="schedule.cron" errors={errors} value={draft.cron} onChange={(cron) => set({ cron })} />
              <Field label="Time zone" hint="IANA name; empty for UTC" path="schedule.time_zone" errors={errors} value={draft.zone} onChange={(zone) => set({ zone })} options={zones()} />
              <Field label="Jitter" hint="such as 5m; empty for none" path="schedule.jitter" errors={errors} value={draft.jitter} onChange={(jitter) => set({ jitter })} />
            </div>
            <SchedulePreview cron={draft.cron} zone={draft.zone} jitter={draft.jitter} />
            <Choice label="Firings that were missed" value={draft.missed} onChange={(missed) => set({ missed })} options={[['skip', 'are noted only'], ['run_once', 'are made up for by one run']]} />
          </section>
          <section className="card form">
            <h2>Limits</h2>
            <div className="row">
              <Field label="A day, US dollars" path="spend.daily_usd" errors={errors} value={draft.dailyUsd} onChange={(dailyUsd) => set({ dailyUsd })} />
              <Field label="A month, US dollars" path="spend.monthly_usd" errors={errors} value={draft.monthlyUsd} onChange={(monthlyUsd) => set({ monthlyUsd })} />
            </div>
            {errorsAt(errors, 'spend')}
            <Field label="Objectives" hint="one a line, such as ttft < 500ms for 95%" path="slos" errors={errors} value={draft.slos} onChange={(slos) => set({ slos })} rows={3} />
          </section>
          <section className="card form">
            <h2>Plan</h2>
            <Field label="YAML or JSON" path="plan" errors={errors} value={draft.plan} onChange={(plan) => set({ plan })} rows={12} isCode />
          </section>
          <div><button className="primary" disabled={save.isPending}>{save.isPending ? 'Saving…' : of ? 'Save' : 'Make monitor'}</button></div>
        </form>
        <aside className="stack sticky" aria-label="The same elsewhere">
          <Code title="monitor.yaml" note={`apibench monitors create monitor.yaml --gateway ${window.location.origin}`} text={text} />
        </aside>
      </div>
    </>
  );
}

function zones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}
