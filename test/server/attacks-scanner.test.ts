import { expect, test } from 'vitest'
import { savePause } from '../../db/duos/duo-care.ts'
import { endDuo } from '../../db/duos/duo-ends.ts'
import { saveMeetingAnswer, saveProposal } from '../../db/introductions/meetings.ts'
import { askStaffLink } from '../../db/office/staff.ts'
import { askFor } from '../../db/partners/asking.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { meeting, staff } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { MAIL_KINDS } from '../../src/domain/mails.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { introduce, introduced, introductionOf } from '../introduced.ts'
import { agreedPair, answerOf, at, type Place, tellMet } from '../pairs.ts'
import { JOB, madePartner, memberOf, refer } from '../partners/partner-world.ts'
import { BERT, signUp, somebody } from '../people.ts'
import { daysLater, duoOf } from '../running.ts'
import { AMIRA_TYPES, signUpByForm } from '../signup-flow.ts'
import { DIRK, signInStaff, staffMember } from '../staff.ts'
import { changed, newScan, type Scan, scanMails, stored } from './scanner.ts'

/** Stopping is as easy as signing up was: one page, one button. All else asks for a choice besides the button. */
const BY_ONE_BUTTON = /\/withdrawal$/
/** Counts of attempts say nothing of anybody. */
const NO_FACTS = ['rate_bucket']

const all = newScan()

const changes = async (t: TestApp, scan: Scan, leave: RegExp | null): Promise<string[]> => {
  const before = await stored(t)
  await scanMails(t, scan, leave)
  return changed(before, await stored(t)).filter((table) => !NO_FACTS.includes(table))
}

/** No fact may come of what a scanner does with the mails that there are now. */
const untouched = async (t: TestApp, state: string) => expect(await changes(t, all, BY_ONE_BUTTON), state).toEqual([])

test('a scanner that opens every mail of a running world and presses every button without choosing writes no fact', async () => {
  await walkDuo()
  await walkFirstWeeks()
  await walkEnds()
  await walkDoors()
  // Only the last mail to who stopped has nothing to open.
  expect([...all.kinds].sort()).toEqual(MAIL_KINDS.filter((kind) => kind !== 'erased').toSorted())
  expect([...all.pressed].sort()).toEqual(PRESSED)
}, 120_000)

test('of a withdrawal, which is one button by decision, these facts come and no other', async () => {
  const { t, id } = await introduced()
  for (const side of SIDES) await answerOf({ t, id }, side, 'yes')
  const withdrawn = await changes(t, newScan(), null)
  expect(withdrawn).toEqual(WITHDRAWN)
})

/** From the sign-up to the end of a duo, where two yes start it. */
async function walkDuo(): Promise<void> {
  const { t, id } = await introduced()
  await untouched(t, 'asked')
  await daysLater(t, 5)
  await untouched(t, 'reminded')
  await answerOf({ t, id }, 'mentor', 'yes')
  await untouched(t, 'one yes')
  await answerOf({ t, id }, 'mentee', 'yes')
  await untouched(t, 'a duo')
  await daysLater(t, 7)
  await untouched(t, 'no sign of them')
  await daysLater(t, 7)
  await untouched(t, 'did they meet')
  const mentor = await at({ t, id }, 'mentor')
  await mentor.post(paths.meetingNotes(id, 'mentor'), { day: '2027-05-20', minutes: '60' })
  await daysLater(t, 76)
  await untouched(t, 'how is it')
  await daysLater(t, 100)
  await untouched(t, 'the end')
}

/** Between two yes and a duo, where a programme asks "klikt het?". */
async function walkFirstWeeks(): Promise<void> {
  const pair = await agreedPair(JOB)
  const { t, id } = pair
  const propose = async () =>
    (await at(pair, 'mentor')).post(paths.meetings(id, 'mentor'), { slot: '2027-05-07T19:00' })
  const choose = async (slot: (slots: number[]) => string) => {
    const proposed = (await t.db.q.select().from(meeting)).at(-1)
    t.clock.now += 1000
    const mentee = await at(pair, 'mentee')
    await mentee.post(paths.meetingAnswer(id, 'mentee', proposed?.id ?? ''), { slot: slot(proposed?.slots ?? []) })
    t.clock.now += 1000
  }
  await untouched(t, 'agreed')
  await propose()
  await untouched(t, 'dates to choose from')
  await choose(() => 'none')
  await untouched(t, 'none fits')
  await propose()
  await choose(([slot]) => String(slot))
  await untouched(t, 'a meeting')
  await daysLater(t, 2)
  await untouched(t, 'a meeting tomorrow')
  const agreed = (await t.db.q.select().from(meeting)).at(-1)
  await (await at(pair, 'mentee')).post(paths.meetingCancellation(id, 'mentee', agreed?.id ?? ''), { sure: 'yes' })
  await untouched(t, 'a meeting called off')
  await tellMet(pair, 'mentor')
  for (const [days, state] of [[1, 'klikt het'] as const, [5, 'klikt het, again'] as const]) {
    await daysLater(t, days)
    await untouched(t, state)
  }
  for (const side of SIDES) await (await at(pair, side)).click('yes')
  for (const [days, state] of [[0, 'the agreement'] as const, [5, 'the agreement, again'] as const]) {
    await daysLater(t, days)
    await untouched(t, state)
  }
  for (const side of SIDES) await (await at(pair, side)).agree()
  await untouched(t, 'a duo after all that')
}

