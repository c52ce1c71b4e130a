import type { PairComparison } from '../../api/types';
import { metricTitle } from '../../format/metrics';
import { difference, pValue } from '../../format/numbers';
import { sentence } from '../../format/words';
import { Badge } from '../../ui/basics';

/** Pairs of targets with their differences; that none is shown is a result, too. */
export function Verdicts({ comparisons, isOfRun = true }: { comparisons: PairComparison[]; isOfRun?: boolean }) {
  if (comparisons.length === 0) return null;
  return (
    <section className="card">
      <h2>Compared pair by pair</h2>
      <p className="muted small">A difference is shown at 5 % after Holm's correction over all pairs; intervals are 95 %.</p>
      <div className="scroll" tabIndex={0} role="region" aria-label="Comparisons">
        <table>
          <thead><tr>{isOfRun && <th scope="col">Test</th>}<th scope="col">Metric</th><th scope="col">A</th><th scope="col">A is</th><th scope="col">B</th><th scope="col" className="number">Difference</th><th scope="col" className="number">p</th></tr></thead>
          <tbody>
            {comparisons.map((one) => (
              <tr key={`${one.test} ${one.metric} ${one.a} ${one.b}`}>
                {isOfRun && <td>{sentence(one.test ?? '')}</td>}
                <td className="name">{metricTitle(one.metric)}</td>
                <td>{one.a}</td>
                <td><Verdict of={one.verdict} /></td>
                <td>{one.b}</td>
                <td className="number">{difference(one.effect_percent)}<Interval of={one.effect_percent_ci95} /></td>
                <td className="number">{pValue(one.p_value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Interval({ of }: { of: PairComparison['effect_percent_ci95'] }) {
  return of?.length ? <div className="muted small">{difference(of[0])} to {difference(of[1])}</div> : null;
}

function Verdict({ of }: { of: string }) {
  const isShown = !of.startsWith('no ');
  const isGood = ['faster', 'better', 'cheaper', 'higher'].some((word) => of.includes(word));
  return <Badge tone={!isShown ? 'neutral' : isGood ? 'good' : 'bad'}>{of}</Badge>;
}
