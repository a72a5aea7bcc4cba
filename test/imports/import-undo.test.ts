import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { batchById, fileById } from '../../db/imports/import-files.ts'
import { undoImport } from '../../db/imports/import-undo.ts'
import { continueImport } from '../../db/imports/imports.ts'
import {
  checkinAnswer,
  consentEvent,
  duo,
  duoEnd,
  eligibilityCheck,
  introduction,
  outcome,
  participant,
  person,
  proof,
} from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { bodyOf, DAY } from '../office.ts'
import { AMIRA, BERT, signUp } from '../people.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'
import {
  duosFile,
  ENDED,
  fileOf,
  imported,
  PEOPLE_COLUMNS,
  personLine,
  RUNNING,
  SIX_PEOPLE,
  uploaded,
} from './imports.ts'

let t: TestApp
let dirk: StaffBrowser
const asDuos = { kind: 'duos' }

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

afterEach(() => t.db.close())

/** A day later, so that what came by file and what was done since can be told apart. */
async function nextDay() {
  t.clock.now += DAY
  dirk = await signInStaff(t)
}

const undo = (id: string) => dirk.post(paths.importUndo(id), { sure: 'yes' })
const count = async (table: Parameters<ReturnType<TestApp['db']['q']['select']>['from']>[0]) =>
  (await t.db.q.select().from(table)).length

describe('people that came by file', () => {
  const FILE = fileOf(`${PEOPLE_COLUMNS};voorwaarden`, ...[1, 2, 3].map((n) => `${personLine(n)};ja`))

  test('go as if they had never come; the ledger keeps that it was a mistake', async () => {
    const bert = await signUp(t, BERT)
    const id = await imported(t, dirk, FILE)
    expect(await count(eligibilityCheck)).toBe(3)
    await nextDay()
    const untouched = await dirk.post(paths.importUndo(id), {})
    expect(untouched.status).toBe(422)
    expect(await untouched.text()).toContain('Vink aan dat je deze import ongedaan wilt maken')

    expect((await undo(id)).status).toBe(303)
    expect(await t.db.q.select({ id: participant.id }).from(participant)).toEqual([{ id: bert.participantId }])
    for (const table of [eligibilityCheck, proof]) expect(await count(table)).toBe(0)
    expect(await count(person)).toBe(1)
    const acts = await t.db.q
      .select()
      .from(consentEvent)
      .where(eq(consentEvent.channel, `import:${id}`))
    expect(acts.map(({ state }) => state).sort()).toEqual([...Array(3).fill('given'), ...Array(3).fill('invalidated')])
    expect(await bodyOf(await dirk.get(paths.import(id)))).toContain('Deze import is ongedaan gemaakt')

    expect((await undo(id)).status).toBe(303)
    await imported(t, dirk, FILE)
    expect(await count(person)).toBe(4)
  })

  test('who did something since stays, with the reason; a person known before stays too', async () => {
    await signUp(t, AMIRA)
    const amira = personLine(9, { email: AMIRA.email })
    const id = await imported(t, dirk, fileOf(PEOPLE_COLUMNS, ...[1, 2, 3].map((n) => personLine(n)), amira))
    await nextDay()
    const ids = new Map(
      (
        await t.db.q
          .select({ id: participant.id, email: person.email })
          .from(participant)
          .innerJoin(person, eq(person.id, participant.personId))
      ).map((row) => [row.email, row.id]),
    )
    await signUp(t, { ...BERT, email: 'v1@example.org' })
    await dirk.post(paths.participantNotes(ids.get('v2@example.org')!), { _form: t.deps.newToken(), body: 'Belde.' })
    const page = await bodyOf(await dirk.get(paths.import(id)))
    expect(page).toContain('schreef zelf in')
    expect(page).toContain('is intussen gewijzigd door een medewerker')

    await undo(id)
    const left = await t.db.q.select({ email: person.email }).from(person)
    expect(left.map(({ email }) => email).sort()).toEqual([AMIRA.email, 'v1@example.org', 'v2@example.org'])
    expect(await count(participant)).toBe(3)
  })

  test('who stands in an introduction stays until that is taken back', async () => {
    const id = await imported(t, dirk, SIX_PEOPLE)
    const duos = await imported(t, dirk, duosFile(RUNNING), asDuos)
    await nextDay()
    expect(await bodyOf(await dirk.get(paths.import(id)))).toContain('staat in een voorstel of een duo')
    await undo(duos)
    expect(await bodyOf(await dirk.get(paths.import(id)))).not.toContain('staat in een voorstel of een duo')
    await undo(id)
    expect(await count(person)).toBe(0)
  })

  test('an undo in the middle of the writing wins: nothing is written after it', async () => {
    const id = await uploaded(dirk, fileOf(PEOPLE_COLUMNS, ...Array.from({ length: 150 }, (_, n) => personLine(n))))
    const write = t.db.write
    t.deps.db.write = async (statements) => {
      const isSecond =
        (await count(person)) === 100 && statements.some((one) => one.toSQL().sql.includes('"import_item"'))
      const batch = isSecond ? await batchById(t.deps, id) : null
      t.deps.db.write = isSecond ? write : t.deps.db.write
      if (batch) await undoImport(t.deps, batch, dirk.staffId)
      return write(statements)
    }
    await dirk.post(paths.importConfirmation(id), { sure: 'yes' })
    await continueImport(t.deps, id)
    expect(await count(person)).toBe(0)
    expect(await fileById(t.deps, id)).toBeNull()
  })

  test('staff of another programme and strangers undo nothing', async () => {
    const id = await imported(t, dirk, FILE)
    const fatma = await signInStaff(t, FATMA)
    expect((await fatma.get(paths.import(id))).status).toBe(404)
    expect((await fatma.post(paths.importUndo(id), { sure: 'yes' })).status).toBe(404)
    expect(await count(person)).toBe(3)
  })
})

