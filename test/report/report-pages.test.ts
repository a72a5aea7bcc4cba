import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { saveCap } from '../../db/office/caps.ts'
import { saveReportRules } from '../../db/office/report-rules.ts'
import { audit } from '../../db/schema.ts'
import { addDays, instantOf } from '../../src/domain/civil-date.ts'
import { PROGRAMMES } from '../../src/domain/programmes.ts'
import { FIGURE_IDS } from '../../src/domain/report/figures.ts'
import { attributesOf } from '../../src/office/report-view.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'
import { countRows, tablesOf } from './report-count.ts'
import { addDuo, addIntroduction, addPerson, randomRows, rowsOf } from './report-rows.ts'

const DUO = 'duo-for-a-job'
const textOf = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00A0]+/g, ' ')

/** 50 duos of 2025, of which 15 found a job for longer than three months and 20 something else in the broad sense. */
async function fiftyDuos(t: TestApp) {
  const rows = rowsOf(t)
  const dirk = await rows.dirk
  rows.insert('programme_cap', { programme: DUO, year: 2025, cap: 50 })
  for (let n = 0; n < 50; n++) {
    const from = addDays('2025-01-20', n)
    const at = instantOf(addDays(from, -10), '12:00')
    const [mentor, mentee, endedOn] = [`m${n}`, `s${n}`, addDays(from, 200)]
    for (const [id, side] of [[mentor, 'mentor'] as const, [mentee, 'mentee'] as const])
      addPerson(rows, id, { programme: DUO, side, at })
    const pair = { programme: DUO, mentor, mentee }
    addIntroduction(rows, `i${n}`, { ...pair, at, dirk, yes: ['mentor', 'mentee'] })
    addDuo(rows, `d-i${n}`, { ...pair, from })
    rows.insert('duo_end', {
      duo_id: `d-i${n}`,
      reason: 'completed',
      ended_on: endedOn,
      at: instantOf(endedOn, '12:00'),
    })
    const job = n < 15 ? { contract_starts_on: endedOn, contract_ends_on: null } : {}
    const code = n < 15 ? 'job' : n < 35 ? 'vocational_training' : 'nothing_yet'
    rows.insert('outcome', {
      ...{ id: `o${n}`, duo_id: `d-i${n}`, moment: 'end', code, by: 'staff', staff_id: dirk, at: 1, ...job },
    })
  }
  await rows.write()
}

describe('the example of DUO for a JOB', () => {
  let t: TestApp
  let dirk: StaffBrowser

  beforeAll(async () => {
    t = await freshApp()
    t.clock.now = instantOf('2025-12-31', '12:00')
    await fiftyDuos(t)
    dirk = await signInStaff(t)
  })

  const text = async (path: string) => textOf(await (await dirk.get(path)).text())

  test('50 duos a year, 30 % direct, 70 % in the broad sense: on the page', async () => {
    const page = await text(paths.report(DUO, '2025-01-01', '2025-12-31'))
    expect(page).toContain('Duo’s gestart 50')
    expect(page).toContain('Rechtstreeks resultaat op het einde 15 van 50 (30 %)')
    expect(page).toContain('Resultaat in ruime zin op het einde 35 van 50 (70 %)')
    expect(page).toContain('2025 50 van 50 0')
    expect(page).toContain('30 % 15 van 50')
    // The line that rises, in numbers: of the 50 days from 20 January.
    expect(page).toMatch(/31 januari 2025 12 28 februari 2025 40 31 maart 2025 50 .*31 december 2025 50/)
    expect(page).toContain('De steun van ESF (Een job zonder sollicitatie) begon in 2020')
    expect(page).not.toContain('Met steun van')
  })

  test('over the years every percentage stands with its part and its whole, and the cap', async () => {
    t.clock.now = instantOf('2026-12-31', '12:00')
    const later = await signInStaff(t)
    const page = textOf(await (await later.get(paths.reportYears(DUO))).text())
    t.clock.now = instantOf('2025-12-31', '12:00')
    expect(page).toContain('Rechtstreeks resultaat op het einde 15 van 50 (30 %) –')
    expect(page).toMatch(/Plafond 50 \d+/)
  })

  test('in the answer for the council, in words that can be copied', async () => {
    const page = await text(paths.councilAnswer(DUO, '2025'))
    expect(page).toContain('startten 50 duo’s van jongeren en mentoren, van de 50 die per jaar mogelijk zijn.')
    expect(page).toContain(
      'Van de 50 duo’s die eindigden, haalde 30 % rechtstreekse activering (arbeidscontract > 3 maanden) en 70 % resultaat in ruime zin'.replace(
        '>',
        '&gt;',
      ),
    )
  })

  test('a cap that was lowered later is said beside the duos; what is left of it is not called free', async () => {
    const cap = (places: number) => saveCap(t.deps, { programme: DUO, year: 2025, cap: places, staffId: dirk.staffId })
    await cap(30)
    const answer = await text(paths.councilAnswer(DUO, '2025'))
    expect(answer).toContain('startten 50 duo’s van jongeren en mentoren; het plafond is nu 30.')
    const page = await text(paths.report(DUO, '2025-01-01', '2025-12-31'))
    expect(page).toContain('Plafond min gestart')
    await cap(50)
  })

  test('and by the other rule 40 %, which the page says', async () => {
    await saveReportRules(t.deps, { broadIncludesDirect: false }, dirk.staffId)
    const page = await text(paths.report(DUO, '2025-01-01', '2025-12-31'))
    expect(page).toContain('Resultaat in ruime zin op het einde 20 van 50 (40 %)')
    expect(page).toContain('telt niet mee bij “in ruime zin”')
    await saveReportRules(t.deps, { broadIncludesDirect: true }, dirk.staffId)
  })
})

