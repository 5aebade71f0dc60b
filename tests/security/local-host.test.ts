// The local host against strangers: wrong Host, wrong Origin, no cookie, forms, paths, oversized bodies.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let host: ChildProcess;
let port: number;
let token: string;
let cookie: string;

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
function ask(options: {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', path: at = '/', headers = {}, body } = options;
    // Each on a connection of its own, as a window that opens has none yet.
    const sent = request(
      {
        agent: false,
        host: '127.0.0.1',
        port,
        method,
        path: at,
        headers: { Host: `127.0.0.1:${port}`, ...headers },
        setHost: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
const json = { 'Content-Type': 'application/json' };
const list = { method: 'POST', path: '/api/stories.list', headers: json };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'galley-host-'));
  host = spawn(process.execPath, ['out/main/cli.js', 'serve', '--no-open', '--library', path.join(folder, 'library')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) =>
    host.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString())),
  );
  const match = /^Galley is ready at http:\/\/127\.0\.0\.1:(\d+)\/#token=(\S+)\n$/.exec(line);
  expect(match).not.toBeNull();
  port = Number(match?.[1]);
  token = match?.[2] ?? '';
  const { headers, status } = await ask({
    method: 'POST',
    path: '/session',
    headers: json,
    body: JSON.stringify({ token }),
  });
  expect(status).toBe(204);
  const set = String(headers['set-cookie']);
  expect(set).toMatch(/HttpOnly; SameSite=Strict/);
  cookie = set.split(';')[0] ?? '';
});
afterAll(async () => {
  const ended = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(existsSync(path.join(folder, 'library', '.lock'))).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});

