import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { continueImport } from '../../db/imports/imports.ts'
import { peopleStatements } from '../../db/imports/people-import.ts'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import { consentEvent, importRow, outbox, participant, person, signup } from '../../db/schema.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import { paths } from '../../src/paths.ts'
import type { TestApp } from '../app.ts'
import { bodyOf, openOffice } from '../office.ts'
import { AMIRA, type SignedUp } from '../people.ts'
import { hiddenFields } from '../signup-flow.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'
import { fileOf, imported, PEOPLE_COLUMNS, personLine, uploaded } from './imports.ts'

/* Fatma works for an association; Dirk for the city, where Amira signed up. */

let t: TestApp
let dirk: StaffBrowser
let fatma: StaffBrowser
let amira: SignedUp
const there = { programme: 'duo-for-a-job' }

beforeEach(async () => {
  ;({ t, dirk, amira } = await openOffice())
  fatma = await signInStaff(t, FATMA)
})

afterEach(() => t.db.close())

const FILE = fileOf(
  'naam;e-mailadres;rol;datum toestemming;plaats toestemming;telefoon',
  `X Y;${AMIRA.email};jongere;8/05/2026;map-1;0470 99 99 99`,
)
const amiraHere = async () => (await t.db.q.select().from(person).where(eq(person.email, AMIRA.email)))[0]
const standingThere = () => t.db.q.select().from(participant).where(eq(participant.programme, there.programme))

async function paper(more: Record<string, string> = {}) {
  const page = await standingPageOf(t.db, there.programme)
  return {
    ...there,
    ...{ side: 'mentee', event: page?.id ?? '', name: 'X Y', email: AMIRA.email, topics: 'cv', languages: 'nl' },
    ...{ sector: 'horeca', signedOn: '2027-05-03', place: 'map-1', consent: 'yes', seen: 'yes' },
    _form: t.deps.newToken(),
    ...more,
  }
}

describe('an address that is known at another office', () => {
  test('is not brought in by a file: the row is refused in the words for who asked us not to write', async () => {
    const id = await imported(t, fatma, FILE, there)
    const html = await bodyOf(await fatma.get(paths.import(id)))
    expect(html).toContain('Rij 2</strong>: e-mailadres nemen we niet over uit een bestand')
    expect(html).not.toContain(AMIRA.name)
    expect(await standingThere()).toEqual([])
    expect(await amiraHere()).toMatchObject({ name: AMIRA.name })
  })

  test('typed over from paper waits for the mailbox, also when the person was seen; twice is once', async () => {
    const form = await paper()
    const answer = await fatma.post(paths.participants(), form)
    const again = await fatma.post(paths.participants(), form)
    expect(again.headers.get('Location')).toBe(answer.headers.get('Location'))
    const html = await bodyOf(await fatma.get(answer.headers.get('Location') ?? ''))
    expect(html).toContain('Ze telt zodra deze persoon klikt in onze mail.')
    expect(html).not.toContain(AMIRA.name)
    expect(await standingThere()).toEqual([])
    expect((await amiraHere())?.name).toBe(AMIRA.name)
    expect((await t.db.q.select().from(outbox)).at(-1)?.kind).toBe('receipt-again')
    expect((await fatma.get(paths.participant(amira.participantId))).status).toBe(404)
  })

  test('is brought together by its owner; from then on neither office changes the name', async () => {
    await fatma.post(paths.participants(), await paper({ name: AMIRA.name }))
    const waiting = (await t.db.q.select().from(signup)).find(({ pending }) => pending !== null)
    const link = { participantId: amira.participantId, signupId: waiting?.id ?? '', how: 'link' as const }
    const saved = await saveProof(t.deps, link)
    const own = saved?.participantId ?? ''
    expect(await bodyOf(await fatma.get(paths.participant(own)))).toContain(AMIRA.name)

    const form = await (await fatma.get(paths.participantDetails(own))).text()
    expect(form).toContain('De naam past deze persoon zelf aan')
    expect(form).not.toContain('name="name"')
    const typed = { ...hiddenFields(form), name: 'Gekaapt', topics: ['cv'], sector: 'care', languages: ['nl'] }
    expect((await fatma.post(paths.participantDetails(own), { ...typed, capacity: '1' })).status).toBe(303)
    expect((await amiraHere())?.name).toBe(AMIRA.name)
    expect((await standingThere())[0]?.sector).toBe('care')
  })
})