/** A no, a silence, and a duo that stops. */
async function walkEnds(): Promise<void> {
  const { t, id } = await introduced()
  await answerOf({ t, id }, 'mentor', 'no')
  await untouched(t, 'declined')
  const [second, third] = [await pairOf(t, 2), await pairOf(t, 3)]
  await answerOf(second, 'mentor', 'yes')
  for (const side of SIDES) await answerOf(third, side, 'yes')
  await daysLater(t, 11)
  await meetWithStaff(third)
  await untouched(t, 'expired, and a meeting with staff')
  const duo = await duoOf(t, (await introductionOf(t, third.id)).duoId ?? '')
  const [staffId] = (await t.db.q.select().from(staff)).map((member) => member.id)
  await savePause(t.deps, { duo, staffId: staffId ?? '', fromOn: '2027-06-01', resumedOn: '2027-06-08' })
  await untouched(t, 'a holiday')
  await endDuo(t.deps, { duo, side: 'mentor' })
  await untouched(t, 'stopped')
}

/** Two days from now, with Dirk of staff. */
async function meetWithStaff({ t, id }: Place): Promise<void> {
  const slotAt = t.clock.now + 2 * DAY_MS
  const acting = {
    intro: await introductionOf(t, id),
    way: 'staff',
    staffId: await staffMember(t, DIRK),
    open: true,
  } as const
  await saveProposal(t.deps, {
    ...acting,
    by: 'staff',
    slots: [slotAt],
    place: null,
    staffJoins: true,
    formKey: t.deps.newToken(),
  })
  const meetingId = (await t.db.q.select().from(meeting)).at(-1)?.id ?? ''
  for (const side of SIDES) await saveMeetingAnswer(t.deps, { ...acting, side, meetingId, slotAt })
}

const pairOf = async (t: TestApp, n: number): Promise<Place> => {
  const [mentor, mentee] = [await signUp(t, somebody('mentor', n)), await signUp(t, somebody('mentee', n))]
  return { t, id: await introduce(t, mentor, mentee) }
}

/** The ways in: a sign-up, an invitation, a question to somebody who takes part already, and staff's own link. */
async function walkDoors(): Promise<void> {
  const t = await freshApp()
  for (const name of ['Amira Testers', 'Amira Anders']) await signUpByForm(t, 'mentee', { ...AMIRA_TYPES, name })
  const bert = await signUp(t, BERT)
  await untouched(t, 'signed up')
  await daysLater(t, 8)
  await untouched(t, 'not confirmed')
  const { participantId, signup } = bert
  await saveProof(t.deps, { participantId, signupId: signup.id, how: 'link' })
  await daysLater(t, 60)
  await untouched(t, 'still looking')
  const staffId = await staffMember(t, DIRK)
  await askFor(t.deps, { participantId, staffId, programme: JOB, side: 'mentor', formKey: t.deps.newToken() })
  const olga = await signInStaff(t, memberOf(await madePartner(t, 'OCMW', 'mentee'), 'Olga'))
  await refer(t, olga)
  await askStaffLink(t.deps, DIRK.email, [{ key: 'sign-in', most: 1, windowMinutes: 15 }])
  await untouched(t, 'invited, asked, signing in')
}

/** The consent, what is open or running, the person's own rows; the other's one neutral mail and who stopped's last. */
const WITHDRAWN: string[] = [
  'consent_event',
  'duo_end',
  'form_key',
  'link',
  'outbox',
  'participant',
  'person',
  'proof',
  'signup',
  'sqlite_sequence',
]
const PRESSED: string[] = [
  '/e/:code/:side',
  '/e/:code/:side/check',
  '/introductions/:id/:side/agreement',
  '/introductions/:id/:side/answer',
  '/introductions/:id/:side/answer/reason',
  '/introductions/:id/:side/checkins/day-14',
  '/introductions/:id/:side/checkins/day-90',
  '/introductions/:id/:side/click',
  '/introductions/:id/:side/correction',
  '/introductions/:id/:side/end',
  '/introductions/:id/:side/meetings',
  '/introductions/:id/:side/meetings/:id/answer',
  '/introductions/:id/:side/meetings/:id/cancellation',
  '/introductions/:id/:side/notes',
  '/introductions/:id/:side/notes/void',
  '/introductions/:id/:side/stop',
  '/introductions/:id/:side/stop/reason',
  '/introductions/:id/:side/told-meeting',
  '/invitations/:id/refusal',
  '/my-data/:id/again',
  '/my-data/:id/details',
  '/my-data/:id/invitations',
  '/my-data/:id/pause',
  '/sign-in',
  '/sign-in/:token',
  '/signups/:id/proof',
]
