// An editor's day: import, write, cite, weigh, reorder, undo, come back, export.
import { readFileSync } from 'node:fs';
import { caretBefore, confirmImport, expect, importPages, openFromList, saved, storyText, test } from './workbench.ts';

const LITHIUM = 'tests/fixtures/lithium-corridor.txt';
const ORBITAL = 'tests/fixtures/orbital-debris.md';

/** An HTML export without what tells the day of the import and the library's language. */
const withoutDay = (html: Buffer) =>
  html
    .toString()
    .replace(/<script type="application\/ld\+json">.*<\/script>\n/, '')
    .replace('<html lang="en-US">', '<html lang="en">');

test('imports both pages through the window and exports them byte for byte as expected', async ({
  workbench: page,
}) => {
  await importPages(page, [LITHIUM, ORBITAL]);
  await page.getByRole('button', { name: 'Close' }).last().click();
  // A download, where a browser would ask where to save.
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  for (const [title, name] of [
    [/Lithium Corridor/, 'lithium-corridor'],
    [/Orbital Debris/, 'orbital-debris'],
  ] as const) {
    await openFromList(page, title);
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(title);
    for (const [format, layout, file] of [
      ['HTML', null, `${name}.html`],
      ['Markdown', 'Document', `${name}.document.md`],
      ['Markdown', 'Story page', `${name}.page.md`],
    ] as const) {
      const expected = readFileSync(`tests/fixtures/expected/${file}`);
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByText(format, { exact: true }).click();
      if (layout) await page.getByText(layout, { exact: true }).click();
      // What is exported is what the preview shows.
      const preview = page.getByRole('region', { name: 'Preview', exact: true });
      await expect(preview).toContainText(format === 'HTML' ? 'Sources' : expected.toString());
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: `Export ${format}…` }).click();
      const exported = readFileSync(await (await download).path());
      expect(format === 'HTML' ? withoutDay(exported) : exported.toString(), file).toBe(expected.toString());
    }
  }
});

test('finds everything saved after typing, sliders, undo and a reload', async ({ workbench: page, host }) => {
  await importPages(page, [LITHIUM]);
  await page.getByRole('button', { name: 'Open the story' }).click();
  const text = storyText(page);
  await caretBefore(page, 'Two refineries in Antofagasta');
  await page.keyboard.type('Typed here. ');
  await expect(text).toContainText('Typed here. ');
  await saved(page);

  const importance = page.getByRole('slider', { name: 'Importance' });
  await importance.focus();
  await page.keyboard.press('ArrowRight');
  await expect(importance).toHaveValue('75');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(importance).toHaveValue('74');
  await page.keyboard.type('82');
  await expect(importance).toHaveValue('82');

  const section = page.getByRole('slider', { name: 'Confidence of Overview' }).first();
  await section.focus();
  await page.keyboard.type('65');
  await expect(page.getByRole('slider', { name: 'Confidence of Overview' }).last()).toHaveValue('65');

  await page.getByRole('textbox', { name: 'Title' }).fill('A new title');
  await saved(page);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('A new title');
  await expect(page.getByRole('slider', { name: 'Importance' })).toHaveValue('82');
  await expect(page.getByRole('slider', { name: 'Confidence of Overview' }).first()).toHaveValue('65');
  await expect(storyText(page)).toContainText('Typed here.');
  expect(host.library).toBeTruthy();
});

test('cites a source by keyboard only', async ({ workbench: page }) => {
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Cited');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The winch failed @north');
  await expect(page.getByRole('listbox')).toContainText('Northern Tidings');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' twice.');
  await expect(storyText(page)).toContainText('The winch failed (Northern Tidings, ');
  await page.keyboard.press('Control+Shift+C');
  await page.keyboard.type('Fresh Outlet, May 2026');
  await expect(page.getByRole('listbox')).toContainText('New source from');
  await page.keyboard.press('Enter');
  await expect(storyText(page)).toContainText('(Fresh Outlet, May 2026)');
  await saved(page);
  await expect(page.getByText('2 citations, 0 reviewed')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(storyText(page).locator('.cite')).toHaveCount(1);
});

test('reorders sections from the outline and takes it back', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const rows = page.getByRole('grid', { name: 'Outline' }).getByRole('row');
  await expect(rows.first()).toContainText('Overview');
  await rows.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rows.first()).toContainText('What the Clause Says');
  await expect(storyText(page).getByRole('heading').first()).toHaveText('What the Clause Says');
  await storyText(page).click();
  await page.keyboard.press('Control+z');
  await expect(rows.first()).toContainText('Overview');
  await saved(page);
});

test('says of a save that takes its time that it is under way', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const status = page.getByRole('status', { name: 'Save status' });
  let letGo: () => void = () => undefined;
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/api/stories.save**', async (route) => {
    await isLetGo;
    await route.continue();
  });
  await storyText(page).click();
  await page.keyboard.type('Slow ');
  await expect(status).toHaveText('Not saved yet');
  await expect(status).toHaveText('Saving…');
  letGo();
  await saved(page);
});

