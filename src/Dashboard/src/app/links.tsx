import { Link } from 'wouter';
import { targetLabel, targetName } from '../format/targets';

/** Where a target's page is. */
export function targetPath(id: string): string {
  return `/targets/${encodeURIComponent(id)}`;
}

export function TargetLink({ id, beside }: { id: string; beside?: readonly string[] }) {
  return <Link href={targetPath(id)} title={targetName(id).place}>{targetLabel(id, beside)}</Link>;
}
