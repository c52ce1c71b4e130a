import { Code } from '../../ui/Code';
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
