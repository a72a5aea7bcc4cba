import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { checkinAsk, event, outbox } from '../../db/schema.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'
import { runJobs } from '../../src/jobs.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { paths } from '../../src/paths.ts'
import { type Browser, browser, field, type TestApp } from '../app.ts'
import { arrive, introductionOf, mailedLink } from '../introduced.ts'
import { answerOf, type PairAt, pairIn, startDuo, tellMet } from '../pairs.ts'
import { AMIRA_TYPES, BERT_TYPES, body, signUpByForm } from '../signup-flow.ts'

/*
 * Every page and mail that somebody who takes part can meet, in every programme, from the sign-up to the attest: none of
 * them speaks of another programme's people, or in another one's name.
 */

const CITY = ['Stad Voorbeeld', 'dienst Economie', 'economie@example.org', 'privacy@example.org']
const STARTERS = [/\bstarters?\b/i, /\bpeters?\b/i, /\bmeters?\b/i, /ondernemer/i, /\b(je|mijn) zaak\b/i]
const JOBS = [/\bjongeren?\b/i, /solliciteren/i, /werk zoek/i]
const FOREIGN: Record<string, (string | RegExp)[]> = {
  'peter-meter': [...JOBS, /\bmentor(en)?\b/i, 'DUO for a JOB', 'Mentoring naar werk', 'VDAB'],
  'duo-for-a-job': [...STARTERS, ...CITY, 'Mentoring naar werk', 'VDAB en Voka'],
  'mentoring-naar-werk': [...STARTERS, ...CITY, 'DUO for a JOB'],
}

type Seen = { where: string; text: string }

test.each(Object.values<Programme>(PROGRAMMES))('$name speaks of itself alone', async (programme) => {
  const pair = await pairIn(programme.id)
  const { t } = pair
  await t.db.write([t.db.q.update(event).set({ title: 'Kennismaking' }).where(eq(event.code, t.code))])
  const page = await standingPageOf(t.db, programme.id)

  const seen = [
    ...(await signUpPages({ ...t, code: page?.code ?? '' }, programme)),
    ...(await pairPages(pair, programme)),
    ...(await letters(t)),
  ]

  expect(seen.length).toBeGreaterThan(60)
  const leaks = seen.flatMap(({ where, text }) =>
    (FOREIGN[programme.id] ?? []).flatMap((word) => {
      const at = text.search(word)
      return at < 0 ? [] : [`${where}: ${text.slice(Math.max(0, at - 30), at + 40)}`]
    }),
  )
  expect([...new Set(leaks)]).toEqual([])
})

/** The words of a page: no markup, no addresses. */
const wordsOf = async (answer: Response): Promise<string> =>
  body(await answer.text())
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('\u00AD', '')
    .replaceAll(/\s+/g, ' ')

/** What is not there is the city's page, the same for everybody. */
const readAll = async (who: Browser, all: string[]): Promise<Seen[]> =>
  (
    await Promise.all(
      all.map(async (where) => {
        const answer = await who.get(where)
        return answer.status === 404 ? [] : [{ where, text: await wordsOf(answer) }]
      }),
    )
  ).flat()

async function signUpPages(t: TestApp, { topics }: Programme): Promise<Seen[]> {
  const phone = browser(t.app)
  const seen = await readAll(phone, [paths.event(t.code), ...SIDES.map((side) => paths.signupForm(t.code, side))])
  for (const side of SIDES) {
    const typed = {
      ...(side === 'mentor' ? BERT_TYPES : AMIRA_TYPES),
      topics: topics[0]?.id ?? '',
      email: `${side[4]}@example.org`,
    }
    const wrong = await phone.post(paths.signupCheck(t.code, side), { ...typed, name: '' })
    seen.push({ where: `wrong ${side}`, text: await wordsOf(wrong) })
    const check = await phone.post(paths.signupCheck(t.code, side), typed)
    seen.push({ where: `check ${side}`, text: await wordsOf(check.clone()) })
    if (check.status !== 200) continue
    const { phone: own, address, page } = await signUpByForm(t, side, typed)
    seen.push({ where: `done ${side}`, text: await wordsOf(page) }, ...(await readAll(own, [`${address}/extra`])))
  }
  await t.db.write([
    t.db.q
      .update(event)
      .set({ closesAt: t.clock.now - 1 })
      .where(eq(event.code, t.code)),
  ])
  return [...seen, ...(await readAll(phone, [paths.event(t.code)]))]
}

