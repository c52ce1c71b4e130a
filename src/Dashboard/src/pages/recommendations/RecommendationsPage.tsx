import { Link } from 'wouter';
import { useRecommendations } from '../../api/queries';
import type { Recommendation } from '../../api/types';
import { TargetLink } from '../../app/links';
import { share, usd } from '../../format/numbers';
import { sentence } from '../../format/words';
import { Empty, Loaded, PageHead, Time } from '../../ui/basics';

export function RecommendationsPage() {
  const query = useRecommendations();
  return (
    <>
      <PageHead title="Savings" lead="What would have cost less, by what was measured; what saves most first." />
      <Loaded query={query}>
        {({ recommendations, notes }) => (
          <>
            {recommendations.length === 0 && (
              <Empty title="No advice now">
                <p>Advice needs runs that ended, of targets with prices. Compare several targets with the same workload to learn which is cheaper.</p>
                <Link className="button" href="/runs/new">New run</Link>
              </Empty>
            )}
            <div className="stack">{recommendations.map((one, at) => <Advice key={at} of={one} />)}</div>
            {notes.length > 0 && <section className="card"><h2>Why there may be less advice</h2><ul>{notes.map((note) => <li key={note}>{note}</li>)}</ul></section>}
          </>
        )}
      </Loaded>
    </>
  );
}

function Advice({ of }: { of: Recommendation }) {
  return (
    <article className="card advice">
      <div className="saving"><strong>{usd(of.saving_usd)}</strong><span className="muted small">{share(of.saving_share)} of {usd(of.spent_usd)}</span></div>
      <div>
        <span className="muted small">{sentence(of.kind)} · <TargetLink id={of.target} /></span>
        <h2>{of.advice}</h2>
        <ul>{of.evidence.map((line) => <li key={line}>{line}</li>)}</ul>
        <p className="muted small">
          From <Time at={of.from} /> to <Time at={of.to} />
          {of.instead && <>. Instead: <TargetLink id={of.instead} /></>}
          {of.runs.length > 0 && <>. Runs: {of.runs.map((run) => <span key={run}><Link href={`/runs/${run}`}>{run}</Link> </span>)}</>}
        </p>
      </div>
    </article>
  );
}
