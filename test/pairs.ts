import { eq, isNull } from 'drizzle-orm'
import { saveAnswer } from '../db/introductions/answers.ts'
import { sendIntroductions } from '../db/introductions/introductions.ts'
import { outbox } from '../db/schema.ts'
import { eventForCode } from '../db/signups/events.ts'
import { saveSignup } from '../db/signups/signups.ts'
import { signupTexts } from '../src/consent-texts.ts'
import { type Answer, SIDES, type Side } from '../src/domain/facts.ts'
import type { SignupForm } from '../src/domain/signup.ts'
import { renderLetter } from '../src/letters/letters.ts'
import type { Letter } from '../src/letters/mailer.ts'
import { paths } from '../src/paths.ts'
import { type Browser, browser, field, freshApp, type TestApp } from './app.ts'
import { arrive, introductionOf, WHY } from './introduced.ts'
import { AMIRA, BERT } from './people.ts'
import { makeReady } from './ready.ts'
import { DIRK, staffMember } from './staff.ts'

/** Bert and Amira, introduced in a programme that asks "klikt het?" and has an agreement to sign. */
export async function pairIn(programme: string, options: Parameters<typeof freshApp>[0] = {}) {
  const t = await freshApp(options)
  const [mentorId, menteeId] = [await signUpIn(t, programme, BERT), await signUpIn(t, programme, AMIRA)]
  const staffId = await staffMember(t, DIRK)
  await makeReady(t, [mentorId, menteeId], staffId)
  const pairs = [{ mentorId, menteeId, why: WHY }]
  const [sent] = await sendIntroductions(t.deps, { programme, pairs, runId: null, staffId })
  if (sent?.result.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(sent?.result)}`)
  return { t, id: sent.result.id, mentorId, menteeId, staffId }
}

export type PairAt = Awaited<ReturnType<typeof pairIn>>

/** Any introduction. */
export type Place = { t: TestApp; id: string }

/** The same after two yes from their mails. */
export async function agreedPair(programme = 'duo-for-a-job', options: Parameters<typeof freshApp>[0] = {}) {
  const pair = await pairIn(programme, options)
  for (const side of SIDES) await answerOf(pair, side, 'yes')
  return pair
}

export const answerOf = async ({ t, id }: Place, side: Side, answer: Answer) =>
  saveAnswer(t.deps, { introduction: await introductionOf(t, id), side, answer, stop: 'stay', way: 'mail' })

/** The same, met at noon and a day of thinking later. */
export async function metPair(programme = 'duo-for-a-job', options: Parameters<typeof freshApp>[0] = {}) {
  const pair = await agreedPair(programme, options)
  await tellMet(pair, 'mentor')
  pair.t.clock.now += 24 * 3_600_000
  return pair
}

/** One of the two at their own page, with the token of its forms. */
export async function at({ t, id }: Place, side: Side) {
  const visitor = await arrive(t, id, side)
  const _csrf = field(await (await visitor.get(paths.introduction(id, side))).text(), '_csrf')
  const post = (path: string, fields: Record<string, string | string[]>) =>
    visitor.post(path, { _csrf, _form: t.deps.newToken(), ...fields })
  return {
    visitor,
    _csrf,
    post,
    page: async (path = paths.introduction(id, side)) => textOf(await visitor.get(path)),
    click: (click: string) => post(paths.click(id, side), { click }),
    agree: async () => {
      const text = field(await (await visitor.get(paths.agreement(id, side))).text(), 'text')
      return post(paths.agreement(id, side), { sure: 'yes', text })
    },
  }
}

/** "We zagen elkaar", today. */
export async function tellMet(pair: Place, side: Side): Promise<Response> {
  const day = new Date(pair.t.clock.now).toISOString().slice(0, 10)
  return (await at(pair, side)).post(paths.toldMeeting(pair.id, side), { day, sure: 'yes' })
}

/** Both click and both agree. */
export async function startDuo(pair: Place): Promise<string> {
  for (const side of SIDES) await (await at(pair, side)).click('yes')
  for (const side of SIDES) await (await at(pair, side)).agree()
  const { duoId } = await introductionOf(pair.t, pair.id)
  if (!duoId) throw new Error('no duo')
  return duoId
}

/** The newest mail of a kind to somebody, as it would leave now; null when it would not. */
export async function letterOf(t: TestApp, participantId: string, kind: string): Promise<Letter | null> {
  const rows = await t.db.q.select().from(outbox).where(eq(outbox.participantId, participantId))
  const row = rows.filter((one) => one.kind === kind).sort((a, b) => b.createdAt - a.createdAt)[0]
  return row ? renderLetter(t.deps, row) : null
}

/** Everything that waited to be sent was. */
export const mailsLeft = ({ db, clock }: TestApp) =>
  db.write([db.q.update(outbox).set({ sentAt: clock.now }).where(isNull(outbox.sentAt))])

/** The page behind the link of a mail, opened in a browser of its own. */
export async function follow(t: TestApp, letter: Letter | null): Promise<{ visitor: Browser; path: string }> {
  const link = /https?:\/\/\S+\/l\/[\w-]+(\?at=[\w-]+)?/.exec(letter?.text ?? '')?.[0] ?? ''
  const visitor = browser(t.app)
  return { visitor, path: (await visitor.get(link)).headers.get('Location') ?? '' }
}

/** What a page says: its words, without its head and its markup. */
export const textOf = async (answer: Response): Promise<string> =>
  (await answer.text())
    .replace(/^[\s\S]*<\/head>/, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

async function signUpIn(t: TestApp, programme: string, form: SignupForm): Promise<string> {
  const event = await eventForCode(t.db, t.code)
  if (!event) throw new Error('no event')
  const { signup } = await saveSignup(t.deps, {
    event: { ...event, programme },
    form: { ...form, topics: ['cv'] },
    formKey: t.deps.newToken(),
    texts: await signupTexts(t.deps, programme, form.side),
    phoneToken: t.deps.newToken(),
    buckets: [],
  })
  if (!signup.participantId) throw new Error('blocked')
  return signup.participantId
}