describe('the local host', () => {
  it('answers the window that has its cookie', async () => {
    const { status, body } = await ask({ ...list, headers: { ...json, Cookie: cookie } });
    expect(status).toBe(200);
    expect(JSON.parse(body).result.data).toHaveLength(3);
  });

  it.each([
    ['no cookie', {}],
    ['another cookie', { Cookie: 'galley=x' }],
  ])('refuses who has %s', async (_, headers) => {
    expect((await ask({ ...list, headers: { ...json, ...headers } })).status).toBe(401);
    expect((await ask({ path: `/attachments/${'0'.repeat(64)}.png`, headers })).status).toBe(401);
    expect((await ask({ path: '/copies/wire/one', headers })).status).toBe(401);
    const bytes = { 'Content-Type': 'application/octet-stream' };
    for (const at of ['/copies', '/copies/resources'])
      expect((await ask({ method: 'POST', path: at, headers: { ...bytes, ...headers }, body: 'x' })).status).toBe(401);
  });

  it.each([
    ['a foreign Host (DNS rebinding)', { Host: 'evil.example' }],
    ['the right name with another port', { Host: '127.0.0.1:1' }],
    ['a foreign Origin', { Origin: 'https://evil.example' }],
    ['an opaque Origin', { Origin: 'null' }],
    ['a request from another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a request from a sister site', { 'Sec-Fetch-Site': 'same-site' }],
  ])('refuses %s, cookie or not', async (_, headers) => {
    expect((await ask({ ...list, headers: { ...json, Cookie: cookie, ...headers } })).status).toBe(403);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'takes no form of type %s',
    async (type) => {
      expect((await ask({ ...list, headers: { Cookie: cookie, 'Content-Type': type }, body: '{}' })).status).toBe(415);
      const copy = { method: 'POST', path: '/copies', body: 'text' };
      expect((await ask({ ...copy, headers: { Cookie: cookie, 'Content-Type': type } })).status).toBe(415);
    },
  );

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses the method %s', async (method) => {
    expect((await ask({ method, path: '/api/stories.list', headers: { ...json, Cookie: cookie } })).status).toBe(405);
  });

  it('gives no token away for a wrong one', async () => {
    const { status, headers } = await ask({
      method: 'POST',
      path: '/session',
      headers: json,
      body: JSON.stringify({ token: `${token}x` }),
    });
    expect(status).toBe(401);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('refuses a body that is too large', async () => {
    const { status } = await ask({
      method: 'POST',
      path: '/api/stories.search',
      headers: { ...json, Cookie: cookie, 'Content-Length': String(40 * 1024 * 1024) },
      body: '',
    }).catch(() => ({ status: 413 }));
    expect(status).toBe(413);
  });

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/',
    '/assets/../../main/cli.js',
    '/attachments/..%2f..%2flibrary.json',
    '/attachments/%2e%2e%2flibrary.json',
    '/copies/..%2f..%2flibrary.json/x',
    '/copies/%2e%2e/library.json',
  ])('serves nothing at %s', async (at) => {
    // A path that no client of ours would send may also be answered by hanging up.
    const hungUp = { status: 400, body: '' };
    const { status, body } = await ask({ path: at, headers: { Cookie: cookie } }).catch(() => hungUp);
    expect([400, 404]).toContain(status);
    expect(body).not.toMatch(/schemaVersion|"dependencies"/);
  });

  it('sends the security headers with every answer and no CORS header with any', async () => {
    for (const at of ['/', '/nowhere', '/api/stories.list']) {
      const { headers } = await ask({ path: at });
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'.*frame-src 'none'/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('tells a caller of invalid input what is wrong, without a stack or a path', async () => {
    const { status, body } = await ask({
      method: 'POST',
      path: '/api/stories.get',
      headers: { ...json, Cookie: cookie },
      body: JSON.stringify({ id: '../../etc/passwd' }),
    });
    expect(status).toBe(400);
    expect(body).not.toMatch(/node_modules|at .*\.js:|stack/);
    expect(JSON.parse(body).error.message).toMatch(/not valid/);
  });

  it('takes no attachment that is not an image', async () => {
    for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '<html>', 'MZ']) {
      const { status } = await ask({
        method: 'POST',
        path: '/attachments',
        headers: { Cookie: cookie, 'Content-Type': 'application/octet-stream' },
        body: bytes,
      });
      expect(status).toBe(400);
    }
  });

  it('reads no endless body of who has no cookie yet', async () => {
    const answer = await ask({
      method: 'POST',
      path: '/session',
      headers: { ...json, 'Transfer-Encoding': 'chunked' },
      body: JSON.stringify({ token: 'x'.repeat(100_000) }),
    });
    expect(answer.status).toBe(413);
  });

  it.runIf(process.platform !== 'win32')('follows no link out of the library', async () => {
    const name = `${'c'.repeat(64)}.png`;
    symlinkSync('/etc/passwd', path.join(folder, 'library', 'attachments', name));
    const { status, body } = await ask({ path: `/attachments/${name}`, headers: { Cookie: cookie } });
    expect(status).toBe(404);
    expect(body).not.toContain('root:');
  });

  it.runIf(process.platform !== 'win32')('keeps everything in the library from other users', async () => {
    const library = path.join(folder, 'library');
    for (const name of ['', ...readdirSync(library, { recursive: true, encoding: 'utf8' })]) {
      const { mode } = lstatSync(path.join(library, name));
      if (!lstatSync(path.join(library, name)).isSymbolicLink()) expect([name, mode & 0o077]).toEqual([name, 0]);
    }
  });

  it('holds 200 connections at most: it hangs up on those that say nothing, and goes on', async () => {
    const { promise: wasHungUpOn, resolve } = Promise.withResolvers<void>();
    let hungUp = 0;
    const count = () => {
      hungUp += 1;
      if (hungUp === 60) resolve();
    };
    const idle = await Promise.all(
      Array.from({ length: 260 }, () => {
        const socket = connect(port, '127.0.0.1').on('error', () => undefined);
        socket.once('close', count).resume();
        return new Promise<Socket>((resolve) => socket.once('connect', () => resolve(socket)));
      }),
    );
    expect((await ask({ ...list, headers: { ...json, Cookie: cookie } })).status).toBe(200);
    await wasHungUpOn;
    // Whoever is only too slow is hung up on after a while, and then all of them are.
    expect((await ask({ ...list, headers: { ...json, Cookie: cookie } })).status).toBe(200);
    expect(hungUp).toBeLessThan(120);
    for (const socket of idle) socket.destroy();
  });

  it('answers others while it reads a file that takes the parser minutes', async () => {
    const base64 = Buffer.from('*a_'.repeat(100_000)).toString('base64');
    const body = JSON.stringify({ fileName: 'tangled.md', base64 });
    const headers = { ...json, Cookie: cookie };
    let isUnderWay = true;
    const ended = () => {
      isUnderWay = false;
    };
    // It ends with the host, at the latest.
    ask({ method: 'POST', path: '/api/intake.preview', headers, body }).then(ended, ended);
    for (let times = 0; times < 10; times += 1) {
      // It is under way after one of the first.
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await ask({ ...list, headers, body: '{}' })).status).toBe(200);
    }
    expect(isUnderWay).toBe(true);
  });

  it('hangs up on who sends a byte at a time', { timeout: 40_000 }, async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nX: ');
    const drip = setInterval(() => socket.write('a'), 1_000);
    const since = Date.now();
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    expect(Date.now() - since).toBeLessThan(20_000);
  });

  // Only root may run a program as somebody else, and only Linux tells whose a connection is.
  it.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'lets no other user of the machine in',
    async (context) => {
      const exchange = `fetch('http://127.0.0.1:${port}/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token: '${token}' }) }).then((answer) => console.log(answer.status))`;
      const asUser = (uid: number) =>
        new Promise<string>((resolve) => {
          const options = { uid, gid: uid, cwd: '/' };
          execFile(process.execPath, ['-e', exchange], options, (error, out) => resolve(error?.message ?? out.trim()));
        });
      expect(await asUser(0)).toBe('204');
      const answer = await asUser(65_534);
      context.skip(answer.includes('EACCES'), 'no other user may run this Node');
      expect(answer).toBe('403');
    },
  );
});
