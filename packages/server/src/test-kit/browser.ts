import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where Debian, and who installs it elsewhere, puts it. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The browser of this machine; undefined where there is none, and pages cannot be looked at. */
export const CHROMIUM = process.env.SAFEWARD_CHROMIUM ?? PLACES.find((path) => existsSync(path));

/** A real browser without a window. */
export function openBrowser(): Promise<Browser> {
  // As root Chromium has no sandbox; it only opens pages of our own.
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** Somebody's browser; scripts are off unless said otherwise, as for people who have none. */
export function visit(
  browser: Browser,
  { scripts = false, width = 1_200 }: { readonly scripts?: boolean; readonly width?: number } = {},
): Promise<BrowserContext> {
  return browser.newContext({ javaScriptEnabled: scripts, viewport: { width, height: 900 } });
}

/**
 * What axe-core finds wrong with a page as it stands, by WCAG 2.2, levels A and AA, one line for each place. It looks
 * at a copy in which scripts run, for the page itself may have none.
 */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const context = await visit(browser, { scripts: true, width: page.viewportSize()?.width ?? 1_200 });
  try {
    const copy = await context.newPage();
    await copy.setContent(await page.content());
    await copy.evaluate(readFileSync(AXE, 'utf8'));
    return await copy.evaluate(async () => {
      interface Found {
        readonly id: string;
        readonly help: string;
        readonly nodes: readonly { readonly html: string }[];
      }
      const { axe, document } = globalThis as unknown as {
        document: object;
        axe: { run(context: object, options: object): Promise<{ violations: readonly Found[] }> };
      };
      const { violations } = await axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
      );
    });
  } finally {
    await context.close();
  }
}
