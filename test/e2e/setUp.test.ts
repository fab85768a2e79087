import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openBrowser, signIn } from './browser.ts';
import { findingsOf } from './accessible.ts';
import type { Started } from './clinic.ts';
import { startEmptyClinic } from './clinic.ts';

const USERNAME = 'first.admin';
const PASSWORD = 'four small green kettles';

describeInBrowser('the first start of a clinic', () => {
  let clinic: Started;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    clinic = await startEmptyClinic();
    browser = await openBrowser();
    // A context of its own: axe needs to open a page beside it.
    const context = await browser.newContext({ baseURL: clinic.address, viewport: { width: 1024, height: 800 } });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await clinic?.stop();
  });

  const fill = async (token: string, password: string, repeat = password) => {
    await page.getByLabel('Set-up token').fill(token);
    await page.getByLabel('User name of the administrator').fill(USERNAME);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(repeat);
    await page.getByRole('button', { name: 'Make the administrator' }).click();
  };

  it('asks for the administrator, accessibly, and shows no DEMO banner', async () => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Set up Surefoot' }).waitFor();
    await page.getByLabel('Set-up token').waitFor();
    expect(await page.locator('.demo').count()).toBe(0);
    expect(await findingsOf(page)).toEqual([]);
  });

  it('refuses two different passwords without asking the server', async () => {
    await fill(clinic.printed[2], PASSWORD, 'another');
    expect(await page.locator('#repeat-error').textContent()).toBe('The two passwords differ.');
  });

  it('refuses a wrong token and a short password in the server’s words', async () => {
    await fill('not-the-token', PASSWORD);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/token/i);
    await fill(clinic.printed[2], 'short');
    await expect.poll(() => page.locator('.formError, .fieldError').allTextContents().then((all) => all.join(' '))).toMatch(/12|short/);
  });

  it('makes the administrator with the printed token, and the clinic is empty', async () => {
    await fill(clinic.printed[2], PASSWORD);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
    await page.getByText('There are no patients yet').waitFor();
    expect(await page.locator('.who').textContent()).toContain(`${USERNAME} (administrator)`);
    expect(await findingsOf(page)).toEqual([]);
  });

  it('does not offer set-up again, and the new password works', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.goto('/set-up');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await signIn(page, USERNAME, PASSWORD);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
  });
});
