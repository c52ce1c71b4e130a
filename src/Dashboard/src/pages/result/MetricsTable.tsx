import type { Distribution, TargetResult } from '../../api/types';
import { metricDefinition, metricTitle } from '../../format/metrics';
import { count, milliseconds } from '../../format/numbers';

const statistics = ['min', 'mean', 'stddev', 'p50', 'p75', 'p90', 'p95', 'p99', 'p99_9', 'max'] as const;

/** Every distribution of a test, folded away. */
export function MetricsTable({ test, targets }: { test: string; targets: TargetResult[] }) {
  const rows = targets.flatMap((target) =>
    Object.entries(target.tests[test] ?? {})
      .filter(([name, value]) => name.endsWith('_ms') && typeof value === 'object' && value !== null && 'p50' in value)
      .map(([name, value]) => ({ target: target.target, metric: name.slice(0, -3), of: value as Distribution })),
  );
  return (
    <details>
      <summary>All distributions</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label={`${test}, all distributions`}>
        <table>
          <thead>
            <tr><th scope="col">Target</th><th scope="col">Metric</th><th scope="col" className="number">Count</th>{statistics.map((one) => <th key={one} scope="col" className="number">{one.replace('_', '.')}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map(({ target, metric, of }) => (
              <tr key={`${target} ${metric}`}>
                <th scope="row">{target}</th>
                <td title={metricDefinition(metric)}>{metricTitle(metric)}</td>
                <td className="number">{count(of.count)}</td>
                {statistics.map((one) => <td key={one} className="number">{milliseconds(of[one])}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
