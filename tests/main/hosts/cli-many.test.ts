// Commands over many files: how far they are on a terminal, and a clean end by Ctrl+C.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { oneByOne } from '#main/hosts/cli/one-by-one.ts';
import { outputTo } from '#main/hosts/cli/terminal.ts';
import { galley, type Result, temporaryFolder } from './galley.ts';

/** A folder of pages and a place for a library. */
function pages(count: number): { folder: string; library: string; inside: string } {
  const folder = temporaryFolder();
  const inside = path.join(folder, 'pages');
  mkdirSync(inside);
  for (let index = 0; index < count; index += 1) {
    const number = String(index).padStart(3, '0');
    writeFileSync(path.join(inside, `${number}.md`), `# Story ${number}\n\nText ${number}.\n`);
  }
  return { folder, inside, library: path.join(folder, 'library') };
}

/** Runs a command and presses Ctrl+C once it has said its first line. */
function interrupted(...args: string[]): Promise<Result> {
  const child = spawn(process.execPath, ['out/main/cli.js', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    if (out === '') child.kill('SIGINT');
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? -1, out, err })));
}
const linesOf = (text: string) => text.trim().split('\n').length;

describe('Ctrl+C', () => {
  it('ends an import after the file under way and says how many were imported', async () => {
    const { inside, library } = pages(200);
    const { code, out, err } = await interrupted('import', inside, '--library', library);
    expect(code).toBe(130);
    const count = linesOf(out);
    expect(err).toBe(`galley: stopped; ${count} of 200 files imported.\n`);
    expect(count).toBeLessThan(200);
    const { out: list } = await galley('list', '--library', library, '--json');
    expect(JSON.parse(list).filter(({ title }: { title: string }) => /^Story \d/.test(title))).toHaveLength(count);
  });

  it('ends an export after the story under way; what was written is whole', async () => {
    const { folder, inside, library } = pages(150);
    const { out: imported } = await galley('import', inside, '--library', library, '--json');
    const ids = imported
      .trim()
      .split('\n')
      .map((line): string => JSON.parse(line).id);
    const target = path.join(folder, 'out');
    const { code, out, err } = await interrupted(
      ...['export', ...ids, '--format', 'docx', '--out', target, '--library', library],
    );
    expect(code).toBe(130);
    expect(err).toBe(`galley: stopped; ${linesOf(out)} of 150 stories exported.\n`);
    expect(readdirSync(target)).toHaveLength(linesOf(out));
  });
});

describe('progress', () => {
  it('is not told to a pipe', async () => {
    const { inside, library } = pages(3);
    const { code, err } = await galley('import', inside, '--library', library);
    expect([code, err]).toEqual([0, '']);
  });

  it('is one line on a terminal, rewritten below what is said, and gone at the end', async () => {
    let screen = '';
    const terminal = { isTTY: true, columns: 30, write: (text: string | Uint8Array) => (screen += String(text)) };
    const output = outputTo(terminal, terminal);
    const words = { doing: 'Importing', done: 'imported', one: 'file', several: 'files' };
    const code = await oneByOne(['a', 'b'], words, output, async (name) => {
      if (name === 'b') output.err('b: is no page.');
      else output.out('a  A page');
      return name === 'a';
    });
    expect(code).toBe(1);
    const empty = '\r\u001b[K';
    expect(screen.split(empty)).toEqual([
      '',
      'Importing 1 of 2 files…',
      'a  A page\n',
      'Importing 1 of 2 files…',
      'Importing 2 of 2 files…',
      'b: is no page.\n',
      'Importing 2 of 2 files…',
      '',
    ]);
    output.progress('x'.repeat(100));
    expect(screen.endsWith(`${empty}${'x'.repeat(29)}`)).toBe(true);
  });
});