describe('duos that came by file', () => {
  beforeEach(async () => {
    await imported(t, dirk, SIX_PEOPLE)
  })

  test('an import that is undone takes the duo and its introduction back, and leaves the people', async () => {
    const id = await imported(t, dirk, duosFile({ ...RUNNING, 'opvolging mentor': '16/02/2027 goed' }, ENDED), asDuos)
    t.clock.now += DAY
    dirk = await signInStaff(t)
    expect((await dirk.post(paths.importUndo(id), {})).status).toBe(422)
    expect((await dirk.post(paths.importUndo(id), { sure: 'yes' })).status).toBe(303)
    for (const table of [duo, duoEnd, introduction, checkinAnswer, outcome])
      expect(await t.db.q.select().from(table)).toEqual([])
    expect(await t.db.q.select().from(participant)).toHaveLength(6)
    const states = await t.db.q.select().from(consentEvent).where(eq(consentEvent.purpose, 'P2'))
    expect(states.map(({ state }) => state).sort()).toEqual([
      ...Array(4).fill('given'),
      ...Array(4).fill('invalidated'),
    ])
    await imported(t, dirk, duosFile(RUNNING, ENDED), asDuos)
    expect(await t.db.q.select().from(duo)).toHaveLength(2)
  })

  test('a duo of which something was said since stays, and the page says which', async () => {
    const id = await imported(t, dirk, duosFile(RUNNING, ENDED), asDuos)
    t.clock.now += DAY
    dirk = await signInStaff(t)
    const [running] = await t.db.q.select().from(duo).where(eq(duo.startedOn, '2027-02-01'))
    await dirk.post(paths.duoNotes(running!.id), { _form: t.deps.newToken(), body: 'Belde: alles goed.' })
    expect(await bodyOf(await dirk.get(paths.import(id)))).toContain('Dit zou blijven')

    await dirk.post(paths.importUndo(id), { sure: 'yes' })
    await dirk.post(paths.importUndo(id), { sure: 'yes' })
    expect((await t.db.q.select().from(duo)).map((one) => one.id)).toEqual([running!.id])
    const page = await bodyOf(await dirk.get(paths.import(id)))
    expect(page).toContain('Deze import is ongedaan gemaakt')
    expect(page).toContain('is intussen gewijzigd door een medewerker')
    expect(await t.db.q.select().from(introduction)).toHaveLength(1)
  })
})
