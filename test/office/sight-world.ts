import { eq } from 'drizzle-orm'
import { makeRun } from '../../db/matching/matching.ts'
import { blockId } from '../../db/matching/pool.ts'
import { askStaffLink } from '../../db/office/staff.ts'
import { refer } from '../../db/partners/referred.ts'
import {
  event,
  importFile,
  matchingRun,
  outbox,
  pairBar,
  participant,
  partner,
  partnerProgramme,
} from '../../db/schema.ts'
import { eventForCode } from '../../db/signups/events.ts'
import { saveSignup } from '../../db/signups/signups.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import { signupTexts } from '../../src/consent-texts.ts'
import type { Side } from '../../src/domain/facts.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'
import type { SignupForm } from '../../src/domain/signup.ts'
import { freshApp, type TestApp } from '../app.ts'
import { makeReady } from '../ready.ts'
import { type Colleague, DIRK, FATMA, staffMember } from '../staff.ts'

/*
 * Every programme with one of everything that a staff page can be about; each of its people has a family name that
 * tells the programme, so that a name on the wrong page is found.
 */

export type Kind =
  | 'participant'
  | 'mentor'
  | 'signup'
  | 'event'
  | 'run'
  | 'introduction'
  | 'duo'
  | 'block'
  | 'mail'
  | 'file'
  | 'colleague'
  | 'partner'
  | 'member'
  | 'idle'
  | 'idleMail'
export type Objects = Record<Kind, string> & { programme: string; canary: string }

export const ELS: Colleague = { name: 'Els Dienst', email: 'els@example.org' }
const DORA: Colleague = { ...FATMA, name: 'Dora Vereniging', email: 'dora@example.org', role: 'manager' }
const MONA: Colleague = {
  ...DORA,
  name: 'Mona Mentoring',
  email: 'mona@example.org',
  programmes: ['mentoring-naar-werk'],
}

/** Who keeps the settings of an office, and whose people they see by name; `others`: words of other programmes. */
export const OFFICES = [
  { who: DIRK, named: ['peter-meter'], others: /.{40}\b(jongeren?|mentoren)\b/i },
  { who: DORA, named: ['duo-for-a-job'], others: /.{40}\b(starters?|peters?|meters?)\b/i },
]
/** Who only does the work. */
export const MEMBERS = [ELS, FATMA]

export async function sightWorld(): Promise<{ t: TestApp; all: Objects[]; olga: Colleague }> {
  const t = await freshApp()
  const all: Objects[] = []
  await t.db.write([t.db.q.insert(partner).values({ id: SHARED, name: 'Gedeeld', createdAt: t.deps.now() })])
  for (const programme of Object.values<Programme>(PROGRAMMES)) all.push(await oneOfAll(t, programme))
  const at = { partnerId: all[1]!.partner, programmes: [all[1]!.programme] }
  return { t, all, olga: { name: 'Olga', email: 'olga@example.org', role: 'partner', ...at } }
}

/** The partner that every programme works with. */
export const SHARED = 'shared'

/** Whom a programme let in of the partner that all share; `which`: of its own one, to which it no longer gives a way. */
export const memberAt = ({ programme, canary }: Pick<Objects, 'programme' | 'canary'>, which = SHARED): Colleague => ({
  name: `Lid ${which} ${canary}`,
  email: `${which}@${programme}.example.org`,
  role: 'partner',
  partnerId: which,
  programmes: [programme],
})

async function oneOfAll(t: TestApp, programme: Programme): Promise<Objects> {
  const { deps, db } = t
  const { id } = programme
  const canary = `Kanarie${id.replaceAll('-', '')}`
  const add = (side: Side, n: number) =>
    signUpAt(t, programme, side, { name: `${side}${n} ${canary}`, email: `${side}${n}@${id}.example.org` })
  const [mentor, mentee, second, third] = [
    await add('mentor', 1),
    await add('mentee', 1),
    await add('mentor', 2),
    await add('mentee', 2),
  ]
  const staffId = await staffMember(t, DIRK)
  const run = await runOf(t, id, [mentor, mentee, second, third], staffId)
  const [introduction, agreed, duo] = ['i', 'j', 'd'].map((kind) => `${kind}-${id}`) as [string, string, string]
  await makeReady(
    t,
    [mentor, mentee, second, third].map((each) => each.id),
    staffId,
  )
  await introduce(t, { id: introduction, programme: id, mentorId: mentor.id, menteeId: mentee.id, staffId })
  await introduce(t, { id: agreed, programme: id, mentorId: second.id, menteeId: third.id, staffId })
  for (const side of ['mentor', 'mentee'])
    await sql(
      t,
      `INSERT INTO introduction_answer (introduction_id, side, answer, way, at) VALUES ('${agreed}', '${side}', 'yes', 'mail', ${deps.now()})`,
    )
  await sql(
    t,
    `INSERT INTO duo (id, introduction_id, programme, mentor_id, mentee_id, started_on, start_year, ends_on, at)
     VALUES ('${duo}', '${agreed}', '${id}', '${second.id}', '${third.id}', '2027-05-04', 2027, '2027-11-04', ${deps.now()})`,
  )
  const block = blockId({ mentorId: mentor.id, menteeId: mentee.id }, `b-${id}`)
  const [partnerId, file] = [`partner-${id}`, `file-${id}`]
  await db.write([
    db.q
      .insert(pairBar)
      .values({ id: block, pairHash: block, kind: 'block', reason: 'other', staffId, at: deps.now() }),
    db.q.insert(partner).values({ id: partnerId, name: `Partner ${canary}`, createdAt: deps.now() }),
    db.q.insert(partnerProgramme).values({ partnerId, programme: id, side: 'mentee', at: deps.now() }),
    db.q.insert(importFile).values({
      id: file,
      programme: id,
      kind: 'people',
      columns: ['name'],
      unused: [],
      staffId,
      at: deps.now(),
      expiresAt: deps.now() * 2,
    }),
  ])
  const eventId = `event-${id}`
  await db.write([
    db.q.insert(event).values({
      ...{
        id: eventId,
        programme: id,
        code: id.slice(0, 4).toUpperCase(),
        title: 'Event',
        place: 'Zaal',
        version: 1,
      },
      ...{ startsAt: deps.now(), opensAt: deps.now(), closesAt: deps.now() + 1, createdAt: deps.now() },
    }),
  ])
  const [mail] = await db.q.select({ id: outbox.id }).from(outbox).where(eq(outbox.participantId, mentee.id))
  const letIn = await partnersOf(t, { programme: id, canary })
  const colleague = { 'peter-meter': ELS, 'duo-for-a-job': FATMA, 'mentoring-naar-werk': MONA }[id] ?? ELS
  return {
    ...{ programme: id, canary, run, introduction, duo, block, file, partner: partnerId, mail: mail!.id },
    ...{ participant: mentee.id, mentor: mentor.id, signup: mentee.signupId, event: eventId },
    ...letIn,
    colleague: await staffMember(t, colleague),
  }
}

