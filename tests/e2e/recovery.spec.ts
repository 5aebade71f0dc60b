// Words that were not saved when Galley was killed, and files that it could not read, are offered and named at the next start.
import { copyFileSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { violationsOn } from './violations.ts';
import { test as base, expect, type Host, openFromList, saved, startHost, storyText } from './workbench.ts';

/** A host that may be killed: its window may then say that it can't be reached. */
const test = base.extend<{ again: (library: string) => Promise<Host> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the object
  again: async ({}, use) => {
    const hosts: Host[] = [];
    await use(async (library) => {
      const host = await startHost(library);
      hosts.push(host);
      return host;
    });
    for (const host of hosts) await host.stop();
  },
});

const stored = (library: string) =>
  readdirSync(path.join(library, 'stories'))
    .map((name) => readFileSync(path.join(library, 'stories', name), 'utf8'))
    .join('\n');

test('words typed without a pause are back after the program was killed', async ({ page, context, host, again }) => {
  await page.goto(host.url);
  await openFromList(page, /Baltic Cable/);
  await storyText(page).getByText('The Nordvik lost power').click();
  await page.keyboard.press('End');
  // Never half a second of quiet: nothing of this is saved before the end.
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`);
  const typedAt: number[] = [];
  for (const word of words) {
    await page.keyboard.type(` ${word}`, { delay: 8 });
    typedAt.push(Date.now());
  }
  host.process.kill('SIGKILL');
  const killedAt = Date.now();
  expect(stored(host.library)).not.toContain('word0');
  await page.close({ runBeforeUnload: false });

  const next = await again(host.library);
  const window = await context.newPage();
  await window.goto(next.url);
  const notice = window.getByRole('region', { name: 'Recovery' });
  await expect(notice).toContainText('Galley closed before these words were saved');
  await expect(notice).toContainText('Baltic Cable');
  await notice.getByRole('button', { name: 'Show' }).click();
  const dialog = window.getByRole('dialog', { name: /Not saved in/ });
  await expect(dialog.locator('.recovery-changes ins')).toContainText('word0 word1');
  expect(await violationsOn(window)).toEqual([]);
  await dialog.getByRole('button', { name: 'Restore' }).click();

  await expect(storyText(window)).toContainText('word0 word1');
  await expect(notice).toHaveCount(0);
  const text = (await storyText(window).textContent()) ?? '';
  const lost = words.filter((word, index) => !text.includes(`${word} `) && killedAt - (typedAt[index] ?? 0) > 1_000);
  expect(lost).toEqual([]);
  expect(readdirSync(path.join(host.library, 'journal'))).toEqual([]);
  // It is the story's next version, which saves on as any other.
  await storyText(window).getByText('word0 word1').click();
  await window.keyboard.type('ONWARD ');
  await saved(window);
});

test('a window that crashed is offered its words by the same program, and they can be discarded', async ({
  page,
  context,
  host,
}) => {
  // No save of this window ever arrives, not even the one at its end: it has only the journal to rely on.
  await page.addInitScript(() => {
    const send = window.fetch;
    window.fetch = (input, init) =>
      String(input).includes('/stories.save') ? new Promise(() => undefined) : send(input, init);
  });
  await page.goto(host.url);
  await openFromList(page, /Grain Index/);
  await storyText(page).getByText('The two prices differed').click();
  for (let count = 0; count < 20; count += 1) await page.keyboard.type(`crashed${count} `, { delay: 8 });
  const journal = path.join(host.library, 'journal');
  await expect.poll(() => readdirSync(journal).length).toBe(1);

  // While it lives, nobody else is offered what it holds.
  const beside = await context.newPage();
  await beside.goto(host.url);
  await beside.getByRole('list', { name: 'Stories' }).waitFor();
  await beside.waitForTimeout(500);
  await expect(beside.getByRole('region', { name: 'Recovery' })).toHaveCount(0);
  await page.close({ runBeforeUnload: false });

  const notice = beside.getByRole('region', { name: 'Recovery' });
  await expect(async () => {
    await beside.reload();
    await expect(notice).toContainText('Grain Index', { timeout: 2_000 });
  }).toPass();
  await notice.getByRole('button', { name: 'Discard' }).click();
  await expect(notice).toHaveCount(0);
  expect(readdirSync(journal)).toEqual([]);
});

test('a story that was damaged is restored, said once, and the notice goes for good', async ({ page, host, again }) => {
  await page.goto(host.url);
  await openFromList(page, /Port Automation/);
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('First title');
  await saved(page);
  await title.fill('Second title');
  await saved(page);
  await page.close();
  await host.stop();
  const file = path.join(host.library, 'stories', 'starter-port-automation.json');
  writeFileSync(file, '{"half');
  const earlier = new Date(Date.now() - 60_000);
  utimesSync(file, earlier, earlier);

  const next = await again(host.library);
  const window = await page.context().newPage();
  await window.goto(next.url);
  const notice = window.getByRole('region', { name: 'Recovery' });
  await expect(notice).toContainText('starter-port-automation.json is damaged');
  await expect(notice).toContainText('was restored');
  await expect(notice).toContainText(/quarantine\/stories\/starter-port-automation\.[0-9a-f]+\.json/);
  await openFromList(window, 'First title');
  expect(await violationsOn(window)).toEqual([]);
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
  await window.reload();
  await window.getByRole('list', { name: 'Stories' }).waitFor();
  await expect(notice).toHaveCount(0);
});

test('a second version that a synced folder leaves is offered as a story of its own, live', async ({ page, host }) => {
  await page.goto(host.url);
  await page.getByRole('list', { name: 'Stories' }).waitFor();
  const stories = path.join(host.library, 'stories');
  const original = readFileSync(path.join(stories, 'starter-grain-index.json'), 'utf8');
  writeFileSync(
    path.join(stories, 'starter-grain-index (desk-2’s conflicted copy 2026-03-09).json'),
    original.replace(/"title": "[^"]+"/, '"title": "From the other desk"'),
  );
  const notice = page.getByRole('region', { name: 'Recovery' });
  await expect(notice).toContainText('Dropbox has left a second version of “Grain Index');
  await notice.getByRole('button', { name: 'Open as a story of its own' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('From the other desk (version from Dropbox)');
  await expect(notice).toHaveCount(0);
  await openFromList(page, /^Grain Index/);

  // One that nobody wants is out of sight for good, and lies where the window says.
  writeFileSync(path.join(stories, 'starter-grain-index.sync-conflict-20260310-101112-ABCDEFG.json'), original);
  await expect(notice).toContainText('Syncthing has left');
  await notice.getByRole('button', { name: 'Set it aside' }).click();
  await expect(page.getByText(/now lies in quarantine\/stories\/starter-grain-index/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('list', { name: 'Stories' })).toBeVisible();
  await expect(notice).toHaveCount(0);

  // One of a source is looked after in the Settings.
  const sources = path.join(host.library, 'sources');
  const [source = ''] = readdirSync(sources);
  copyFileSync(path.join(sources, source), path.join(sources, source.replace('.json', ' (1).json')));
  await page.getByRole('button', { name: 'One file is not shown' }).click();
  await page.getByRole('button', { name: 'Set it aside' }).click();
  await expect(page.getByText('These files are not shown')).toHaveCount(0);
});

test('a folder that can’t be written to keeps the text here, says so once, and is saved when it can be', async ({
  page,
  host,
}) => {
  await page.goto(host.url);
  await openFromList(page, /Port Automation/);
  await storyText(page).getByText('The draft keeps every day job').click();
  const stories = path.join(host.library, 'stories');
  renameSync(stories, `${stories}-gone`);
  await page.keyboard.type('HELD ');
  const problem = page.getByRole('alert');
  await expect(problem).toContainText('is not there any more');
  await expect(problem).toContainText('Your text is safe in this window');
  // Typing goes on, and the line neither goes nor multiplies.
  await page.keyboard.type('AND MORE ');
  await page.waitForTimeout(1_500);
  await expect(problem).toHaveCount(1);
  await expect(page.getByRole('status', { name: 'Save status' })).toContainText('Not saved');
  renameSync(`${stories}-gone`, stories);
  await saved(page);
  await expect(problem).toHaveCount(0);
  expect(stored(host.library)).toContain('HELD AND MORE');
});

for (const { room, open, field } of [
  {
    room: 'briefings',
    open: async (page: Page) => {
      await page.keyboard.press('Control+4');
      await page.getByRole('button', { name: 'New briefing' }).first().click();
      await saved(page);
      return page.getByRole('textbox', { name: 'Introduction' });
    },
    field: 'introduction',
  },
  {
    room: 'sources',
    open: async (page: Page) => {
      await page.keyboard.press('Control+2');
      await page.getByRole('grid', { name: 'Sources' }).getByRole('row').nth(1).click();
      return page.getByRole('textbox', { name: 'Notes' });
    },
    field: 'notes',
  },
] as const) {
  const inRoom = (library: string) =>
    readdirSync(path.join(library, room))
      .map((name) => readFileSync(path.join(library, room, name), 'utf8'))
      .join('\n');

  test(`the ${field} in ${room} are saved by themselves once their folder is there again`, async ({ page, host }) => {
    await page.goto(host.url);
    await page.getByRole('list', { name: 'Stories' }).waitFor();
    const text = await open(page);
    await text.click();
    const folder = path.join(host.library, room);
    renameSync(folder, `${folder}-gone`);
    await page.keyboard.type('HELD ');
    await expect(page.getByText('is not there any more')).toBeVisible();
    await page.keyboard.type('AND MORE ');
    await expect(page.getByText('is not there any more')).toBeVisible();
    renameSync(`${folder}-gone`, folder);
    await expect.poll(() => inRoom(host.library), { timeout: 30_000 }).toContain('HELD AND MORE');
    await expect(page.getByText('is not there any more')).toHaveCount(0);
  });

  test(`a window asks before it is closed on the ${field} in ${room}, and saves them`, async ({ page, host }) => {
    await page.goto(host.url);
    await page.getByRole('list', { name: 'Stories' }).waitFor();
    const text = await open(page);
    await text.click();
    const asked = page.waitForEvent('dialog');
    await page.keyboard.type('LAST WORDS');
    await page.close({ runBeforeUnload: true });
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.accept();
    await expect.poll(() => inRoom(host.library)).toContain('LAST WORDS');
  });
}
