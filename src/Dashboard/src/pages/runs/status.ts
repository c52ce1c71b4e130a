import type { RunStatus } from '../../api/types';
import type { Tone } from '../../ui/basics';

export const runTones: Record<RunStatus, Tone> = {
  accepted: 'neutral', running: 'active', completed: 'good', failed: 'bad', cancelled: 'neutral', budget_exhausted: 'warning', pausing: 'warning', paused: 'warning',
};

export function hasEnded(status: RunStatus): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled' || status === 'budget_exhausted';
}