/** Of the shared partner, somebody and whom it sent; and a partner without a way, whose person asked for a link. */
async function partnersOf(t: TestApp, of: Pick<Objects, 'programme' | 'canary'>) {
  const { db, deps } = t
  const idle = `idle-${of.programme}`
  await db.write([
    db.q.insert(partner).values({ id: idle, name: `Idle ${of.canary}`, createdAt: deps.now() }),
    db.q
      .insert(partnerProgramme)
      .values({ partnerId: SHARED, programme: of.programme, side: 'mentee', at: deps.now() }),
  ])
  const [member, sleeper] = [await staffMember(t, memberAt(of)), await staffMember(t, memberAt(of, idle))]
  const sent = { name: `Gestuurd ${of.canary}`, email: `sent@${of.programme}.example.org` }
  const to = { partnerId: SHARED, programme: of.programme, side: 'mentee' as const }
  await refer(deps, { ...to, staffId: member, formKey: deps.newToken(), people: [sent] })
  await askStaffLink(deps, memberAt(of, idle).email, [{ key: idle, most: 1, windowMinutes: 1 }])
  const [mail] = await db.q.select({ id: outbox.id }).from(outbox).where(eq(outbox.staffId, sleeper))
  return { member, idle, idleMail: mail!.id }
}

type Someone = { id: string; signupId: string }

async function signUpAt(
  t: TestApp,
  programme: Programme,
  side: Side,
  who: { name: string; email: string },
): Promise<Someone> {
  const page = await standingPageOf(t.db, programme.id)
  const door = await eventForCode(t.db, page?.code ?? '')
  if (!door) throw new Error('no page')
  const form: SignupForm = {
    side,
    topics: [programme.topics[0]!.id],
    sector: 'horeca',
    languages: ['nl'],
    invitations: false,
    ...who,
  }
  const texts = await signupTexts(t.deps, programme.id, side)
  const keys = { formKey: t.deps.newToken(), phoneToken: t.deps.newToken() }
  const { signup } = await saveSignup(t.deps, { event: door, form, texts, buckets: [], ...keys })
  return { id: signup.participantId!, signupId: signup.id }
}

/** The run of the first programme with the ids of this one: who is not ready yet would leave it empty. */
async function runOf(t: TestApp, programme: string, people: Someone[], staffId: string): Promise<string> {
  const made = await makeRun(t.deps, { programme, staffId, formKey: t.deps.newToken(), locationOf: (id) => id })
  if (made.kind !== 'made') throw new Error('no run')
  const [first] = await t.db.q.select().from(matchingRun).where(eq(matchingRun.programme, 'peter-meter'))
  if (programme === 'peter-meter' || !first) return made.location
  const others = await t.db.q
    .select({ id: participant.id })
    .from(participant)
    .where(eq(participant.programme, 'peter-meter'))
  const swapped = others.reduce((text, { id }, index) => text.replaceAll(id, people[index]!.id), JSON.stringify(first))
  const id = `run-${programme}`
  await t.db.write([t.db.q.insert(matchingRun).values({ ...JSON.parse(swapped), id, programme })])
  return id
}

const introduce = async (
  t: TestApp,
  row: { id: string; programme: string; mentorId: string; menteeId: string; staffId: string },
) => {
  const now = t.deps.now()
  await sql(
    t,
    `INSERT INTO introduction (id, programme, mentor_id, mentee_id, pair_hash, cap_year, why, sent_at, staff_id)
     VALUES ('${row.id}', '${row.programme}', '${row.mentorId}', '${row.menteeId}', '${row.id}', 2027, '{"score":null,"reasons":[]}', ${now}, '${row.staffId}')`,
  )
  for (const side of ['mentor', 'mentee'])
    await sql(t, `INSERT INTO introduction_ask VALUES ('${row.id}', '${side}', ${now}, ${now + 864_000_000})`)
}

const sql = (t: TestApp, text: string) => t.db.client.execute(text)
