import type { RunResult } from '../../api/types';
import { number } from '../../format/numbers';
import { sentence } from '../../format/words';

/** The targets over all tests, where there is more than one of both. */
export function Standings({ result }: { result: RunResult }) {
  const standings = result.standings ?? [];
  const tests = Object.keys(result.ranking_details ?? {});
  if (standings.length < 2 || tests.length < 2) return null;
  return (
    <section className="card">
      <h2>Over all tests</h2>
      <p className="muted small">By the sum of ranks, lower is better; half ranks are draws.</p>
      <div className="scroll" tabIndex={0} role="region" aria-label="Standings">
        <table>
          <thead><tr><th scope="col">#</th><th scope="col">Target</th><th scope="col" className="number">Sum</th>{tests.map((test) => <th key={test} scope="col" className="number">{sentence(test)}</th>)}</tr></thead>
          <tbody>
            {standings.map((one) => (
              <tr key={one.target}>
                <td>{one.place}</td><th scope="row">{one.target}</th><td className="number">{number(one.rank_sum)}</td>
                {tests.map((test) => <td key={test} className="number">{number(one.ranks[test])}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
