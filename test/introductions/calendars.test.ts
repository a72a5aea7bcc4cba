import { expect, test } from 'vitest'
import { saveCancellation, saveMeetingAnswer, saveProposal } from '../../db/introductions/meetings.ts'
import { meeting } from '../../db/schema.ts'
import { instantOf } from '../../src/domain/civil-date.ts'
import { SIDES, type Side, type Teller } from '../../src/domain/facts.ts'
import { sendDue } from '../../src/jobs.ts'
import type { Letter } from '../../src/letters/mailer.ts'
import { mailbox } from '../app.ts'
import { introductionOf } from '../introduced.ts'
import { agreedPair } from '../pairs.ts'
import { AMIRA, BERT } from '../people.ts'
import { DIRK } from '../staff.ts'

/*
 * What stands in the calendars of Bert, Amira and Dirk of staff after every mail, by a reader of our own that is as
 * strict as the strictest (RFC 5546 §2.1.5): what is older is passed over, what was cancelled never comes back, and
 * a cancellation of what it does not know is a mistake.
 */

type Told = { method: string; uid: string; sequence: number; stamp: string; start: string }

/** The one event of an .ics, by RFC 5545 alone. */
function read(ics: string): Told {
  const lines = ics.replaceAll(/\r\n[ \t]/g, '').split('\r\n')
  const value = (name: string) => lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? ''
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
  for (const name of ['METHOD', 'UID', 'DTSTAMP', 'DTSTART', 'SEQUENCE']) expect(value(name), name).not.toBe('')
  expect(lines.some((line) => /^ORGANIZER[;:]/.test(line))).toBe(true)
  const sequence = Number(value('SEQUENCE'))
  return { method: value('METHOD'), uid: value('UID'), sequence, stamp: value('DTSTAMP'), start: value('DTSTART') }
}

/** What stands in it after these in this order: whatever nothing took out. */
function calendarAfter(told: Told[]): string[] {
  const known = new Map<string, Told>()
  for (const one of told) {
    const before = known.get(one.uid)
    if (one.method === 'CANCEL') expect(before, `${one.uid} was never published`).toBeDefined()
    const isOlder = before && (before.sequence - one.sequence || before.stamp.localeCompare(one.stamp)) >= 0
    if (!isOlder && before?.method !== 'CANCEL') known.set(one.uid, one)
  }
  return [...known.values()].filter(({ method }) => method !== 'CANCEL').map(({ start }) => start)
}

async function openStory() {
  const post = mailbox()
  const pair = await agreedPair('duo-for-a-job', { mailer: post.mailer })
  const { t, id, staffId } = pair
  const intro = await introductionOf(t, id)
  const acting = (who: Teller) =>
    who === 'staff'
      ? ({ intro, way: 'staff', staffId, open: true } as const)
      : ({ intro, way: 'mail', open: true } as const)

  const propose = async (by: Teller, day: string, staffJoins = false) => {
    const proposal = {
      ...acting(by),
      by,
      slots: [instantOf(day, '19:00')],
      place: null,
      staffJoins,
      formKey: t.deps.newToken(),
    }
    t.clock.now += 1000
    expect((await saveProposal(t.deps, proposal)).kind).toBe('proposed')
    return (await t.db.q.select().from(meeting).orderBy(meeting.at)).at(-1)!.id
  }
  /** Proposed by somebody and chosen by whoever was asked. */
  const agree = async (by: Teller, day: string, staffJoins = false) => {
    const meetingId = await propose(by, day, staffJoins)
    for (const side of SIDES.filter((each) => each !== by)) {
      t.clock.now += 1000
      await saveMeetingAnswer(t.deps, { ...acting(side), side, meetingId, slotAt: instantOf(day, '19:00') })
    }
    return meetingId
  }
  const cancel = async (by: Side, meetingId: string) => {
    t.clock.now += 1000
    return (await saveCancellation(t.deps, { ...acting(by), by, meetingId })).kind
  }
  const send = async () => {
    for (let turn = 0; turn < 3; turn++) await sendDue(t.deps)
  }
  await send()
  return { ...post, propose, agree, cancel, send }
}

const toldTo = (letters: Letter[], address: string): Told[] =>
  letters
    .filter(({ to }) => to === address)
    .flatMap(({ attachments = [] }) => attachments)
    .filter(({ contentType }) => contentType.startsWith('text/calendar'))
    .map(({ content }) => read(content))

const brief = (told: Told[]) => told.map(({ method, sequence }) => `${method} ${sequence}`)

/** The same calendar whichever of its mails comes a second time, at once or at the very end. */
function expectSteady(told: Told[]) {
  told.forEach((one, at) => {
    expect(calendarAfter([...told.slice(0, at + 1), one, ...told.slice(at + 1)])).toEqual(calendarAfter(told))
    expect(calendarAfter([...told, one])).toEqual(calendarAfter(told))
  })
}

const FIRST = '20270512T170000Z'
const SECOND = '20270514T170000Z'
const THIRD = '20270518T170000Z'

