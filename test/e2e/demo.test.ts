import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AssessmentView } from '../../src/api/schemas/assessments.ts';
import type { MetricList } from '../../src/api/schemas/catalogue.ts';
import { decimal } from '../../src/dashboard/words/numbers.ts';
import type { AnalysisDocument } from '../../src/model/analysis.ts';
import { surefoot } from '../integration/cli/surefoot.ts';
import { describeInBrowser, openBrowser, signIn, watchComplaints } from './browser.ts';
import type { Started } from './clinic.ts';
import { bundledRecordingOf, fromApi, newestAssessmentOf, patientNamed, startDemo } from './clinic.ts';

describeInBrowser('the demo in a browser', () => {
  let demo: Started;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    context = await browser.newContext({ baseURL: demo.address, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    complaints = await watchComplaints(context);
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const open = async (name: string): Promise<AssessmentView> => {
    const assessment = await newestAssessmentOf(page, (await patientNamed(page, name)).id);
    await page.goto(`/assessments/${assessment.id}`);
    await page.locator('.signal canvas').first().waitFor();
    return assessment;
  };

  it('refuses a wrong password in words, and stays on the sign-in page', async () => {
    await page.goto('/patients');
    await signIn(page, demo.printed[2], 'not the password');
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/password is not right/);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(await page.getByLabel('Password').evaluate((input) => input === document.activeElement)).toBe(true);
    // The refusal is what this test asked for; the browser notes it as an error of the network.
    complaints.length = 0;
  });

  it('signs in with what was printed, says DEMO and lists the invented patients', async () => {
    await signIn(page, demo.printed[2], demo.printed[3]);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
    expect(await page.locator('.demo').textContent()).toContain('DEMO');
    await page.getByLabel('Find by name or number').fill('ada');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  });

  it('leads from the list by a link to the patient and the assessment, with the focus on each title', async () => {
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { name: 'Assessments' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.locator('#assessments-title ~ * tbody a').first().click();
    await page.locator('.signal canvas').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Assessment/);
    expect(await page.title()).toMatch(/^Assessment of /);
  });

  it.each(['ada', 'bruno', 'carla'])('shows every number of %s as the analysis document has it, from the API and from the command line', async (name) => {
    const assessment = await open(name);
    const document = assessment.trials[0].analysis!;
    const { path, protocol, circumstances } = await bundledRecordingOf(assessment, document);
    const course = circumstances.courseLengthM === undefined ? [] : ['--course-m', String(circumstances.courseLengthM)];
    const { status, stdout } = surefoot(['analyze', path, '--protocol', protocol, ...course, '--json']);
    expect(status).toBe(0);
    const printed = JSON.parse(stdout) as AnalysisDocument;
    expect(printed.metrics).toEqual(document.metrics);
    expect(printed.recording.sha256).toBe(document.recording.sha256);

    const test = page.locator('.trial').first();
    const { items: declared } = await fromApi<MetricList>(page, 'metrics');
    for (const metric of document.metrics) {
      const row = test.locator(`[data-metric="${metric.id}"]`);
      const { label, digits, unitLabel } = declared.find(({ id }) => id === metric.id)!;
      const cells = (await row.locator('th, td').allTextContents()).map((text) => text.replaceAll('\u202f', ' ').trim());
      expect(cells[0]).toBe(label);
      if (metric.value === null) expect(cells[1]).toContain(metric.missing);
      else expect(cells[1]).toBe(`${decimal(metric.value, digits)}${unitLabel.startsWith('°') || unitLabel === '' ? '' : ' '}${unitLabel}`);
    }
    expect(document.metrics.some(({ value }) => value !== null)).toBe(true);
    expect(await test.locator('.hash').textContent()).toBe(document.recording.sha256);
  });

  it('folds the exploratory numbers of the trunk until they are asked for', async () => {
    await open('ada');
    const exploratory = page.locator('[data-metric^="trunk."]').first();
    expect(await page.locator('[data-metric="gait.walkingSpeed"]').first().isVisible()).toBe(true);
    expect(await exploratory.isVisible()).toBe(false);
    await page.getByRole('button', { name: /^Show \d+$/ }).first().click();
    expect(await exploratory.isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Hide' }).first().click();
    expect(await exploratory.isVisible()).toBe(false);
  });

  it('keeps where a number comes from behind a disclosure', async () => {
    const assessment = await open('ada');
    const speed = assessment.trials[0].analysis!.metrics.find(({ id }) => id === 'gait.walkingSpeed')!;
    await page.getByRole('button', { name: 'Details: Walking speed' }).first().click();
    const details = page.locator('[id="test-1-gait.walkingSpeed-details"]');
    expect(await details.textContent()).toContain(speed.algorithm);
    expect(await details.locator('a[href^="https://doi.org/"]').count()).toBeGreaterThan(0);
    expect(await details.textContent()).toContain('for women of 70 to 79 years');
  });

  it('shows each level in words with its reasons', async () => {
    const assessment = await open('bruno');
    for (const model of assessment.risk.models) {
      const card = page.locator(`[data-model="${model.id}"]`);
      expect(await card.locator('.levelName').textContent()).toBe(model.levelLabel);
      const content = await card.textContent();
      for (const rule of model.firedRules) expect(content).toContain(rule.text);
      for (const note of model.notes) expect(content).toContain(note);
    }
    expect(assessment.risk.models.length).toBeGreaterThan(1);
  });

  it('moves the time cursor and zooms by keyboard, and zooms by drag', async () => {
    await open('ada');
    const cursor = page.getByLabel('Time cursor').first();
    const view = () => page.locator('.signalTools [role=status]').first().textContent();
    const before = await cursor.getAttribute('aria-valuetext');
    await cursor.focus();
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => cursor.getAttribute('aria-valuetext')).not.toBe(before);
    expect(await cursor.getAttribute('aria-valuetext')).toMatch(/ s, Forward acceleration .*Upward acceleration \d+\.\d m\/s²/);
    const whole = await view();
    await page.keyboard.press('+');
    await expect.poll(view).not.toBe(whole);
    // From close by, one key is one sample.
    for (let i = 0; i < 10; i++) await page.keyboard.press('+');
    const timeS = async () => Number(/^[\d.]+/.exec((await cursor.getAttribute('aria-valuetext')) ?? '')?.[0]);
    const start = await timeS();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    const sampleS = Number(await cursor.getAttribute('step'));
    expect(sampleS).toBeLessThanOrEqual(0.02);
    await expect.poll(timeS).toBeCloseTo(start + 10 * sampleS, 1);
    await page.keyboard.press('0');
    await expect.poll(view).toBe(whole);

    // After a change of view the line stands at the time that is read out.
    await page.getByRole('button', { name: 'Next walking bout' }).first().click();
    await expect.poll(view).not.toBe(whole);
    const lineShare = () => page.locator('.signalPanel .u-over').first().evaluate((over) => {
      const line = over.querySelector('.u-cursor-x')!.getBoundingClientRect();
      return (line.right - over.getBoundingClientRect().left) / over.clientWidth;
    });
    await expect.poll(lineShare).toBeLessThan(0.01);
    await page.getByRole('button', { name: 'Whole recording' }).first().click();
    await expect.poll(view).toBe(whole);
    await expect.poll(lineShare).toBeCloseTo((await timeS()) / Number(/to ([\d.]+) s/.exec(whole ?? '')?.[1]), 1);

    const box = (await page.locator('.signalPanel .u-over').first().boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.25, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40, { steps: 5 });
    await page.mouse.up();
    await expect.poll(view).not.toBe(whole);
    const [, from, to] = /Showing ([\d.]+) to ([\d.]+) s/.exec((await view()) ?? '')!;
    const [, , end] = /Showing ([\d.]+) to ([\d.]+) s/.exec(whole ?? '')!;
    expect(Number(from)).toBeCloseTo(Number(end) * 0.25, 0);
    expect(Number(to)).toBeCloseTo(Number(end) * 0.5, 0);
    await page.locator('.signalPanel .u-over').first().dblclick();
    await expect.poll(view).toBe(whole);
  });

  it('has a table with every event that is drawn', async () => {
    const document = (await open('carla')).trials[0].analysis!;
    const test = page.locator('.trial').first();
    await test.getByText('The events as a table').click();
    const rows = test.locator('.eventTable tbody tr');
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(document.initialContacts.length + document.turns.length + document.gaitSequences.length);
    expect(await rows.filter({ hasText: 'Left initial contact' }).count()).toBe(document.initialContacts.filter(({ side }) => side === 'left').length);
  });

  it('sends a session that ended to the sign-in page, and brings the person back', async () => {
    const patient = await patientNamed(page, 'carla');
    await page.goto('/patients');
    await page.getByRole('link', { name: patient.displayName }).waitFor();
    await context.clearCookies();
    await page.getByRole('link', { name: patient.displayName }).click();
    await page.getByText('Your session has ended').waitFor();
    await signIn(page, demo.printed[2], demo.printed[3]);
    await page.getByRole('heading', { level: 1, name: patient.displayName }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/patients/${patient.id}`);
    complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !complaint.includes('401')));
  });

  it('says in words that this demo has no sensors, and where simulated ones are', async () => {
    await page.goto('/record');
    await page.getByRole('alert').filter({ hasText: 'surefoot demo --live' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').filter({ hasText: 'surefoot demo --live' }).waitFor();
    complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !complaint.includes('503')));
  });

  it('shows the server’s own words for an assessment that does not exist', async () => {
    await page.goto('/assessments/nothing-here');
    await page.getByRole('alert').waitFor();
    const answer = (await (await page.request.get('/api/v1/assessments/nothing-here')).json()) as { detail: string };
    expect(await page.getByRole('alert').textContent()).toContain(answer.detail);
    complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !complaint.includes('404')));
  });

  it('clears an unattended screen after the idle minutes of the session', async () => {
    const { idleMinutes } = await fromApi<{ idleMinutes: number }>(page, 'session');
    await page.clock.install();
    await page.goto('/patients');
    await page.getByRole('table').waitFor();
    await page.clock.fastForward((idleMinutes - 1) * 60_000);
    expect(await page.getByRole('table').isVisible()).toBe(true);
    await page.clock.fastForward(2 * 60_000);
    await page.getByText('Your session has ended').waitFor();
    await expect.poll(async () => (await page.request.get('/api/v1/session')).status()).toBe(401);
    await signIn(page, demo.printed[2], demo.printed[3]);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
  });

  it('signs out, and the page no longer knows anything', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.goto('/patients');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect((await page.request.get('/api/v1/patients')).status()).toBe(401);
  });

  it('never upset the browser: no error, no warning, no violation of the content security policy', () => {
    expect(complaints).toEqual([]);
  });
});
