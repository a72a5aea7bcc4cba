import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { promiseDue } from '../../db/jobs.ts'
import { loadPool } from '../../db/matching/pool.ts'
import { everybody } from '../../db/people/everybody.ts'
import { factsByIds } from '../../db/people/participant-facts.ts'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import { keptUntilOf } from '../../db/people/retention.ts'
import { consentEvent, duoEnd, introductionEnd, outbox } from '../../db/schema.ts'
import { DEFAULT_SETTINGS, saveAssociation, saveSettings, settingsSchema } from '../../db/settings.ts'
import { addDays, addMonths, civilDateOf, DAY_MS, instantOf } from '../../src/domain/civil-date.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import { keepingSince, keptUntil } from '../../src/domain/retention.ts'
import { paths, withQuery } from '../../src/paths.ts'
import { browser, freshApp } from '../app.ts'
import { fileOf, imported, PEOPLE_COLUMNS, personLine } from '../imports/imports.ts'
import { introduce, introduced, introductionOf, mailedLink } from '../introduced.ts'
import { letterOf } from '../pairs.ts'
import { AMIRA, BERT, CHLOE, signUp } from '../people.ts'
import { runningDuo } from '../running.ts'
import { signInStaff } from '../staff.ts'

const CITY = settingsSchema.parse(DEFAULT_SETTINGS)
const months = { retentionMonths: 24, duoRetentionMonths: 13 }
const until = instantOf('2026-05-08', '12:00')

test('who we keep, we keep until the latest of three ends: the consent, the last yes and the duo', () => {
  const none = { until, saidYesAt: null, duoStartedOn: null }
  expect(keptUntil(none, months)).toBe('2026-05-08')
  expect(keptUntil({ ...none, saidYesAt: instantOf('2025-03-01', '12:00') }, months)).toBe('2027-03-01')
  expect(keptUntil({ ...none, duoStartedOn: '2026-01-15' }, months)).toBe('2027-02-15')
  expect(keptUntil({ ...none, duoStartedOn: '2024-06-01' }, months)).toBe('2026-05-08')
  expect(keptUntil({ ...none, until: null, duoStartedOn: '2024-06-01' }, months)).toBeNull()
})

test('looking at everybody at once finds the same people: any yes or duo of before those days keeps nobody', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2024-01-01', days))
  const lengths = fc.record({
    retentionMonths: fc.integer({ min: 1, max: 60 }),
    duoRetentionMonths: fc.integer({ min: 7, max: 60 }),
  })
  fc.assert(
    fc.property(day, day, day, lengths, (today, yes, duoStartedOn, length) => {
      const since = keepingSince(today, length)
      const saidYesAt = instantOf(yes, '15:00')
      const over = instantOf('2023-01-01', '12:00')
      const kept = { until: over, saidYesAt, duoStartedOn }
      expect(keptUntil(kept, length)! < today).toBe(yes < since.yes && duoStartedOn < since.duo)
    }),
    {
      numRuns: 500,
      examples: [['2025-03-31', '2025-02-28', '2023-01-31', { retentionMonths: 1, duoRetentionMonths: 13 }]],
    },
  )
})

test('everybody is kept as long as what they read said, whatever the city asks of others before or after', async () => {
  const t = await freshApp()
  const dirk = await signInStaff(t)
  const keepFor = (retentionMonths: number) => saveSettings(t.deps, { ...CITY, retentionMonths }, dirk.staffId)
  await signUp(t, BERT)
  await keepFor(6)
  const [amira, again] = [await signUp(t, AMIRA), await signUp(t, BERT)]
  const page = await (await t.app.request(paths.programmePrivacy('peter-meter'))).text()
  expect(page).toContain('6 maanden na je laatste ja')
  const id = await introduce(t, again, amira)
  t.clock.now += 5 * DAY_MS
  const said = { introduction: await introductionOf(t, id), answer: 'yes', stop: 'stay', way: 'mail' } as const
  await saveAnswer(t.deps, { ...said, side: 'mentee' })
  await keepFor(30)
  await saveProof(t.deps, { participantId: again.participantId, signupId: again.signup.id, how: 'link' })
  await imported(t, await signInStaff(t), fileOf(PEOPLE_COLUMNS, personLine(1)))

  const given = await t.db.q.select().from(consentEvent).where(eq(consentEvent.state, 'given'))
  const ends = given
    .filter(({ purpose }) => purpose !== 'P4')
    .map(({ purpose, validUntil }) => [purpose, civilDateOf(validUntil ?? 0)])
  expect(ends).toEqual([
    ['P1', '2029-05-04'],
    ['P1', '2027-11-04'],
    ['P2', '2027-11-09'],
    ['P1', '2027-11-09'],
    ['P1', '2028-11-08'],
  ])
  const { participantId } = amira
  expect(await keptUntilOf(t.deps, participantId)).toBe('2027-11-09')
  await t.db.write([t.db.q.insert(introductionEnd).values({ introductionId: id, reason: 'pulled', at: t.clock.now })])
  for (const [day, consenting] of [
    ['2027-11-09', true],
    ['2027-11-10', false],
  ] as const) {
    t.clock.now = instantOf(day, '12:00')
    expect((await factsByIds(t.deps, [participantId])).get(participantId)?.consenting).toBe(consenting)
  }
})

