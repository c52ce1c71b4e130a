// What the page relies on is still what the API says it sends; that the API sends more is no harm.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { api, assert } from './browser.mjs';

const read = (...path) => readFileSync(join(process.env.DASHBOARD, ...path), 'utf8').replaceAll('\r\n', '\n');
const { typesOf } = await import(pathToFileURL(join(process.env.DASHBOARD, 'scripts', 'types.mjs')).href);

/** By name, the fields of an interface or the choices of a type. */
function declarationsOf(text) {
  const found = new Map();
  for (const [, name, fields] of text.matchAll(/^export interface (\w+) \{\n(.*?)\}$/gms)) found.set(name, fields.split('\n').map((line) => line.trim()).filter(Boolean));
  for (const [, name, choices] of text.matchAll(/^export type (\w+) = (.*);$/gm)) found.set(name, choices.split(' | '));
  return found;
}

const ours = declarationsOf(read('src', 'api', 'schema.ts'));
const theirs = declarationsOf(typesOf(await api('/openapi/v1.json')));
const used = [...read('src', 'api', 'types.ts').matchAll(/^ {2}(\w+)(?: as \w+)?,$/gm)].map(([, name]) => name);
assert.ok(used.length > 30 && used.every((name) => ours.has(name)), 'the types that the page uses are found');

const wrong = [];
for (const name of used) {
  for (const part of ours.get(name)) {
    if (!theirs.get(name)?.includes(part)) wrong.push(`${name}: ${part}`);
    for (const [other] of part.matchAll(/\b[A-Z]\w+\b/g)) if (ours.has(other) && !used.includes(other)) used.push(other);
  }
}
assert.deepEqual(wrong, [], 'the API has changed: npm run types');
