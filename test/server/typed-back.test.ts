import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { duoRemark, meeting, note, person } from '../../db/schema.ts'
import { ARRIVAL_MINUTES } from '../../src/access.ts'
import { paths } from '../../src/paths.ts'
import { nl } from '../../views/words.ts'
import { browser, field, type TestApp } from '../app.ts'
import { arrive, mailedLink } from '../introduced.ts'
import { CHLOE, signUp } from '../people.ts'
import { daysLater, runningDuo } from '../running.ts'
import { signInStaff } from '../staff.ts'

/* Somebody was away for long while typing: nothing is kept, and their own words come back to copy. */

const REMARK = 'We zagen elkaar <b>twee</b> keer & dat ging "goed".'
const FORMS = {
  checkin: { fields: { answer: 'fine', remark: REMARK }, back: [REMARK] },
  meetings: {
    fields: { slot: '2027-05-28T19:00', place: 'Café De Post' },
    back: ['28 mei 2027 om 19.00 uur', 'Café De Post'],
  },
  details: {
    fields: { name: 'Amira Nieuwenaam', phone: '0470 11 22 33' },
    back: ['Amira Nieuwenaam', '0470 11 22 33'],
  },
}

/** What a page gives back to copy, as its reader sees it. */
const givenBack = (html: string): string[] =>
  [...html.matchAll(/<textarea[^>]* readonly=""[^>]*>([^<]*)<\/textarea>/g)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  )

async function atWork() {
  const run = await runningDuo()
  await daysLater(run.t, 14)
  const { t, introId, amira } = run
  const visitor = await arrive(t, introId, 'mentee')
  await visitor.get(await mailedLink(t, amira.participantId, { purpose: 'manage', about: '' }))
  const pages = {
    checkin: paths.checkin(introId, 'mentee', 'day-14'),
    meetings: paths.meetings(introId, 'mentee'),
    details: paths.myDetails(amira.participantId),
  }
  const nowhere = {
    checkin: paths.checkin('x', 'mentee', 'day-14'),
    meetings: paths.meetings('x', 'mentee'),
    details: paths.myDetails('x'),
  }
  const _csrf = field(await (await visitor.get(pages.checkin)).text(), '_csrf')
  return { ...run, visitor, pages, nowhere, _csrf }
}

const written = async ({ db: { q } }: TestApp) => [
  await q.select().from(duoRemark),
  await q.select().from(meeting),
  await q.select().from(person),
  await q.select().from(note),
]

test('a link that ran out while somebody typed: nothing is kept, they get their words back, and a stranger learns nothing', async () => {
  const { t, visitor, pages, nowhere, _csrf } = await atWork()
  const before = await written(t)
  t.clock.now += (ARRIVAL_MINUTES + 1) * 60_000
  const chloe = browser(t.app)
  for (const form of ['checkin', 'meetings', 'details'] as const) {
    const { fields, back } = FORMS[form]
    const late = await visitor.post(pages[form], { _csrf, ...fields })
    expect(late.status).toBe(404)
    const html = await late.text()
    expect(givenBack(html)).toEqual(back)
    for (const said of [nl.common.notKept, nl.answers.notFoundText]) expect(html).toContain(said)
    for (const path of [pages[form], nowhere[form]])
      expect(await (await chloe.post(path, { _csrf, ...fields })).text()).toBe(html)
  }
  expect(await written(t)).toEqual(before)
  expect(givenBack(await (await visitor.get(pages.checkin)).text())).toEqual([])
})

test('a form of before its link was opened once more is not kept, and its words come back', async () => {
  const { visitor, pages, _csrf } = await atWork()
  expect((await visitor.post(pages.checkin, { _csrf: `${_csrf}x`, ...FORMS.checkin.fields })).status).toBe(403)
  const html = await (await visitor.post(pages.checkin, { _csrf: '', ...FORMS.checkin.fields })).text()
  expect(givenBack(html)).toEqual([REMARK])
})

test('a fault of ours keeps nothing and gives the words back; of a page that was only opened it says less', async () => {
  const { t, visitor, pages, _csrf } = await atWork()
  t.deps.db.write = () => Promise.reject(new Error('a fault'))
  const failed = await visitor.post(pages.checkin, { _csrf, ...FORMS.checkin.fields, answer: 'good' })
  const html = await failed.text()
  expect([failed.status, givenBack(html)]).toEqual([500, [REMARK]])
  expect(html).toContain(nl.common.failedText)
  t.db.close()
  const opened = await visitor.get(pages.checkin)
  expect(opened.status).toBeGreaterThanOrEqual(500)
  expect(await opened.text()).not.toContain('niet bewaard')
})

test('staff whose session ended, or whose form is of another session, get what they typed back', async () => {
  const { t, amira } = await atWork()
  const dirk = await signInStaff(t)
  const path = paths.participantNotes(amira.participantId)
  const fields = { body: REMARK, _form: t.deps.newToken() }
  const before = await written(t)
  const foreign = await dirk.post(path, { ...fields, _csrf: 'of another session' })
  expect([foreign.status, givenBack(await foreign.text())]).toEqual([403, [REMARK]])
  const incomplete = await dirk.post(path, { body: REMARK })
  expect([incomplete.status, givenBack(await incomplete.text())]).toEqual([400, [REMARK]])
  t.clock.now += 31 * 60_000
  const late = await dirk.post(path, fields)
  expect([late.status, givenBack(await late.text())]).toEqual([401, [REMARK]])
  const gone = await (await signInStaff(t)).post(paths.participantNotes('x'), fields)
  expect([gone.status, givenBack(await gone.text())]).toEqual([404, [REMARK]])
  expect(await written(t)).toEqual(before)
})

test('what was chosen, and what the page put in its form, does not come back', async () => {
  const { t, nowhere } = await atWork()
  const { participantId } = await signUp(t, CHLOE)
  const fields = { _csrf: 'x', _form: 'y', answer: 'fine', note: participantId, slot: '1810000000000', remark: '  ' }
  const html = await (await browser(t.app).post(nowhere.checkin, fields)).text()
  expect(html).not.toContain(nl.common.typed.title)
})

test('every field that words are typed in has a name under which it comes back', () => {
  const views = ['views/phone', 'views/staff', 'views/partner']
  const files = views.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => readFileSync(`${room}/${file}`, 'utf8')),
  )
  const fields = files.flatMap((text) => [...text.matchAll(/<Text(?:Area|Field)\b[^>]*?\sname="(\w+)"[\s\S]*?\/>/g)])
  // A day, a number, or what one looks for.
  const isWords = (tag: string) => !/'date'|"(date|number|search|datetime-local|numeric|cap)"/.test(tag)
  const names = new Set(fields.flatMap(([tag, name = '']) => (isWords(tag) ? [name] : [])))
  expect(names.size).toBeGreaterThan(8)
  expect([...names].filter((name) => !Object.hasOwn(nl.common.typed.labels, name))).toEqual([])
})
