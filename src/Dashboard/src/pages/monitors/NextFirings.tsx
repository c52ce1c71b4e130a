import type { NextFirings as Next } from '../../api/types';
import { time } from '../../format/times';
import { Time } from '../../ui/basics';

/** When a schedule fires next, in its own zone and the viewer's. */
export function NextFirings({ of, isEnabled = true }: { of: Next; isEnabled?: boolean }) {
  const isOwnZone = of.firings.every((firing) => wallClock(firing.local) === localWallClock(firing.due));
  return (
    <section className="card">
      <h2>Next firings</h2>
      {!isEnabled && <p className="muted small">It is disabled: none of these will be.</p>}
      <ol className="plain">
        {of.firings.map((firing) => (
          <li key={firing.due}>
            <Time at={firing.at ?? firing.due} />
            <div className="muted small">{!isOwnZone && `${wallClock(firing.local)} in ${of.schedule.time_zone} · `}<Time at={firing.due} relative />{firing.at && firing.at !== firing.due && ` · due ${time(firing.due)}`}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** `2026-11-25T03:00:00+01:00` as the clock on the wall there shows it. */
function wallClock(text: string): string {
  return text.slice(0, 16).replace('T', ' ');
}

function localWallClock(due: string): string {
  const at = new Date(due);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
