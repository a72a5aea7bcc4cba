import { isNull, type SQL, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { waitsSince } from '../../db/duos/waiting.ts'
import { heldPlaces } from '../../db/introductions/held-places.ts'
import { loadPlaces } from '../../db/matching/pool-people.ts'
import { type MailReader, mayRead } from '../../db/office/mail-readers.ts'
import { listMails } from '../../db/office/mails.ts'
import { waitingToday } from '../../db/office/today.ts'
import { everybody } from '../../db/people/everybody.ts'
import { type KnownFacts, loadFacts } from '../../db/people/participant-facts.ts'
import { listParticipants } from '../../db/people/participants.ts'
import { consentEvent, leftOut, outbox, participant, participantPause, personMerge } from '../../db/schema.ts'
import { seedYears } from '../../src/demo/demo-years.ts'
import { DEMO_PLANS } from '../../src/demo/years/plans.ts'
import { addMonths, civilDateOf, instantOf } from '../../src/domain/civil-date.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { MAIL_STATES, mailState } from '../../src/domain/mails.ts'
import {
  PARTICIPANT_STATES,
  type ParticipantState,
  participantState,
  placesLeft,
} from '../../src/domain/participant.ts'
import { freshApp, type TestApp } from '../app.ts'
import { AMIRA, BERT, CHLOE, signUp } from '../people.ts'
import { DIRK, staffMember } from '../staff.ts'

/* Everybody at once is read another way than one alone. Over years that were made up, both must know the same. */

const YEARS = 'mentoring-naar-werk'
const PROGRAMMES = [YEARS, 'peter-meter']
let t: TestApp
let staffId: string

beforeAll(async () => {
  t = await freshApp()
  await seedYears(
    t.deps,
    DEMO_PLANS.filter(({ programme }) => programme.id === YEARS),
  )
  for (const person of [AMIRA, BERT]) await signUp(t, person)
  const { now } = t.clock
  t.clock.now = instantOf(addMonths(civilDateOf(now), -25), '12:00')
  await signUp(t, CHLOE)
  t.clock.now = now
  staffId = await staffMember(t, DIRK)
  const { q } = t.db
  const ids = (await q.select({ id: participant.id }).from(participant).where(isNull(participant.erasedAt))).map(
    ({ id }) => id,
  )
  const pauses = ids.flatMap((participantId, n) => {
    const wish = (paused: boolean) => ({ participantId, paused, at: t.clock.now, staffId })
    return n % 7 === 0 ? [wish(true), ...(n % 3 === 0 ? [wish(false)] : [])] : []
  })
  const out = ids.filter((_, n) => n % 11 === 0).map((participantId) => ({ participantId, at: t.clock.now, staffId }))
  const stopped = ids.filter((_, n) => n % 13 === 0)
  await t.db.write([
    q
      .insert(consentEvent)
      .select(saidAgain('withdrawn', 'x', sql`SELECT value FROM json_each(${JSON.stringify(stopped)})`)),
    q.insert(consentEvent).select(
      saidAgain(
        'given',
        'y',
        sql`SELECT d.participant_id FROM done_mentee d JOIN participant p ON p.id = d.participant_id
        WHERE p.erased_at IS NULL LIMIT 4`,
      ),
    ),
    q.insert(participantPause).values(pauses),
    q.insert(leftOut).values(out),
    q.insert(personMerge).select(sql`SELECT 'merge', k.person_id, m.person_id, '[]', ${staffId}, ${t.clock.now}
      FROM participant k JOIN participant m ON m.programme = k.programme AND m.side = k.side AND m.id > k.id
      WHERE k.erased_at IS NULL AND m.erased_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM held_place h WHERE k.id IN (h.mentor_id, h.mentee_id) OR m.id IN (h.mentor_id, h.mentee_id)) LIMIT 1`),
  ])
}, 60_000)

/** The first yes of these once more, now, as another word. */
const saidAgain = (state: string, mark: string, who: SQL) =>
  sql`SELECT NULL, id || ${mark}, schema_version, subject_ref, commitment, purpose, about, ${state}, text_id, text_sha256,
    notice_version, notice_sha256, language, method, channel, actor, actor_ref, reason, ${t.clock.now}, valid_until, form_build
    FROM consent_event c WHERE c.purpose = 'P1' AND c.seq IN (
      SELECT min(y.seq) FROM consent_event y WHERE y.purpose = 'P1' GROUP BY y.subject_ref)
    AND subject_ref IN (SELECT subject_ref FROM participant WHERE id IN (${who}))`

/** One by one, as the page of one person reads it. */
const apart = (programme: string): Promise<KnownFacts[]> =>
  loadFacts(
    t.deps,
    sql`programme = ${programme} AND erased_at IS NULL AND person_id NOT IN (SELECT person_id FROM merged_away)`,
  )

const byId = <Row extends { id: string }>(rows: Row[]): Row[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** Since when each waits, asked one by one. */
async function waitsApart(): Promise<Map<string, number>> {
  const rows = await t.db.q.select({ id: participant.id, since: waitsSince }).from(participant)
  return new Map(rows.map(({ id, since }) => [id, since]))
}

test('everybody stands as each one does alone, and the years hold somebody in every state', async () => {
  const states = new Set<ParticipantState>()
  for (const programme of PROGRAMMES) {
    const facts = await apart(programme)
    const people = await everybody<string>(t.deps, programme, { columns: sql`programme` })
    expect(people.every(({ columns }) => columns === programme)).toBe(true)
    expect(byId(people.map(({ columns: _, completedAt: __, ...who }) => who))).toEqual(byId(facts))
    for (const who of facts) states.add(participantState(who))
  }
  expect([...states].sort()).toEqual(PARTICIPANT_STATES.filter((state) => state !== 'erased').toSorted())
})

test('since when somebody waits is the same for one and for all', async () => {
  const since = await waitsApart()
  let came = 0
  for (const programme of PROGRAMMES) {
    const people = await everybody<number>(t.deps, programme, { columns: sql`created_at` })
    for (const { id, columns, completedAt } of people) expect(Math.max(columns, completedAt)).toBe(since.get(id))
    came += people.filter(({ columns, completedAt }) => completedAt > columns).length
  }
  expect(came).toBeGreaterThan(5)
})

test('Vandaag counts who waits, and names who does so longest', async () => {
  const waits = await waitsApart()
  const found = await waitingToday(t.deps, PROGRAMMES, await heldPlaces(t.deps))
  for (const state of ['ready', 'preparing'] as const) {
    for (const programme of PROGRAMMES) {
      const facts = await apart(programme)
      for (const side of SIDES) {
        const own = facts.filter((who) => who.side === side && participantState(who) === state)
        const since = own.map(({ id }) => waits.get(id) ?? 0)
        const line = found[state].find((each) => each.programme === programme && each.side === side)
        expect([line?.people ?? 0, line?.since]).toEqual([own.length, own.length ? Math.min(...since) : undefined])
      }
    }
  }
})

test('the list counts and finds in every state and on both sides who is in it', async () => {
  const facts = await apart(YEARS)
  const all = { programme: YEARS, q: '', side: null, state: null, page: 1 }
  for (const side of [null, ...SIDES]) {
    for (const state of [null, ...PARTICIPANT_STATES]) {
      const ids = facts
        .filter((who) => (!side || who.side === side) && (!state || participantState(who) === state))
        .map(({ id }) => id)
        .sort()
        .reverse()
      const list = await listParticipants(t.deps, { ...all, side, state })
      expect([list.total, list.rows.map(({ id }) => id)]).toEqual([ids.length, ids.slice(0, 50)])
    }
  }
  const next = await listParticipants(t.deps, { ...all, page: 2 })
  expect(next.rows.map(({ id }) => id)).toEqual(
    byId(facts)
      .reverse()
      .slice(50, 100)
      .map(({ id }) => id),
  )
})

test('places are those of who has one left and is not left out', async () => {
  const out = new Set((await t.db.q.select().from(leftOut)).map(({ participantId }) => participantId))
  for (const programme of PROGRAMMES) {
    const free = (await apart(programme)).filter((who) => placesLeft(who) > 0 && !out.has(who.id))
    const ready = free.filter((who) => !who.unprepared)
    const { mentees, mentors, standing, notReady } = await loadPlaces(t.deps, programme)
    const on = (side: string) => ready.filter((who) => who.side === side)
    expect([mentees.length, mentors.length]).toEqual([on('mentee').length, on('mentor').length])
    const places = (people: { capacity: number }[]) => people.reduce((sum, { capacity }) => sum + capacity, 0)
    expect(places(mentors)).toBe(on('mentor').reduce((sum, who) => sum + placesLeft(who), 0))
    const busy = on('mentor').filter(({ held }) => held.introductions + held.duos > 0)
    expect(standing.mentor.busy).toBe(busy.length)
    expect(notReady?.people ?? 0).toBe(free.length - ready.length)
  }
})

test.each<[string, Omit<MailReader, 'staffId'>]>([
  ['the city', { named: ['peter-meter'], worksFor: 'city' }],
  ['who names two programmes', { named: PROGRAMMES, worksFor: 'city' }],
  ['an association', { named: [YEARS], worksFor: 'association' }],
  ['who names none', { named: [], worksFor: 'city' }],
])('the mails of each state are those that %s may read, one by one', async (_, office) => {
  const reader = { staffId, ...office }
  await t.db.write([
    t.db.q.update(outbox).set({ failedAt: t.clock.now, sentAt: null }).where(sql`substr(id, -1) = 'a'`),
    t.db.q.update(outbox).set({ failedAt: null, sentAt: null }).where(sql`substr(id, -1) = 'b'`),
  ])
  const rows = await t.db.q
    .select({ sentAt: outbox.sentAt, failedAt: outbox.failedAt })
    .from(outbox)
    .where(mayRead(reader))
  const { counts } = await listMails(t.deps, reader, { state: null, page: 1 })
  for (const state of MAIL_STATES) {
    expect([state, counts[state]]).toEqual([state, rows.filter((row) => mailState(row) === state).length])
  }
})
