import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { withdraw } from '../../db/people/personal-data.ts'
import { meeting, meetingAnswer, meetingCancellation, outbox } from '../../db/schema.ts'
import { instantOf } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import { runJobs } from '../../src/jobs.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { paths } from '../../src/paths.ts'
import { field } from '../app.ts'
import { arrive, introduced, mailsTo } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { mailsLeft } from '../pairs.ts'
import { CHLOE, type SignedUp, signUp } from '../people.ts'
import { daysLater, runningDuo } from '../running.ts'

type Running = Awaited<ReturnType<typeof runningDuo>>

async function at({ t, introId }: Running, side: Side) {
  const visitor = await arrive(t, introId, side)
  const own = paths.introduction(introId, side)
  const page = async (path = own) => bodyOf(await visitor.get(path))
  const post = async (path: string, fields: Record<string, string | string[]>) =>
    visitor.post(path, { _csrf: field(await (await visitor.get(own)).text(), '_csrf'), ...fields })
  return {
    page,
    propose: (slot: string[], place = '') =>
      post(paths.meetings(introId, side), { slot, place, _form: t.deps.newToken() }),
    answer: (id: string, slot: string) => post(paths.meetingAnswer(introId, side, id), { slot }),
    cancel: (id: string) => post(paths.meetingCancellation(introId, side, id), { sure: 'yes' }),
  }
}

const meetingIds = async ({ t }: Running) =>
  (await t.db.q.select({ id: meeting.id }).from(meeting).orderBy(meeting.at, meeting.id)).map(({ id }) => id)
const seconds = (t: Running['t']) => {
  t.clock.now += 1000
}

/** What leaves now of the newest mail of this kind: its text, and what its attachment tells a calendar. */
async function letter({ t }: Running, who: SignedUp, kind: string) {
  const rows = await t.db.q
    .select()
    .from(outbox)
    .where(eq(outbox.participantId, who.participantId))
    .orderBy(desc(outbox.createdAt))
  const row = rows.find((one) => one.kind === kind)
  const made = row ? await renderLetter(t.deps, row) : null
  const ics = (made?.attachments?.[0]?.content ?? '').replaceAll('\r\n ', '')
  const line = (name: string) => new RegExp(`^${name}[:;](.*?)\\r?$`, 'm').exec(ics)?.[1] ?? ''
  const type = made?.attachments?.[0]?.contentType
  return (
    made && {
      text: made.text,
      type,
      method: line('METHOD'),
      uid: line('UID'),
      sequence: line('SEQUENCE'),
      start: line('DTSTART'),
      ics,
    }
  )
}

test('dates are proposed, one is agreed by one tap, and both get it for their calendar', async () => {
  const run = await runningDuo()
  const [bert, amira] = [await at(run, 'mentor'), await at(run, 'mentee')]
  expect((await bert.propose(['2027-05-10T19:00', '2027-05-12T12:00', ''], 'Café De Post')).status).toBe(303)
  expect((await letter(run, run.amira, 'meeting-proposed'))?.text).toContain('Kies er 1 uit op jullie pagina')
  expect(await mailsTo(run.t, run.bert.participantId)).not.toContain('meeting-proposed')
  const [id = ''] = await meetingIds(run)
  const choice = await amira.page()
  for (const text of ['10 mei 2027 om 19.00 uur', 'Café De Post', 'Geen van deze']) expect(choice).toContain(text)

  const slot = String(instantOf('2027-05-10', '19:00'))
  const taps = await Promise.all([amira.answer(id, slot), amira.answer(id, slot)])
  expect(taps.map(({ status }) => status).sort()[0]).toBe(303)
  const done = taps.map(({ headers }) => headers.get('Location') ?? '').find((to) => to.includes('done='))
  expect(await amira.page(done)).toContain('Jullie afspraak staat vast.')
  expect(await run.t.db.q.select().from(meetingAnswer)).toMatchObject([{ side: 'mentee', slotAt: Number(slot) }])
  for (const who of [run.amira, run.bert]) {
    const sent = await letter(run, who, 'meeting')
    expect(sent).toMatchObject({
      method: 'REQUEST',
      sequence: '0',
      start: '20270510T170000Z',
      type: 'text/calendar; charset=utf-8; method=REQUEST',
    })
    expect(sent?.uid).toBe(`${id}@localhost`)
    for (const text of ['ORGANIZER', 'mailto:economie@example.org', 'LOCATION:Café De Post', 'STATUS:CONFIRMED'])
      expect(sent?.ics).toContain(text)
    expect(sent?.ics).not.toMatch(/Testers|Bert Voorbeeld/)
  }
  expect(await bert.page()).toContain('Jullie zien elkaar op maandag 10 mei 2027 om 19.00 uur.')
})

