import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AssessmentView } from '../../src/api/schemas/assessments.ts';
import type { VisitView } from '../../src/api/schemas/visits.ts';
import { radioScenarios } from '../../src/simulator/radio/index.ts';
import type { RadioScenario } from '../../src/simulator/radio/index.ts';
import { startSurefoot } from '../integration/cli/surefoot.ts';
import type { Running } from '../integration/cli/surefoot.ts';
import { findingsOf } from './accessible.ts';
import { describeInBrowser, openBrowser, signIn, watchComplaints } from './browser.ts';
import { fromApi } from './clinic.ts';

/** The demo's own clinic with one sensor: it walks, whatever it is asked to do. */
const room: RadioScenario = { ...radioScenarios.walkingClinic, sensors: radioScenarios.walkingClinic.sensors.slice(0, 1) };

describeInBrowser('a guided visit in a browser', () => {
  let folder: string;
  let demo: Running;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  /** Starts the demo on its folder and signs in. */
  async function start(): Promise<void> {
    demo = startSurefoot(['demo', '--live', '--port', '0', '--data', join(folder, 'data')], { env: { SUREFOOT_RADIO: `virtual:${JSON.stringify(room)}` } });
    const [, address, username, password] = await demo.waitFor(/(http:\/\/127\.0\.0\.1:\d+)\s+Sign in as "([^"]+)" with password "([^"]+)"/);
    await context?.close();
    context = await browser.newContext({ baseURL: address, viewport: { width: 1280, height: 900 } });
    complaints = await watchComplaints(context);
    page = await context.newPage();
    await page.goto('/');
    await signIn(page, username, password);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surefoot-visit-'));
    browser = await openBrowser();
    await start();
  });
  afterAll(async () => {
    await browser?.close();
    demo?.child.kill('SIGTERM');
    await demo?.ended;
    await rm(folder, { recursive: true, force: true });
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const stage = (name: string | RegExp) => page.getByRole('heading', { level: 2, name }).waitFor({ timeout: 30_000 });
  const poll = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: 60_000 });
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const visitNow = () => fromApi<VisitView>(page, `visits/${new URL(page.url()).pathname.split('/').at(-1)}`);

  /** From "Start the sensors" to the mark; the test then goes on for so long. */
  async function record(seconds: number): Promise<void> {
    await button('Start the sensors').click();
    await button('Go at once').click({ timeout: 30_000 });
    // Timed tests: the bar fills.
    await poll(() => page.locator('.testClock progress').evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(seconds);
  }

  it('begins at a patient, with STEADI as the battery that is offered first', async () => {
    await page.getByRole('link', { name: /Bruno/ }).click();
    await page.getByRole('link', { name: 'Guide a visit' }).click();
    expect(await page.locator('.chosen').textContent()).toMatch(/Bruno/);
    expect(await page.getByLabel('Which tests').inputValue()).toBe('steadi');
    expect(await page.locator('.say li').count()).toBe(8);
    expect(await findingsOf(page)).toEqual([]);
    await button('Begin the visit').click();
    await stage('Safety check');
  });

  it('asks every safety question, and stops at a yes until the therapist has decided', async () => {
    await button('Go on to the tests').click();
    expect(await page.getByRole('alert').textContent()).toBe('6 questions are not answered.');
    expect(await findingsOf(page)).toEqual([]);
    for (const no of await page.getByRole('radio', { name: 'No' }).all()) await no.check();
    const pain = page.getByRole('group', { name: /pain that standing/ });
    await pain.getByRole('radio', { name: 'Yes' }).focus();
    await page.keyboard.press('Space');
    await button('Go on to the tests').press('Enter');
    await stage('Stop: your decision is needed');
    expect(await focused()).toBe('Stop: your decision is needed');
    expect(await page.locator('.warnings li').allTextContents()).toEqual([expect.stringContaining('Leave out what hurts.') as string]);
    await button('Go on with the tests').click();
    expect(await page.locator('.fieldError').textContent()).toBe('Give the reason.');
    await page.keyboard.type('Old knee, no worse today.');
    expect(await findingsOf(page)).toEqual([]);
    await button('Go on with the tests').press('Enter');
    await stage('Sensors, aid and shoes');
  });

  it('takes sensors, aid and shoes once for all tests', async () => {
    await page.getByLabel('Walking aid').selectOption('cane');
    await button('Look for sensors').press('Enter');
    await page.getByRole('checkbox', { name: 'Use Sensor 1' }).press('Space');
    expect(await findingsOf(page)).toEqual([]);
    await button('Go to the tests').press('Enter');
    await stage('Timed up and go');
    expect(await focused()).toBe('Timed up and go');
    expect(await page.locator('.progress').textContent()).toBe('Test 1 of 8: Timed up and go');
    expect(await findingsOf(page)).toEqual([]);
  });

  it('counts down aloud, marks the go in the recording, shows what the sensor sends, and stops by hand', async () => {
    await button('Start the sensors').press('Enter');
    await button(/^Ready, go/).waitFor({ timeout: 30_000 });
    // Whatever the polite region says, also what it says for a moment only.
    await page.evaluate(() => {
      const region = document.querySelector('.unseen[aria-live="polite"]')!;
      const heard: string[] = [];
      (window as unknown as { heard: string[] }).heard = heard;
      new MutationObserver(() => void (region.textContent !== '' && heard.push(region.textContent ?? ''))).observe(region, { childList: true, characterData: true, subtree: true });
    });
    await button(/^Ready, go/).press('Enter');
    await page.getByRole('timer').waitFor();
    await poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['3', '2', '1', 'Go']);
    await poll(() => page.locator('.sensorCard').getAttribute('data-state')).toBe('streaming');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await findingsOf(page), colorScheme).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: null });
    await button('Stop').press('Enter');
    await page.getByText('Two more seconds are recorded').waitFor();
    await stage('Accept or repeat: Timed up and go');
    expect(await focused()).toBe('Accept or repeat: Timed up and go');
  });

  it('says in plain words why to repeat: this was no timed up and go', async () => {
    expect(await page.locator('.verdict').textContent()).toBe('Better repeat it:');
    expect(await page.locator('.quality').textContent()).toMatch(/timed up and go|chair|sit/i);
    expect(await findingsOf(page)).toEqual([]);
    await button('Repeat the test').press('Enter');
    await stage('Timed up and go');
    expect((await visitNow()).tests[0].attempts).toMatchObject([{ decision: { as: 'setAside' } }]);
  });

  it('takes a stopwatch in the place of a sensor, and a test that could not be done', async () => {
    await page.getByText('Without a recording').click();
    await page.getByLabel('Timed Up and Go, seconds by stopwatch').fill('12.4');
    await button('Keep and go on').click();
    await stage('30-second chair stand');
    await page.getByText('Without a recording').click();
    await page.getByLabel('How it ended').selectOption('unable');
    await page.getByLabel('Note').fill('Needs the arms.');
    await button('Keep and go on').click();
    await stage('Four stages: side by side');
  });

  it('ends the four stages where one is not held, and says so of the harder ones', async () => {
    await page.getByText('Without a recording').click();
    await page.getByLabel(/side by side, seconds held/).fill('10');
    await button('Keep and go on').click();
    await stage('Four stages: semi-tandem');
    await page.getByText('Without a recording').click();
    await page.getByLabel(/Semi-tandem stance, seconds held/).fill('6');
    await button('Keep and go on').click();
    await stage('Quiet stance, eyes open');
    expect(await page.locator('.tests [data-state="skipped"]').allTextContents()).toEqual([expect.stringContaining('tandem') as string, expect.stringContaining('one leg') as string]);
  });

  it('lets questions be answered beside the tests, and keeps what the tests have brought', async () => {
    await page.getByText('Falls, questions and risk, beside the tests').click();
    await page.getByLabel('How many times did the person fall in the past 12 months?').fill('1');
    await button('Save and update the levels').click();
    await page.locator('.saved').waitFor();
    const { assessmentId } = await visitNow();
    expect((await fromApi<AssessmentView>(page, `assessments/${assessmentId}`)).answers).toEqual({
      'falls.past12Months': 1, 'functionTests.timedUpAndGoS': 12.4, 'functionTests.chairStandCount': 0, 'functionTests.sideBySideStanceS': 10, 'functionTests.semiTandemStanceS': 6,
    });
  });

  it('is all there after the server was killed while it recorded: the recording awaits its verdict', async () => {
    const { pathname } = new URL(page.url());
    await record(2);
    demo.child.kill('SIGKILL');
    await demo.ended;
    await start();
    await page.getByRole('link', { name: 'Guided visit' }).click();
    await page.getByRole('link', { name: /Go on with the visit of Bruno/ }).click();
    expect(new URL(page.url()).pathname).toBe(pathname);
    await stage('Accept or repeat: Quiet stance, eyes open');
    expect((await visitNow()).tests[6].attempts).toMatchObject([{ recording: { state: 'recorded' }, decision: null }]);
    await page.getByLabel('How it ended').selectOption('technical');
    await button('Keep and go on').click();
    await stage('Walk at usual pace');
  });

  it('accepts a good walk, also on a narrow screen', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await record(14);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow()).toBe(0);
    const stop = await button('Stop').boundingBox();
    expect(Math.min(stop!.width, stop!.height)).toBeGreaterThanOrEqual(44);
    await button('Stop').click();
    await stage('Accept or repeat: Walk at usual pace');
    expect(await page.locator('.verdict').textContent()).toBe('The recording can be used.');
    expect(await overflow()).toBe(0);
    expect(await findingsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await button('Accept and go on').click();
    await stage('All tests are settled');
    expect(await findingsOf(page)).toEqual([]);
  });

  it('ends in one assessment with every trial', async () => {
    await button('Finish and open the assessment').click();
    await page.getByRole('heading', { level: 1, name: /Assessment/ }).waitFor();
    await page.getByText('Tested in spite of a warning').waitFor();
    const assessment = await fromApi<AssessmentView>(page, `assessments/${new URL(page.url()).pathname.split('/').at(-1)}`);
    expect(assessment.visit?.state).toBe('finished');
    expect(assessment.trials.map(({ protocol, outcome, setAside }) => [protocol, outcome, setAside ?? false])).toEqual([
      ['timedUpAndGo', 'done', true], ['timedUpAndGo', 'done', false], ['chairStand30s', 'unable', false], ['stanceSideBySide', 'done', false], ['stanceSemiTandem', 'done', false],
      ['stanceTandem', 'notDone', false], ['stanceOneLeg', 'notDone', false], ['stanceOpenFirm', 'technical', false], ['walk', 'done', false],
    ]);
    expect(assessment.trials.at(-1)?.circumstances).toMatchObject({ walkingAid: 'cane', site: 'lowerBack' });
    await page.getByText('Set aside: it does not count').waitFor();
    expect(await page.locator('[data-metric="gait.walkingSpeed"] .value').first().textContent()).toMatch(/m\/s$/);
  });

  it('notes an adverse event, and ends at once while it records', async () => {
    await page.getByRole('link', { name: 'Guided visit' }).click();
    await page.getByLabel('Find by name or number').fill('ada');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('Which tests').selectOption('oneWalk');
    await button('Begin the visit').click();
    await stage('Safety check');
    for (const no of await page.getByRole('radio', { name: 'No' }).all()) await no.check();
    await button('Go on to the tests').click();
    await button('Look for sensors').click();
    await page.getByRole('checkbox', { name: 'Use Sensor 1' }).check();
    await button('Go to the tests').click();
    await record(1);
    await button('Note an adverse event').press('Enter');
    await poll(() => page.evaluate(() => document.activeElement?.id)).toBe('adverse-what');
    await page.keyboard.type('Stumbled at the turn.');
    await page.getByLabel('What was done').fill('Held at the belt.');
    expect(await findingsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('li', { hasText: 'Stumbled at the turn. – Held at the belt.' }).waitFor();
    await button('End the visit now').press('Enter');
    await poll(focused).toBe('End the visit');
    await page.keyboard.press('Enter');
    await stage('Ended early');
    const ended = await visitNow();
    expect(ended).toMatchObject({ state: 'aborted', ended: { reason: 'The person wants to stop.' }, adverseEvents: [{ what: 'Stumbled at the turn.', protocol: 'walk' }] });
    // What was recorded until then comes after the end, and is kept.
    await poll(async () => (await visitNow()).tests[0].attempts[0].recording?.state).toBe('recorded');
    await page.getByRole('link', { name: 'Open the assessment' }).click();
    await page.getByText('This visit was ended early: The person wants to stop.').waitFor();
    await page.getByText('Stumbled at the turn.').waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });

  it('never upset the browser: no error, no warning, no violation of the content security policy', () => {
    expect(complaints).toEqual([]);
  });
});
