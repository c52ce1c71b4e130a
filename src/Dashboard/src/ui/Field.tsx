import { useId, type ReactNode } from 'react';
import type { PlanError } from '../api/types';

interface Properties {
  label: string;
  hint?: string;
  /** The field's place in the plan, by which the API names it. */
  path: string;
  errors: PlanError[];
  value: string;
  onChange: (value: string) => void;
  multiline?: boolean;
}

/** A field of the plan, with what the API says of it. */
export function Field({ label, hint, path, errors, value, onChange, multiline = false }: Properties) {
  const id = useId();
  const own = errors.filter((error) => error.path === path || error.path.startsWith(`${path}[`) || error.path.startsWith(`${path}.`));
  const shared = { id, value, 'aria-invalid': own.length > 0, 'aria-describedby': own.length > 0 ? `${id}-error` : undefined };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <span className="muted small">{hint}</span>}
      {multiline
        ? <textarea rows={2} {...shared} onChange={(event) => onChange(event.target.value)} />
        : <input {...shared} onChange={(event) => onChange(event.target.value)} />}
      {own.length > 0 && <span id={`${id}-error`} className="error small">{own.map((error) => `${error.value} is not allowed; allowed: ${error.allowed}`).join(' ')}</span>}
    </div>
  );
}

/** What the API says of a part of the plan as a whole. */
export function errorsAt(errors: PlanError[], path: string): ReactNode {
  const own = errors.filter((error) => error.path === path);
  return own.length === 0 ? null : <p className="error small">{own.map((error) => `${error.value} is not allowed; allowed: ${error.allowed}`).join(' ')}</p>;
}
