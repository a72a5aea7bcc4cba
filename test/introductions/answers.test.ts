import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { introductionAnswer, introductionReason, person } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import { introductionState } from '../../src/domain/introduction.ts'
import { paths } from '../../src/paths.ts'
import { alongWith, type Browser, browser, field, type TestApp } from '../app.ts'
import { arrive, introduce, introduced, introductionOf, mailedLink } from '../introduced.ts'
import { AMIRA, BERT } from '../people.ts'

const stateOf = async (t: TestApp, id: string) => introductionState((await introductionOf(t, id)).facts, t.clock.now)

/** Opens the page and sends the form on it, as a person would. */
async function reply(visitor: Browser, id: string, side: Side, answer: string, more: Record<string, string> = {}) {
  const page = await (await visitor.get(paths.introduction(id, side))).text()
  return visitor.post(paths.answer(id, side), { ...alongWith(page), answer, ...more })
}

const textOf = async (visitor: Browser, id: string, side: Side) =>
  (await visitor.get(paths.introduction(id, side))).text()

test('the link in the mail becomes a cookie and a clean address; the page asks, and shows no more than it may', async () => {
  const { t, id, bert } = await introduced()
  const visitor = browser(t.app)
  const link = await mailedLink(t, bert.participantId, { purpose: 'introduction', about: id })
  const arrival = await visitor.get(link)
  expect(arrival.status).toBe(303)
  expect(arrival.headers.get('Location')).toBe(paths.introduction(id, 'mentor'))
  const cookie = arrival.headers.get('Set-Cookie') ?? ''
  expect(cookie).toMatch(/Max-Age=1800.*HttpOnly.*SameSite=Lax/i)

  const page = await textOf(visitor, id, 'mentor')
  expect(page).toContain('We vonden iemand voor jou')
  expect(page).toContain(
    'Amira zoekt hulp bij boekhouding. Jij geeft daar advies over. Amira zoekt ook hulp bij vergunningen.',
  )
  expect(page).toContain('Jullie kozen dezelfde sector.')
  expect(page).toContain('Antwoord uiterlijk op 14 mei 2027')
  expect(page).not.toMatch(/name="answer"[^>]*checked/)
  for (const secret of ['Testers', AMIRA.email]) expect(page).not.toContain(secret)
})

test('both say yes by the mailed links: names and contact for these two, a duo, and one file for the calendar', async () => {
  const { t, id } = await introduced()
  const [mentor, mentee] = [await arrive(t, id, 'mentor'), await arrive(t, id, 'mentee')]
  const sent = await reply(mentor, id, 'mentor', 'yes', { called: 'peter' })
  expect(sent.status).toBe(303)
  expect(await textOf(mentor, id, 'mentor')).toContain('We wachten nog op Amira')
  expect(await textOf(mentor, id, 'mentor')).not.toContain(AMIRA.email)
  await reply(mentee, id, 'mentee', 'yes')

  for (const [visitor, side, other] of [[mentor, 'mentor', AMIRA] as const, [mentee, 'mentee', BERT] as const]) {
    const page = await textOf(visitor, id, side)
    for (const shown of [
      'Jullie zeiden allebei ja',
      'Jullie zijn een duo',
      'Haal die zelf weg',
      other.name,
      other.email,
    ])
      expect(page).toContain(shown)
    const file = await visitor.get(paths.firstMeeting(id, side))
    expect(file.headers.get('Content-Type')).toContain('text/calendar')
    const ics = await file.text()
    for (const line of ['METHOD:PUBLISH', 'mailto:economie@example.org']) expect(ics).toContain(line)
    expect(ics.replaceAll(/\r\n[ \t]/g, '')).toContain('Dit is geen afspraak')
    expect(ics).toContain(`UID:kennismaking-${id}@localhost`)
    expect(ics).toContain('DTSTART;VALUE=DATE:20270518')
    expect(ics).toContain('DTSTAMP:20270504T120000Z')
    const event = ics.replace(/ORGANIZER.*(\r\n .*)*/, '')
    for (const secret of [other.email, other.name.split(' ')[1] ?? '']) expect(event).not.toContain(secret)
  }
  const [row] = await t.db.q.select().from(introductionAnswer).where(eq(introductionAnswer.side, 'mentor'))
  expect(row).toMatchObject({ called: 'peter', way: 'mail' })
})

test('the calendar stays closed until both said yes', async () => {
  const { t, id } = await introduced()
  const mentor = await arrive(t, id, 'mentor')
  await reply(mentor, id, 'mentor', 'yes')
  expect((await mentor.get(paths.firstMeeting(id, 'mentor'))).status).toBe(404)
})

test('sent without a choice: the words of the form, 422, and nothing is written', async () => {
  const { t, id } = await introduced()
  const mentor = await arrive(t, id, 'mentor')
  const answer = await reply(mentor, id, 'mentor', '')
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('<title>Fout: We vonden iemand voor jou')
  expect(page).toContain('Kies ja of nee')
  expect(await stateOf(t, id)).toBe('sent')
})

test('the same answer twice is one answer, and the second send sees the same page', async () => {
  const { t, id } = await introduced()
  const mentor = await arrive(t, id, 'mentor')
  const page = await textOf(mentor, id, 'mentor')
  const form = { ...alongWith(page), answer: 'yes' }
  const [first, second] = [
    await mentor.post(paths.answer(id, 'mentor'), form),
    await mentor.post(paths.answer(id, 'mentor'), form),
  ]
  expect([first.status, second.status]).toEqual([303, 303])
  expect(second.headers.get('Location')).toBe(first.headers.get('Location'))
  expect(await t.db.q.select().from(introductionAnswer)).toHaveLength(1)
})

