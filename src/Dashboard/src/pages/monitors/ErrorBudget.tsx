import type { Slo } from '../../api/types';
import { count, none, share } from '../../format/numbers';

/** How much is left of what may go wrong, as a bar and in words. */
export function ErrorBudget({ of, label = 'Error budget' }: { of: Slo; label?: string }) {
  const isKnown = of.total > 0;
  return (
    <div className="budget" title={`${of.objective}: ${count(of.good)} of ${count(of.total)} requests were good in ${of.period_days} days; ${share(of.target)} must be.`}>
      <span className="small">{label}</span>
      <meter min={0} max={1} low={0.25} optimum={1} value={isKnown ? Math.max(0, of.budget_left) : 0} aria-label={`${label} left`} />
      <span className="small">{!isKnown ? none : of.budget_left < 0 ? 'overspent' : `${share(of.budget_left)} left`}</span>
    </div>
  );
}
