// Weighing a story: what the evidence suggests, what the checks find, and claims.
import { violationsOn } from './violations.ts';
import { caretBefore, expect, openFromList, saved, storyText, test } from './workbench.ts';

test('flags a gap between confidence and evidence, with its reasons', async ({ workbench: page }) => {
  await openFromList(page, /Baltic Cable/);
  const row = page.getByRole('grid', { name: 'Outline' }).getByRole('row', { name: /Who Would Own It/ });
  const warning = row.getByRole('img');
  await expect(warning).toHaveAccessibleName('1 check');

  // The first is the one in the margin.
  const slider = page.getByRole('slider', { name: 'Confidence of Who Would Own It' }).first();
  await expect(slider).toHaveAccessibleDescription('The evidence suggests about 55 %');
  await slider.focus();
  await page.keyboard.type('90');
  await expect(warning).toHaveAccessibleName('confidence far from the evidence, 2 checks');
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks.getByRole('button', { name: /^Confidence 35 points above the evidence/ })).toBeVisible();

  await row.getByText('Who Would Own It').click();
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await expect(evidence).toContainText('The evidence suggests about 55 %, you say 90 %.');
  await expect(evidence).toContainText('One outlet, graded B; one citation supports its sentence.');
  await evidence.getByRole('button', { name: 'Who Would Own It' }).click();
  await expect(evidence).toContainText('Whole story');
  await expect(evidence).toContainText('Three outlets');

  await slider.focus();
  await page.keyboard.type('60');
  await expect(warning).not.toHaveAccessibleName(/confidence far from the evidence/);
});

test('keeps the focus where a reader of the screen puts it in the outline', async ({ workbench: page }) => {
  await openFromList(page, /Baltic Cable/);
  const outline = page.getByRole('grid', { name: 'Outline' });
  const slider = outline.getByRole('slider', { name: 'Confidence of Who Would Own It' });
  const shown = await slider.inputValue();
  await storyText(page).click();
  await page.keyboard.press('ArrowRight');
  await slider.focus();
  await expect(slider).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(slider).not.toHaveValue(shown);
  await expect(slider).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveValue(shown);

  // For the Tab key the outline is a single stop, at the row that it was left at.
  await page.keyboard.press('Tab');
  await expect.poll(() => outline.evaluate((grid) => grid.contains(document.activeElement))).toBe(false);
  await page.keyboard.press('Shift+Tab');
  await expect(outline.getByRole('row', { name: /Who Would Own It/ })).toBeFocused();

  // A menu gives the focus back to what opened it.
  const role = outline.getByRole('button', { name: 'Role of The Cost of Waiting' });
  await role.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await expect(role).toBeFocused();
});

test('keeps the reasons for a confidence with the section', async ({ workbench: page }) => {
  await openFromList(page, /Baltic Cable/);
  await storyText(page).getByRole('heading', { name: 'Who Would Own It' }).click();
  const reasons = page.getByRole('textbox', { name: 'Your reasons' });
  await reasons.fill('Three people who know each other said so.');
  await saved(page);
  await page.reload();
  await storyText(page).getByRole('heading', { name: 'Who Would Own It' }).click();
  await expect(reasons).toHaveValue('Three people who know each other said so.');
  await storyText(page).getByRole('heading', { name: 'Overview' }).click();
  await expect(reasons).not.toHaveValue('Three people who know each other said so.');
});

test('goes to what a check found, mutes it with a reason and unmutes it', async ({ workbench: page }) => {
  await openFromList(page, /Grain Index/);
  const checks = page.getByRole('region', { name: 'Checks' });
  const findings = checks.getByRole('list', { name: 'Findings' });
  const finding = findings.getByRole('button', { name: /^Figures without a citation/ });
  await expect(finding).toContainText('The New Rule');
  await finding.click();
  await expect(storyText(page)).toBeFocused();
  expect(await page.evaluate(() => String(window.getSelection()))).toBe('214.50');

  await checks.getByRole('button', { name: /^Mute “Figures without a citation”/ }).focus();
  await page.keyboard.press('Enter');
  await expect(checks.getByRole('button', { name: 'Mute', exact: true })).toBeDisabled();
  await page.keyboard.type('The table repeats the exchange’s notice.');
  await page.keyboard.press('Enter');
  await expect(finding).toBeHidden();
  await expect.poll(() => checks.evaluate((region) => region.contains(document.activeElement))).toBe(true);
  await saved(page);

  await page.reload();
  await expect(page.getByRole('heading', { name: 'The New Rule' })).toBeVisible();
  await checks.getByRole('button', { name: /^Muted/ }).click();
  const muted = checks.getByRole('list', { name: 'Muted checks' });
  await expect(muted).toContainText('The table repeats the exchange’s notice.');
  await expect(finding).toBeHidden();
  await muted.getByRole('button', { name: /^Unmute/ }).click();
  await expect(finding).toBeVisible();

  // Like everything else that is changed in a story, this is undone.
  await storyText(page).click();
  await page.keyboard.press('Control+z');
  await expect(finding).toBeHidden();
});

