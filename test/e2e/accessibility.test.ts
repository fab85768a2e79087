import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsOf } from './accessible.ts';
import { describeInBrowser, openBrowser, signIn } from './browser.ts';
import type { Started } from './clinic.ts';
import { newestAssessmentOf, patientNamed, startDemo } from './clinic.ts';

/** Everything Tab should stop at: visible, enabled, one stop for each group of radio buttons. */
const stopsInPage = () => {
  const stops = new Set<string>();
  const name = (element: Element) => {
    const input = element instanceof HTMLInputElement ? element : null;
    return input?.type === 'radio' ? `radio ${input.name}` : `${element.tagName} ${element.id} ${element.getAttribute('href') ?? ''} ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}`;
  };
  for (const element of document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')) {
    if (element.checkVisibility({ visibilityProperty: true }) && !(element as HTMLButtonElement).disabled) stops.add(name(element));
  }
  return [...stops];
};

const stopNow = () => {
  const element = document.activeElement!;
  const input = element instanceof HTMLInputElement ? element : null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const centre = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: input?.type === 'radio' ? `radio ${input.name}` : `${element.tagName} ${element.id} ${element.getAttribute('href') ?? ''} ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}`,
    outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    covered: box.height < innerHeight && centre !== null && !element.contains(centre) && centre.closest('.saveBar') !== null && element.closest('.saveBar') === null,
    isBody: element === document.body,
  };
};

describeInBrowser('the dashboard for everybody', () => {
  let demo: Started;
  let browser: Browser;
  let state: Awaited<ReturnType<BrowserContext['storageState']>>;
  let patientPath = '';
  let assessmentPath = '';

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    const context = await browser.newContext({ baseURL: demo.address });
    const page = await context.newPage();
    await page.goto('/');
    await signIn(page, demo.printed[2], demo.printed[3]);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
    const patient = await patientNamed(page, 'bruno');
    patientPath = `/patients/${patient.id}`;
    assessmentPath = `/assessments/${(await newestAssessmentOf(page, patient.id)).id}`;
    state = await context.storageState();
    await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const at = async (path: string, ready: string, options: { colorScheme?: 'light' | 'dark'; width?: number; signedIn?: boolean } = {}): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: demo.address,
      colorScheme: options.colorScheme ?? 'light',
      viewport: { width: options.width ?? 1280, height: 900 },
      reducedMotion: 'reduce',
      ...(options.signedIn === false ? {} : { storageState: state }),
    });
    const page = await context.newPage();
    await page.goto(path);
    await page.locator(ready).first().waitFor();
    return page;
  };

  describe.each(['light', 'dark'] as const)('in %s colours axe finds nothing', (colorScheme) => {
    it.each<[name: string, path: () => string, ready: string, signedIn: boolean]>([
      ['the sign-in page', () => '/sign-in', '#password', false],
      ['the patients', () => '/patients', 'table', true],
      ['a patient', () => patientPath, '#trend-title', true],
      ['an assessment', () => assessmentPath, '.signal canvas', true],
      ['the recording page of a server without sensors', () => '/record', '.problem', true],
      ['a page that does not exist', () => '/nothing', 'h1', true],
      ['an assessment that does not exist', () => '/assessments/nothing', '.problem', true],
    ])('on %s', async (_, path, ready, signedIn) => {
      const page = await at(path(), ready, { colorScheme, signedIn });
      if (path() === assessmentPath) {
        // Everything that can be opened is looked at, too.
        await page.locator('details').evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
        for (const button of await page.getByRole('button', { name: 'Details' }).all()) await button.click();
        await page.locator('.eventTable tbody tr').first().waitFor();
      }
      expect(await findingsOf(page)).toEqual([]);
      await page.context().close();
    });
  });

  it('puts headings in order, without a jump in level', async () => {
    const page = await at(assessmentPath, '.signal canvas');
    const levels = await page.locator('h1, h2, h3, h4').evaluateAll((all) => all.map((heading) => Number(heading.tagName[1])));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, i) => expect(level - levels[i]).toBeLessThanOrEqual(1));
    await page.context().close();
  });

  it('lets Tab reach everything on an assessment, outlined and never hidden behind the bar', async () => {
    const page = await at(assessmentPath, '.signal canvas');
    const expected = await page.evaluate(stopsInPage);
    const reached = new Set<string>();
    for (let i = 0; i < expected.length + 20; i++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(stopNow);
      if (stop.isBody) break;
      expect(stop, stop.name).toMatchObject({ outlined: true, covered: false });
      reached.add(stop.name);
    }
    expect(expected.filter((stop) => !reached.has(stop))).toEqual([]);
    expect(expected.length).toBeGreaterThan(30);
    await page.context().close();
  });

  it('has targets of at least 24 by 24 pixels, apart from links within text', async () => {
    const page = await at(assessmentPath, '.signal canvas');
    const small = await page.locator('button, summary, select, input:not([type=radio]), label.choice, nav a').evaluateAll((all) =>
      all
        .filter((element) => element.checkVisibility())
        .map((element) => ({ name: element.textContent ?? '', box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ name, box }) => `${name} ${box.width}x${box.height}`),
    );
    expect(small).toEqual([]);
    await page.context().close();
  });

  it.each([320, 768])('fits into %i pixels without scrolling sideways', async (width) => {
    for (const [path, ready] of [['/patients', 'table'], [patientPath, '#trend-title'], [assessmentPath, '.signal canvas']] as const) {
      const page = await at(path, ready, { width });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
      await page.context().close();
    }
  });

  it('prints what was found, without buttons, forms and navigation', async () => {
    const page = await at(assessmentPath, '.signal canvas');
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.who', '.answers .field', '.signalTools', '.contents', '.measurements button']) expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
    for (const shown of ['h1', '.demo', '.levelName', '.measurements', '.signal canvas', '.hash', '.answers .printOnly']) expect(await page.locator(shown).first().isVisible(), shown).toBe(true);
    await page.context().close();
  });
});
