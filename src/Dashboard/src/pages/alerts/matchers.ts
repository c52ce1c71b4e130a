import type { AlertState, LabelMatcher } from '../../api/types';
import type { Tone } from '../../ui/basics';

export const alertTones: Record<AlertState, Tone> = { pending: 'neutral', firing: 'bad', acknowledged: 'active', silenced: 'neutral', resolved: 'good' };

/** States of what goes on. */
export const open = 'pending,firing,acknowledged,silenced';

/** Labels that tell one episode from another, not what an alert is about. */
const ofAnEpisode = ['run', 'severity'];

/** What a silence matches by which an alert like this is not told, one a line. */
export function matchersOf(labels: Record<string, string>): string {
  return Object.entries(labels).filter(([name]) => !ofAnEpisode.includes(name)).map(([name, value]) => `${name}=${value}`).join('\n');
}

/** `target=~openai/.*` and its like, as in `apibench alerts silence`; what has no sign goes as it is, so that the API says what is wrong. */
export function readMatcher(line: string): LabelMatcher {
  const found = /^\s*([^=!~\s]*)\s*(=~|!~|!=|=)\s*(.*?)\s*$/.exec(line);
  const [name, sign, value] = found ? [found[1]!, found[2]!, found[3]!] : [line.trim(), '=', ''];
  return { name, value: value.replace(/^"(.*)"$/, '$1'), is_regex: sign.endsWith('~'), is_equal: sign.startsWith('=') };
}

export function writeMatcher({ name, value, is_regex, is_equal }: LabelMatcher): string {
  return `${name}${is_equal ? (is_regex ? '=~' : '=') : is_regex ? '!~' : '!='}${value}`;
}
