import { endDuo } from '../../db/duos/duo-ends.ts'
import { duosByIds } from '../../db/duos/duos.ts'
import { saveAnswer, saveCorrection } from '../../db/introductions/answers.ts'
import {
  endIntroduction,
  introductionById,
  openIntroductions,
  sendIntroductions,
} from '../../db/introductions/introductions.ts'
import { heldPlaces, latestRuns, makeRun, type Run, runById } from '../../db/matching/matching.ts'
import { savePause } from '../../db/people/participant-changes.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import type { EventRow } from '../../db/signups/events.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf, DAY_MS, instantOf } from '../domain/civil-date.ts'
import { SIDES } from '../domain/facts.ts'
import { type IntroductionState, introductionState } from '../domain/introduction.ts'
import { programmeOf } from '../domain/programmes.ts'
import { contextOf, whyOf } from '../domain/proposals/proposals.ts'
import type { SignupForm } from '../domain/signup.ts'
import { runJobs } from '../jobs.ts'
import { uuidv7 } from '../keys.ts'
import { paths } from '../paths.ts'
import { chance, inventPeople } from './demo-people.ts'
import { type Demo, openEvent, PROGRAMME, signEverybodyUp, signUp } from './demo-signups.ts'

const MENTORS = 40
const STARTERS = 60

/**
 * Two months of an invented event, told by the same functions that serve real people, with a clock that runs behind:
 * sign-ups, three rounds of introductions with every kind of answer, duos, and a round of proposals that waits.
 */
export async function seedDemo(real: Deps, staffId: string): Promise<void> {
  const demo = open(real, staffId)
  const itsEvent = await openEvent(demo)
  const people = {
    mentor: inventPeople('mentor', MENTORS, demo.random),
    mentee: inventPeople('mentee', STARTERS, demo.random),
  }
  const late = SIDES.flatMap((side) => people[side].splice(-1))
  await signEverybodyUp(
    demo,
    itsEvent,
    SIDES.flatMap((side) => people[side]),
  )

  await round(demo, { daysAgo: 55, pairs: 20, silent: 0.15 })
  await changePlans(demo)
  await round(demo, { daysAgo: 25, pairs: 8, silent: 0.15 })
  await round(demo, { daysAgo: 3, pairs: 16, silent: 0.45 })
  await changeMinds(demo)
  await agreeUnproved(demo, itsEvent, late)

  demo.at(0)
  await runJobs(demo.deps)
  await propose(demo)
}

function open(real: Deps, staffId: string): Demo {
  const clock = { now: real.now() }
  const { mailer: _, ...rest } = real
  const deps: Deps = { ...rest, now: () => clock.now, newId: () => uuidv7(clock.now) }
  const at = (daysAgo: number, hour = 10) => {
    const day = civilDateOf(real.now() - daysAgo * DAY_MS)
    clock.now = daysAgo === 0 ? real.now() : instantOf(day, `${String(hour).padStart(2, '0')}:00`)
  }
  const own = { people: new Set<string>(), introductions: new Set<string>() }
  return { deps, at, random: chance(8_052_027), staffId, own }
}

type Round = { daysAgo: number; pairs: number /** The part of people who say nothing. */; silent: number }

/** Staff send the best of a run; people answer, or do not, in the days after it. */
async function round(demo: Demo, { daysAgo, pairs, silent }: Round): Promise<void> {
  const { deps, staffId, own } = demo
  demo.at(daysAgo)
  await runJobs(deps)
  const run = await propose(demo)
  const context = contextOf(run.input, programmeOf(PROGRAMME).weights)
  const people = new Map([...run.input.mentees, ...run.input.mentors].map((person) => [person.id, person]))
  const ours = run.result.proposals.filter((pair) => [pair.menteeId, pair.mentorId].every((id) => own.people.has(id)))
  const chosen = ours.slice(0, pairs).flatMap(({ menteeId, mentorId }) => {
    const [mentee, mentor] = [people.get(menteeId), people.get(mentorId)]
    return mentee && mentor ? [{ menteeId, mentorId, why: whyOf(mentee, mentor, context) }] : []
  })
  const sent = await sendIntroductions(deps, { programme: PROGRAMME, pairs: chosen, runId: run.id, staffId })
  for (const { result } of sent) if (result.kind === 'sent') own.introductions.add(result.id)

  demo.at(Math.max(daysAgo - 2, 1), 20)
  await answerRound(demo, silent)
  if (daysAgo > 12) demo.at(daysAgo - 12)
  await runJobs(deps)
}

