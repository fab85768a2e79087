import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { describe, it } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = PLACES.find((path) => existsSync(path));

/** Without Chromium the tests are skipped and counted; where it is required (CI=true), its absence is a failure. */
export function describeInBrowser(title: string, tests: () => void): void {
  if (executablePath !== undefined) {
    describe(title, tests);
  } else if (process.env.CI === 'true') {
    describe(title, () => {
      it('needs Chromium, which is not installed', () => {
        throw new Error(`Chromium is in none of ${PLACES.join(', ')}: run scripts/setup-debian.sh`);
      });
    });
  } else {
    describe.skip(`${title} (skipped: Chromium is not installed)`, tests);
  }
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'] });
}

/**
 * Collects whatever a page complains about: console errors, uncaught exceptions, violations of the content security policy.
 * The browser itself reports the 401 that answers "is anybody signed in?": that one is expected.
 */
export async function watchComplaints(context: BrowserContext): Promise<string[]> {
  const complaints: string[] = [];
  await context.exposeFunction('reportViolation', (what: string) => complaints.push(`content security policy: ${what}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      (window as unknown as { reportViolation: (what: string) => void }).reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  context.on('console', (message) => {
    const asked = message.location().url.endsWith('/api/v1/session') && message.text().includes('401');
    if ((message.type() === 'error' || message.type() === 'warning') && !asked) complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`exception: ${error.error().message}`));
  return complaints;
}

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
