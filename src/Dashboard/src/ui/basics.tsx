import type { ReactNode } from 'react';
import { ApiError } from '../api/client';
import type { Severity } from '../api/types';
import { severityShape } from '../charts/palette';
import { ago, time, utc, type Moment } from '../format/times';
import { words } from '../format/words';

/** A time in the viewer's zone, with UTC on hover. */
export function Time({ at, relative = false }: { at: Moment; relative?: boolean }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={relative ? `${time(at)} · ${utc(at)}` : utc(at)}>
      {relative ? ago(at) : time(at)}
    </time>
  );
}

export type Tone = 'good' | 'warning' | 'bad' | 'neutral' | 'active';

const toneShapes: Record<Tone, string> = { good: '●', warning: '▲', bad: '■', neutral: '○', active: '◐' };

/** A state as a word with a shape, so that colour is not all that tells it. */
export function Badge({ tone, children, title }: { tone: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={`badge ${tone}`} title={title}>
      <span aria-hidden="true">{toneShapes[tone]}</span> {children}
    </span>
  );
}

const severityTones: Record<Severity, Tone> = { LOW: 'neutral', MEDIUM: 'warning', HIGH: 'bad', CRITICAL: 'bad' };

export function SeverityBadge({ severity }: { severity: Severity }) {
  return (
    <span className={`badge ${severityTones[severity]}`}>
      <span aria-hidden="true">{severityShape[severity]}</span> {severity.toLowerCase()}
    </span>
  );
}

/** What to do where there is nothing to see. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty card">
      <h2>{title}</h2>
      <div className="muted">{children}</div>
    </div>
  );
}

/** What went wrong, in the gateway's own words. */
export function ProblemNote({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const title = error instanceof ApiError ? error.problem?.title : undefined;
  return (
    <div className="problem" role="alert">
      <strong>{title ?? 'That did not work.'}</strong>
      <p>{error.message}</p>
      {onRetry && <button type="button" onClick={onRetry}>Try again</button>}
    </div>
  );
}

interface Loadable<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** Shows what was loaded, or why it is not there; what was known stays while the gateway is away. */
export function Loaded<T>({ query, children, quiet = false }: { query: Loadable<T>; children: (data: T) => ReactNode; quiet?: boolean }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) {
    return quiet && query.error instanceof ApiError && query.error.status === 409 ? (
      <p className="muted">{query.error.message}</p>
    ) : (
      <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  return <div className="skeleton" role="status" aria-label="Loading" />;
}

export function PageHead({ title, children, lead }: { title: ReactNode; lead?: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {lead && <p className="muted">{lead}</p>}
      </div>
      {children && <div className="actions">{children}</div>}
    </header>
  );
}

export function Figure({ label, value, title, tone }: { label: string; value: ReactNode; title?: string; tone?: Tone }) {
  return (
    <div className={`figure ${tone ?? ''}`} title={title}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Errors by kind as words: `rate limited 3`. */
export function Errors({ of, most = Infinity }: { of: Record<string, number>; most?: number }) {
  const kinds = Object.entries(of).sort(([, left], [, right]) => right - left);
  return <>{kinds.length === 0 ? '–' : kinds.slice(0, most).map(([kind, number]) => `${words(kind)} ${number}`).join(', ')}{kinds.length > most && ', …'}</>;
}

export function Choice({ label, value, options, onChange }: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange: (value: string) => void;
}) {
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([one, text]) => <option key={one} value={one}>{text}</option>)}
      </select>
    </label>
  );
}
