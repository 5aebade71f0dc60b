// The Sources room: forms, working through what needs details, filters, several at once, duplicates and merging, import and export.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { violationsOn } from './violations.ts';
import { caretBefore, confirmImport, expect, type Host, openFromList, saved, storyText, test } from './workbench.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Sources' });
const row = (page: Page, name: string | RegExp) => grid(page).getByRole('row', { name });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const chip = (page: Page, name: RegExp) => page.getByRole('group', { name: 'Filter' }).getByRole('button', { name });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Source details' });
const allSaved = (page: Page) =>
  expect(page.getByRole('status', { name: 'Save status' })).toHaveText('All changes saved');

type Stored = {
  id: string;
  csl: Record<string, unknown>;
  grade: string | null;
  tags: string[];
  notes: string;
  [field: string]: unknown;
};

/** The sources as they lie on the disk. */
function stored(host: Host, room = 'sources'): Stored[] {
  const folder = path.join(host.library, room);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
}
const storedAs = (host: Host, title: string) => stored(host).find(({ csl }) => csl.title === title);

async function importText(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await confirmImport(page);
  await page.getByRole('dialog', { name: 'Import sources' }).waitFor();
}

/** The same as a source of the starter library, with more to it. */
const TWIN = `@article{twin, title = {Winch failure delays the first splice}, journal = {Northern Tidings}, date = {2026-01},
  entrysubtype = {newspaper}, author = {Lind, Maja}, url = {https://tidings.example/winch}, keywords = {cables}}`;

test.beforeEach(async ({ workbench: page }) => {
  await page.keyboard.press('Control+2');
  await grid(page).waitFor();
});