test('after the last day nobody is in a run, ready or introduced any more, and their page says so', async () => {
  const t = await freshApp()
  const [amira, bert] = [await signUp(t, AMIRA), await signUp(t, BERT)]
  const ids = [amira.participantId, bert.participantId]
  const end = addMonths(civilDateOf(t.clock.now), 24)
  const pool = async () => {
    const { mentees, mentors } = await loadPool(t.deps, 'peter-meter')
    return [...mentees, ...mentors].map(({ id }) => id).sort()
  }
  const consenting = async () => [...(await factsByIds(t.deps, ids)).values()].map((facts) => facts.consenting)
  const page = async () => (await (await signInStaff(t)).get(paths.participant(amira.participantId))).text()

  t.clock.now = instantOf(end, '12:00')
  expect(await pool()).toEqual([...ids].sort())
  expect(await consenting()).toEqual([true, true])
  expect(await page()).toContain('We bewaren de gegevens tot 4 mei 2029')
  t.clock.now = instantOf(end, '12:00') + DAY_MS
  expect(await pool()).toEqual([])
  expect(await consenting()).toEqual([false, false])
  await expect(introduce(t, bert, amira)).rejects.toThrow('NO_CONSENT')
  expect(await page()).toContain('Bewaren mocht tot 4 mei 2029. Vraag om opnieuw in te schrijven')
  const list = await (await (await signInStaff(t)).get(withQuery(paths.participants(), { state: 'kept_past' }))).text()
  for (const shown of ['Bewaartermijn voorbij', AMIRA.name, BERT.name]) expect(list).toContain(shown)
  expect(await (await amira.phone.get(paths.signup(amira.signup.id))).text()).toContain('Je inschrijving is verlopen')
  const visitor = browser(t.app)
  await visitor.get(await mailedLink(t, amira.participantId, { purpose: 'manage', about: '' }))
  expect(await (await visitor.get(paths.myData(amira.participantId))).text()).toContain('Je inschrijving is verlopen')
})

test('after the last day no mail asks or promises anything any more; what ended and a new form of their own are told', async () => {
  const { t, bert, amira } = await runningDuo()
  const { participantId, signup } = await signUp(t, CHLOE)
  await saveProof(t.deps, { participantId, signupId: signup.id, how: 'link' })
  t.clock.now += 22 * DAY_MS
  expect(await promiseDue(t.deps)).toBe(1)
  const lettersOf = async (...kinds: MailKind[]) =>
    Promise.all(kinds.map(async (kind) => (await letterOf(t, participantId, kind)) !== null))
  t.clock.now = instantOf('2029-05-04', '12:00')
  expect(await lettersOf('receipt', 'still-looking')).toEqual([true, true])
  t.clock.now += DAY_MS
  expect(await lettersOf('receipt', 'still-looking')).toEqual([false, false])
  await t.db.write([t.db.q.delete(outbox).where(eq(outbox.kind, 'still-looking'))])
  expect(await promiseDue(t.deps)).toBe(0)

  await signUp(t, CHLOE)
  expect(await lettersOf('receipt-again')).toEqual([true])
  await withdraw(t.deps, bert.participantId, { actor: 'self' })
  expect((await letterOf(t, amira.participantId, 'duo-stopped'))?.text).toMatch(/Je duo is gestopt(?![\s\S]*zoeken)/)
})

test('who holds a place is not past their end while it lasts', async () => {
  const { t, amira } = await introduced()
  t.clock.now = instantOf(addMonths(civilDateOf(t.clock.now), 30), '12:00')
  const facts = await factsByIds(t.deps, [amira.participantId])
  expect(facts.get(amira.participantId)?.consenting).toBe(true)
  const page = await (await (await signInStaff(t)).get(paths.participant(amira.participantId))).text()
  expect(page).toContain('We bewaren de gegevens zolang het voorstel of het duo loopt.')
  expect(page).toContain('In voorstel')
  expect(page).not.toContain('Bewaren mocht')
})

test('who answers for a programme says itself how long a duo keeps its two, and until then the city does', async () => {
  const { t, duoId, amira } = await runningDuo()
  const { participantId } = amira
  const facts = async () => [
    (await factsByIds(t.deps, [participantId])).get(participantId),
    (await everybody(t.deps, 'peter-meter', {})).find(({ id }) => id === participantId),
  ]
  const end = { duoId, reason: 'early', side: 'mentee', at: t.clock.now } as const
  await t.db.write([t.db.q.insert(duoEnd).values({ ...end, endedOn: civilDateOf(t.clock.now) })])
  expect(await keptUntilOf(t.deps, participantId)).toBe('2029-05-04')
  const own = { contactEmail: 'a@example.org', contactPhone: '', dpoEmail: 'd@example.org' }
  const save = {
    programme: 'peter-meter',
    own: { ...own, duoRetentionMonths: 48 },
    staffId: (await signInStaff(t)).staffId,
  }
  await saveAssociation(t.deps, save)
  expect(await keptUntilOf(t.deps, participantId)).toBe('2031-05-04')
  for (const [day, keptPast] of [
    ['2031-05-04', false],
    ['2031-05-05', true],
  ] as const) {
    t.clock.now = instantOf(day, '12:00')
    expect(await facts()).toMatchObject([{ keptPast }, { keptPast }])
  }
})