test('undoes sliders and the title together with the text', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const confidence = page.getByRole('slider', { name: 'Confidence', exact: true });
  await expect(confidence).toHaveValue('65');
  await confidence.focus();
  await page.keyboard.press('ArrowRight');
  await expect(confidence).toHaveValue('70');
  await storyText(page).click();
  await page.keyboard.press('Control+z');
  await expect(confidence).toHaveValue('65');
  await page.keyboard.press('Control+Shift+z');
  await expect(confidence).toHaveValue('70');
});

test('makes, duplicates and deletes stories, and brings one back', async ({ workbench: page }) => {
  const list = page.getByRole('list', { name: 'Stories' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await openFromList(page, /Grain Index/);
  // A command about the open story is there once one is open.
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/Grain Index/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Duplicate');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/Grain Index.*\(copy\)$/);
  await expect(list.getByRole('listitem')).toHaveCount(4);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Delete story');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(list.getByRole('listitem')).toHaveCount(4);
});

test('searches stories by title and by text', async ({ workbench: page }) => {
  const list = page.getByRole('list', { name: 'Stories' });
  await page.getByRole('searchbox', { name: 'Search stories' }).fill('splice');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText('Baltic Cable');
});

test('puts what it finds by how well it matches, or in an order that is chosen', async ({ workbench: page }) => {
  const titles = page.locator('.story-row-title');
  await page.getByRole('searchbox', { name: 'Search stories' }).fill('dispute');
  await expect(titles).toHaveText([/^Grain Index Dispute/, /^Baltic Cable/]);
  await page.getByRole('button', { name: 'Order of the list' }).click();
  await page.getByRole('menuitemradio', { name: 'Importance' }).click();
  await expect(titles).toHaveText([/^Baltic Cable/, /^Grain Index Dispute/]);
});

test('writes with the block menu and Markdown shortcuts', async ({ workbench: page }) => {
  await page.keyboard.press('Control+Alt+n');
  await page.getByRole('textbox', { name: 'Title' }).fill('Blocks');
  await page.keyboard.press('Enter');
  await page.keyboard.type('## Overview');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Some **bold** text');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/quo');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Quoted');
  const text = storyText(page);
  await expect(text.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(text.locator('strong')).toHaveText('bold');
  await expect(text.locator('li')).toHaveCount(2);
  await expect(text.locator('blockquote')).toHaveText('Quoted');
  await saved(page);
});

test('keeps both versions when a story was changed elsewhere', async ({ workbench: page, context, host, problems }) => {
  await openFromList(page, /Port Automation/);
  const other = await context.newPage();
  await other.goto(host.url);
  await openFromList(other, /Port Automation/);
  // Both windows change the title before either hears of the other.
  await page.route(
    '**/api/stories.save*',
    (route) => new Promise((resolve) => setTimeout(() => resolve(route.continue()), 1_500)),
  );
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine');
  await other.getByRole('textbox', { name: 'Title' }).fill('Theirs');
  await saved(other);
  await expect(page.getByRole('alert')).toContainText('changed elsewhere');
  await page.getByRole('button', { name: 'Keep mine as a copy' }).click();
  const list = page.getByRole('list', { name: 'Stories' });
  await expect(list).toContainText('Mine (copy)');
  await expect(list).toContainText('Theirs');
  // The refusal itself, which the browser logs.
  expect(problems.splice(0)).toEqual([expect.stringContaining('409')]);

  // Once more, now looking at the other version first: ours is kept all the same.
  await openFromList(page, 'Theirs');
  await openFromList(other, 'Theirs');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Theirs');
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine again');
  await other.getByRole('textbox', { name: 'Title' }).fill('Theirs again');
  await saved(other);
  await page.getByRole('button', { name: 'Show the other version' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Theirs again');
  await expect(list).toContainText('Mine again (copy)');
  expect(problems.splice(0)).toEqual([expect.stringContaining('409')]);
});

test('imports a story page that is pasted into a new story', async ({ workbench: page }) => {
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('');
  await storyText(page).click();
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    readFileSync(LITHIUM, 'utf8'),
  );
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/Lithium Corridor/);
  await expect(page.getByText('4 citations, 0 reviewed')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Stories' }).getByRole('listitem')).toHaveCount(4);
});

test('imports a file that is dropped onto the window', async ({ workbench: page }) => {
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'orbital-debris.md', { type: 'text/markdown' }));
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    },
    readFileSync(ORBITAL, 'utf8'),
  );
  await confirmImport(page);
  await page.getByText('1 of 1 file · 1 imported').waitFor();
  await page.getByRole('button', { name: 'Open the story' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/Orbital Debris/);
});

test('edits, imports and guards sources', async ({ workbench: page }) => {
  await page.keyboard.press('Control+2');
  await expect(page.getByText('10 sources')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (await chooser).setFiles('tests/fixtures/sources.bib');
  await expect(page.getByText('To be added: 3 new sources.')).toBeVisible();
  await confirmImport(page);
  await expect(page.getByText('3 sources were added.')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('13 sources')).toBeVisible();

  await page.getByRole('row', { name: /Refineries before mines/ }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Refineries first');
  await expect(page.getByText('All changes saved')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row', { name: /Refineries first/ })).toBeVisible();

  await page.getByRole('row', { name: /Winch failure/ }).click();
  await page.getByRole('button', { name: 'Delete source' }).click();
  await expect(page.getByRole('dialog')).toContainText('Baltic Cable Repairs');
});
