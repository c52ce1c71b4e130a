import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { ApiError, sendJson } from '../../api/client';
import type { PlanError, Run } from '../../api/types';
import { PageHead, ProblemNote } from '../../ui/basics';
import { Equivalents } from './Equivalents';
import { errorsAt, ErrorSummary, Field } from '../../ui/Field';
import { emptyDraft, planOf, testTypes, type PlanDraft, type TargetDraft, type TestDraft } from './plan';

export function NewRunPage() {
  const [draft, setDraft] = useState<PlanDraft>(emptyDraft);
  const [, go] = useLocation();
  const plan = planOf(draft);
  const start = useMutation({
    mutationFn: () => sendJson<Run>('POST', '/runs', plan),
    onSuccess: (run) => go(`/runs/${run.run_id}`),
  });
  const problem = start.error instanceof ApiError ? start.error.problem : undefined;
  const errors = problem?.errors ?? [];
  const set = (change: Partial<PlanDraft>): void => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start.mutate();
  };

  return (
    <>
      <PageHead title="New run" lead="The same as a plan file. The gateway checks it and says what is wrong, if something is." />
      <div className="columns">
        <form className="stack" onSubmit={submit} noValidate>
          {start.error && errors.length === 0 && <ProblemNote error={start.error} />}
          {errors.length > 0 && <ErrorSummary title="The plan is not valid." errors={errors} />}
          <section className="card form">
            <Field label="Name" path="name" errors={errors} value={draft.name} onChange={(name) => set({ name })} />
          </section>
          <section className="card form">
            <h2>Targets</h2>
            {draft.targets.map((target, at) => (
              <TargetFields key={at} at={at} of={target} errors={errors}
                onChange={(change) => set({ targets: draft.targets.map((one, place) => (place === at ? { ...one, ...change } : one)) })}
                onRemove={draft.targets.length > 1 ? () => set({ targets: draft.targets.filter((_, place) => place !== at) }) : undefined} />
            ))}
            <button type="button" onClick={() => set({ targets: [...draft.targets, { provider: '', model: '', baseUrl: '', apiKey: '' }] })}>Add a target</button>
          </section>
          <section className="card form">
            <h2>Tests</h2>
            {draft.tests.map((test, at) => (
              <TestFields key={at} at={at} of={test} errors={errors}
                onChange={(change) => set({ tests: draft.tests.map((one, place) => (place === at ? { ...one, ...change } : one)) })}
                onRemove={draft.tests.length > 1 ? () => set({ tests: draft.tests.filter((_, place) => place !== at) }) : undefined} />
            ))}
            <button type="button" onClick={() => set({ tests: [...draft.tests, { type: 'throughput', amount: '30s', concurrency: '4' }] })}>Add a test</button>
          </section>
          <section className="card form">
            <h2>Workload</h2>
            <Field label="Prompt" path="workload.messages" errors={errors} value={draft.prompt} onChange={(prompt) => set({ prompt })} rows={2} />
            <div className="row">
              <Field label="Most output tokens" path="workload.max_tokens" errors={errors} value={draft.maxTokens} onChange={(maxTokens) => set({ maxTokens })} />
              <Field label="Warm-up" hint="such as 5s; empty for none" path="warmup" errors={errors} value={draft.warmup} onChange={(warmup) => set({ warmup })} />
              <Field label="Workers" path="workers" errors={errors} value={draft.workers} onChange={(workers) => set({ workers })} />
            </div>
          </section>
          <section className="card form">
            <h2>Limits</h2>
            <div className="row">
              <Field label="Budget, US dollars" path="budget.cost_usd" errors={errors} value={draft.budgetUsd} onChange={(budgetUsd) => set({ budgetUsd })} />
              <Field label="Budget, requests" path="budget.requests" errors={errors} value={draft.budgetRequests} onChange={(budgetRequests) => set({ budgetRequests })} />
            </div>
            <Field label="Objectives" hint="one a line, such as ttft < 500ms" path="slo" errors={errors} value={draft.slo} onChange={(slo) => set({ slo })} rows={2} />
            <Field label="Thresholds" hint="one a line, such as latency.p95 < 2s" path="thresholds" errors={errors} value={draft.thresholds} onChange={(thresholds) => set({ thresholds })} rows={2} />
          </section>
          <div><button className="primary" disabled={start.isPending}>{start.isPending ? 'Starting…' : 'Start run'}</button></div>
        </form>
        <Equivalents plan={plan} />
      </div>
    </>
  );
}

interface Part<T> {
  at: number;
  of: T;
  errors: PlanError[];
  onChange: (change: Partial<T>) => void;
  onRemove: (() => void) | undefined;
}

function TargetFields({ at, of, errors, onChange, onRemove }: Part<TargetDraft>) {
  const path = `targets[${at}]`;
  return (
    <fieldset>
      <legend>Target {at + 1}</legend>
      <div className="row">
        <Field label="Provider" path={`${path}.provider`} errors={errors} value={of.provider} onChange={(provider) => onChange({ provider })} />
        <Field label="Model" path={`${path}.model`} errors={errors} value={of.model} onChange={(model) => onChange({ model })} />
      </div>
      <div className="row">
        <Field label="Base URL" hint="empty for the provider's own" path={`${path}.base_url`} errors={errors} value={of.baseUrl} onChange={(baseUrl) => onChange({ baseUrl })} />
        <Field label="Key reference" hint="env:NAME, file:PATH or none; read by the worker" path={`${path}.api_key`} errors={errors} value={of.apiKey} onChange={(apiKey) => onChange({ apiKey })} />
      </div>
      {errorsAt(errors, path)}
      {onRemove && <button type="button" onClick={onRemove}>Remove target {at + 1}</button>}
    </fieldset>
  );
}

function TestFields({ at, of, errors, onChange, onRemove }: Part<TestDraft>) {
  const path = `tests[${at}]`;
  const by = testTypes[of.type];
  return (
    <fieldset>
      <legend>Test {at + 1}</legend>
      <div className="row">
        <label className="field">
          <span>Type</span>
          <select value={of.type} onChange={(event) => onChange({ type: event.target.value, amount: testTypes[event.target.value] === 'duration' ? '30s' : '10' })}>
            {Object.keys(testTypes).map((type) => <option key={type}>{type}</option>)}
          </select>
        </label>
        <Field label={by === 'duration' ? 'Duration' : 'Requests'} hint={by === 'duration' ? 'such as 30s' : ''} path={`${path}.${by}`} errors={errors} value={of.amount} onChange={(amount) => onChange({ amount })} />
        <Field label="At a time" path={`${path}.concurrency`} errors={errors} value={of.concurrency} onChange={(concurrency) => onChange({ concurrency })} />
      </div>
      {errorsAt(errors, path)}
      {onRemove && <button type="button" onClick={onRemove}>Remove test {at + 1}</button>}
    </fieldset>
  );
}
