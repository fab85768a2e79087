// Makes docs/images/dashboard.png for the README (the newest assessment of a demo patient) and visit.png (a test of a guided visit while it is
// recorded), from the real, built demo with its simulated sensors.
// Usage: npx tsx scripts/screenshot.ts   (needs Chromium, see scripts/setup-debian.sh)
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';

const PATIENT = 'Bruno';
const LARGEST_BYTES = 400_000;
const root = fileURLToPath(new URL('../', import.meta.url));
const pictureOf = (name: string) => `${root}docs/images/${name}.png`;
const pictures = ['dashboard', 'visit'] as const;

async function printed(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<RegExpMatchArray> {
  let text = '';
  for await (const part of stream) {
    text += String(part);
    const match = text.match(pattern);
    if (match) return match;
  }
  throw new Error(`The demo ended before it printed its sign-in: ${text}`);
}

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
if (executablePath === undefined) throw new Error('Chromium is not installed: run scripts/setup-debian.sh');
const folder = await mkdtemp(join(tmpdir(), 'surefoot-screenshot-'));
const demo = spawn(process.execPath, [`${root}bin/surefoot`, 'demo', '--live', '--port', '0', '--data', join(folder, 'data')], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const [, address, username, password] = await printed(demo.stdout, /(http:\/\/127\.0\.0\.1:\d+)\s+Sign in as "([^"]+)" with password "([^"]+)"/);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce', colorScheme: 'light', locale: 'en-GB' });
    await page.goto(address);
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: PATIENT }).click();
    await page.locator('#assessments-title ~ * tbody a').first().click();
    await page.locator('.signal canvas').first().waitFor();
    await page.locator('.answers details').evaluateAll((all) => all.forEach((group) => group.removeAttribute('open')));
    await page.evaluate(() => scrollTo(0, 0));
    // The page is long: the picture has two cuts of it, what was found and the signal it was found in.
    const cuts = [await page.screenshot({ clip: { x: 0, y: 0, width: 1280, height: 900 } })];
    await page.getByRole('button', { name: 'Next walking bout' }).first().click();
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    cuts.push(await page.locator('.signal').first().screenshot());
    const images = cuts.map((cut) => `<img style="display:block;margin:0 auto 24px" src="data:image/png;base64,${cut.toString('base64')}">`).join('');
    const guide = page.url().replace(/\/assessments.*/, '/guide');
    await page.goto('about:blank');
    await page.setContent(`<body style="margin:0;background:#f4f6f7">${images}</body>`);
    await page.screenshot({ path: pictureOf('dashboard'), fullPage: true });
    await page.goto(guide);
    await guidedVisit(page);
  } finally {
    await browser.close();
  }
} finally {
  const ended = new Promise((resolve) => demo.on('close', resolve));
  demo.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}
for (const name of pictures) {
  const { size } = await stat(pictureOf(name));
  if (size > LARGEST_BYTES) throw new Error(`${pictureOf(name)} has ${size} bytes; at most ${LARGEST_BYTES} belong into a README`);
  process.stdout.write(`docs/images/${name}.png, ${Math.round(size / 1000)} kB\n`);
}

/** STEADI up to its walk, ten seconds of which are recorded. */
async function guidedVisit(page: Page): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('button', { name: new RegExp(PATIENT) }).click();
  await button('Begin the visit').click();
  await page.getByRole('heading', { name: 'Safety check' }).waitFor();
  for (const no of await page.getByRole('radio', { name: 'No' }).all()) await no.check();
  await button('Go on to the tests').click();
  await button('Look for sensors').click();
  await page.getByRole('checkbox', { name: 'Use Sensor 1' }).check();
  await button('Go to the tests').click();
  await page.getByRole('button', { name: /Walk at usual pace/ }).click();
  await page.getByRole('heading', { level: 2, name: 'Walk at usual pace' }).waitFor();
  await button('Start the sensors').click();
  await button('Go at once').click();
  await page.waitForFunction(() => (document.querySelector<HTMLProgressElement>('.testClock progress')?.value ?? 0) > 8);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: pictureOf('visit'), clip: { x: 0, y: 0, width: 1280, height: 900 } });
}