async function agreed() {
  const run = await runningDuo()
  const [bert, amira] = [await at(run, 'mentor'), await at(run, 'mentee')]
  await bert.propose(['2027-05-10T19:00'], 'Café De Post')
  const [id = ''] = await meetingIds(run)
  seconds(run.t)
  await amira.answer(id, String(instantOf('2027-05-10', '19:00')))
  seconds(run.t)
  return { run, bert, amira, id }
}

test('once they agreed the page gives that meeting for the calendar, as its mail did, and no placeholder', async () => {
  const { run, bert, amira, id } = await agreed()
  const { t, introId } = run
  const file = paths.meetingCalendar(introId, 'mentee', id)
  const page = await amira.page()
  expect(page).toContain(file)
  expect(page).not.toContain(paths.firstMeeting(introId, 'mentee'))
  const visitor = await arrive(t, introId, 'mentee')
  const sent = await visitor.get(file)
  expect(sent.headers.get('Content-Type')).toContain('method=REQUEST')
  const ics = (await sent.text()).replaceAll('\r\n ', '')
  expect(ics).toBe((await letter(run, run.amira, 'meeting'))?.ics)
  expect((await visitor.get(paths.firstMeeting(introId, 'mentee'))).status).toBe(404)
  expect((await visitor.get(paths.meetingCalendar(introId, 'mentee', 'x'))).status).toBe(404)
  expect((await visitor.get(paths.meetingCalendar(introId, 'mentor', id))).status).toBe(404)
  await bert.cancel(id)
  expect((await visitor.get(file)).status).toBe(404)
})

test('a meeting that is moved replaces the old one in a calendar: the same UID, the next SEQUENCE', async () => {
  const { run, bert, amira, id } = await agreed()
  expect(await amira.page()).toMatch(/Verplaatsen.*value="Café De Post"/s)
  await amira.propose(['2027-05-20T10:00'])
  const [hers, his] = [await amira.page(), await bert.page()]
  for (const page of [hers, his]) {
    expect(page).toMatch(/Jullie zien elkaar op[^<]+10 mei 2027.*Deze afspraak blijft staan.*20 mei 2027 om 10.00 uur/s)
    expect(page).toMatch(/Deze afspraak afzeggen(?!.*Verplaatsen)/s)
  }
  expect(hers + his).toMatch(/Bert kiest nu.*Mijn voorstel intrekken.*Welk past jou/s)
  expect((await letter(run, run.bert, 'meeting-proposed'))?.text).toMatch(/in de plaats van[^.]+10 mei 2027/)
  seconds(run.t)
  await bert.answer((await meetingIds(run))[1] ?? '', 'none')
  expect(await amira.page()).toMatch(/Jullie zien elkaar op[^<]+10 mei 2027.*Geen van de momenten paste.*Verplaatsen/s)
  seconds(run.t)
  await amira.propose(['2027-05-20T10:00'])
  const second = (await meetingIds(run))[2] ?? ''
  seconds(run.t)
  await bert.answer(second, String(instantOf('2027-05-20', '10:00')))
  expect(await letter(run, run.amira, 'meeting')).toMatchObject({
    uid: `${id}@localhost`,
    sequence: '1',
    start: '20270520T080000Z',
  })
  await mailsLeft(run.t)
  seconds(run.t)
  expect((await bert.cancel(second)).status).toBe(303)
  for (const who of [run.amira, run.bert])
    expect(await letter(run, who, 'meeting-cancelled')).toMatchObject({
      method: 'CANCEL',
      uid: `${id}@localhost`,
      sequence: '2',
    })
  expect(await letter(run, run.amira, 'meeting')).toBeNull()
  expect((await bert.cancel(second)).status).toBe(303)
  expect(await run.t.db.q.select().from(meetingCancellation)).toHaveLength(1)
})

