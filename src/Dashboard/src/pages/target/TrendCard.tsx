import { useTrend } from '../../api/queries';
import type { Trend } from '../../api/types';
import { inUnit, number } from '../../format/numbers';
import { words } from '../../format/words';
import { useHoursKnown } from './ForecastCard';
import { Figure, Loaded, Time } from '../../ui/basics';

const hoursNeeded = 24;

export function TrendCard({ target }: { target: string }) {
  const isEnough = useHoursKnown(target) >= hoursNeeded;
  const query = useTrend(target, 'latency.p50', 28, isEnough);
  return (
    <section className="card">
      <div className="card-head"><div><h2>Trend</h2><p className="muted small">Of the median latency over four weeks.</p></div></div>
      {isEnough ? <Loaded query={query} quiet>{(trend) => <Shown trend={trend} />}</Loaded> : <p className="muted">A trend needs {hoursNeeded} hours of history.</p>}
    </section>
  );
}

function Shown({ trend }: { trend: Trend }) {
  const [low, high] = trend.slope_per_day_ci95;
  return (
    <>
      <dl className="figures">
        <Figure label="Direction" value={words(trend.direction)} title={`p = ${number(trend.p_value)}`} />
        <Figure label="A day" value={inUnit(trend.slope_per_day, trend.unit)} title={low !== null && high !== null ? `95 % interval ${inUnit(low, trend.unit)} to ${inUnit(high, trend.unit)}` : undefined} />
        <Figure label="Best hours, UTC" value={trend.hours.best.join(', ') || 'none shown'} />
        <Figure label="Worst hours, UTC" value={trend.hours.worst.join(', ') || 'none shown'} />
        <Figure label="Best days" value={trend.weekdays.best.join(', ') || 'none shown'} />
        <Figure label="Worst days" value={trend.weekdays.worst.join(', ') || 'none shown'} />
      </dl>
      {trend.changes.length > 0 && <ul>{trend.changes.map((change) => <li key={change.at}>Since <Time at={change.at} /> {inUnit(change.after, trend.unit)}, before {inUnit(change.before, trend.unit)}</li>)}</ul>}
    </>
  );
}
