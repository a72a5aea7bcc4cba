import { expect, test } from 'vitest'
import { saveAnswer } from '../db/introductions/answers.ts'
import {
  agreement,
  checkinAnswer,
  click,
  consentEvent,
  duoEnd,
  duoEndReason,
  introductionAnswer,
  introductionCorrection,
  introductionEnd,
  introductionReason,
  meeting,
  meetingAnswer,
  meetingCancellation,
  meetingLog,
  meetingLogVoid,
  outbox,
  participant,
  participantPause,
  proof,
} from '../db/schema.ts'
import { SIDES } from '../src/domain/facts.ts'
import { paths } from '../src/paths.ts'
import { browser, type TestApp } from './app.ts'
import { introduced, introductionOf, mailedLink } from './introduced.ts'
import { agreedPair, at } from './pairs.ts'
import { daysLater } from './running.ts'

/**
 * Every form of a page as something that presses each of its buttons sends it: hidden fields, what stands there and is
 * ticked already, and the name and value of the button.
 */
function pressed(html: string): { action: string; fields: Record<string, string[]> }[] {
  const value = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return [...html.matchAll(/<form action="([^"]*)" method="post".*?<\/form>/gs)].flatMap(([form, action = '']) => {
    const inputs = (form.match(/<input[^>]*>/g) ?? []).filter(
      (tag) => !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag),
    )
    return (form.match(/<button[^>]*>/g) ?? []).map((button) => {
      const fields: Record<string, string[]> = {}
      for (const tag of [...inputs, button]) {
        const name = value(tag, 'name')
        if (name) fields[name] = [...(fields[name] ?? []), value(tag, 'value')]
      }
      return { action, fields }
    })
  })
}

/** Opens what each mailed link leads to, and every page of ours that stands there, and presses every button on them. */
async function scan(t: TestApp, links: string[]): Promise<number> {
  let buttons = 0
  for (const link of links) {
    const scanner = browser(t.app)
    await scanner.request(link, { method: 'HEAD' })
    const first = (await scanner.get(link)).headers.get('Location') ?? ''
    const onward = [
      ...(await (await scanner.get(first)).text()).matchAll(/href="(\/(?:introductions|my-data)\/[^"#]*)"/g),
    ]
    for (const page of new Set([first, ...onward.map(([, path = '']) => path)])) {
      // Stopping is as easy as signing up was, by one button; a form of details saves what stands in it.
      if (/\/(withdrawal|details)$/.test(page)) continue
      for (const { action, fields } of pressed(await (await scanner.get(page)).text())) {
        await scanner.post(action, fields)
        buttons++
      }
    }
  }
  return buttons
}

const factsOf = async (t: TestApp) =>
  JSON.stringify(await Promise.all(TOLD.map((table) => t.db.q.select().from(table))))

test('a scanner that opens what a mail links to and presses every button there changes nothing', async () => {
  const { t, bert, id } = await introduced()
  const links = [
    await mailedLink(t, bert.participantId, { purpose: 'introduction', about: id }),
    await mailedLink(t, bert.participantId, { purpose: 'manage', about: '' }),
    await mailedLink(t, bert.participantId, { purpose: 'signup', about: bert.signup.id }),
  ]
  for (const state of ['asked', 'said yes'] as const) {
    const introduction = await introductionOf(t, id)
    if (state === 'said yes')
      await saveAnswer(t.deps, { introduction, side: 'mentor', answer: 'yes', stop: 'stay', way: 'mail' })
    const before = await factsOf(t)
    expect(await scan(t, links)).toBeGreaterThan(3)
    expect(await factsOf(t), state).toBe(before)
  }
})

test('nor in any state between two yes and the end of a duo', async () => {
  const pair = await agreedPair()
  const { t, id } = pair
  const links = await Promise.all(
    [pair.mentorId, pair.menteeId].map((person) => mailedLink(t, person, { purpose: 'introduction', about: id })),
  )
  const untouched = async (state: string) => {
    const before = await factsOf(t)
    expect(await scan(t, links), state).toBeGreaterThan(3)
    expect(await factsOf(t), state).toBe(before)
  }
  await untouched('agreed')
  const bert = await at(pair, 'mentor')
  await bert.post(paths.meetings(id, 'mentor'), { slot: '2027-05-05T19:00' })
  await untouched('dates to choose from')
  const [proposed] = await t.db.q.select().from(meeting)
  const slot = String(proposed?.slots[0])
  await (await at(pair, 'mentee')).post(paths.meetingAnswer(id, 'mentee', proposed!.id), { slot })
  await untouched('a meeting')
  t.clock.now += 3 * 86_400_000
  await untouched('klikt het')
  for (const side of SIDES) await (await at(pair, side)).click('yes')
  await untouched('the agreement')
  for (const side of SIDES) await (await at(pair, side)).agree()
  await (await at(pair, 'mentor')).post(paths.meetingNotes(id, 'mentor'), { day: '2027-05-07', minutes: '60' })
  await daysLater(t, 31)
  links.push(await mailedLink(t, pair.mentorId, { purpose: 'manage', about: '' }))
  await untouched('a duo with a question and a note')
})

const TOLD = [
  duoEndReason,
  introductionReason,
  agreement,
  click,
  checkinAnswer,
  duoEnd,
  meeting,
  meetingAnswer,
  meetingCancellation,
  meetingLog,
  meetingLogVoid,
  introductionAnswer,
  introductionCorrection,
  introductionEnd,
  participant,
  participantPause,
  consentEvent,
  proof,
  outbox,
]
