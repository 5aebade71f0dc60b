// Images: pasted, dropped and chosen; described, selected, reached and deleted by keyboard; exported with their words.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openFromList, saved, storyText, test } from './workbench.ts';

/** A PNG of one dark pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAfbLI3wAAAABJRU5ErkJggg==';

const images = (page: Page) => storyText(page).locator('.story-image');

async function pasteImage(page: Page): Promise<void> {
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, PIXEL);
}

async function dropImage(page: Page, x: number, y: number): Promise<void> {
  await page.evaluate(
    ({ base64, x, y }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], 'ship.png', { type: 'image/png' }));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document
          .elementFromPoint(x, y)
          ?.dispatchEvent(
            new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, clientX: x, clientY: y }),
          );
      }
    },
    { base64: PIXEL, x, y },
  );
}

test('an image is pasted, dropped or chosen, each into a paragraph of its own', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const text = storyText(page);
  const first = text.getByText('The draft keeps every day job');
  await first.click();
  const before = await text.textContent();
  await pasteImage(page);
  await expect(images(page)).toHaveCount(1);
  await expect(text.locator('p:has(.story-image)')).toHaveText('');
  // No sentence was parted.
  expect(await text.textContent()).toBe(before);

  const place = await text.getByText('Cranes may run unattended').boundingBox();
  await dropImage(page, (place?.x ?? 0) + 80, (place?.y ?? 0) + 10);
  await expect(images(page)).toHaveCount(2);
  expect(await text.textContent()).toBe(before);

  const folder = mkdtempSync(path.join(tmpdir(), 'galley-image-'));
  writeFileSync(path.join(folder, 'crane.png'), Buffer.from(PIXEL, 'base64'));
  await first.click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Image…' }).click();
  await (await chooser).setFiles(path.join(folder, 'crane.png'));
  await expect(images(page)).toHaveCount(3);
  // Only now: the browser reads a chosen file when it is wanted.
  rmSync(folder, { recursive: true });
  await saved(page);
  await page.reload();
  await expect(images(page)).toHaveCount(3);
  for (const image of await images(page).locator('img').all())
    expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1);
});

test('a file that is no image is refused with a sentence', async ({ workbench: page, problems }) => {
  await openFromList(page, /Port Automation/);
  await storyText(page).getByText('The draft keeps every day job').click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['<svg/>'], 'drawing.svg', { type: 'image/svg+xml' }));
    data.items.add(new File(['not a picture'], 'fake.png', { type: 'image/png' }));
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('“drawing.svg” is not an image that Galley can keep');
  await expect(messages).toContainText('Only PNG, JPEG, GIF, WebP and AVIF images');
  await expect(images(page)).toHaveCount(0);
  // The refusal itself, which the browser logs.
  expect(problems.splice(0)).toEqual([expect.stringContaining('400')]);
});

test('an image is described by pointer and by keyboard, and exported with its description', async ({
  workbench: page,
}) => {
  await openFromList(page, /Port Automation/);
  await storyText(page).getByText('The draft keeps every day job').click();
  await pasteImage(page);
  const image = images(page).first();
  await expect(image).toHaveAttribute('data-selected', 'true');
  await page.keyboard.press('Enter');
  const description = page.getByRole('textbox', { name: 'Description' });
  await expect(description).toBeFocused();
  await page.keyboard.type('A crane at night');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Image' })).toHaveCount(0);
  await expect(image.locator('img')).toHaveAttribute('alt', 'A crane at night');

  // Escape leaves it as it was, a click elsewhere keeps what was typed.
  await image.click();
  await description.fill('Something else');
  await page.keyboard.press('Escape');
  await expect(image.locator('img')).toHaveAttribute('alt', 'A crane at night');
  await image.click();
  await description.fill('A gantry crane at night');
  await storyText(page).getByText('Cranes may run unattended').click();
  await expect(image.locator('img')).toHaveAttribute('alt', 'A gantry crane at night');
  await page.keyboard.press('Control+z');
  await expect(image.locator('img')).toHaveAttribute('alt', 'A crane at night');
  await page.keyboard.press('Control+Shift+z');
  await expect(image.locator('img')).toHaveAttribute('alt', 'A gantry crane at night');
  await saved(page);

  for (const [format, printed] of [
    ['HTML', /<img src="data:image\/png;base64,[^"]+" alt="A gantry crane at night">/],
    ['Markdown', /!\[A gantry crane at night\]\(attachments\/[0-9a-f]{64}\.png\)/],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByText(format, { exact: true }).click();
    await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `Export ${format}…` }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toMatch(printed);
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
});

test('an image that takes its time leaves the caret with whoever has moved on', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const text = storyText(page);
  const go = Promise.withResolvers<void>();
  await page.route('**/attachments', async (route) => {
    await go.promise;
    await route.continue();
  });
  await text.getByText('The draft keeps every day job').click();
  await pasteImage(page);
  await text.getByText('What the Clause Says').click();
  await page.keyboard.press('End');
  await page.keyboard.type(', and');
  go.resolve();
  await expect(images(page)).toHaveCount(1);
  await page.keyboard.type(' how');
  await expect(text.getByRole('heading').nth(1)).toHaveText('What the Clause Says, and how');
  await expect(text.locator('p:has(.story-image)')).toHaveText('');
  await expect(text.locator('p:has-text("The draft keeps every day job") + p:has(.story-image)')).toHaveCount(1);
});

test('an image is reached with the arrow keys and deleted with Backspace', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const text = storyText(page);
  await text.getByText('The draft keeps every day job').click();
  await pasteImage(page);
  const image = images(page).first();
  await text.getByText('What the Clause Says').click();
  await page.keyboard.press('Home');
  await expect(image).not.toHaveAttribute('data-selected');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(image).toHaveAttribute('data-selected', 'true');
  const blocks = await text.locator('> *').count();
  await page.keyboard.press('Backspace');
  await expect(images(page)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(images(page)).toHaveCount(1);
  expect(await text.locator('> *').count()).toBe(blocks);

  // A click opens its form and leaves the keys to the text.
  await image.click();
  await expect(page.getByRole('dialog', { name: 'Image' })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(images(page)).toHaveCount(0);
  await expect(page.getByRole('dialog', { name: 'Image' })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await image.click();
  await page.getByRole('button', { name: 'Remove image' }).click();
  await expect(images(page)).toHaveCount(0);
  await expect(text).toBeFocused();
});
