import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { duoState } from '../../src/domain/duo.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { type DuoSigns, type FollowUp, followUps } from '../../src/domain/silence.ts'
import { isAmong } from '../packed.ts'
import { checkinAnswer, checkinAsk, coachingNote, duo, meetingLog } from '../schema.ts'
import { byDuo, type Duo } from './duos.ts'

export type Followed = { followUps: FollowUp[]; anySign: boolean }

/** Why staff should look at each of these duos today; nothing for those that do not run. Five queries, whatever their number. */
export async function followedDuos(deps: Deps, duos: Duo[]): Promise<Map<string, Followed>> {
  const today = civilDateOf(deps.now())
  const running = duos.filter(({ facts }) => duoState(facts, today) === 'running')
  const facts = await signFacts(
    deps,
    running.map(({ id }) => id),
  )
  return new Map(
    running.map((one) => {
      const signs = signsOf(one, facts, today)
      const found = followUps(programmeOf(one.programme), signs, today)
      return [one.id, { followUps: found, anySign: signs.lastSignOn !== null }]
    }),
  )
}

type Facts = Awaited<ReturnType<typeof signFacts>>

function signsOf(one: Duo, facts: Facts, today: CivilDate): DuoSigns {
  const answers = facts.answers.get(one.id) ?? []
  const asks = facts.asks.get(one.id) ?? []
  const logs = facts.logs.get(one.id) ?? []
  const [pause] = one.time.pauses.filter(
    ({ fromOn, resumedOn }) => fromOn <= today && (!resumedOn || resumedOn > today),
  )
  const signs = [...answers.map(({ at }) => at), ...logs.map(({ at }) => at), facts.meetings.get(one.id) ?? 0]
  const handled = facts.notes.get(one.id)
  const said = answers.some(({ answer }) => answer === 'good' || answer === 'could_be_better')
  return {
    startedOn: one.facts.startedOn,
    lastSignOn: dayOf(Math.max(0, ...signs)),
    handledOn: dayOf(handled ?? 0),
    metOnce: said || logs.length > 0 || programmeOf(one.programme).starts === 'after-click',
    pausedSince: pause?.fromOn ?? null,
    resumedOn:
      one.time.pauses.flatMap(({ resumedOn }) => (resumedOn && resumedOn <= today ? resumedOn : [])).at(-1) ?? null,
    answers: answers.map(({ side, answer, callMe, at }) => ({ side, answer, callMe, on: civilDateOf(at) })),
    asks: asks.map(({ milestone, at }) => ({
      milestone,
      on: civilDateOf(at),
      answered: answers.some((given) => given.milestone === milestone),
    })),
  }
}

const dayOf = (at: number): CivilDate | null => (at > 0 ? civilDateOf(at) : null)

/** What these duos let us hear, as facts. */
async function signFacts({ db: { q } }: Deps, ids: readonly string[]) {
  const latest = (at: SQL) => sql<number>`max(${at})`
  const [asks, answers, logs, notes, meetings] = await Promise.all([
    q
      .select({ duoId: checkinAsk.duoId, milestone: checkinAsk.milestone, at: latest(sql`${checkinAsk.at}`) })
      .from(checkinAsk)
      .where(isAmong(checkinAsk.duoId, ids))
      .groupBy(checkinAsk.duoId, checkinAsk.milestone)
      .orderBy(latest(sql`${checkinAsk.at}`)),
    q.select().from(checkinAnswer).where(isAmong(checkinAnswer.duoId, ids)),
    q
      .select({ duoId: meetingLog.duoId, at: latest(sql`${meetingLog.at}`) })
      .from(meetingLog)
      .where(isAmong(meetingLog.duoId, ids))
      .groupBy(meetingLog.duoId),
    q
      .select({ duoId: coachingNote.duoId, at: latest(sql`${coachingNote.at}`) })
      .from(coachingNote)
      .where(isAmong(coachingNote.duoId, ids))
      .groupBy(coachingNote.duoId),
    q
      .select({
        duoId: duo.id,
        at: sql<number>`max(m.at, coalesce((select max(a.at) from meeting_answer a where a.meeting_id = m.id), 0))`,
      })
      .from(duo)
      .innerJoin(sql`meeting m`, sql`m.introduction_id = ${duo.introductionId} and m.by <> 'staff'`)
      .where(isAmong(duo.id, ids)),
  ])
  return {
    asks: byDuo(asks),
    answers: byDuo(answers),
    logs: byDuo(logs),
    notes: new Map(notes.map(({ duoId, at }) => [duoId, at])),
    meetings: new Map(meetings.map(({ duoId, at }) => [duoId, at])),
  }
}
