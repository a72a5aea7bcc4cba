import { eq } from 'drizzle-orm'
import { saveCheckinAnswer } from '../db/duos/checkins.ts'
import { saveExtension, savePause, saveResume } from '../db/duos/duo-care.ts'
import { endDuo } from '../db/duos/duo-ends.ts'
import { saveAnswer } from '../db/introductions/answers.ts'
import { saveAgreement, saveClick } from '../db/introductions/clicks.ts'
import { sendIntroductions } from '../db/introductions/introductions.ts'
import { saveTold } from '../db/introductions/meetings.ts'
import { checkinAsk, duo, eligibilityCheck, intake, proof, training } from '../db/schema.ts'
import { eventForCode } from '../db/signups/events.ts'
import { saveSignup } from '../db/signups/signups.ts'
import { standingPageOf } from '../db/signups/standing.ts'
import { agreementText } from '../src/agreement-texts.ts'
import { signupTexts } from '../src/consent-texts.ts'
import { addDays, type CivilDate, civilDateOf, instantOf } from '../src/domain/civil-date.ts'
import { SIDES, type Side } from '../src/domain/facts.ts'
import { PROGRAMMES, type Programme, programmeOf } from '../src/domain/programmes.ts'
import { runJobs } from '../src/jobs.ts'
import { freshApp } from './app.ts'
import { introductionOf, WHY } from './introduced.ts'
import { somebody } from './people.ts'
import { chanceOf } from './report/report-world.ts'
import { duoOf } from './running.ts'
import { staffMember } from './staff.ts'

/*
 * A year of an office, by seed: every four weeks people come in and are introduced; they answer, meet, click and agree;
 * duos are asked, pause, go on, get longer and end. The app's own jobs run every morning.
 */

export const PAIRS: Record<string, number> = { 'peter-meter': 8, 'duo-for-a-job': 8, 'mentoring-naar-werk': 6 }
export const WAVE_DAYS = 28

/** What a duo went through, as it was done to it: nothing of it is read back from the app. */
export type Past = {
  id: string
  introductionId: string
  programme: Programme
  startedOn: CivilDate
  pauses: { from: CivilDate; until: CivilDate | null }[]
  moreMonths: number
  /** The day on which it was stopped. */
  stoppedOn: CivilDate | null
}

export type Year = Awaited<ReturnType<typeof openYear>>

export async function openYear() {
  const t = await freshApp()
  const staffId = await staffMember(t, { name: 'Dirk Dienst', email: 'dirk@example.org', role: 'manager' })
  const chance = chanceOf(20280229)
  const todo = new Map<CivilDate, (() => Promise<void>)[]>()
  const pasts: Past[] = []
  const refused: string[] = []
  const on = (day: CivilDate, act: () => Promise<void>) => todo.set(day, [...(todo.get(day) ?? []), act])
  return { t, staffId, chance, todo, pasts, refused, on, count: { people: 0 } }
}

/** One day: the jobs in the morning, and in the evening what people do. Sign-ups and proposals come in between. */
export async function live(year: Year, day: CivilDate, n: number): Promise<void> {
  const { t, todo } = year
  t.clock.now = instantOf(day, '06:00')
  await runJobs(t.deps)
  await meetNewDuos(year, day)
  t.clock.now = instantOf(day, '10:00')
  if (n % WAVE_DAYS === 0)
    for (const programme of Object.values<Programme>(PROGRAMMES)) await bringIn(year, programme, day)
  t.clock.now = instantOf(day, '20:00')
  for (const act of todo.get(day) ?? []) await act()
  todo.delete(day)
  await answerCheckins(year, day)
}

async function bringIn(year: Year, programme: Programme, day: CivilDate): Promise<void> {
  const { t, staffId } = year
  const n = PAIRS[programme.id] ?? 0
  const [mentors, mentees] = [
    await signUpMany(year, programme, 'mentor', n),
    await signUpMany(year, programme, 'mentee', n),
  ]
  const pairs = mentors.map((mentorId, i) => ({ mentorId, menteeId: mentees[i] ?? '', why: WHY }))
  for (const { result } of await sendIntroductions(t.deps, { programme: programme.id, pairs, runId: null, staffId }))
    if (result.kind === 'sent') planAnswers(year, programme, result.id, day)
    else year.refused.push(result.code)
}

async function signUpMany(year: Year, programme: Programme, side: Side, n: number): Promise<string[]> {
  const { t, staffId, count } = year
  const page = await standingPageOf(t.db, programme.id)
  const event = page && (await eventForCode(t.db, page.code))
  if (!event) throw new Error('no standing page')
  const texts = await signupTexts(t.deps, programme.id, side)
  const [topic] = programme.topics
  const forms = Array.from({ length: n }, () => somebody(side, ++count.people, { topics: [topic?.id ?? ''] }))
  const saved = await Promise.all(
    forms.map((form) =>
      saveSignup(t.deps, {
        event,
        form,
        formKey: t.deps.newToken(),
        texts,
        phoneToken: t.deps.newToken(),
        buckets: [],
        paper: { staffId, reference: 'intake' },
      }),
    ),
  )
  const ids = saved.map(({ signup }) => signup.participantId ?? '')
  await prepare(year, programme, side, ids)
  return ids
}

