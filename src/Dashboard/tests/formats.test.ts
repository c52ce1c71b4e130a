import { describe, expect, it } from 'vitest';
import { difference, inUnit, milliseconds, number, pValue, seconds, share, usd } from '../src/format/numbers';
import { targetLabel, targetName } from '../src/format/targets';
import { ago } from '../src/format/times';

describe('numbers', () => {
  it('have the unit that fits them', () => {
    expect([0, 0.42, 183.4, 1240, 192_000].map(milliseconds)).toEqual(['0 ms', '420 µs', '183 ms', '1.24 s', '3.2 min']);
    expect([12, 200, 7500, 90_000].map(seconds)).toEqual(['12 s', '3 min 20 s', '2 h 5 min', '1 d 1 h']);
  });

  it('say that there is none', () => {
    expect([number(undefined), milliseconds(NaN), share(null), usd(undefined), inUnit(null, 'per_second')]).toEqual(Array(5).fill('–'));
  });

  it('are never rounded up to all', () => {
    expect([share(0.99996), share(1), share(0.956), share(0.98995)]).toEqual(['99.99 %', '100 %', '95.6 %', '98.99 %']);
  });

  it('keep small money readable', () => {
    expect([usd(0.0263), usd(12.5), usd(0.5), usd(0)]).toEqual(['$0.0263', '$12.50', '$0.50', '$0']);
  });

  it('of chance and difference say no more than is meant', () => {
    expect([pValue(1e-20), pValue(0.042), difference(-68.12), difference(19.3)]).toEqual(['< 0.001', '0.042', '−68.1 %', '+19.3 %']);
  });
});

describe('targets', () => {
  it('have a provider, a model and sometimes a place', () => {
    expect(targetName('groq/llama-3.3-70b@127.0.0.1:80/groq/v1')).toEqual({ provider: 'groq', model: 'llama-3.3-70b', place: '127.0.0.1:80/groq/v1' });
    expect(targetName('openrouter/meta/llama')).toEqual({ provider: 'openrouter', model: 'meta/llama', place: undefined });
  });

  it('show their place only where another has the same name', () => {
    expect(targetLabel('a/m@x/v1', ['a/m@x/v1', 'b/m'])).toBe('a/m');
    expect(targetLabel('a/m@x/v1', ['a/m@x/v1', 'a/m'])).toBe('a/m@x/v1');
  });
});

it('times are told by the unit that fits', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');
  expect([ago(now - 5_000, now), ago(now - 180_000, now), ago(now - 7_200_000, now)]).toEqual(['5 sec. ago', '3 min. ago', '2 hr. ago']);
});
