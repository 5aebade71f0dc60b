// A page of another site, open in the same browser as Galley: whatever it tries on the local host, nothing comes back and
// nothing is changed.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { expect, test } from '../e2e/workbench.ts';

/** What the other site's page does with the address of Galley: each gives what it got to read, or throws. */
const ATTEMPTS = {
  'a simple request': `await (await fetch(galley + '/api/stories.list', { method: 'POST', body: '{}', credentials: 'include' })).text()`,
  'a JSON request': `await (await fetch(galley + '/api/stories.list', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}', credentials: 'include' })).text()`,
  'an opaque request': `await (await fetch(galley + '/api/stories.remove', { method: 'POST', mode: 'no-cors', body: JSON.stringify({ id }), credentials: 'include' })).text()`,
  'an opaque request as a blob of JSON': `await (await fetch(galley + '/api/stories.remove', { method: 'POST', mode: 'no-cors', body: new Blob([JSON.stringify({ id })], { type: 'application/json' }), credentials: 'include' })).text()`,
  'a beacon': `navigator.sendBeacon(galley + '/api/stories.remove', JSON.stringify({ id })), ''`,
  'a socket': `await new Promise((resolve, reject) => { const socket = new WebSocket(galley.replace('http', 'ws') + '/api'); socket.onmessage = ({ data }) => resolve(data); socket.onopen = () => resolve('open'); socket.onerror = reject; })`,
  'a stream of events': `await new Promise((resolve, reject) => { const events = new EventSource(galley + '/api/library.changes', { withCredentials: true }); events.onopen = () => resolve('open'); events.onmessage = ({ data }) => resolve(data); events.onerror = reject; })`,
  'a script': `await new Promise((resolve, reject) => { const script = document.createElement('script'); script.src = galley + '/api/stories.list'; script.onload = () => resolve('loaded'); script.onerror = reject; document.head.append(script); })`,
  'a style': `await new Promise((resolve, reject) => { const style = document.createElement('link'); style.rel = 'stylesheet'; style.href = galley + '/'; style.onload = () => resolve(String(style.sheet?.cssRules.length)); style.onerror = reject; document.head.append(style); })`,
  'an image': `await new Promise((resolve, reject) => { const image = new Image(); image.onload = () => resolve('loaded'); image.onerror = reject; image.src = galley + '/attachments/' + attachment; })`,
  'a frame': `await new Promise((resolve) => { const frame = document.createElement('iframe'); frame.src = galley + '/'; frame.onload = () => { try { resolve(frame.contentDocument.body.textContent); } catch { resolve(''); } }; document.body.append(frame); })`,
  'a form': `await new Promise((resolve) => { const form = document.createElement('form'); const frame = document.createElement('iframe'); frame.name = 'answer'; form.action = galley + '/api/stories.remove'; form.method = 'post'; form.enctype = 'text/plain'; form.target = 'answer'; const field = document.createElement('input'); field.name = '{"id":"' + id + '","x":"'; field.value = '"}'; form.append(field); document.body.append(frame, form); let loads = 0; frame.onload = () => { loads += 1; let text = ''; try { text = frame.contentDocument.body.textContent; } catch {} resolve(text); }; form.submit(); })`,
  'a window': `await new Promise((resolve) => { const other = window.open(galley + '/'); setTimeout(() => { let text = ''; try { text = other.document.body.textContent; } catch {} other?.close(); resolve(text); }, 800); })`,
};

let site: Server;
let origin: string;
test.beforeAll(async () => {
  site = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>Another site</title><body></body>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  origin = `http://localhost:${typeof address === 'object' ? address?.port : 0}`;
});
test.afterAll(() => site.close());

const filesIn = (library: string) =>
  Object.fromEntries(
    ['stories', 'sources', 'briefings', 'attachments', 'trash/stories'].flatMap((room) =>
      readdirSync(path.join(library, room), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [
          `${room}/${entry.name}`,
          readFileSync(path.join(library, room, entry.name)).toString('base64'),
        ]),
    ),
  );

test('another site in the same browser gets nothing and changes nothing', async ({
  workbench: page,
  host,
  context,
}) => {
  await expect(
    page.getByRole('region', { name: 'Stories' }).or(page.getByText('Port Automation').first()),
  ).toBeVisible();
  const before = filesIn(host.library);
  const id = readdirSync(path.join(host.library, 'stories'))[0]?.replace('.json', '') ?? '';
  const attachment = readdirSync(path.join(host.library, 'attachments'))[0] ?? '';
  // Also from a page that differs from Galley's by its port only, which is the same site to a browser's cookies.
  for (const from of [origin, origin.replace('localhost', '127.0.0.1')]) {
    const other = await context.newPage();
    await other.goto(from);
    for (const [name, attempt] of Object.entries(ATTEMPTS)) {
      const got = await other.evaluate(
        `(async () => { const [galley, id, attachment] = ${JSON.stringify([new URL(host.url).origin, id, attachment])}; try { return String((${attempt})); } catch { return ''; } })()`,
      );
      expect([from, name, got]).toEqual([from, name, name === 'a style' ? expect.stringMatching(/^0?$/) : '']);
      expect(filesIn(host.library)).toEqual(before);
    }
    await other.close();
  }
});

test('a page under another name that leads here (DNS rebinding) is refused', async ({ host, context }) => {
  const other = await context.newPage();
  const { port } = new URL(host.url);
  // Every name below localhost leads to this machine.
  const answer = await other.goto(`http://rebound.localhost:${port}/`);
  expect(answer?.status()).toBe(403);
});
