// Every procedure of the API against inputs that it takes, inputs that fit its schema, and inputs that don't: an answer is a
// result or a plain refusal, a refusal writes nothing, and nothing ends the program.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TRPCError } from '@trpc/server';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { type Library, openLibrary } from '#main/library/library.ts';
import { createWebApp } from '#main/web/app.ts';
import { everyRoom, workbenchRouter } from '#main/workbench/router.ts';
import { createWorkbench, type Workbench } from '#main/workbench/workbench.ts';
import { fill, KNOWN_NAMES, type ValidInputs, validInputsOver } from './valid-inputs.ts';

/** How many inputs that nobody has chosen every procedure gets; half of them are taken ones with a value in them replaced. */
const isLong = process.env.GALLEY_TEST_LENGTH === 'long';
const RUNS = isLong ? 400 : 40;
/** So often in a row every procedure takes an input that it should: an export in each format. */
const FORMAT_COUNT = 5;
/** In milliseconds; a backup of the library takes a second. */
const timeout = isLong ? 1_800_000 : 300_000;

type Procedure = { _def: { type: 'query' | 'mutation' | 'subscription'; inputs: z.ZodType[] } };
await everyRoom();
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
  ...KNOWN_NAMES,
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

/** Where an input is spoilt, as a number for each step down, and what is put there for a string, a number, or anything. */
type Spoiling = { steps: number[]; isAlike: boolean; name: string; by: number; value: unknown };
const step = fc.nat({ max: 1_000 });
const spoiling: fc.Arbitrary<Spoiling> = fc.record({
  // Mostly down to a value by itself.
  steps: fc.oneof(
    { weight: 4, arbitrary: fc.array(step, { minLength: 20, maxLength: 20 }) },
    { weight: 1, arbitrary: fc.array(step, { minLength: 1, maxLength: 4 }) },
  ),
  isAlike: fc.boolean(),
  name: fc.constantFrom(...KNOWN_NAMES, 'nobody', 'a', 's1'),
  by: fc.constantFrom(-1, 1, 7),
  value: hostileValue,
});

/** An input with one value in it replaced, at whatever depth. */
function spoiltAt(input: unknown, how: Spoiling): unknown {
  const [step = 0, ...deeper] = how.steps;
  const keys = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  const key = keys[step % Math.max(1, keys.length)];
  if (how.steps.length === 0 || typeof input !== 'object' || input === null || key === undefined) {
    if (how.isAlike && typeof input === 'string') return how.name;
    return how.isAlike && typeof input === 'number' ? input + how.by : how.value;
  }
  const next = spoiltAt((input as Record<string, unknown>)[key], { ...how, steps: deeper });
  return Array.isArray(input) ? input.with(Number(key), next) : { ...input, [key]: next };
}

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

/** Everything in the library but its lock and what is rebuilt: a file that is written again is another one too. */
function stateOf(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !path.relative(folder, file).startsWith('.'))
    .sort()
    .map((file) => {
      const { ino, size, mtimeNs } = statSync(file, { bigint: true });
      return `${path.relative(folder, file)} ${ino} ${size} ${mtimeNs}`;
    })
    .join('\n');
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
  let valid: ValidInputs;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'galley-fuzz-'));
    library = await openLibrary(path.join(folder, 'library'), {
      watch: false,
      settleMs: 0,
      machineFolder: path.join(folder, 'machine'),
    });
    workbench = createWorkbench(library, {
      stylesFolder: 'data/styles',
      printPdf: async () => {
        throw new Failure('Invalid', 'There is no browser here.');
      },
    });
    fetch = createWebApp({ workbench, rendererFolder: 'out/renderer' }).fetch;
    await fill(library);
    valid = validInputsOver(library, workbench.api);
  });
  afterEach(async () => {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is there to be tried, with an input that it takes', () => {
    expect(procedures.length).toBeGreaterThan(40);
    expect(Object.keys(valid).toSorted()).toEqual(procedures.map(({ name }) => name).toSorted());
  });

  it.each(procedures)('$name refuses in words or does what it says', { timeout }, async ({ name, input }) => {
    const schema = input ? (z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema) : {};
    const fits = fitting(schema);
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const seen = { done: 0, refused: 0 };

    async function tried(value: unknown): Promise<Answer> {
      // What is kept in the history comes after the answer.
      await library.history.settle();
      const before = stateOf(library.folder);
      const answer = await answerOf(name, value);
      expect(answer).toSatisfy(({ status }) => status === 200 || (status >= 400 && status < 500));
      expect(logged.mock.calls).toEqual([]);
      if (answer.status === 200) {
        seen.done += 1;
        return answer;
      }
      seen.refused += 1;
      expect(answer.message).toMatch(/^\S.*[.!?]$/s);
      expect(answer.body).not.toMatch(/node_modules|\.ts:\d|\.js:\d| at async |ZodError/);
      // Where backups go is what their refusals are about.
      if (!name.startsWith('backups.')) expect(answer.body).not.toContain(folder);
      await library.history.settle();
      expect(stateOf(library.folder)).toBe(before);
      return answer;
    }

    const validInput = async () => (await valid[name]?.()) ?? {};
    for (let times = 0; times < FORMAT_COUNT; times += 1) {
      const { status, message } = await tried(await validInput());
      expect([status, message]).toEqual([200, '']);
    }
    const as = (value: unknown) => async () => value;
    const inputs = fc.oneof(
      { weight: 3, arbitrary: spoiling.map((how) => async () => spoiltAt(await validInput(), how)) },
      { weight: 1, arbitrary: fits.map(as) },
      { weight: 1, arbitrary: spoilt(fits).map(as) },
      { weight: 1, arbitrary: hostileValue.map(as) },
    );
    await fc.assert(
      fc.asyncProperty(inputs, async (value) => void (await tried(await value()))),
      { numRuns: RUNS },
    );
    expect(crashes).toEqual([]);
    expect(seen.done + seen.refused).toBeGreaterThanOrEqual(RUNS + FORMAT_COUNT);
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
