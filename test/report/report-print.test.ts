import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { freshApp, ORIGIN } from '../app.ts'
import { type Device, device, expectAccessible, missingForBrowserTests } from '../chromium.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'
import { randomRows } from './report-rows.ts'

const DUO = 'duo-for-a-job'
const YEAR = ['2026-01-01', '2026-12-31'] as const

describe.runIf(missingForBrowserTests() === null)('the report on paper and on a small phone', () => {
  let narrow: Device
  let dirk: StaffBrowser

  beforeAll(async () => {
    const t = await freshApp()
    await randomRows(t, { seed: 12, programme: DUO })
    dirk = await signInStaff(t)
    narrow = await device({ viewport: { width: 320, height: 640 } })
    await narrow.context.route('**/*', async (route) => {
      const { pathname, search } = new URL(route.request().url())
      if (pathname.startsWith('/assets/')) return route.fulfill({ contentType: 'text/javascript', body: '' })
      const answer = await dirk.get(`${pathname}${search}`)
      return route.fulfill({ headers: Object.fromEntries(answer.headers), body: await answer.text() })
    })
  })

  afterAll(() => narrow?.close())

  const open = (path: string) => narrow.page.goto(`${ORIGIN}${path}`)

  test('the answer for the council is one side of A4, whatever there is to say', async () => {
    for (const path of [paths.councilAnswer(DUO, '2026'), paths.councilAnswer('', '2027'), paths.councilAnswer(DUO)]) {
      await open(path)
      const pdf = (await narrow.page.pdf({ preferCSSPageSize: true })).toString('latin1')
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
      const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
      expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
    }
  })

  test('every page fits 320 pixels; axe finds nothing on the answer, with its pictures and tables', async () => {
    for (const path of [paths.report, paths.reportEvents, paths.reportPeople, paths.reportYears, paths.reportMethod]) {
      await open(path(DUO, ...YEAR))
      const { scrollWidth, clientWidth } = await narrow.page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }))
      expect(scrollWidth).toBe(clientWidth)
    }
    await open(paths.councilAnswer(DUO, '2026'))
    await expectAccessible(narrow.page)
  }, 60_000)

  test('every picture has a name, a description and a table with its numbers', async () => {
    for (const path of [
      paths.report(DUO, ...YEAR),
      paths.reportEvents(DUO, ...YEAR),
      paths.councilAnswer(DUO, '2026'),
    ]) {
      await open(path)
      const pictures = await narrow.page.locator('svg.chart').all()
      expect(pictures.length).toBeGreaterThan(0)
      for (const picture of pictures) {
        expect(await picture.locator('title').textContent()).not.toBe('')
        expect(await picture.locator('desc').textContent()).toMatch(/\d/)
      }
      expect(await narrow.page.locator('table').count()).toBeGreaterThanOrEqual(pictures.length)
    }
  })
})