describe('two offices at once', () => {
  const NEW = FILE.replace(AMIRA.email, 'new@example.org')
  const newcomers = () =>
    t.db.q
      .select({ programme: participant.programme, name: person.name })
      .from(participant)
      .innerJoin(person, eq(person.id, participant.personId))
      .where(eq(person.email, 'new@example.org'))

  test('who came to stand elsewhere since the row was judged is not written: no name goes from one to the other', async () => {
    await imported(t, dirk, fileOf(PEOPLE_COLUMNS, personLine(1, { email: 'new@example.org', role: 'starter' })))
    const read = {
      side: 'mentee' as const,
      email: 'new@example.org',
      name: 'X Y',
      phone: null,
      sector: null,
      capacity: 1,
    }
    const rest = { topics: [], languages: ['nl'], consentOn: '2026-05-08', consentReference: 'map-1' }
    const row = { ...read, ...rest, conditions: false, intakeOn: null, modules: [], trainingOn: null }
    const batch = { id: 'b', programme: there.programme, staffId: fatma.staffId, at: t.deps.now() }
    const statements = await peopleStatements(t.deps, batch, [{ number: 2, read: row }])
    await expect(t.db.write(statements)).rejects.toMatchObject({
      refusal: { kind: 'unique', columns: 'person.email_normalised' },
    })
    expect((await newcomers()).map(({ programme }) => programme)).toEqual(['peter-meter'])
  })

  test('both bring in the same new address: one has them, the other is told to ask them', async () => {
    const here = await uploaded(dirk, fileOf(PEOPLE_COLUMNS, personLine(1, { email: 'new@example.org' })))
    const elsewhere = await uploaded(fatma, NEW, there)
    await dirk.post(paths.importConfirmation(here), { sure: 'yes' })
    await fatma.post(paths.importConfirmation(elsewhere), { sure: 'yes' })
    await Promise.all([here, elsewhere].map((id) => continueImport(t.deps, id)))
    expect(await newcomers()).toHaveLength(1)
    expect((await t.db.q.select().from(importRow)).map(({ problems }) => problems)).toEqual([
      [{ field: 'email', code: 'asks-own-yes' }],
    ])
  })
})

describe('what stays of who stops', () => {
  test('a file that was looked at before does not bring back who stopped since', async () => {
    const line = personLine(1, { email: ` ${AMIRA.email.toUpperCase()}`, role: 'starter' })
    const id = await uploaded(dirk, fileOf(PEOPLE_COLUMNS, line, personLine(2)))
    expect(await bodyOf(await dirk.get(paths.import(id)))).toContain('<dt>Al bekend</dt><dd>1</dd>')
    await withdraw(t.deps, amira.participantId, { actor: 'self' })
    await dirk.post(paths.importConfirmation(id), { sure: 'yes' })
    await continueImport(t.deps, id)
    expect(await amiraHere()).toBeUndefined()
    expect(await t.db.q.select().from(person).where(eq(person.email, 'v2@example.org'))).toHaveLength(1)
  })

  test('refused rows with the address go too, whatever stands around it; others stay', async () => {
    const hers = [AMIRA.email, 'Amira@example.org (werk)', '"mailto:amira@example.org"', '<amira@example.org>.']
    const others = ['samira@example.org', 'amira@example.org.be', 'v2@example.org']
    const lines = [...hers, ...others].map((email, n) => personLine(n, { email, role: 'baas' }))
    await imported(t, dirk, fileOf(PEOPLE_COLUMNS, ...lines))
    await withdraw(t.deps, amira.participantId, { actor: 'self' })
    expect((await t.db.q.select().from(importRow)).map(({ number }) => number)).toEqual([6, 7, 8])
  })

  test.each(['dossier Kanarie Een', 'Kanarie-Een', 'map-3-14-van-de-vrijwilligers'])(
    'a place that is no code, such as "%s", comes in by no way',
    async (place) => {
      const line = personLine(1).replace('map-3-1', place)
      const id = await imported(t, dirk, fileOf(PEOPLE_COLUMNS, line))
      expect(await bodyOf(await dirk.get(paths.import(id)))).toContain('plaats toestemming is geen code zoals map-3-14')
      const onPaper = await fatma.post(paths.participants(), await paper({ place, email: 'new@example.org' }))
      expect(onPaper.status).toBe(422)
      const ledger = await t.db.q.select({ reason: consentEvent.reason }).from(consentEvent)
      expect(ledger.filter(({ reason }) => reason?.includes(place))).toEqual([])
    },
  )
})

test('the look names the first twenty sign-ups with topics and consent, new or known, and a paper’s day reads as a day', async () => {
  const lines = Array.from({ length: 22 }, (_, n) => personLine(n))
  const id = await uploaded(
    dirk,
    fileOf(PEOPLE_COLUMNS, personLine(0, { email: AMIRA.email, role: 'starter' }), ...lines),
  )
  const html = await bodyOf(await dirk.get(paths.import(id)))
  expect(html).toContain('De eerste 20 van 23 inschrijvingen')
  expect(html).toContain('v18@example.org')
  expect(html).not.toContain('v19@example.org')
  const amira = html.slice(html.indexOf('amira@example.org</div>'))
  expect(amira).toMatch(
    /^.{0,140}Starter<.{0,140}Boek.{0,9}houding en Financiering<.{0,140}8 mei 2026<.{0,140}Al bekend</,
  )

  await dirk.post(paths.importConfirmation(id), { sure: 'yes' })
  await continueImport(t.deps, id)
  const [mentor] = await t.db.q.select().from(participant).where(eq(participant.side, 'mentor')).limit(1).offset(1)
  expect(await bodyOf(await dirk.get(paths.participant(mentor?.id ?? '')))).toContain('8 mei 2026 · map-3-')
})