test('follows the text with its checks', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks.getByText('Likelihood and confidence stand in one sentence')).toBeHidden();
  await storyText(page).getByText('Terminal owners call the silence').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' We assess with high confidence that a strike is likely.');
  const finding = checks.getByRole('button', { name: /^Likelihood and confidence stand in one sentence/ });
  await finding.click();
  expect(await page.evaluate(() => String(window.getSelection()))).toBe(
    'We assess with high confidence that a strike is likely.',
  );
  await page.keyboard.type('A strike is likely.');
  await expect(finding).toBeHidden();
});

test('marks a claim, weighs it, lists it and takes it off again', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const text = storyText(page);
  await caretBefore(page, 'The draft keeps every day job');
  for (let key = 0; key < 'The draft keeps every day job'.length; key += 1)
    await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+Shift+L');
  const form = page.getByRole('region', { name: 'Claim', exact: true });
  const confidence = form.getByRole('slider', { name: 'Confidence' });
  await expect(confidence).toBeFocused();
  await page.keyboard.type('80');
  await form.getByRole('button', { name: /Likelihood/ }).click();
  await page.getByRole('option', { name: /^very likely/ }).click();
  await expect(form.getByRole('slider', { name: 'Likelihood in per cent' })).toHaveValue('88');
  await form.getByRole('textbox', { name: 'Note' }).fill('Read in the draft itself.');
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await expect(text).toBeFocused();
  await expect(text.getByRole('group', { name: 'Claim, confidence 80 %, very likely' })).toHaveText(
    'The draft keeps every day job',
  );

  const claims = page.getByRole('region', { name: 'Claims' });
  await expect(claims).toContainText('The draft keeps every day job');
  await expect(claims).toContainText('High confidence, 80 % · very likely · Overview');
  await saved(page);
  await page.reload();
  await text.getByText('Cranes may run').click();
  await claims.getByRole('button', { name: /The draft keeps/ }).click();
  await expect(text).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('textbox', { name: 'Note' })).toHaveValue('Read in the draft itself.');
  await form.getByRole('button', { name: 'Remove claim' }).click();
  await expect(claims).toBeHidden();
  await expect(text).toContainText('The draft keeps every day job');

  await page.keyboard.press('Control+z');
  await expect(claims).toContainText('High confidence, 80 %');
});

test('shows a claim that is clicked without taking the caret from the text', async ({ workbench: page }) => {
  await openFromList(page, /Baltic Cable/);
  const text = storyText(page);
  await text
    .getByRole('group', { name: /^Claim/ })
    .first()
    .click();
  const form = page.getByRole('region', { name: 'Claim', exact: true });
  await expect(form).toBeVisible();
  await expect(text).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await text
    .getByRole('group', { name: /^Claim/ })
    .first()
    .click();
  await expect(form).toBeVisible();
  await page.keyboard.type('x');
  await expect(form).toBeHidden();
});

test('splits a claim with its line, like any other text', async ({ workbench: page }) => {
  await openFromList(page, /Baltic Cable/);
  const claims = page.getByRole('region', { name: 'Claims' }).getByRole('listitem');
  await expect(claims).toHaveCount(2);
  await claims.first().getByRole('button').click();
  await expect(storyText(page)).toBeFocused();
  // From before the claim into it.
  await page.keyboard.press('ArrowLeft');
  for (let key = 0; key <= 'a clause'.length; key += 1) await page.keyboard.press('ArrowRight', { delay: 20 });
  await page.keyboard.press('Enter');
  await expect(claims).toHaveCount(3);
  await expect(claims.first()).toContainText(/^a clauseModerate/);
  await expect(claims.nth(1)).toContainText('Moderate confidence, 45 %');
});

test('has its headings in order beside a story that has none', async ({ workbench: page }) => {
  await page.keyboard.press('Control+Alt+n');
  await storyText(page).click();
  await page.keyboard.type('Words under no heading.');
  await page.getByRole('region', { name: 'Evidence' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
});