async function prepare({ t, staffId }: Year, programme: Programme, side: Side, ids: string[]): Promise<void> {
  const at = t.clock.now
  const today = civilDateOf(at)
  const { q } = t.db
  const modules = programme.sides[side].training
  await t.db.write(
    ids.flatMap((participantId) => [
      q.insert(proof).values({ id: t.deps.newId(), participantId, how: 'desk', at, staffId }),
      q.insert(eligibilityCheck).values({ participantId, staffId, at }),
      q.insert(intake).values({ id: t.deps.newId(), participantId, heldOn: today, staffId, at }),
      ...modules.map(({ id: module }) =>
        q.insert(training).values({ participantId, module, doneOn: today, staffId, at }),
      ),
    ]),
  )
}

/** Both say yes, or one says no; where the programme asks it they meet, click and agree, or do not click. */
function planAnswers(year: Year, programme: Programme, id: string, day: CivilDate): void {
  const { t, on, chance } = year
  const luck = chance.upTo(99)
  const answer = (side: Side, value: 'yes' | 'no') => async () => {
    await saveAnswer(t.deps, {
      introduction: await introductionOf(t, id),
      side,
      answer: value,
      stop: 'stay',
      way: 'mail',
    })
  }
  if (luck < 4) return
  on(addDays(day, 1), answer('mentor', luck < 8 ? 'no' : 'yes'))
  if (luck < 8) return
  on(addDays(day, programme.asks === 'both-at-once' ? 1 : 2), answer('mentee', luck < 12 ? 'no' : 'yes'))
  if (luck < 12 || programme.starts === 'when-agreed' || luck < 15) return
  on(addDays(day, 4), async () => {
    const intro = await introductionOf(t, id)
    await saveTold(t.deps, { intro, by: 'mentor', way: 'mail', open: true, day: addDays(day, 3) })
  })
  for (const side of SIDES)
    on(addDays(day, side === 'mentor' ? 6 : 7), () => clickAndAgree(year, programme, id, side, luck))
}

async function clickAndAgree({ t }: Year, programme: Programme, id: string, side: Side, luck: number): Promise<void> {
  const introduction = await introductionOf(t, id)
  const click = luck < 18 && side === 'mentee' ? ('no' as const) : ('yes' as const)
  await saveClick(t.deps, { introduction, side, click, way: 'mail' })
  if (click === 'no' || programme.agreement !== 'own-page') return
  const { id: read } = await agreementText(t.deps, programme)
  await saveAgreement(t.deps, { introduction: await introductionOf(t, id), side, read, way: 'mail' })
}

/** Duos that began since yesterday morning, each with what will happen to it. */
async function meetNewDuos(year: Year, day: CivilDate): Promise<void> {
  const { t, pasts } = year
  const rows = await t.db.q
    .select()
    .from(duo)
    .where(eq(duo.startedOn, addDays(day, -1)))
  for (const { id, introductionId, programme, startedOn } of rows) {
    const past: Past = {
      id,
      introductionId,
      programme: programmeOf(programme),
      startedOn,
      pauses: [],
      moreMonths: 0,
      stoppedOn: null,
    }
    pasts.push(past)
    planDuo(year, past)
  }
}

/** A tenth of them each: a holiday, a pause whose end nobody knew, a longer duo, an early end. */
function planDuo(year: Year, past: Past): void {
  const { t, staffId, on, chance } = year
  const luck = chance.upTo(9)
  const days = 10 + chance.upTo(120)
  const doneOn = (after: number, act: () => Promise<void>) => on(addDays(past.startedOn, after), act)
  if (luck === 0)
    doneOn(days, async () => {
      await endDuo(t.deps, { duo: await duoOf(t, past.id), side: chance.oneOf(SIDES), reason: 'no_time' })
      past.stoppedOn = civilDateOf(t.clock.now)
    })
  if (luck === 1 || luck === 2)
    doneOn(days, async () => {
      const fromOn = addDays(civilDateOf(t.clock.now), 1 + chance.upTo(20))
      const resumedOn = luck === 1 ? addDays(fromOn, 5 + chance.upTo(20)) : null
      const { kind } = await savePause(t.deps, { duo: await duoOf(t, past.id), staffId, fromOn, resumedOn })
      if (kind === 'paused') past.pauses.push({ from: fromOn, until: resumedOn })
    })
  if (luck === 2)
    doneOn(days + 45, async () => {
      const resumedOn = addDays(civilDateOf(t.clock.now), 1)
      const { kind } = await saveResume(t.deps, { duo: await duoOf(t, past.id), staffId, on: resumedOn })
      if (kind === 'resumed') for (const pause of past.pauses) pause.until = resumedOn
    })
  if (luck === 3)
    doneOn(days, async () => {
      const months = 1 + chance.upTo(2)
      const extending = { duo: await duoOf(t, past.id), staffId, months, reason: 'goal_near' as const }
      if ((await saveExtension(t.deps, extending)).kind === 'extended') past.moreMonths = months
    })
}

/** A third of those who were asked this morning answer in the evening. */
async function answerCheckins({ t, chance }: Year, day: CivilDate): Promise<void> {
  const asked = await t.db.q
    .select()
    .from(checkinAsk)
    .where(eq(checkinAsk.at, instantOf(day, '06:00')))
  for (const { duoId, milestone, side } of asked) {
    if (!chance.is(0.3) || milestone === 'end') continue
    const answer = chance.oneOf(['good', 'good', 'could_be_better', 'not_met'] as const)
    const given = {
      duo: await duoOf(t, duoId),
      milestone,
      side,
      answer,
      callMe: false,
      remark: null,
      way: 'mail' as const,
    }
    await saveCheckinAnswer(t.deps, given)
  }
}
