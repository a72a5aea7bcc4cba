import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What this machine lacks for tests in a real browser, and how to get it; null when it lacks nothing. */
export function missingForBrowserTests(): string | null {
  const lacks = [
    ...(existsSync(EXECUTABLE) ? [] : ['chromium']),
    ...(spawnSync('zbarimg', ['--version']).error ? ['zbar-tools'] : []),
  ]
  return lacks.length === 0 ? null : `apt-get install ${lacks.join(' ')}`
}

export const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true }
export const DESKTOP = { viewport: { width: 1280, height: 900 } }

export type Device = { context: BrowserContext; page: Page; close(): Promise<void> }

/** One person's device, with nothing in it. What the CSP refuses or a script throws fails the test. */
export async function device(options: BrowserContextOptions): Promise<Device> {
  browser ??= chromium.launch({ executablePath: EXECUTABLE, args: FLAGS })
  const context = await (await browser).newContext({ locale: 'nl-BE', timezoneId: 'Europe/Brussels', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  const close = async () => {
    await context.close()
    expect(complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([])
  }
  return { context, page, close }
}

/** One for all devices of this process: a context shares nothing with another, and starts at once. It ends with the process. */
let browser: Promise<Browser> | undefined

/** axe finds nothing on the page as it stands, and nothing of it falls off its side. */
export async function expectAccessible(page: Page): Promise<void> {
  // Legacy is axe within the page itself; the other way opens a second page to look into frames, of which we have none.
  // All rules are tried; only of what breaks one axe tells more than a single element, which is half of its work.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    page.url().replace(/\/[^/]{30,}/, '/…'),
  ).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
}

/** What an independent reader finds in the QR code of a picture. */
export const decodeQr = (png: Buffer): string =>
  execFileSync('zbarimg', ['--quiet', '--raw', '-'], { input: png, encoding: 'utf8' }).trim()
