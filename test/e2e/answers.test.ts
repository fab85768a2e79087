import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AssessmentView } from '../../src/api/schemas/assessments.ts';
import { describeInBrowser, openBrowser, signIn } from './browser.ts';
import type { Started } from './clinic.ts';
import { fromApi, newestAssessmentOf, patientNamed, startDemo } from './clinic.ts';

/** Every question of the falls history and the key questions, answered so that nobody is at risk. */
const HARMLESS = {
  'falls.past12Months': 0, 'falls.presentedWithFall': false, 'falls.lossOfConsciousness': false,
  'keyQuestions.unsteady': false, 'keyQuestions.worried': false, 'stayIndependent.total': 0,
} as const;
const MODEL = 'wfg2022';

describeInBrowser('the answers form, by keyboard alone', () => {
  let demo: Started;
  let browser: Browser;
  let page: Page;
  let assessment: AssessmentView;

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    page = await browser.newPage({ baseURL: demo.address, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    await page.goto('/');
    await signIn(page, demo.printed[2], demo.printed[3]);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
    assessment = await newestAssessmentOf(page, (await patientNamed(page, 'ada')).id);
    const start = await page.request.put(`/api/v1/assessments/${assessment.id}/answers`, { data: { answers: {} }, headers: { origin: demo.address } });
    expect(start.status()).toBe(200);
    await page.goto(`/assessments/${assessment.id}`);
    await page.locator('.answers').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const level = () => page.locator(`[data-model="${MODEL}"] .levelName`).textContent();
  const now = () => fromApi<AssessmentView>(page, `assessments/${assessment.id}`);
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
  /** Walks with Tab until `id` has the focus; fails when it never gets there. */
  const tabTo = async (id: string) => {
    for (let i = 0; i < 150; i++) {
      if ((await focused()) === id) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reached ${id}`);
  };

  it('has no level while nothing is known, and leads from what is missing to its question', async () => {
    const { risk } = await now();
    const model = risk.models.find(({ id }) => id === MODEL)!;
    expect(model.level).toBe('indeterminate');
    expect(await level()).toBe(model.levelLabel);
    const first = model.inputsMissing.find((id) => !id.startsWith('gait.') && !id.startsWith('turn.'))!;
    await page.locator(`[data-model="${MODEL}"] .missing a`).first().focus();
    await page.keyboard.press('Enter');
    const name = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement instanceof HTMLInputElement && activeElement.type === 'radio' ? activeElement.name : activeElement?.id.replace('answer-', '');
    });
    expect(name).toBe(first);
  });

  it('marks an entry that cannot be used at its field, keeps it, and sends nothing', async () => {
    await page.getByRole('link', { name: 'Skip to the content' }).focus();
    await tabTo('answer-falls.past12Months');
    await page.keyboard.type('many');
    await page.keyboard.press('Enter');
    const field = page.locator('[id="answer-falls.past12Months"]');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    const error = page.locator('[id="answer-falls.past12Months-error"]');
    expect(await error.textContent()).toContain('whole number from 0 to 365');
    expect(await field.getAttribute('aria-describedby')).toContain('answer-falls.past12Months-error');
    expect(await focused()).toBe('answer-falls.past12Months');
    expect((await now()).answers).toEqual({});
  });

  it('saves an answer and shows and speaks the new level at once', async () => {
    const before = await level();
    const field = page.locator('[id="answer-falls.past12Months"]');
    await field.press('Control+a');
    await page.keyboard.type('2');
    await page.keyboard.press('Tab');
    // Into the radio group of the next question; the arrow chooses "Yes".
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('falls.injuryNeedingPhysician');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('yes');
    await page.keyboard.press('Enter');
    await expect.poll(level).not.toBe(before);
    const saved = await now();
    expect(saved.answers).toEqual({ 'falls.past12Months': 2, 'falls.injuryNeedingPhysician': true });
    const model = saved.risk.models.find(({ id }) => id === MODEL)!;
    expect(model.level).toBe('high');
    expect(await level()).toBe(model.levelLabel);
    await expect.poll(() => page.locator('body > div > [aria-live]').textContent()).toContain(model.levelLabel);
  });

  it('shows what the server refuses at the field it names', async () => {
    await page.locator('[id="answer-falls.past12Months"]').fill('0');
    await page.keyboard.press('Enter');
    const alert = page.locator('.formError');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/injury that needed a physician.*correct one of them/);
    expect(await page.locator('fieldset[aria-invalid="true"] legend').textContent()).toMatch(/injury/);
    expect((await now()).answers['falls.past12Months']).toBe(2);
  });

  it('keeps what was typed when the session ends before it is saved', async () => {
    await page.locator('[id="answer-falls.past12Months"]').fill('7');
    await page.context().clearCookies();
    await page.keyboard.press('Enter');
    await page.getByText('Your session has ended').waitFor();
    await signIn(page, demo.printed[2], demo.printed[3]);
    await page.locator('.answers').waitFor();
    expect(await page.locator('[id="answer-falls.past12Months"]').inputValue()).toBe('7');
    await page.getByText('There are changes that are not saved yet.').waitFor();
  });

  it('shows the low level when every answer is harmless', async () => {
    const response = await page.request.put(`/api/v1/assessments/${assessment.id}/answers`, { data: { answers: HARMLESS }, headers: { origin: demo.address } });
    expect(response.status()).toBe(200);
    await page.reload();
    const model = (await now()).risk.models.find(({ id }) => id === MODEL)!;
    expect(model.level).toBe('low');
    await expect.poll(level).toBe(model.levelLabel);
  });
});
