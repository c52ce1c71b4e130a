import { useState } from 'react';

/** A text to take along. */
export function Code({ title, note, text }: { title: string; note?: string; text: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = (): void => void navigator.clipboard?.writeText(text).then(() => setCopied(text));
  return (
    <section className="card">
      <div className="card-head"><h2>{title}</h2><button type="button" onClick={copy}>{copied === text ? 'Copied' : 'Copy'}</button></div>
      {note && <p className="muted small"><code>{note}</code></p>}
      <pre tabIndex={0} aria-label={title}>{text}</pre>
    </section>
  );
}
