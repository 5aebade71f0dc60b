// Every procedure of the API against inputs that fit and inputs that don't: an answer is a result or a plain refusal, a
// refusal writes nothing, and nothing ends the program.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TRPCError } from '@trpc/server';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { type Library, openLibrary } from '#main/library/library.ts';
import { createWebApp } from '#main/web/app.ts';
import { workbenchRouter } from '#main/workbench/router.ts';
import { createWorkbench, type Workbench } from '#main/workbench/workbench.ts';
import { sourceOf, storyOf } from '../main/library/temporary-library.ts';

/** How many inputs of each kind every procedure gets. */
const isLong = process.env.GALLEY_TEST_LENGTH === 'long';
const RUNS = isLong ? 400 : 25;
/** In milliseconds; a backup of the library takes a second. */
const timeout = isLong ? 1_800_000 : 300_000;

type Procedure = { _def: { type: 'query' | 'mutation' | 'subscription'; inputs: z.ZodType[] } };
const procedures = Object.entries(
  (workbenchRouter as unknown as { _def: { procedures: Record<string, Procedure> } })._def.procedures,
)
  // It never ends by itself: the changes of the library are listened to in the tests of the window.
  .filter(([, { _def }]) => _def.type !== 'subscription')
  .map(([name, { _def }]) => ({ name, isMutation: _def.type === 'mutation', input: _def.inputs[0] }));

const HOSTILE = [
  '',
  ' ',
  '../../etc/passwd',
  '..\\..\\windows\\system.ini',
  '/etc/passwd',
  'C:\\',
  'con',
  '.lock',
  'library.json',
  '__proto__',
  'constructor',
  'a\u0000b',
  '\ud800',
  '\u202eexe.txt',
  '%2e%2e%2f',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  '='.repeat(20_000),
  'a',
  's1',
  '0'.repeat(64),
  `${'0'.repeat(64)}.png`,
];

const hostileValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...HOSTILE) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(0, -1, 1e308, 2 ** 53, 0.5, null, true, [], {}, [[]], { id: {} }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown> },
);

/** An input that fits a schema in most places: what JSON Schema says of it, filled with hostile values of the right type. */
function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(fitting));
  if (schema.allOf) return fitting(Object.assign({}, ...schema.allOf));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': {
      const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, of]) => [key, fitting(of)]));
      return fc.record(fields, { requiredKeys: schema.required ?? [] });
    }
    case 'array':
      return fc.array(fitting(schema.items ?? {}), { maxLength: 3 });
    case 'string':
      return fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 60 }));
    case 'integer':
      return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer());
    case 'number':
      return fc.double({ noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return hostileValue;
  }
}
type JsonSchema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
};

/** A fitting input with one value in it replaced. */
function spoilt(input: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(input, fc.nat(), hostileValue).map(([whole, at, value]) => {
    if (typeof whole !== 'object' || whole === null) return value;
    const keys = Object.keys(whole);
    const key = keys[at % Math.max(1, keys.length)];
    return key === undefined ? value : { ...whole, [key]: value };
  });
}

let folder: string;
let library: Library;
let workbench: Workbench;
let fetch: (request: Request) => Response | Promise<Response>;
const crashes: unknown[] = [];
const onCrash = (error: unknown) => crashes.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', onCrash);
  process.on('uncaughtException', onCrash);
});
afterAll(() => {
  process.off('unhandledRejection', onCrash);
  process.off('uncaughtException', onCrash);
});

/** Everything in the library but its lock and what is rebuilt. */
function stateOf(folder: string): string {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of entries.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    const name = path.relative(folder, file);
    if (!name.startsWith('.')) hash.update(`${name}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

type Answer = { status: number; message: string; body: string };

/** Asks as the window does. What answers in steps is called itself and listened to until its end. */
async function answerOf(name: string, value: unknown): Promise<Answer> {
  const answer = await fetch(
    new Request(`http://127.0.0.1/api/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(value),
    }),
  );
  const body = await answer.text();
  const message = answer.status === 200 ? '' : z.object({ message: z.string() }).parse(JSON.parse(body).error).message;
  if (!message.startsWith('Cannot use stream-like response')) return { status: answer.status, message, body };
  try {
    const [router = '', procedure = ''] = name.split('.');
    const api = workbench.api as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<AsyncIterable<unknown>>>
    >;
    for await (const _ of (await api[router]?.[procedure]?.(value)) ?? []);
    return { status: 200, message: '', body: '' };
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (!(cause instanceof Failure)) throw error;
    return { status: 400, message: cause.message, body: cause.message };
  }
}

describe('every procedure of the API', () => {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'galley-fuzz-'));
    library = await openLibrary(path.join(folder, 'library'), {
      watch: false,
      machineFolder: path.join(folder, 'machine'),
    });
    await library.sources.create(sourceOf('s1'));
    await library.stories.create(storyOf('a', 'Alpha', 'Words'));
    workbench = createWorkbench(library, {
      stylesFolder: 'data/styles',
      printPdf: async () => {
        throw new Failure('Invalid', 'There is no browser here.');
      },
    });
    fetch = createWebApp({ workbench, rendererFolder: 'out/renderer' }).fetch;
  });
  afterAll(async () => {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is there to be tried', () => {
    expect(procedures.length).toBeGreaterThan(40);
  });

  it.each(procedures)('$name refuses in words or does what it says', { timeout }, async ({ name, input }) => {
    const schema = input ? (z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema) : {};
    const fits = fitting(schema);
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const seen = { done: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.oneof(fits, spoilt(fits), hostileValue), async (value) => {
        const before = stateOf(library.folder);
        const answer = await answerOf(name, value);
        expect(answer).toSatisfy(({ status }) => status === 200 || (status >= 400 && status < 500));
        expect(logged.mock.calls).toEqual([]);
        if (answer.status === 200) {
          seen.done += 1;
          return;
        }
        seen.refused += 1;
        expect(answer.message).toMatch(/^\S.*[.!?]$/s);
        expect(answer.body).not.toMatch(/node_modules|\.ts:\d|\.js:\d| at async |ZodError/);
        // Where backups go is what their refusals are about.
        if (!name.startsWith('backups.')) expect(answer.body).not.toContain(folder);
        expect(stateOf(library.folder)).toBe(before);
      }),
      { numRuns: RUNS },
    );
    expect(crashes).toEqual([]);
    expect(seen.done + seen.refused).toBeGreaterThanOrEqual(RUNS);
    logged.mockRestore();
  });

  it('refuses bodies that are no JSON, too deep, or of another shape', async () => {
    const before = stateOf(library.folder);
    for (const body of [
      '',
      '{',
      '[]',
      '"',
      'null',
      '['.repeat(100_000),
      '{"a":'.repeat(5_000),
      '\u0000',
      '{"0":{"json":1}}',
    ]) {
      for (const at of [
        'stories.get',
        'stories.save',
        'nowhere.at.all',
        'stories.get,sources.list?batch=1',
        '__proto__',
        '',
      ]) {
        const answer = await fetch(
          new Request(`http://127.0.0.1/api/${at}`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body,
          }),
        );
        const text = await answer.text();
        expect(answer.status === 200 ? at : answer.status).toSatisfy(
          (status) => status === 'sources.list' || status === 207 || (status >= 400 && status < 500),
        );
        expect(text).not.toMatch(/node_modules|\.ts:\d/);
      }
    }
    expect(stateOf(library.folder)).toBe(before);
  });
});
