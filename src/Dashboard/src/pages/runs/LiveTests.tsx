import type { TestProgress } from '../../api/types';
import { count, milliseconds, number, seconds, share } from '../../format/numbers';
import { words } from '../../format/words';
import { Badge, Errors } from '../../ui/basics';

/** How far each test of each target is, as the coordinator tells it. */
export function LiveTests({ tests }: { tests: TestProgress[] }) {
  const done = tests.filter((test) => test.phase === 'ended').length;
  return (
    <section className="card" aria-label="Progress">
      <div className="card-head">
        <div><h2>Progress</h2><p className="muted small" role="status">{done} of {tests.length} tests are done</p></div>
        <progress value={tests.reduce((sum, test) => sum + progressOf(test), 0)} max={tests.length || 1} aria-label="Progress of the run" />
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label="Progress of each test">
        <table>
          <thead>
            <tr>
              <th scope="col">Target</th><th scope="col">Test</th><th scope="col">Phase</th><th scope="col">Progress</th>
              <th scope="col" className="number">Answered</th><th scope="col" className="number">Failed</th><th scope="col" className="number">Rate</th>
              <th scope="col" className="number">Mean latency</th><th scope="col">Errors</th><th scope="col">Workers</th>
            </tr>
          </thead>
          <tbody>
            {tests.map((test) => (
              <tr key={`${test.target} ${test.test}`}>
                <th scope="row">{test.target}</th>
                <td>{test.test}{test.steps && ` ${test.step}/${test.steps}`}</td>
                <td><Badge tone={test.phase === 'running' || test.phase === 'warming_up' ? 'active' : test.phase === 'ended' ? 'good' : 'neutral'}>{words(test.phase)}</Badge></td>
                <td><progress value={progressOf(test)} max={1} aria-label={`${test.target}, ${test.test}`} /> <span className="small">{share(progressOf(test))}</span></td>
                <td className="number">{count(test.succeeded)}{test.planned ? ` / ${count(test.planned)}` : ''}</td>
                <td className="number">{count(test.failed)}</td>
                <td className="number">{test.elapsed_s > 0 ? `${number(test.succeeded / test.elapsed_s)}/s` : '–'}</td>
                <td className="number">{milliseconds(test.mean_latency_ms)}</td>
                <td className="small"><Errors of={test.errors} /></td>
                <td className="small" title={test.workers.join(', ')}>{test.workers.length || '–'}{test.reason && ` · ${test.reason}`} {test.duration_s ? `· ${seconds(test.elapsed_s)} of ${seconds(test.duration_s)}` : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** 0 to 1. */
export function progressOf(test: TestProgress): number {
  if (test.phase === 'ended') return 1;
  if (test.planned) return Math.min(1, (test.succeeded + test.failed) / test.planned);
  return test.duration_s ? Math.min(1, test.elapsed_s / test.duration_s) : 0;
}
