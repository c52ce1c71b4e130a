import { useEffect, useState } from 'react';
import { ApiError } from '../../api/client';
import { usePreview } from '../../api/queries';
import { ProblemNote } from '../../ui/basics';
import { NextFirings } from './NextFirings';

const quietFor = 300;

/** When a schedule would fire, asked when the user stops typing. */
export function SchedulePreview({ cron, zone, jitter }: { cron: string; zone: string; jitter: string }) {
  const [asked, setAsked] = useState({ cron, zone, jitter });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ cron, zone, jitter }), quietFor);
    return () => clearTimeout(timer);
  }, [cron, zone, jitter]);
  const preview = usePreview(asked.cron, asked.zone, asked.jitter);
  const errors = preview.error instanceof ApiError ? (preview.error.problem?.errors ?? []) : [];
  return (
    <div aria-live="polite">
      {errors.map((error) => <p key={error.path} className="error small">{error.path}: {error.value} is not allowed; allowed: {error.allowed}</p>)}
      {preview.error && errors.length === 0 && <ProblemNote error={preview.error} />}
      {preview.data && !preview.error && <NextFirings of={preview.data} />}
    </div>
  );
}