/** From the proposal to the attest, as both sides see it; their own pages too. */
async function pairPages(pair: PairAt, { id: programme, starts }: Programme): Promise<Seen[]> {
  const { t, id } = pair
  const seen: Seen[] = []
  const look = async (step: string, more: (side: Side) => string[] = () => []) => {
    for (const side of SIDES) {
      const who = await arrive(t, id, side)
      const found = await readAll(who, [paths.introduction(id, side), ...more(side)])
      seen.push(...found.map(({ where, text }) => ({ where: `${step} ${where}`, text })))
    }
    seen.push(...(await letters(t)))
  }
  await look('asked')
  for (const side of SIDES) seen.push(...(await ownPages(pair, side)))
  await answerOf(pair, 'mentor', 'yes')
  await look('one yes')
  await answerOf(pair, 'mentee', 'yes')
  await look('two yes')
  if (starts === 'after-click') {
    await look('too early', (side) => [paths.click(id, side)])
    await tellMet(pair, 'mentor')
    t.clock.now += 25 * 3_600_000
    await runJobs(t.deps)
    await look('met', (side) => [paths.click(id, side), paths.agreement(id, side)])
    await startDuo(pair)
  } else await confirmBoth(pair)
  await runJobs(t.deps)
  await look('duo', (side) => [paths.duoStop(id, side)])
  for (const days of [32, 90, 90]) {
    t.clock.now += days * DAY_MS
    await runJobs(t.deps)
    const asked = [...new Set((await t.db.q.select().from(checkinAsk)).map(({ milestone }) => milestone))]
    await look(`after ${days} days`, (side) => asked.map((milestone) => paths.checkin(id, side, milestone)))
  }
  expect((await introductionOf(t, id)).programme).toBe(programme)
  await look('ended', (side) => [paths.duoEnd(id, side)])
  const mentor = browser(t.app)
  await mentor.get(await mailedLink(t, pair.mentorId, { purpose: 'manage', about: '' }))
  return [...seen, ...(await readAll(mentor, [paths.attest(pair.mentorId)]))]
}

/** What a person may see and change of their own, and the proof of their sign-up. */
async function ownPages({ t, mentorId, menteeId }: PairAt, side: Side): Promise<Seen[]> {
  const person = side === 'mentor' ? mentorId : menteeId
  const who = browser(t.app)
  await who.get(await mailedLink(t, person, { purpose: 'manage', about: '' }))
  const [receipt] = await t.db.q.select().from(outbox).where(eq(outbox.participantId, person))
  const proof = browser(t.app)
  await proof.get(await mailedLink(t, person, { purpose: 'signup', about: receipt?.signupId ?? '' }))
  return [
    ...(await readAll(who, [paths.myData(person), paths.myDetails(person), paths.withdrawal(person)])),
    ...(await readAll(proof, [paths.signupProof(receipt?.signupId ?? '')])),
  ]
}

/** Where a duo starts with two yes, both mailboxes must be seen first. */
async function confirmBoth({ t, mentorId, menteeId }: PairAt): Promise<void> {
  for (const person of [mentorId, menteeId]) {
    const [receipt] = await t.db.q.select().from(outbox).where(eq(outbox.participantId, person))
    const about = receipt?.signupId ?? ''
    const who = browser(t.app)
    await who.get(await mailedLink(t, person, { purpose: 'signup', about }))
    const _csrf = field(await (await who.get(paths.signupProof(about))).text(), '_csrf')
    await who.post(paths.signupProof(about), { _csrf, mine: 'yes' })
  }
}

const rendered = new Set<string>()

/** Every mail that was added since, as it would leave now. */
async function letters(t: TestApp): Promise<Seen[]> {
  const rows = (await t.db.q.select().from(outbox)).filter(({ id }) => !rendered.has(id))
  const found = await Promise.all(rows.map(async (row) => ({ row, letter: await renderLetter(t.deps, row) })))
  return found.flatMap(({ row, letter }) => {
    rendered.add(row.id)
    if (!letter) return []
    const text = [letter.fromName, letter.replyTo, letter.subject, letter.text.replaceAll(/https?:\S+/g, '')].join(' ')
    return [{ where: `mail ${row.kind}`, text }]
  })
}
