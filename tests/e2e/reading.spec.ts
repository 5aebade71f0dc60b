// A second window program on one library: it reads, says who has it, and takes it over once the other has gone.
import { dragOver } from './drag-over.ts';
import { violationsOn } from './violations.ts';
import { test as base, expect, type Host, openFromList, saved, startHost, storyText } from './workbench.ts';

const test = base.extend<{ second: Host }>({
  second: async ({ host }, use) => {
    const second = await startHost(host.library);
    await use(second);
    await second.stop();
  },
});

test('reads, searches and exports a library that another Galley has', async ({ page, host, second }) => {
  await page.goto(second.url);
  const notice = page.getByRole('region', { name: 'Reading only' });
  await expect(notice).toContainText(`process ${host.process.pid}`);
  await openFromList(page, /Baltic Cable/);
  const text = storyText(page);
  await expect(text).toContainText('The Nordvik lost power');

  await expect(text).toHaveAttribute('contenteditable', 'false');
  const before = await text.textContent();
  await text.getByText('The Nordvik lost power').click();
  await page.keyboard.type('Typed here');
  const item = text.locator('.check-item').first();
  const ticked = String(await item.getAttribute('aria-checked'));
  await item.click({ position: { x: 8, y: 12 }, force: true });
  expect(await text.textContent()).toBe(before);
  await expect(item).toHaveAttribute('aria-checked', ticked);
  await expect(page.getByRole('textbox', { name: 'Title' })).not.toBeEditable();
  for (const slider of await page.getByRole('slider').all()) await expect(slider).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Bold' })).toBeDisabled();
  await expect(page.getByRole('status', { name: 'Save status' })).toHaveText('Reading only');
  const rows = page.getByRole('grid', { name: 'Outline' }).getByRole('row');
  await dragOver(page, rows.nth(0), rows.nth(1), 'lower');
  await expect(page.locator('[data-dragging], [data-drop-line]')).toHaveCount(0);
  await page.mouse.up();

  await page.getByRole('button', { name: 'Add stories' }).click();
  await expect(page.getByRole('menu')).toContainText('open for reading only');
  await expect(page.getByRole('menuitem', { name: 'New story' })).toBeDisabled();
  await expect(page.getByRole('menuitem', { name: 'Import stories…' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('open for reading only');

  // A citation shows all that it holds, by pointer and by keyboard.
  await text.getByRole('button', { name: /Ledger of Risk/ }).click();
  await expect(page.getByRole('dialog', { name: 'Citation' })).toContainText('reduced by half from the eleventh day');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /Citations/ }).click();
  await page.getByRole('button', { name: /^Unverified \(Cable Maintenance/ }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Citation' })).toContainText('Cable Maintenance Forum');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find in the story' }).fill('splice');
  await expect(page.getByText(/^1 of \d/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Replace with' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search stories' }).fill('splice');
  await expect(page.getByRole('list', { name: 'Stories' }).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Overview');
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export HTML…' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.html$/);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('button', { name: 'New source' })).toBeDisabled();
  await page.getByRole('row').nth(2).click();
  await expect(page.getByRole('textbox', { name: 'Outlet' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Delete source' })).toBeDisabled();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeDisabled();
  expect(await violationsOn(page)).toEqual([]);
});

test('takes the library over once the other has gone', async ({ page, context, host, second }) => {
  await page.goto(second.url);
  await openFromList(page, /Port Automation/);
  const another = await context.newPage();
  await another.goto(second.url);
  await openFromList(another, /Port Automation/);
  const notice = page.getByRole('region', { name: 'Reading only' });
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('open in another Galley');
  await expect(notice).toBeVisible();

  await host.stop();
  await expect(notice).toContainText('Nobody else has this library open');
  await notice.getByRole('button', { name: 'Edit here' }).click();
  await expect(notice).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Title' }).fill('Taken over');
  await storyText(page).getByText('The draft keeps every day job').click();
  await page.keyboard.type('Typed here. ');
  await saved(page);
  // The other window of the same program may edit now too.
  await expect(another.getByRole('region', { name: 'Reading only' })).toHaveCount(0);
  await expect(another.getByRole('textbox', { name: 'Title' })).toHaveValue('Taken over');
  await expect(storyText(another)).toHaveAttribute('contenteditable', 'true');
});
