import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AssessmentView } from '../../src/api/schemas/assessments.ts';
import { radioScenarios } from '../../src/simulator/radio/index.ts';
import type { RadioScenario } from '../../src/simulator/radio/index.ts';
import { startSurefoot } from '../integration/cli/surefoot.ts';
import type { Running } from '../integration/cli/surefoot.ts';
import { findingsOf } from './accessible.ts';
import { describeInBrowser, openBrowser, signIn, watchComplaints } from './browser.ts';

const LEFT_FOOT = 'd4:22:cd:00:20:02';
/** The demo's own clinic, in which the left foot is out of the radio's reach for a while. */
const room: RadioScenario = { ...radioScenarios.walkingClinic, faults: [{ kind: 'outOfReach', forS: 3, atS: 14, since: 'streaming', sensor: LEFT_FOOT }] };

/** A proxy for the browser whose cable can be pulled: running connections break, new ones are refused. */
async function breakableProxy() {
  const sockets = new Set<Socket>();
  let broken = false;
  const proxy = createServer((asked, answer) => {
    const { hostname, port, pathname, search } = new URL(asked.url ?? '');
    const forward = request({ hostname, port, path: pathname + search, method: asked.method, headers: asked.headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    forward.on('error', () => answer.destroy());
    answer.on('close', () => forward.destroy());
    asked.pipe(forward);
  });
  proxy.on('connection', (socket) => {
    if (broken) socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  return {
    server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    pull() {
      broken = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => void (broken = false),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

describeInBrowser('recording live sensors in a browser', () => {
  let folder: string;
  let demo: Running;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let cable: Awaited<ReturnType<typeof breakableProxy>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surefoot-live-'));
    demo = startSurefoot(['demo', '--live', '--port', '0', '--data', join(folder, 'data')], { env: { SUREFOOT_RADIO: `virtual:${JSON.stringify(room)}` } });
    const [, address, username, password] = await demo.waitFor(/(http:\/\/127\.0\.0\.1:\d+)\s+Sign in as "([^"]+)" with password "([^"]+)"/);
    browser = await openBrowser();
    cable = await breakableProxy();
    context = await browser.newContext({ baseURL: address, viewport: { width: 1280, height: 900 }, proxy: { server: cable.server } });
    complaints = await watchComplaints(context);
    page = await context.newPage();
    await page.goto('/');
    await signIn(page, username, password);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await cable?.close();
    demo?.child.kill('SIGTERM');
    await demo?.ended;
    await rm(folder, { recursive: true, force: true });
  });

  /** What the API says to this page, by the way the page goes. */
  const fromApi = <T>(path: string): Promise<T> => page.evaluate(async (asked) => (await fetch(`/api/v1/${asked}`)).json() as Promise<T>, path);
  const card = (site: string) => page.locator(`.sensorCard[data-site="${site}"]`);

  it('says that its sensors are simulated', () => {
    expect(demo.stderr()).toContain('simulated sensors');
  });

  it('is reached from the navigation, and asks for what is missing before it starts', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Record' }).click();
    await page.getByRole('button', { name: 'Start recording' }).click();
    expect(await page.getByLabel('Find by name or number').evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await page.locator('.fieldError').allTextContents()).toEqual(['Choose a patient.', 'Look for sensors and choose at least one.']);
    expect(await findingsOf(page)).toEqual([]);
  });

  it('finds the sensors in reach and offers each a site of its own, all by keyboard', async () => {
    await page.getByLabel('Find by name or number').fill('ada');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('button', { name: 'Choose another patient' }).evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Look for sensors' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Movella DOT 3').waitFor();
    expect(await page.locator('.foundSensor').count()).toBe(4);
    for (const [name, site] of [['Movella DOT 1', 'lowerBack'], ['Movella DOT 2', 'leftFoot'], ['Movella DOT 3', 'rightFoot']]) {
      const row = page.locator('.foundSensor', { hasText: name });
      await row.getByRole('checkbox').focus();
      await page.keyboard.press('Space');
      await row.getByRole('combobox').selectOption(site);
    }
    expect(await page.locator('.foundSensor select').evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))).toEqual(['lowerBack', 'leftFoot', 'rightFoot']);
    expect(await findingsOf(page)).toEqual([]);
  });

  it('records: every sensor sends, and its picture moves', async () => {
    await page.getByRole('button', { name: 'Start recording' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('3 of 3 sensors send').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Recording /);
    await page.getByText('The newest values as a table').click();
    const time = () => page.locator('.valueTable tbody tr').first().locator('td').first().textContent();
    await expect.poll(time).toMatch(/^\d+\.\d s$/);
    const before = await time();
    await expect.poll(time).not.toBe(before);
    // Ink, not only a canvas.
    const ink = () => card('lowerBack').locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL().length);
    const drawn = await ink();
    await expect.poll(ink).not.toBe(drawn);
  });

  it('holds the pictures when asked, while the recording goes on', async () => {
    await page.getByRole('button', { name: 'Hold the pictures' }).click();
    const picture = () => card('rightFoot').locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const held = await picture();
    const elapsed = await page.getByRole('timer').textContent();
    await expect.poll(() => page.getByRole('timer').textContent(), { timeout: 30_000 }).not.toBe(elapsed);
    expect(await picture()).toBe(held);
    await page.getByRole('button', { name: 'Let the pictures run' }).click();
    await expect.poll(picture).not.toBe(held);
  });

  it('tells of the lost connection at once, in words and as a problem, and of the samples it cost', async () => {
    const problems = page.getByRole('log', { name: 'Problems' });
    await expect.poll(() => problems.textContent(), { timeout: 30_000 }).toContain('left foot');
    expect(await problems.getAttribute('aria-live')).toBe('assertive');
    await expect.poll(() => card('leftFoot').getAttribute('data-state'), { timeout: 30_000 }).toBe('streaming');
    await expect.poll(() => card('leftFoot').textContent(), { timeout: 30_000 }).toMatch(/Reconnectedonce/);
    expect(await card('leftFoot').textContent()).not.toMatch(/Lost0\.0/);
    expect(await card('rightFoot').textContent()).toMatch(/Lost0\.0/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await findingsOf(page), colorScheme).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: null });
  });

  it('shows cadence and contacts as they come, called provisional', async () => {
    await expect.poll(() => page.locator('.windows [data-window="lowerBack"]').textContent(), { timeout: 30_000 }).toMatch(/\d+\s*steps\/min/);
    await expect.poll(() => page.locator('.contactWords').textContent(), { timeout: 30_000 }).toMatch(/last: /);
    await page.getByText('Provisional').waitFor();
  });

  it('shows the same session after the page was loaded again, with its problems', async () => {
    const { id } = await fromApi<{ id: string }>('live/session');
    await page.reload();
    await page.getByRole('heading', { name: /^Recording / }).waitFor();
    expect((await fromApi<{ id: string }>('live/session')).id).toBe(id);
    await expect.poll(() => page.getByRole('log', { name: 'Problems' }).textContent()).toContain('left foot');
    await expect.poll(() => page.locator('.windows tbody tr').count()).toBeGreaterThan(0);
  });

  it('mends a broken connection to the server, and says that it was broken', async () => {
    const lost = page.getByRole('alert').filter({ hasText: 'connection to the Surefoot server is lost' });
    cable.pull();
    await lost.waitFor();
    expect(await page.getByRole('heading', { name: /^Recording / }).isVisible()).toBe(true);
    cable.mend();
    await lost.waitFor({ state: 'detached' });
    const elapsed = await page.getByRole('timer').textContent();
    await expect.poll(() => page.getByRole('timer').textContent(), { timeout: 30_000 }).not.toBe(elapsed);
    // The pulled cable is what this test asked for.
    complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !complaint.includes('net::ERR_')));
  });

  it('stops by keyboard, seals and analyses, and leads to the assessment with its walking speed', async () => {
    // Long enough for a walking bout that counts.
    await expect.poll(() => page.getByRole('timer').textContent(), { timeout: 60_000 }).toMatch(/0:4\d|0:5\d|[1-9]:/);
    await page.getByRole('button', { name: 'Stop and analyse' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sealing and analysing' }).waitFor();
    await page.getByRole('link', { name: 'Open the assessment' }).waitFor({ timeout: 60_000 });
    expect(await findingsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Open the assessment' }).click();
    const speed = page.locator('[data-metric="gait.walkingSpeed"] .value').first();
    await speed.waitFor();
    expect(await speed.textContent()).toMatch(/^\d\.\d+\s*m\/s$/);
    const assessment = await fromApi<AssessmentView>(`assessments/${new URL(page.url()).pathname.split('/').at(-1)}`);
    expect(assessment.trials).toHaveLength(1);
    expect([...(assessment.trials[0].analysis?.recording.sites ?? [])].sort()).toEqual(['leftFoot', 'lowerBack', 'rightFoot']);
    // What was lost on the way is not lost from sight.
    const codes = assessment.trials[0].analysis?.quality.findings.map(({ code }) => code);
    expect(codes).toContain('SENSOR_RECONNECTED');
    expect(codes).toContain('FOOT_SAMPLES_MISSING');
  });

  it('starts from a patient’s page with the patient chosen', async () => {
    await page.getByRole('link', { name: 'Patients' }).click();
    await page.getByRole('link', { name: /Bruno/ }).click();
    await page.getByRole('link', { name: 'Record a test' }).click();
    await page.getByText('The last recording is kept.').waitFor();
    expect(await page.locator('.chosen').textContent()).toMatch(/Bruno/);
  });

  it('never upset the browser: no error, no warning, no violation of the content security policy', () => {
    expect(complaints).toEqual([]);
  });
});