describe('the report of a programme with a bit of everything', () => {
  const period = { from: '2026-01-01', until: '2026-12-31' }
  let t: TestApp
  let dirk: StaffBrowser
  let counted: Record<string, number | null>
  let supply: Record<'asked' | 'offered', string>

  beforeAll(async () => {
    t = await freshApp()
    const { one } = await randomRows(t, { seed: 11, programme: DUO })
    const tables = await tablesOf(t, DUO, one)
    counted = countRows(tables, period, true).figures
    const of = (own: string) => {
      const all = tables.people.filter(({ side, on }) => side === own && on.startsWith('2026'))
      const count = all.filter(({ topics }) => topics.includes('cv')).length
      if (count < 5) return '<5'
      return all.length - count > 0 && all.length - count < 5 ? '–' : String(count)
    }
    supply = { asked: of('mentee'), offered: of('mentor') }
    dirk = await signInStaff(t)
  })

  const downloads = async () =>
    (await t.db.q.select().from(audit).where(eq(audit.action, 'report.downloaded'))).map(({ detail, subject }) => [
      subject,
      detail,
    ])

  test('JSON and CSV hold the figures that the rows give, and each download is in the audit', async () => {
    const json = await dirk.get(paths.reportJson(DUO, period.from, period.until))
    const file = await json.json()
    expect(file).toMatchObject({ schema: 'peter-meter/report', version: 1, programme: { id: DUO } })
    expect(Object.fromEntries(file.figures.map((own: { id: string; value: number }) => [own.id, own.value]))).toEqual(
      counted,
    )

    const csv = await dirk.get(paths.reportCsv(DUO, period.from, period.until))
    const body = new Uint8Array(await csv.arrayBuffer())
    expect([...body.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head, ...rows] = parse(new TextDecoder().decode(body), { delimiter: ';' })
    expect(head).toEqual(['Deel', 'Periode', 'Wat', 'Waarde', 'Teller', 'Noemer', 'Eenheid'])
    const values = rows
      .slice(0, FIGURE_IDS.length)
      .map((row) => (row[3] === '' ? null : Number(row[3]?.replace(',', '.'))))
    expect(values).toEqual(FIGURE_IDS.map((id) => counted[id]))
    const cv = file.topicSupply.find(({ id }: { id: string }) => id === 'cv')
    expect(cv).toMatchObject({
      ...{ year: 2026, asked: { text: supply.asked }, offered: { text: supply.offered } },
    })
    expect(rows.find(([, , what]) => what === `${cv.label}: gevraagd`)?.[3]).toBe(supply.asked)
    expect(await downloads()).toEqual([
      [DUO, 'json 2026-01-01 2026-12-31'],
      [DUO, 'csv 2026-01-01 2026-12-31'],
    ])
  })

  test('no file and no page names anybody, or shows a number under five in a breakdown', async () => {
    const file = await (await dirk.get(paths.reportJson(DUO, period.from, period.until))).json()
    const cells = file.breakdowns.flatMap((own: { cells: { count: number | null }[] }) => own.cells)
    expect(cells.length).toBeGreaterThan(50)
    expect(cells.filter(({ count }: { count: number | null }) => count !== null && count < 5)).toEqual([])
    const pages = [paths.report, paths.reportEvents, paths.reportPeople, paths.reportYears, paths.reportMethod]
    for (const path of [
      ...pages.map((page) => page(DUO, period.from, period.until)),
      paths.councilAnswer(DUO, '2026'),
    ]) {
      const answer = await dirk.get(path)
      expect(answer.status).toBe(200)
      expect((await answer.text()).replaceAll(/<style>.*?<\/style>/gs, '')).not.toMatch(/x\d+@|[>"]x\d+\b|p-x\d/)
    }
    expect(JSON.stringify(file)).not.toMatch(/@example|"x\d+"|p-x\d/)
  })

  test('of the year that runs no page and no file breaks people down: the last one that is over stands there', async () => {
    const page = textOf(await (await dirk.get(paths.reportPeople(DUO))).text())
    expect(page).toContain('2027 is nog niet voorbij')
    const closed = textOf(await (await dirk.get(paths.reportPeople(DUO, period.from, period.until))).text())
    expect(closed).not.toMatch(/nog niet voorbij|binnenstad/)
    expect(attributesOf(PROGRAMMES['peter-meter'], 'mentee')).toContain('inCentre')
    const tables = (text: string) => text.slice(text.indexOf('Thema’s waarvoor te weinig hulp is'))
    expect(tables(page)).toBe(tables(closed))
    const file = await (await dirk.get(paths.reportJson(DUO, '2026-01-01', '2027-12-31'))).json()
    expect(new Set(file.breakdowns.map(({ year }: { year: number }) => year))).toEqual(new Set([2026]))
  })

  test('days that are none, or the wrong way round, are said; the figures of this year stay', async () => {
    const wrong = async (from: string, until: string) => {
      const answer = await dirk.get(paths.report(DUO, from, until))
      return [answer.status, textOf(await answer.text())] as const
    }
    const [status, page] = await wrong('2026-02-31', '2026-03-01')
    expect([status, page.includes('Kies twee datums die bestaan. Hieronder staat 2027')]).toEqual([422, true])
    expect((await wrong('2026-03-02', '2026-03-01'))[1]).toContain('De laatste dag ligt voor de eerste')
    for (const from of ['1026-03-02', '2026-03-01'.repeat(9)]) expect((await wrong(from, '2026-03-01'))[0]).toBe(422)
  })

  test('days to come are said to have no figures yet', async () => {
    const page = textOf(await (await dirk.get(paths.report(DUO, '2027-07-01', '2027-09-30'))).text())
    expect(page).toContain('Deze periode moet nog beginnen')
  })

  test('staff of an association read their own programme, whatever they ask for', async () => {
    const fatma = await signInStaff(t, FATMA)
    for (const path of [
      paths.report('peter-meter'),
      paths.reportJson('peter-meter'),
      paths.councilAnswer('peter-meter'),
    ]) {
      const page = await (await fatma.get(path.includes('?') ? path : `${path}?programme=peter-meter`)).text()
      expect(page).toContain('DUO for a JOB')
      expect(page).not.toContain('peter- en meterschap')
    }
  })
})

test('results are joined by "of", and the hours are those of the table', async () => {
  const t = await freshApp()
  await fiftyDuos(t)
  const rows = rowsOf(t)
  const note = { duo_id: 'd-i0', by: 'mentor', way: 'mail', at: 1 }
  rows.insert('meeting_log', { ...note, id: 'l1', met_on: '2025-03-01', minutes: 90 })
  await rows.write()
  t.clock.now = instantOf('2025-12-31', '12:00')
  const dirk = await signInStaff(t)
  const text = textOf(await (await dirk.get(paths.councilAnswer(DUO, '2025'))).text())
  expect(text).toContain('samen 1,5 uur')
  expect(text).toMatch(/\(bijvoorbeeld: [^)]* of [^)]*\)/)
  expect(text).not.toMatch(/\(bijvoorbeeld: [^)]* en [^)]*\)/)
})