async function propose({ deps, staffId }: Demo): Promise<Run> {
  const made = await makeRun(deps, { programme: PROGRAMME, staffId, formKey: deps.newToken(), locationOf: paths.run })
  const [latest] = await latestRuns(deps, PROGRAMME)
  const run = latest && (await runById(deps, latest.id))
  if (made.kind === 'conflict' || !run) throw new Error('The demo pins nothing that conflicts')
  return run
}

/** Most say yes; some say no, and some say nothing. */
async function answerRound({ deps, random, own }: Demo, silent: number): Promise<void> {
  for (const sent of await openIntroductions(deps)) {
    if (!own.introductions.has(sent.id)) continue
    for (const side of SIDES) {
      const intro = await introductionById(deps, sent.id)
      if (!intro || intro.facts.answers[side]) continue
      if (introductionState(intro.facts, deps.now()) === 'expired') continue
      const luck = random()
      if (luck < silent) continue
      const answer = luck < silent + 0.12 ? 'no' : 'yes'
      await saveAnswer(deps, {
        introduction: intro,
        side,
        answer,
        stop: 'stay',
        way: random() < 0.3 ? 'phone' : 'mail',
      })
    }
  }
}

/** A pause, somebody who stops before anybody was found, and a duo that ends early. */
async function changePlans(demo: Demo): Promise<void> {
  const { deps, staffId } = demo
  demo.at(40)
  const held = (await heldPlaces(deps, PROGRAMME)).filter(({ introductionId }) =>
    demo.own.introductions.has(introductionId),
  )
  const placed = new Set(held.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]))
  const [pausing, other, stopping] = [...demo.own.people].filter((id) => !placed.has(id))
  if (pausing) await savePause(deps, { participantId: pausing, staffId }, 'pause')
  if (other) await savePause(deps, { participantId: other, staffId }, 'pause')
  if (stopping) await withdraw(deps, stopping, { actor: 'self' })

  const [duo] = await duosByIds(
    deps,
    held.flatMap(({ duoId }) => duoId ?? []),
  )
  if (duo) await endDuo(deps, { duo, staffId })
}

/** Of the introductions that are open: one is pulled back, a yes is taken back, and somebody stops. */
async function changeMinds(demo: Demo): Promise<void> {
  const { deps, staffId, own } = demo
  demo.at(1, 21)
  const all = (await openIntroductions(deps)).filter(({ id }) => own.introductions.has(id))
  const inState = (state: IntroductionState) =>
    all.filter(({ facts }) => introductionState(facts, deps.now()) === state)

  const [pulled] = inState('sent')
  if (pulled) await endIntroduction(deps, { introduction: pulled, reason: 'pulled', staffId })
  const [regretted, left] = inState('one_yes')
  const side = SIDES.find((one) => regretted?.facts.answers[one])
  if (regretted && side) await saveCorrection(deps, { introduction: regretted, side, way: 'mail' })
  if (left) await withdraw(deps, left.menteeId, { actor: 'self' })
}

/** Two who came late and met at the desk: both said yes on their phones, whose mailboxes nobody has seen yet. */
async function agreeUnproved(demo: Demo, itsEvent: EventRow, [mentor, mentee]: SignupForm[]): Promise<void> {
  const { deps, staffId } = demo
  if (!mentor || !mentee) return
  demo.at(2, 9)
  const [{ participantId: mentorId }, { participantId: menteeId }] = [
    await signUp(deps, itsEvent, mentor),
    await signUp(deps, itsEvent, mentee),
  ]
  const pair = { mentorId, menteeId }
  const why = { score: null, reasons: [] }
  const [sent] = await sendIntroductions(deps, {
    programme: PROGRAMME,
    pairs: [{ ...pair, why }],
    runId: null,
    staffId,
  })
  if (sent?.result.kind !== 'sent') return
  demo.at(2, 12)
  for (const side of SIDES) {
    const intro = await introductionById(deps, sent.result.id)
    if (intro) await saveAnswer(deps, { introduction: intro, side, answer: 'yes', stop: 'stay', way: 'phone' })
  }
}
