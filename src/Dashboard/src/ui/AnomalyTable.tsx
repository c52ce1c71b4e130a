import type { Anomaly } from '../api/types';
import { metricTitle } from '../format/metrics';
import { inUnit, share } from '../format/numbers';
import { sentence } from '../format/words';
import { Badge, SeverityBadge, Time } from './basics';

export function AnomalyTable({ anomalies, of }: { anomalies: Anomaly[]; of?: string }) {
  return (
    <section className="card">
      <h2>Anomalies{of && ` of ${of}`}</h2>
      {anomalies.length === 0 ? <p className="muted">None in this time.</p> : (
        <div className="scroll" tabIndex={0} role="region" aria-label="Anomalies">
          <table>
            <thead>
              <tr><th scope="col">What</th><th scope="col">Severity</th><th scope="col">Metric</th><th scope="col" className="number">Expected</th><th scope="col" className="number">Observed</th><th scope="col" className="number">Confidence</th><th scope="col">From</th><th scope="col">To</th></tr>
            </thead>
            <tbody>
              {[...anomalies].reverse().map((one) => (
                <tr key={`${one.metric} ${one.start}`}>
                  <th scope="row">{sentence(one.kind)}</th>
                  <td><SeverityBadge severity={one.severity} /></td>
                  <td>{metricTitle(one.metric)}</td>
                  <td className="number">{inUnit(one.expected, unitOf(one.metric))}</td>
                  <td className="number">{inUnit(one.observed, unitOf(one.metric))}</td>
                  <td className="number">{share(one.confidence)}</td>
                  <td><Time at={one.start} /></td>
                  <td>{one.end ? <Time at={one.end} /> : <Badge tone="warning">lasts</Badge>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function unitOf(metric: string): string {
  if (metric.startsWith('cost')) return 'usd';
  if (metric.endsWith('_per_second')) return 'per_second';
  return metric === 'success_rate' ? 'share' : 'ms';
}