test('after the deadline: 410 and the words, at the page and at the form', async () => {
  const { t, id } = await introduced()
  const early = await arrive(t, id, 'mentee')
  const form = { ...alongWith(await textOf(early, id, 'mentee')), answer: 'yes' }
  t.clock.now += 11 * DAY_MS
  const late = await arrive(t, id, 'mentee')
  const page = await late.get(paths.introduction(id, 'mentee'))
  expect(page.status).toBe(410)
  expect(await page.text()).toContain('Je voorstel is verlopen')
  expect((await late.post(paths.answer(id, 'mentee'), form)).status).toBe(403)
  expect((await early.post(paths.answer(id, 'mentee'), form)).status).toBe(404)
})

test('the deadline passes while the page is open', async () => {
  const { t, id } = await introduced()
  t.clock.now += 10 * DAY_MS + 10 * 3_600_000 - 60_000
  const mentee = await arrive(t, id, 'mentee')
  const form = { ...alongWith(await textOf(mentee, id, 'mentee')), answer: 'yes' }
  t.clock.now += 120_000
  const late = await mentee.post(paths.answer(id, 'mentee'), form)
  expect(late.status).toBe(410)
  expect(await late.text()).toContain('Je voorstel is verlopen')
})

test('a no: thanks, one choice for why, and the other reads neither who nor why', async () => {
  const { t, id } = await introduced()
  const [mentor, mentee] = [await arrive(t, id, 'mentor'), await arrive(t, id, 'mentee')]
  await reply(mentor, id, 'mentor', 'no')
  const page = await textOf(mentor, id, 'mentor')
  expect(page).toContain('Jammer. Waarom niet?')
  const form = { _csrf: field(page, '_csrf'), reason: 'no_time' }
  const unchosen = await mentor.post(paths.answerReason(id, 'mentor'), { _csrf: form._csrf })
  expect(unchosen.status).toBe(422)
  expect(await unchosen.text()).toContain('Kies 1 reden, of sla deze vraag over')
  expect((await mentor.post(paths.answerReason(id, 'mentor'), form)).status).toBe(303)
  expect((await mentor.post(paths.answerReason(id, 'mentor'), { ...form, reason: 'not_said' })).status).toBe(303)
  expect(await t.db.q.select().from(introductionReason)).toMatchObject([{ reason: 'no_time' }])
  expect(await textOf(mentor, id, 'mentor')).not.toContain('Waarom niet?')

  const other = await textOf(mentee, id, 'mentee')
  expect(other).toContain('Dit voorstel gaat niet door')
  expect(other).not.toMatch(/Bert|\bnee\b|Geen tijd/)
})

test('why, told by somebody who said yes, is not kept', async () => {
  const { t, id } = await introduced()
  const mentor = await arrive(t, id, 'mentor')
  await reply(mentor, id, 'mentor', 'yes')
  const form = { _csrf: field(await textOf(mentor, id, 'mentor'), '_csrf'), reason: 'no_time' }
  expect((await mentor.post(paths.answerReason(id, 'mentor'), form)).status).toBe(409)
  expect(await t.db.q.select().from(introductionReason)).toHaveLength(0)
})

test('a yes is taken back on the page, until both said yes', async () => {
  const { t, id, amira, bert } = await introduced()
  const mentor = await arrive(t, id, 'mentor')
  await reply(mentor, id, 'mentor', 'yes')
  const form = { _csrf: field(await textOf(mentor, id, 'mentor'), '_csrf'), sure: 'yes' }
  expect((await mentor.post(paths.correction(id, 'mentor'), form)).status).toBe(303)
  expect((await mentor.post(paths.correction(id, 'mentor'), form)).status).toBe(303)
  expect(await textOf(mentor, id, 'mentor')).toContain('Je nam je ja terug')

  const second = await introduce(t, bert, amira)
  const [again, mentee] = [await arrive(t, second, 'mentor'), await arrive(t, second, 'mentee')]
  await reply(again, second, 'mentor', 'yes')
  const late = { _csrf: field(await textOf(again, second, 'mentor'), '_csrf'), sure: 'yes' }
  await reply(mentee, second, 'mentee', 'yes')
  expect((await again.post(paths.correction(second, 'mentor'), late)).status).toBe(409)
  expect(await stateOf(t, second)).toBe('duo')
})

test('"nee, en ik wil stoppen": answered, erased, and every link is dead', async () => {
  const { t, id, amira } = await introduced()
  const mentee = await arrive(t, id, 'mentee')
  const link = await mailedLink(t, amira.participantId, { purpose: 'manage', about: '' })
  const sent = await reply(mentee, id, 'mentee', 'stop')
  expect(sent.headers.get('Location')).toBe(paths.withdrawn())
  expect(await (await mentee.get(paths.withdrawn())).text()).toContain('Je gegevens zijn gewist')
  expect((await mentee.get(link)).status).toBe(410)
  expect((await mentee.get(paths.introduction(id, 'mentee'))).status).toBe(404)
  expect((await t.db.q.select().from(person)).map(({ email }) => email)).toEqual([BERT.email])
})
