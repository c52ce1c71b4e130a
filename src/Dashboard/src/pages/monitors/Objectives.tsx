import type { Slo } from '../../api/types';
import { count, none, number, share } from '../../format/numbers';
import { Badge, Time } from '../../ui/basics';
import { ErrorBudget } from './ErrorBudget';
import { sloTone } from './firing';
import { daysOf } from './MonitorsPage';

const texts = { page: 'burns fast: act now', ticket: 'burns: act in the next days' } as const;

/** What was promised, what is left of what may go wrong, and how fast it is used up. */
export function Objectives({ slos }: { slos: Slo[] }) {
  if (slos.length === 0) return null;
  const windows = slos[0]!.burn_rates.map((burn) => burn.window);
  return (
    <section className="card">
      <h2>Objectives</h2>
      <p className="muted small">A burn rate of 1 uses the budget up when the period ends; windows end with the last run that was counted.</p>
      <div className="scroll" tabIndex={0} role="region" aria-label="Objectives">
        <table>
          <thead>
            <tr>
              <th scope="col">Objective</th><th scope="col">State</th><th scope="col">Error budget</th><th scope="col" className="number">Good requests</th>
              {windows.map((window) => <th key={window} scope="col" className="number" title="Burn rate">{daysOf(window)}</th>)}
            </tr>
          </thead>
          <tbody>
            {slos.map((slo) => (
              <tr key={slo.name}>
                <th scope="row">{slo.name !== slo.objective && <div>{slo.name}</div>}<code>{slo.objective}</code><div className="muted small">{slo.of_target && `${slo.of_target} · `}{slo.period_days} days</div></th>
                <td><Badge tone={sloTone(slo)}>{slo.total === 0 ? 'nothing counted' : slo.burning ? texts[slo.burning] : slo.budget_left < 0 ? 'overspent' : 'holds'}</Badge></td>
                <td><ErrorBudget of={slo} label="" />{slo.as_of && <div className="muted small">as of <Time at={slo.as_of} relative /></div>}</td>
                <td className="number">{slo.total === 0 ? none : share(slo.good / slo.total)}<div className="muted small">{count(slo.good)} of {count(slo.total)}</div></td>
                {slo.burn_rates.map((burn) => <td key={burn.window} className="number">{number(burn.rate)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