test('shows the fields of each type under their own names, and hides nothing that is filled in', async ({
  workbench: page,
  host,
}) => {
  await page.getByRole('button', { name: 'New source' }).click();
  await expect(field(page, 'Title')).toBeFocused();
  await page.keyboard.type('Winter inquiry');
  await field(page, 'Outlet').fill('Audit Office');
  await field(page, 'Date').fill('4–6 March 2026');
  await field(page, 'Pages').fill('2–3');
  await field(page, 'Accessed').hover();
  await page.getByRole('button', { name: 'Today' }).click();
  await field(page, 'Add to authors').fill('van der Berg, Jan');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Cable Forum');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'B: Usually reliable' }).check({ force: true });
  await expect(page.getByText('Usually reliable')).toBeVisible();
  await field(page, 'Text taken over from').fill('Meridian Wire');
  await expect(page.getByText('Counts as one voice with Meridian Wire.')).toBeVisible();
  await allSaved(page);
  await expect
    .poll(() => storedAs(host, 'Winter inquiry'))
    .toMatchObject({
      grade: 'B',
      syndicatedFrom: 'Meridian Wire',
      csl: {
        'container-title': 'Audit Office',
        issued: {
          'date-parts': [
            [2026, 3, 4],
            [2026, 3, 6],
          ],
        },
        accessed: { 'date-parts': [[new Date().getFullYear(), new Date().getMonth() + 1, new Date().getDate()]] },
        author: [{ family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' }, { literal: 'Cable Forum' }],
      },
    });

  // The keyboard reorders, and what a name is can be turned round.
  await field(page, 'Authors, 2 of 2').press('Alt+ArrowUp');
  await expect(field(page, 'Authors, 1 of 2')).toHaveValue('Cable Forum');
  await expect(field(page, 'Authors, 1 of 2')).toBeFocused();
  await page.getByRole('button', { name: 'An organisation; make it a person' }).click();
  await expect(field(page, 'Authors, 1 of 2')).toHaveValue('Forum, Cable');

  await panel(page).getByRole('button', { name: /Type$/ }).click();
  await page.getByRole('option', { name: 'Report', exact: true }).click();
  await expect(field(page, 'Institution')).toHaveValue('');
  await expect(page.getByRole('group', { name: 'Other fields' }).getByLabel('Published in')).toHaveValue(
    'Audit Office',
  );
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByRole('searchbox', { name: 'Search fields' }).fill('isbn');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await field(page, 'ISBN').fill('978-0-306-40615-7');
  await allSaved(page);
  expect(storedAs(host, 'Winter inquiry')?.csl).toMatchObject({ type: 'report', ISBN: '978-0-306-40615-7' });
});

test('undoes and redoes within the form, typing in one field as one step', async ({ workbench: page, host }) => {
  await row(page, /Three ways to own a ship/).click();
  await expect(field(page, 'Title')).toHaveValue('Three ways to own a ship');
  await field(page, 'Title').press('End');
  await page.keyboard.type(', or two');
  await page.getByRole('radio', { name: /^D:/ }).check({ force: true });
  await field(page, 'Date').fill('Spring 2026');
  await field(page, 'Date').press('Control+z');
  await expect(field(page, 'Date')).toHaveValue('February 2026');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('radio', { name: /^B:/ })).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(field(page, 'Title')).toHaveValue('Three ways to own a ship');
  await page.keyboard.press('Control+Shift+z');
  await expect(field(page, 'Title')).toHaveValue('Three ways to own a ship, or two');
  await allSaved(page);
  expect(storedAs(host, 'Three ways to own a ship, or two')?.grade).toBe('B');
});

test('has on the disk what is typed while one types on', async ({ workbench: page, host }) => {
  await row(page, /Winch failure/).click();
  await field(page, 'Title').fill('');
  const isThere = () => stored(host).some(({ csl }) => String(csl.title).startsWith('Typed'));
  await field(page, 'Title').pressSequentially('Typed', { delay: 60 });
  // Never still for long enough to count as done.
  for (let key = 0; key < 60 && !isThere(); key += 1) await field(page, 'Title').press('a', { delay: 60 });
  expect(isThere()).toBe(true);
});

test('works through what needs details by keyboard', async ({ workbench: page, host }) => {
  await chip(page, /^Needs details/).click();
  await expect(page.getByText('5 sources', { exact: true })).toBeVisible();
  await grid(page).getByRole('row').nth(1).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  for (const title of ['First found', 'Second found']) {
    await expect(field(page, 'Title')).toHaveValue('');
    await expect(field(page, 'Title')).toBeFocused();
    await page.keyboard.type(title);
    await page.keyboard.press('Control+Enter');
    await expect(field(page, 'Title')).not.toHaveValue(title);
  }
  await expect(page.getByText('3 sources', { exact: true })).toBeVisible();
  await expect(chip(page, /^Needs details/)).toContainText('3');
  expect(storedAs(host, 'First found')).toMatchObject({ needsDetails: false });
  expect(storedAs(host, 'Second found')).toMatchObject({ needsDetails: false });
  await page.keyboard.press('Escape');
  await expect(grid(page).getByRole('row', { selected: true })).toBeFocused();
});

test('combines filters, searches all fields, and sorts', async ({ workbench: page }) => {
  await chip(page, /^Ungraded/).click();
  await chip(page, /^Outlet/).click();
  await page.getByRole('searchbox', { name: 'Search outlets' }).fill('grain');
  await page.getByRole('option', { name: /Grain & Feed Weekly/ }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByText('1 source', { exact: true })).toBeVisible();
  await expect(chip(page, /^Outlet/)).toContainText('1');
  await chip(page, /^All/).click();
  await expect(page.getByText('10 sources')).toBeVisible();

  await row(page, /Winch failure/).click();
  await field(page, 'Notes').fill('Ask the çaptain again');
  await allSaved(page);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('captain');
  await expect(page.getByText('1 source', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  await grid(page).getByRole('columnheader', { name: 'Date' }).getByRole('button').click();
  await expect(grid(page).getByRole('row').nth(1)).toContainText('Labour Gazette');
  await expect(grid(page).getByRole('columnheader', { name: 'Date' })).toHaveAttribute('aria-sort', 'ascending');
  await grid(page).getByRole('columnheader', { name: 'Date' }).getByRole('button').click();
  await expect(grid(page).getByRole('row').last()).toContainText('Labour Gazette');
});

test('selects several by pointer, and none of their words', async ({ workbench: page }) => {
  await grid(page).getByRole('row').nth(1).click();
  await grid(page)
    .getByRole('row')
    .nth(3)
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('3 sources selected')).toBeVisible();
  await expect(grid(page).getByRole('row').nth(3)).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('');
});

test('grades, tags and deletes several at once, by keyboard, and takes it back', async ({ workbench: page, host }) => {
  await page.getByRole('button', { name: 'New source' }).click();
  await field(page, 'Title').fill('Not cited');
  await field(page, 'Outlet').fill('Aardvark Post');
  await allSaved(page);
  // The row of what is being edited stays where it is; now it may go to its place.
  await grid(page).getByRole('row').nth(3).click();
  await expect(grid(page).getByRole('row').nth(1)).toContainText('Aardvark Post');
  await grid(page).getByRole('row').nth(1).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 selected', { exact: true })).toBeVisible();
  await page.getByRole('radio', { name: /^C:/ }).click({ force: true });
  await expect(page.getByText('3 sources graded C: fairly reliable.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Add to tags of all' }).fill('cables');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 sources tagged “cables”.')).toBeVisible();
  expect(stored(host).filter(({ grade, tags }) => grade === 'C' && tags.includes('cables'))).toHaveLength(3);
  // The list of tags is as it was when it opened: by then the window must have heard of the new one.
  await expect(page.getByRole('button', { name: 'Remove cables' })).toBeAttached();
  await chip(page, /^Tag/).click();
  await page.getByRole('option', { name: /^cables/ }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 sources', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'These sources are cited' })).toContainText('Baltic Cable Repairs');
  await page.keyboard.press('Escape');
  await expect(page.getByText('“Not cited” was deleted.')).toBeVisible();
  expect(storedAs(host, 'Not cited')).toBeUndefined();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(row(page, /Not cited/)).toBeVisible();
});

test('takes in what is changed elsewhere while one types, and keeps both where it is one field', async ({
  workbench: page,
  context,
  host,
  problems,
}) => {
  const other = await context.newPage();
  await other.goto(host.url);
  await other.keyboard.press('Control+2');
  for (const window of [page, other]) {
    await row(window, /Winch failure/).click();
    await expect(field(window, 'Title')).toHaveValue('Winch failure delays the first splice');
  }
  // Held back, so that the other window's change comes in between.
  await page.route(
    '**/api/sources.save*',
    (route) => new Promise((resolve) => setTimeout(() => resolve(route.continue()), 1_500)),
  );
  await field(page, 'Notes').fill('Mine');
  await field(other, 'Pages').fill('4');
  await allSaved(other);
  await allSaved(page);
  expect(stored(host).find(({ notes }) => notes === 'Mine')?.csl).toMatchObject({ page: '4' });

  await expect(field(other, 'Notes')).toHaveValue('Mine');
  await field(page, 'Notes').fill('Mine again');
  await field(other, 'Notes').fill('Theirs');
  await allSaved(other);
  await expect(page.getByRole('status', { name: 'Save status' })).toContainText('changed elsewhere');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await allSaved(page);
  expect(stored(host).some(({ notes }) => notes === 'Mine again')).toBe(true);
  // The refusals, which the browser logs.
  expect(problems.splice(0).every((problem) => problem.includes('409'))).toBe(true);
});

test('names what is there already when it imports, and adds it only when asked', async ({ workbench: page }) => {
  await importText(page, 'twin.bib', `${TWIN}\n@book{new, title = {New here}, publisher = {P}}\n@book{bad, title = {x`);
  const dialog = page.getByRole('dialog', { name: 'Import sources' });
  await expect(dialog).toContainText('1 source was added.');
  await expect(dialog).toContainText('One is there already');
  await expect(dialog).toContainText('Line 4: This entry’s braces are not balanced.');
  await dialog.getByRole('button', { name: 'Import it all the same' }).click();
  await expect(dialog).toContainText('2 sources were added.');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('12 sources')).toBeVisible();
  await expect(chip(page, /^Duplicates/)).toContainText('2');
});

test('leaves an import at once, though it goes on', async ({ workbench: page }) => {
  await importText(page, 'twin.bib', TWIN);
  const { promise: goingOn, resolve: goOn } = Promise.withResolvers<void>();
  await page.route('**/api/sources.importFile**', async (route) => {
    await goingOn;
    await route.continue();
  });
  const dialog = page.getByRole('dialog', { name: 'Import sources' });
  const asked = page.waitForRequest(/importFile/);
  await dialog.getByRole('button', { name: 'Import it all the same' }).click();
  await asked;
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  goOn();
  await expect(page.getByText('11 sources')).toBeVisible();
  await page.waitForTimeout(300);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

for (const [format, extension] of [
  ['BibLaTeX', 'bib'],
  ['RIS', 'ris'],
  ['CSL-JSON', 'json'],
] as const) {
  test(`exports what is shown as ${format}, and knows it all again`, async ({ workbench: page }) => {
    await chip(page, /^Outlet/).click();
    await page.getByRole('option', { name: /Northern Tidings/ }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    await page.keyboard.press('Control+Shift+E');
    await page.getByText(format, { exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export 2 sources…' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`sources.${extension}`);
    await importText(page, file.suggestedFilename(), readFileSync(await file.path(), 'utf8'));
    await expect(page.getByRole('dialog')).toContainText('2 are there already');
  });
}

test('merges duplicates with the citations following, also in a story that is being written, and takes it back', async ({
  workbench: page,
  host,
}) => {
  await importText(page, 'twin.bib', TWIN);
  await page.getByRole('button', { name: 'Import it all the same' }).click();
  await page.getByRole('button', { name: 'Done' }).click();

  await page.keyboard.press('Control+1');
  await openFromList(page, /Baltic Cable/);
  await caretBefore(page, 'The Nordvik lost power');
  await page.keyboard.type('Typed just now. ');
  // Without waiting for the save.
  await page.keyboard.press('Control+2');

  await chip(page, /^Duplicates/).click();
  await expect(page.getByText('2 sources', { exact: true })).toBeVisible();
  await grid(page).getByRole('row').nth(1).focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge sources' });
  await expect(dialog.getByRole('radio')).toHaveCount(2);
  // What is cited is proposed; by keyboard the other is chosen.
  await expect(dialog.getByRole('radio', { name: /cited in 1 story/ })).toBeChecked();
  await dialog.getByRole('radio', { name: /cited in 1 story/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: /not cited/ })).toBeChecked();
  await expect(dialog.getByRole('region', { name: 'What it becomes' })).toContainText('Reliability');
  await dialog.getByRole('button', { name: 'Merge 2 sources' }).click();
  await expect(page.getByText('2 sources became one. 1 story follows. The others are in the trash.')).toBeVisible();

  const kept = stored(host).find(({ csl }) => csl.title === 'Winch failure delays the first splice');
  expect(kept).toMatchObject({ grade: 'B', csl: { URL: 'https://tidings.example/winch' }, tags: ['cables'] });
  expect(stored(host, 'trash/sources')).toHaveLength(1);
  const story = () => readFileSync(path.join(host.library, 'stories', 'starter-baltic-cables.json'), 'utf8');
  expect(story()).toContain(`"${kept?.id}"`);
  expect(story()).toContain('Typed just now.');

  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('Control+1');
  await expect(storyText(page)).toContainText('Typed just now.');
  await expect(
    storyText(page).locator('.cite').filter({ hasText: 'Northern Tidings, January 2026' }).first(),
  ).toBeVisible();
  await storyText(page).getByText('Operators rerouted traffic').click();
  await page.keyboard.type('!');
  await saved(page);

  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Take the last merge back');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The merge was taken back.')).toBeVisible();
  await expect(page.getByText('2 sources', { exact: true })).toBeVisible();
  expect(stored(host, 'trash/sources')).toHaveLength(0);
  expect(story()).not.toContain(`"${kept?.id}"`);
  expect(story()).toContain('Typed just now.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('no state of the room has an accessibility violation', async ({ workbench: page }) => {
      test.setTimeout(120_000);
      const check = async (state: string) => {
        await page.waitForTimeout(250);
        expect(await violationsOn(page), state).toEqual([]);
      };
      await importText(page, 'twin.bib', `${TWIN}\n@book{bad, title = {x`);
      await check('import');
      await page.getByRole('button', { name: 'Import it all the same' }).click();
      await page.getByRole('button', { name: 'Done' }).click();
      await grid(page).getByRole('row').nth(2).click();
      await check('needs details');
      await row(page, /Winch failure/)
        .first()
        .click();
      await field(page, 'Add to authors').fill('Okafor, Ada');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Compare and merge…' })).toBeVisible();
      await check('names and duplicates');
      await page.getByRole('button', { name: 'Add a field' }).click();
      await check('fields to add');
      await page.keyboard.press('Escape');
      await chip(page, /^Outlet/).click();
      await page.getByRole('option', { name: /Northern Tidings/ }).click();
      await check('outlets');
      await page.keyboard.press('Escape');
      await grid(page).getByRole('row').nth(1).click();
      await page.keyboard.press('Control+a');
      await check('several');
      await page.getByRole('button', { name: 'Merge…' }).click();
      await page.getByRole('dialog').getByRole('radio').first().waitFor();
      await check('merging');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.keyboard.press('Control+Shift+E');
      await page.getByRole('dialog', { name: 'Export sources' }).waitFor();
      await check('exporting');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByRole('dialog', { name: /cited/ }).waitFor();
      await check('still cited');
    });
  });
}

test('a tag that comes while the list of tags is open is put into it', async ({ workbench: page, host }) => {
  await chip(page, /^Tag/).click();
  await expect(page.getByText('Nothing is called that.')).toBeVisible();
  const folder = path.join(host.library, 'sources');
  const file = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.json')) ?? '');
  const source = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...source, rev: source.rev + 1, tags: ['harbours'] }));
  await expect(page.getByRole('option', { name: /^harbours/ })).toBeVisible();
});