test('the day before there is one reminder, and none for what was cancelled or long past', async () => {
  const { run } = await agreed()
  const count = async () =>
    (await mailsTo(run.t, run.amira.participantId)).filter((kind) => kind === 'meeting-reminder').length
  await daysLater(run.t, 4)
  expect(await count()).toBe(0)
  await daysLater(run.t, 1)
  await Promise.all([runJobs(run.t.deps), runJobs(run.t.deps)])
  expect(await count()).toBe(1)
  expect((await letter(run, run.amira, 'meeting-reminder'))?.text).toContain('10 mei 2027 om 19.00 uur')
  await daysLater(run.t, 365)
  expect(await count()).toBe(1)

  const other = await agreed()
  await other.bert.cancel(other.id)
  await daysLater(other.run.t, 5)
  expect(await mailsTo(other.run.t, other.run.amira.participantId)).not.toContain('meeting-reminder')
})

test('none of them: whoever proposed hears it, and may propose again', async () => {
  const run = await runningDuo()
  const [bert, amira] = [await at(run, 'mentor'), await at(run, 'mentee')]
  await bert.propose(['2027-05-10T19:00'])
  const [id = ''] = await meetingIds(run)
  expect((await amira.answer(id, 'none')).headers.get('Location')).toContain('done=none')
  expect(await letter(run, run.bert, 'meeting-none')).not.toBeNull()
  seconds(run.t)
  expect((await bert.propose(['2027-05-11T19:00'])).status).toBe(303)
})

test('a date that cannot be says why, and keeps what was typed', async () => {
  const run = await runningDuo()
  const [bert, amira] = [await at(run, 'mentor'), await at(run, 'mentee')]
  for (const [slots, problem] of [
    [[], 'Kies minstens 1 moment'],
    [['2027-02-31T10:00'], 'Vul een dag en een uur in'],
    [['2027-05-04T15:00'], 'minstens 12 uur later'],
    [['2027-12-04T15:00'], 'in de komende 60 dagen'],
    [['2027-05-10T15:00', '2027-05-10T15:00'], 'maar 1 keer'],
    [['2027-05-10T15:00', '2027-05-11T15:00', '2027-05-12T15:00', '2027-05-13T15:00'], 'hoogstens 3 momenten'],
  ] as const) {
    const refused = await bert.propose([...slots], 'Café')
    expect(refused.status).toBe(422)
    const html = await bodyOf(refused)
    for (const text of [problem, 'value="Café"', ...slots.slice(0, 3)]) expect(html).toContain(text)
  }
  await bert.propose(['2027-05-10T19:00'])
  expect(await bodyOf(await amira.propose(['2027-05-11T19:00']))).toContain('Kies eerst uit de momenten')
  expect(await run.t.db.q.select().from(meeting)).toHaveLength(1)
})

test('not one’s own proposal, not a slot of elsewhere, not too late, not by a stranger, not before two yes', async () => {
  const run = await runningDuo()
  const [bert, amira] = [await at(run, 'mentor'), await at(run, 'mentee')]
  await bert.propose(['2027-05-10T19:00'])
  const [id = ''] = await meetingIds(run)
  const slot = String(instantOf('2027-05-10', '19:00'))
  expect((await bert.answer(id, slot)).status).toBe(409)
  expect((await amira.answer(id, String(Number(slot) + 1))).status).toBe(409)
  expect((await amira.answer('x', slot)).status).toBe(409)
  const chloe = await signUp(run.t, CHLOE)
  expect((await chloe.phone.post(paths.meetings(run.introId, 'mentor'), {})).status).toBe(404)
  expect((await chloe.phone.post(paths.meetingAnswer(run.introId, 'mentee', id), { slot })).status).toBe(404)
  await daysLater(run.t, 7)
  const late = await at(run, 'mentee')
  expect((await late.answer(id, slot)).status).toBe(409)
  expect(await run.t.db.q.select().from(meetingAnswer)).toEqual([])

  const { t, id: introId } = await introduced()
  const early = await arrive(t, introId, 'mentee')
  const _csrf = field(await (await early.get(paths.introduction(introId, 'mentee'))).text(), '_csrf')
  const sent = await early.post(paths.meetings(introId, 'mentee'), {
    _csrf,
    _form: t.deps.newToken(),
    slot: '2027-05-10T19:00',
  })
  expect(sent.status).toBe(422)
  expect(await t.db.q.select().from(meeting)).toEqual([])
})

test('when somebody stops, no mail of a meeting leaves any more', async () => {
  const { run } = await agreed()
  await daysLater(run.t, 5)
  await withdraw(run.t.deps, run.bert.participantId, { actor: 'self' })
  expect(await letter(run, run.amira, 'meeting-reminder')).toBeNull()
})
