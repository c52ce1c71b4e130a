// Writes the types of the REST API from its own document:
//   GATEWAY=http://127.0.0.1:8080 npm run types
// What is null in an answer is absent from it, so a field that may be null is one that may not be there.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const isOurs = /^[A-Za-z]+$/;

/** The whole file for a document. */
export function typesOf(document) {
  const schemas = Object.entries(document.components.schemas).filter(([name]) => isOurs.test(name)).sort(([left], [right]) => (left < right ? -1 : 1));
  return `// Written by scripts/types.mjs from /openapi/v1.json; do not edit.\n\n${schemas.map(([name, schema]) => declaration(name, schema)).join('\n')}`;
}

function declaration(name, schema) {
  return schema.properties ? `export interface ${name} {\n${fieldsOf(schema).map((field) => `  ${field};\n`).join('')}}\n` : `export type ${name} = ${typeOf(schema)};\n`;
}

function fieldsOf(schema) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties).map(([field, of]) => {
    const type = typeOf(of);
    return `${/^\w+$/.test(field) ? field : JSON.stringify(field)}${required.has(field) ? '' : '?'}: ${required.has(field) ? type : type.replace(/ \| null$/, '')}`;
  });
}

function typeOf(schema) {
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop();
    return isOurs.test(name) ? name : 'unknown';
  }
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return union(choices.map(typeOf));
  if (schema.enum) return union(schema.enum.map((one) => JSON.stringify(one).replaceAll('"', "'")));
  const types = [schema.type ?? 'any'].flat();
  return union(types.map((type) => ofKind(type, schema)));
}

function ofKind(type, schema) {
  switch (type) {
    case 'string': case 'boolean': case 'number': case 'null': return type;
    case 'integer': return 'number';
    case 'array': return `${grouped(typeOf(schema.items ?? {}))}[]`;
    case 'object':
      if (schema.properties) return `{ ${fieldsOf(schema).join('; ')} }`;
      return schema.additionalProperties ? `Record<string, ${typeOf(schema.additionalProperties)}>` : 'Record<string, unknown>';
    default: return 'unknown';
  }
}

function union(types) {
  const all = [...new Set(types)];
  return [...all.filter((type) => type !== 'null'), ...all.filter((type) => type === 'null')].join(' | ');
}

function grouped(type) {
  return type.includes(' | ') ? `(${type})` : type;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const document = await (await fetch(`${process.env.GATEWAY ?? 'http://127.0.0.1:8080'}/openapi/v1.json`)).json();
  writeFileSync(new URL('../src/api/schema.ts', import.meta.url), typesOf(document));
}
