import type { FiringStatus, Slo } from '../../api/types';
import type { Tone } from '../../ui/basics';

export const firingTones: Record<FiringStatus, Tone> = {
  running: 'active', passed: 'good', failed: 'bad', cancelled: 'neutral', budget_exhausted: 'warning', skipped: 'warning', missed: 'warning',
};

/** How an objective stands: what burns now is worse than what is used up. */
export function sloTone(slo: Slo): Tone {
  if (slo.total === 0) return 'neutral';
  if (slo.burning === 'page' || slo.budget_left <= 0) return 'bad';
  return slo.burning ? 'warning' : 'good';
}

/** The objective with the least left of its budget; undefined without one that was counted. */
export function worstSlo(slos: readonly Slo[]): Slo | undefined {
  return slos.filter((slo) => slo.total > 0).reduce<Slo | undefined>((worst, slo) => (worst && worst.budget_left <= slo.budget_left ? worst : slo), undefined);
}
