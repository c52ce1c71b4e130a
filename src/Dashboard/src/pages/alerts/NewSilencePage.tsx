import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { ApiError, sendJson } from '../../api/client';
import type { Silence } from '../../api/types';
import { ErrorSummary, Field } from '../../ui/Field';
import { PageHead, ProblemNote } from '../../ui/basics';
import { readMatcher } from './matchers';

export function NewSilencePage() {
  const [search] = useSearchParams();
  const [draft, setDraft] = useState({ matchers: search.get('matchers') ?? '', duration: '2h', comment: '' });
  const [, go] = useLocation();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => sendJson<Silence>('POST', '/silences', {
      matchers: draft.matchers.split('\n').filter((line) => line.trim() !== '').map(readMatcher),
      duration: draft.duration,
      ...(draft.comment === '' ? {} : { comment: draft.comment }),
    }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['silences'] });
      go('/alerts');
    },
  });
  const errors = (save.error instanceof ApiError ? save.error.problem?.errors : undefined) ?? [];
  const set = (change: Partial<typeof draft>): void => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <>
      <PageHead title="New silence" lead="Alerts that match every line are not told for some time; they are shown all the same." />
      <form className="card form narrow" onSubmit={submit} noValidate>
        {save.error && errors.length === 0 && <ProblemNote error={save.error} />}
        {errors.length > 0 && <ErrorSummary title="The silence is not valid." errors={errors} />}
        <Field label="Matches" hint="one label a line: target=openai/gpt-4o-mini, kind!=cost_anomaly, target=~openai/.*" path="matchers" errors={errors} value={draft.matchers} onChange={(matchers) => set({ matchers })} rows={5} isCode />
        <Field label="For" hint="such as 30m, 2h or 7d" path="duration" errors={errors} value={draft.duration} onChange={(duration) => set({ duration })} />
        <Field label="Why" path="comment" errors={errors} value={draft.comment} onChange={(comment) => set({ comment })} />
        <button className="primary" disabled={save.isPending}>{save.isPending ? 'Saving…' : 'Silence'}</button>
      </form>
    </>
  );
}
