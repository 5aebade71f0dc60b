// Tables: inserted, walked with Tab, grown, shrunk, with and without a header row, saved and exported.
import type { Page } from '@playwright/test';
import { expect, openFromList, saved, storyText, test } from './workbench.ts';

/** The table's cells, header cells marked with `*`. */
const cells = (page: Page) =>
  storyText(page)
    .locator('table')
    .evaluate((table: HTMLTableElement) =>
      Array.from(table.rows, (row) =>
        Array.from(row.cells, (cell) => `${cell.tagName === 'TH' ? '*' : ''}${cell.textContent}`).join('|'),
      ),
    );

/** Row and column of the cell that the caret is in. */
const place = (page: Page) =>
  page.evaluate(() => {
    const node = getSelection()?.anchorNode;
    const cell = (node instanceof Element ? node : node?.parentElement)?.closest('td,th');
    if (!(cell instanceof HTMLTableCellElement) || !(cell.parentElement instanceof HTMLTableRowElement)) return null;
    return [cell.parentElement.rowIndex, cell.cellIndex];
  });

async function choose(page: Page, name: string): Promise<void> {
  await page.locator('.story-body').getByRole('button', { name: 'Table' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${name}( ?, on)?$`) }).click();
  await page.getByRole('menu').waitFor({ state: 'hidden' });
}

async function storyWithTable(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Prices');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Two indices:');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(storyText(page).locator('table')).toBeVisible();
  for (const word of ['Index', 'Before', 'After', 'Rotterdam', '81', '84']) {
    await page.keyboard.type(word);
    await page.keyboard.press('Tab');
  }
}

test('Tab goes from cell to cell and makes a row after the last', async ({ workbench: page }) => {
  await storyWithTable(page);
  await expect.poll(() => cells(page)).toEqual(['*Index|*Before|*After', 'Rotterdam|81|84', '||']);
  await expect.poll(() => place(page)).toEqual([2, 0]);
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => place(page)).toEqual([1, 2]);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Tab');
  await expect.poll(() => place(page)).toEqual([3, 0]);
  await page.keyboard.type('Valparaíso');
  await expect.poll(() => cells(page)).toEqual(['*Index|*Before|*After', 'Rotterdam|81|84', '||', 'Valparaíso||']);
  // Tab on a menu that is open in the last cell is the menu's.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('@north');
  await page.getByRole('listbox').waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('dialog', { name: 'New citation' })).toBeVisible();
  await expect.poll(() => cells(page)).toHaveLength(4);
});

test('rows and columns come and go, and the header row stays the first', async ({ workbench: page }) => {
  await storyWithTable(page);
  await storyText(page).getByText('Rotterdam').click();
  await choose(page, 'Row above');
  await expect.poll(() => cells(page)).toEqual(['*Index|*Before|*After', '||', 'Rotterdam|81|84', '||']);
  await choose(page, 'Row below');
  await expect.poll(() => cells(page)).toHaveLength(5);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => cells(page)).toEqual(['*Index|*Before|*After', 'Rotterdam|81|84', '||']);

  await storyText(page).getByText('Index').click();
  await choose(page, 'Row above');
  await expect.poll(() => cells(page)).toEqual(['*|*|*', 'Index|Before|After', 'Rotterdam|81|84', '||']);
  await storyText(page).getByText('Index').click();
  await choose(page, 'Header row');
  await expect.poll(() => cells(page)).toEqual(['||', 'Index|Before|After', 'Rotterdam|81|84', '||']);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => cells(page)).toEqual(['*Index|*Before|*After', 'Rotterdam|81|84', '||']);

  await storyText(page).getByText('81').click();
  await choose(page, 'Column to the left');
  await expect.poll(() => cells(page)).toEqual(['*Index|*|*Before|*After', 'Rotterdam||81|84', '|||']);
  await storyText(page).getByText('84').click();
  await choose(page, 'Column to the right');
  await expect.poll(() => cells(page)).toEqual(['*Index|*|*Before|*After|*', 'Rotterdam||81|84|', '||||']);
  await storyText(page).getByText('Before').click();
  await choose(page, 'Delete column');
  await expect.poll(() => cells(page)).toEqual(['*Index|*|*After|*', 'Rotterdam||84|', '|||']);
  await storyText(page).getByText('Rotterdam').click();
  await choose(page, 'Delete row');
  await expect.poll(() => cells(page)).toEqual(['*Index|*|*After|*', '|||']);
  await storyText(page).getByText('Index').click();
  await choose(page, 'Delete table');
  await expect(storyText(page).locator('table')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => cells(page)).toEqual(['*Index|*|*After|*', '|||']);
});

test('the arrow keys lead into a table and out of it', async ({ workbench: page }) => {
  await storyWithTable(page);
  await storyText(page).getByText('Two indices:').click();
  await page.keyboard.press('End');
  for (const row of [0, 1, 2, undefined]) {
    await page.keyboard.press('ArrowDown');
    await expect.poll(async () => (await place(page))?.[0]).toBe(row);
  }
  await page.keyboard.type('After the table.');
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await place(page))?.[0]).toBe(2);
  await saved(page);
  await page.reload();
  await expect(storyText(page)).toContainText('After the table.');
  await expect.poll(() => cells(page)).toEqual(['*Index|*Before|*After', 'Rotterdam|81|84', '||']);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByText('Markdown', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('| Rotterdam | 81     | 84    |');
});

test('held down, the arrow key goes through a table and not back to its first cell', async ({ workbench: page }) => {
  await storyWithTable(page);
  for (let time = 0; time < 20; time += 1) {
    await storyText(page).getByText('Two indices:').click();
    await page.keyboard.press('End');
    for (let key = 0; key < 4; key += 1) await page.keyboard.press('ArrowDown');
    // Past the moment in which the page tells of the last move.
    await page.waitForTimeout(60);
    expect(await place(page)).toBeNull();
  }
});

test('at 900 px the table and its menu have their room', async ({ workbench: page }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await openFromList(page, /Grain Index/);
  await page.keyboard.press('Control+Shift+\\');
  const table = storyText(page).locator('table');
  await table.getByRole('cell').last().click();
  const button = page.locator('.story-body').getByRole('button', { name: 'Table' });
  const [menu, frame] = await Promise.all([button.boundingBox(), table.boundingBox()]);
  if (!menu || !frame) throw new Error('Both are on the page.');
  expect(menu.x).toBeGreaterThanOrEqual(frame.x + frame.width);
  expect(Math.abs(menu.y - frame.y)).toBeLessThan(16);
});
