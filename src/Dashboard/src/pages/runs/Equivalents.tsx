import { useState } from 'react';
import { curlOf, yamlOf, type planOf } from './plan';

/** The same run for other ways to start it. */
export function Equivalents({ plan }: { plan: ReturnType<typeof planOf> }) {
  return (
    <aside className="stack sticky" aria-label="The same elsewhere">
      <Code title="plan.yaml" note={`apibench run plan.yaml --gateway ${window.location.origin}`} text={yamlOf(plan)} />
      <Code title="curl" text={curlOf(plan, window.location.origin)} />
    </aside>
  );
}

function Code({ title, note, text }: { title: string; note?: string; text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  return (
    <section className="card">
      <div className="card-head"><h2>{title}</h2><button type="button" onClick={copy}>{isCopied ? 'Copied' : 'Copy'}</button></div>
      {note && <p className="muted small"><code>{note}</code></p>}
      <pre tabIndex={0} aria-label={title}>{text}</pre>
    </section>
  );
}
