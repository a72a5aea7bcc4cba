import { count, eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { continueImports } from '../../db/imports/imports.ts'
import {
  audit,
  consentEvent,
  importBatch,
  importFile,
  importRow,
  outbox,
  participant,
  person,
} from '../../db/schema.ts'
import { runJobs } from '../../src/jobs.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, type TestApp } from '../app.ts'
import { bodyOf, DAY } from '../office.ts'
import { BERT, signUp } from '../people.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'
import { fileOf, imported, PEOPLE_COLUMNS, personLine, upload, uploaded } from './imports.ts'

let t: TestApp
let dirk: StaffBrowser

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

afterEach(() => t.db.close())

const people = async () => (await t.db.q.select({ n: count() }).from(person))[0]?.n
const many = (n: number) => fileOf(PEOPLE_COLUMNS, ...Array.from({ length: n }, (_, index) => personLine(index)))

describe('a file of people', () => {
  test('sixty people: nothing is written before the yes, everybody after it, nobody twice', async () => {
    const id = await uploaded(dirk, many(60))
    const preview = await bodyOf(await dirk.get(paths.import(id)))
    expect(preview).toContain('<dt>Nieuwe inschrij\u00advingen</dt><dd>60</dd>')
    expect(preview).toContain('We bewaren 60 inschrijvingen.')
    expect(preview).toContain('Importeer 60 inschrijvingen')
    expect(await people()).toBe(0)

    expect((await dirk.post(paths.importConfirmation(id), { sure: 'yes' })).status).toBe(303)
    await continueImports(t.deps)
    expect(await people()).toBe(60)
    const page = await bodyOf(await dirk.get(paths.import(id)))
    expect(page).toContain('De import is klaar')
    expect(page).toContain('<dt>Bewaard</dt><dd>60</dd>')

    const again = await uploaded(dirk, many(60))
    const second = await bodyOf(await dirk.get(paths.import(again)))
    expect(second).toContain('<dt>Al bekend</dt><dd>60</dd>')
    expect(second).toContain('In dit bestand staat niets nieuws.')
    await dirk.post(paths.importConfirmation(again), { sure: 'yes' })
    await continueImports(t.deps)
    expect(await people()).toBe(60)
  })

  test('keeps what the file told, with the consent of that day and where it lies', async () => {
    await imported(t, dirk, many(1))
    const [who] = await t.db.q.select().from(participant)
    expect(who).toMatchObject({
      side: 'mentor',
      topics: ['accounting', 'finance'],
      sector: 'retail',
      languages: ['nl'],
    })
    const [consent] = await t.db.q.select().from(consentEvent)
    expect(consent).toMatchObject({
      purpose: 'P1',
      state: 'given',
      method: 'paper-form',
      actor: 'staff',
      actorRef: dirk.staffId,
      at: Date.UTC(2026, 4, 8, 10),
      reason: '2026-05-08 · map-3-0',
    })
    expect(new Date(consent?.validUntil ?? 0).toISOString()).toBe('2028-05-08T21:59:59.999Z')
    const html = await bodyOf(await dirk.get(paths.participant(who!.id)))
    expect(html).toContain('Klaar voor een voorstel')
    expect(html).toContain('Op papier')
  })

  test('nobody gets a mail, also not weeks later, and nobody is erased as unproved', async () => {
    await imported(t, dirk, many(3))
    t.clock.now += 70 * DAY
    await runJobs(t.deps)
    expect(await t.db.q.select().from(outbox)).toEqual([])
    expect(await people()).toBe(3)
  })

  test('every import, and every file that leaves, is written down', async () => {
    const id = await imported(t, dirk, fileOf(PEOPLE_COLUMNS, personLine(1), personLine(2, { email: 'geen' })))
    await dirk.post(paths.importRefused(id), {})
    const rows = await t.db.q.select().from(audit).where(eq(audit.subject, id))
    expect(rows.map(({ action, detail, staffId }) => [action, detail, staffId])).toEqual([
      ['import.confirmed', 'people 1', dirk.staffId],
      ['import.refused-exported', '1', dirk.staffId],
    ])
  })

  test('somebody whom we know on the other side stays one person', async () => {
    const bert = await signUp(t, BERT)
    await imported(t, dirk, fileOf(PEOPLE_COLUMNS, personLine(1, { email: ' Bert@Example.org', role: 'starter' })))
    const rows = await t.db.q.select({ personId: participant.personId, side: participant.side }).from(participant)
    expect(new Set(rows.map(({ personId }) => personId)).size).toBe(1)
    expect(rows.map(({ side }) => side).sort()).toEqual(['mentee', 'mentor'])
    expect(await bodyOf(await dirk.get(paths.participant(bert.participantId)))).toContain(BERT.name)
  })

  test('somebody who signs up between the look and the writing is not made twice', async () => {
    const id = await uploaded(dirk, fileOf(PEOPLE_COLUMNS, personLine(1, { email: BERT.email }), personLine(2)))
    await signUp(t, BERT)
    await dirk.post(paths.importConfirmation(id), { sure: 'yes' })
    await continueImports(t.deps)
    expect(await people()).toBe(2)
  })
})

describe('who may, when and how often', () => {
  test('a stranger without a session reaches nothing, and a form from elsewhere writes nothing', async () => {
    const id = await uploaded(dirk, many(1))
    const stranger = browser(t.app)
    expect((await stranger.get(paths.imports())).headers.get('Location')).toBe(paths.signIn())
    expect((await stranger.get(paths.import(id))).headers.get('Location')).toBe(paths.signIn())
    expect((await stranger.post(paths.importConfirmation(id), { sure: 'yes' })).status).toBe(401)
    expect((await upload(dirk, many(1), { csrf: 'wrong' })).status).toBe(403)
    expect(await people()).toBe(0)
  })

  test('staff of the city bring in nobody for a programme that an association answers for', async () => {
    expect((await upload(dirk, many(1), { programme: 'duo-for-a-job' })).status).toBe(400)
    const id = await uploaded(dirk, many(1))
    await t.db.write([t.db.q.update(importFile).set({ programme: 'duo-for-a-job' }).where(eq(importFile.id, id))])
    expect((await dirk.get(paths.import(id))).status).toBe(404)
    expect((await dirk.post(paths.importConfirmation(id), { sure: 'yes' })).status).toBe(404)
    expect((await dirk.post(paths.importRefused(id), {})).status).toBe(404)
  })

  test('without the tick nothing is written; twice is once', async () => {
    const id = await uploaded(dirk, many(2))
    const untouched = await dirk.post(paths.importConfirmation(id), {})
    expect(untouched.status).toBe(422)
    expect(await untouched.text()).toContain('Vink aan dat je dit nakeek')
    const both = await Promise.all([1, 2].map(() => dirk.post(paths.importConfirmation(id), { sure: 'yes' })))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    await continueImports(t.deps)
    expect(await people()).toBe(2)
    expect(await t.db.q.select().from(importBatch)).toHaveLength(1)
  })

  test('a file that nobody confirms is gone after an hour, with what stood in it; one that is thrown away at once', async () => {
    const id = await uploaded(dirk, many(2))
    t.clock.now += 59 * 60_000
    await runJobs(t.deps)
    dirk = await signInStaff(t)
    expect((await dirk.get(paths.import(id))).status).toBe(200)
    t.clock.now += 60_000
    dirk = await signInStaff(t)
    expect((await dirk.post(paths.importConfirmation(id), { sure: 'yes' })).status).toBe(404)
    await runJobs(t.deps)
    expect(await t.db.q.select().from(importRow)).toEqual([])

    const other = await uploaded(dirk, many(2))
    const answer = await dirk.post(paths.importRemoval(other), {})
    expect(await bodyOf(await dirk.get(answer.headers.get('Location') ?? ''))).toContain('Het bestand is weg')
    expect(await t.db.q.select().from(importRow)).toEqual([])
    expect(await people()).toBe(0)
  })

  test('what was written leaves the file at once, refused rows a day later', async () => {
    const id = await imported(t, dirk, fileOf(PEOPLE_COLUMNS, personLine(1), personLine(2, { email: 'x' })))
    expect(await t.db.q.select({ number: importRow.number }).from(importRow)).toEqual([{ number: 3 }])
    t.clock.now += DAY
    await runJobs(t.deps)
    expect(await t.db.q.select().from(importRow)).toEqual([])
    dirk = await signInStaff(t)
    expect(await bodyOf(await dirk.get(paths.import(id)))).toContain('<dt>Geweigerd</dt><dd>1</dd>')
  })

  test('a server that stops in the middle goes on where it was, and shows how far it is', async () => {
    const id = await uploaded(dirk, many(250))
    const writes = t.db.write
    let left = 2
    t.deps.db.write = async (statements) => {
      const isPart = statements.some((one) => one.toSQL().sql.includes('insert into "participant"'))
      if (isPart && left-- === 0) throw new Error('the server stopped')
      return writes(statements)
    }
    await dirk.post(paths.importConfirmation(id), { sure: 'yes' })
    await expect(continueImports(t.deps)).rejects.toThrow('the server stopped')
    expect(await people()).toBe(100)
    const page = await bodyOf(await dirk.get(paths.import(id)))
    expect(page).toContain('100 van 250 rijen')
    expect(page).toContain('hx-trigger="every 1s"')
    const part = await (await dirk.get(paths.import(id), { 'HX-Request-Type': 'partial' })).text()
    expect(part).not.toContain('<html')

    await runJobs(t.deps)
    expect(await people()).toBe(250)
    expect(await bodyOf(await dirk.get(paths.import(id)))).toContain('De import is klaar')
    const [twice] = await t.db.q.all<{ n: number }>(sql`select count(*) - count(distinct email) as n from person`)
    expect(twice?.n).toBe(0)
  })

  test('the example can be brought in as it is', async () => {
    const example = await dirk.get(paths.importExample('people'))
    await imported(t, dirk, await example.arrayBuffer())
    expect(await people()).toBe(1)
    expect((await dirk.get(paths.importExample('cats'))).status).toBe(404)
  })
})
