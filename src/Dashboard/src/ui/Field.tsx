import { useId, type ReactNode } from 'react';
import type { PlanError } from '../api/types';

interface Properties {
  label: string;
  hint?: string;
  /** The field's place in what is sent, by which the API names it. */
  path: string;
  errors: PlanError[];
  value: string;
  onChange: (value: string) => void;
  /** For more than one line, how many. */
  rows?: number;
  isCode?: boolean;
  /** What is suggested. */
  options?: readonly string[];
}

/** A field of what is sent, with what the API says of it. */
export function Field({ label, hint, path, errors, value, onChange, rows, isCode = false, options }: Properties) {
  const id = useId();
  const own = errors.filter((error) => error.path === path || error.path.startsWith(`${path}[`) || error.path.startsWith(`${path}.`));
  const shared = { id, value, 'aria-invalid': own.length > 0, 'aria-describedby': own.length > 0 ? `${id}-error` : undefined };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <span className="muted small">{hint}</span>}
      {rows !== undefined
        ? <textarea rows={rows} className={isCode ? 'code' : undefined} spellCheck={!isCode} {...shared} onChange={(event) => onChange(event.target.value)} />
        : <input {...shared} list={options && `${id}-options`} onChange={(event) => onChange(event.target.value)} />}
      {options && <datalist id={`${id}-options`}>{options.map((option) => <option key={option} value={option} />)}</datalist>}
      {own.length > 0 && <span id={`${id}-error`} className="error small">{own.map((error) => textOf(error, error.path === path)).join(' ')}</span>}
    </div>
  );
}

/** What the API says of a part as a whole. */
export function errorsAt(errors: PlanError[], path: string): ReactNode {
  const own = errors.filter((error) => error.path === path);
  return own.length === 0 ? null : <p className="error small">{own.map((error) => textOf(error, true)).join(' ')}</p>;
}

/** All that is wrong, where a form begins. */
export function ErrorSummary({ title, errors }: { title: string; errors: PlanError[] }) {
  return (
    <div className="problem" role="alert">
      <strong>{title}</strong>
      <ul>{errors.map((error) => <li key={error.path}><code>{error.path}</code>: {textOf(error, true)}</li>)}</ul>
    </div>
  );
}

function textOf(error: PlanError, isPathKnown: boolean): string {
  return `${isPathKnown ? '' : `${error.path}: `}${error.value} is not allowed; allowed: ${error.allowed}`;
}