test('agreed, moved twice and called off: one entry for both and for who of staff comes along, and one cancellation', async () => {
  const { letters, agree, cancel, send } = await openStory()
  const everybody = [BERT.email, AMIRA.email, DIRK.email]
  const expectAll = (starts: string[]) => {
    for (const address of everybody) expect(calendarAfter(toldTo(letters, address)), address).toEqual(starts)
  }
  await agree('staff', '2027-05-12', true)
  await send()
  expectAll([FIRST])
  await agree('staff', '2027-05-14', true)
  await send()
  expectAll([SECOND])
  const last = await agree('staff', '2027-05-18', true)
  await send()
  expectAll([THIRD])
  await cancel('mentee', last)
  await send()
  expectAll([])
  const subjects = letters
    .filter(({ to, attachments }) => to === AMIRA.email && attachments)
    .map(({ subject }) => subject)
  expect(subjects.slice(-4)).toEqual([
    'Jullie afspraak staat vast',
    'Jullie afspraak is verplaatst',
    'Jullie afspraak is verplaatst',
    'Jullie afspraak gaat niet door',
  ])
  const read = letters.find(({ subject }) => subject === 'Jullie afspraak staat vast')?.text
  expect(read).toContain('zien elkaar op woensdag 12 mei 2027 om 19.00 uur. Een medewerker komt mee.')
  for (const address of everybody) {
    const told = toldTo(letters, address)
    expect(brief(told)).toEqual(['REQUEST 0', 'REQUEST 1', 'REQUEST 2', 'CANCEL 3'])
    expect(new Set(told.map(({ uid }) => uid)).size).toBe(1)
    expectSteady(told)
  }
})

test('who of staff comes along, then not, then again loses one entry and gets another; the two keep theirs', async () => {
  const { letters, agree, cancel, send } = await openStory()
  const dirk = () => toldTo(letters, DIRK.email)
  await agree('staff', '2027-05-12', true)
  await send()
  await agree('mentor', '2027-05-14')
  await send()
  expect(calendarAfter(dirk())).toEqual([])
  const last = await agree('staff', '2027-05-18', true)
  await send()
  for (const { email } of [BERT, AMIRA, DIRK]) expect(calendarAfter(toldTo(letters, email)), email).toEqual([THIRD])
  await cancel('mentor', last)
  await send()
  expect(brief(dirk())).toEqual(['REQUEST 0', 'CANCEL 1', 'REQUEST 0', 'CANCEL 1'])
  expect(brief(toldTo(letters, BERT.email))).toEqual(['REQUEST 0', 'REQUEST 1', 'REQUEST 2', 'CANCEL 3'])
  for (const { email } of [BERT, AMIRA, DIRK]) {
    expect(calendarAfter(toldTo(letters, email))).toEqual([])
    expectSteady(toldTo(letters, email))
  }
})

test('a date that was moved before its mail left is told once, as it is now', async () => {
  const { letters, agree, send } = await openStory()
  await agree('mentor', '2027-05-12')
  await agree('mentee', '2027-05-14')
  await send()
  for (const { email } of [BERT, AMIRA]) {
    expect(brief(toldTo(letters, email))).toEqual(['REQUEST 1'])
    expect(letters.findLast(({ to }) => to === email)).toMatchObject({ subject: 'Jullie afspraak is verplaatst' })
  }
  expect(letters.filter(({ to }) => to === DIRK.email)).toEqual([])
})

test('what is called off before its mail left is told without a file; what a mail brought before a move goes out', async () => {
  const { letters, agree, cancel, send } = await openStory()
  const everybody = [BERT, AMIRA, DIRK].map(({ email }) => email)
  await cancel('mentor', await agree('staff', '2027-05-12', true))
  await send()
  for (const address of everybody) {
    expect(toldTo(letters, address), address).toEqual([])
    const last = letters.findLast(({ to }) => to === address)
    expect(last?.text).toContain('woensdag 12 mei 2027 om 19.00 uur')
    expect(`${last?.subject}${last?.text}`).toMatch(/afspraak gaat niet door(?![\s\S]*bijlage)/)
  }
  await agree('staff', '2027-05-14', true)
  await send()
  await cancel('mentee', await agree('staff', '2027-05-18', true))
  await send()
  for (const address of everybody) {
    expect(brief(toldTo(letters, address))).toEqual(['REQUEST 0', 'CANCEL 2'])
    expect(calendarAfter(toldTo(letters, address))).toEqual([])
    expect(letters.findLast(({ to }) => to === address)?.text).toContain('Met de bijlage verdwijnt')
  }
})

test('dates that are taken back before anybody chose leave every calendar as it was, and say what stands', async () => {
  const { letters, propose, agree, cancel, send } = await openStory()
  const last = () => letters.findLast(({ to }) => to === AMIRA.email)
  expect(await cancel('mentor', await propose('mentor', '2027-05-12'))).toBe('withdrawn')
  await send()
  expect(last()).toMatchObject({ subject: 'De voorgestelde momenten gelden niet meer' })
  expect(last()?.text).toContain('Stel gerust andere momenten voor.')
  await agree('mentor', '2027-05-14')
  await send()
  expect(await cancel('mentor', await propose('mentor', '2027-05-18'))).toBe('withdrawn')
  await send()
  expect(last()?.text).toContain('Jullie afspraak van vrijdag 14 mei 2027 om 19.00 uur blijft staan.')
  for (const { email } of [BERT, AMIRA]) expect(brief(toldTo(letters, email))).toEqual(['REQUEST 0'])
})
