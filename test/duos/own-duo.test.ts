import { expect, test } from 'vitest'
import { meetingLog } from '../../db/schema.ts'
import { vcardOf } from '../../src/letters/vcard.ts'
import { paths } from '../../src/paths.ts'
import { field } from '../app.ts'
import { arrive, introduced } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { CHLOE, signUp } from '../people.ts'
import { daysLater, runningDuo } from '../running.ts'

async function atDuo() {
  const run = await runningDuo()
  const visitor = await arrive(run.t, run.introId, 'mentee')
  const own = paths.introduction(run.introId, 'mentee')
  const _csrf = field(await (await visitor.get(own)).text(), '_csrf')
  const note = (day: string, minutes: string) =>
    visitor.post(paths.meetingNotes(run.introId, 'mentee'), { _csrf, day, minutes })
  return { ...run, visitor, own, note }
}

test('the page of a duo says what is agreed, the last day, the next question, and how to stop', async () => {
  const { t, visitor, own, introId } = await atDuo()
  const html = await bodyOf(await visitor.get(own))
  for (const text of [
    'Bert Voorbeeld',
    '4 november 2027',
    '18 mei 2027',
    '1 à 2 uur per maand',
    'Dit duo stoppen',
    'Bewaar contact',
  ])
    expect(html).toContain(text)
  await daysLater(t, 14)
  const later = await arrive(t, introId, 'mentee')
  const asked = await bodyOf(await later.get(own))
  expect(asked).toContain(paths.checkin(introId, 'mentee', 'day-14'))
  expect(asked).toContain('2 augustus 2027')
})

test('until they met the page helps a first talk to begin, with a first line for the mail', async () => {
  const { visitor, own, note } = await atDuo()
  const help = ['Een eerste zin?', 'Jullie eerste gesprek', 'mailto:bert@example.org?body=Dag%20Bert']
  const before = await bodyOf(await visitor.get(own))
  for (const text of help) expect(before).toContain(text)
  await note('2027-05-04', '60')
  const after = await bodyOf(await visitor.get(own))
  for (const text of help) expect(after).not.toContain(text)
  expect(after).toContain('href="mailto:bert@example.org"')
})

test('a duo that is over leads to its two questions; its last meetings are noted for three months more', async () => {
  const { t, introId, own } = await atDuo()
  await daysLater(t, 184)
  const visitor = await arrive(t, introId, 'mentee')
  const html = await bodyOf(await visitor.get(own))
  const noting = async (who: typeof visitor, day: string) => {
    const _csrf = field(await (await who.get(own)).text(), '_csrf')
    return who.post(paths.meetingNotes(introId, 'mentee'), { _csrf, day, minutes: '60' })
  }
  expect(html).toContain('Jullie duo zit erop')
  expect(html).toContain(paths.duoEnd(introId, 'mentee'))
  expect(html).not.toContain('bert@example.org')
  for (const day of ['2027-11-03', '2027-11-03']) expect((await noting(visitor, day)).status).toBe(303)
  const after = await noting(visitor, '2027-11-05')
  expect([after.status, await bodyOf(after)]).toEqual([422, expect.stringContaining('4 november 2027')])
  expect(await bodyOf(await visitor.get(`${own}?done=noted`))).toMatch(
    /Het gesprek is genoteerd.*3 november 2027, 1 uur/s,
  )
  expect(await t.db.q.select().from(meetingLog)).toMatchObject([{ metOn: '2027-11-03' }])
  await daysLater(t, 91)
  const late = await arrive(t, introId, 'mentee')
  expect((await noting(late, '2027-11-02')).status).toBe(422)
  expect(await bodyOf(await late.get(own))).not.toContain('id="note"')
})

test('a contact to keep, for the two and only after two yes', async () => {
  const { t, visitor, introId } = await atDuo()
  const path = paths.contactCard(introId, 'mentee')
  const card = await visitor.get(path)
  expect(card.headers.get('Content-Type')).toMatch(/^text\/vcard/)
  expect(await card.text()).toContain('N:Voorbeeld;Bert;;;\r\nFN:Bert Voorbeeld\r\nEMAIL:bert@example.org\r\n')
  const chloe = await signUp(t, CHLOE)
  expect((await chloe.phone.get(path)).status).toBe(404)
  const waiting = await introduced()
  const early = await arrive(waiting.t, waiting.id, 'mentee')
  expect((await early.get(paths.contactCard(waiting.id, 'mentee'))).status).toBe(404)
})

test('an address book gets a family name and a given name only where it is sure which is which', () => {
  const contact = { email: 'a@example.org', phone: null, business: null }
  for (const [name, parts] of [
    ['An Van den Berg', 'Van den Berg;An;;;'],
    ['Jan Pieter Vos', 'Jan Pieter Vos;;;;'],
    ['Amira', 'Amira;;;;'],
  ] as const)
    expect(vcardOf({ ...contact, name })).toContain(`\r\nN:${parts}\r\nFN:${name}\r\n`)
})

test('a name in a contact cannot add lines of its own', () => {
  const card = vcardOf({ name: 'A;B,\nTEL:1', email: 'a@example.org', phone: null, business: null })
  expect(card.split('\r\n').filter((line) => line.startsWith('TEL'))).toEqual([])
  expect(card).toContain('FN:A\\;B\\, TEL:1')
})

test('a meeting is noted by one tap, once a day and side', async () => {
  const { t, note, visitor, own } = await atDuo()
  const sent = await note('2027-05-04', '90')
  expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${own}?done=noted`])
  expect((await note('2027-05-04', '120')).headers.get('Location')).toBe(`${own}?done=already-noted`)
  expect(await t.db.q.select().from(meetingLog)).toMatchObject([{ by: 'mentee', metOn: '2027-05-04', minutes: 90 }])
  expect(await bodyOf(await visitor.get(`${own}?done=noted`))).toContain('1,5 uur, 1 gesprek')
})

test('a note of a day before the duo, of tomorrow, of no day or of no length says what to do', async () => {
  const { t, note, introId } = await atDuo()
  for (const [day, minutes] of [
    ['2027-05-03', '60'],
    ['2027-05-05', '60'],
    ['31/02/2027', '60'],
  ] as const) {
    const refused = await note(day, minutes)
    expect(refused.status).toBe(422)
    expect(await bodyOf(refused)).toContain('Kies 4 mei 2027')
  }
  const long = await note('2027-05-04', '9999')
  expect([long.status, (await bodyOf(long)).includes('Kies hoelang')]).toEqual([422, true])
  const chloe = await signUp(t, CHLOE)
  expect((await chloe.phone.post(paths.meetingNotes(introId, 'mentee'), {})).status).toBe(404)
  expect(await t.db.q.select().from(meetingLog)).toEqual([])
})
