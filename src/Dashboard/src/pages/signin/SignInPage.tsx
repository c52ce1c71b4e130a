import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { session } from '../../api/session';
import { PageHead, ProblemNote } from '../../ui/basics';

export function SignInPage() {
  const field = useRef<HTMLInputElement>(null);
  const client = useQueryClient();
  const signIn = useMutation({ mutationFn: session.signIn, onSuccess: () => client.resetQueries() });
  return (
    <>
      <PageHead title="Sign in" lead="This gateway asks for an API key. It is exchanged for a session of 12 hours at the most; the page keeps no key." />
      <form
        className="card form narrow"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate(field.current!.value.trim());
          field.current!.value = '';
        }}
      >
        <label className="field">
          <span>API key</span>
          <input ref={field} type="password" autoComplete="off" required autoFocus />
        </label>
        {signIn.error && <ProblemNote error={signIn.error} />}
        <button className="primary" disabled={signIn.isPending}>Sign in</button>
      </form>
    </>
  );
}
