import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { duoState } from '../../src/domain/duos/duo.ts'
import { type DuoSigns, type FollowUp, followUps } from '../../src/domain/duos/silence.ts'
import type { CheckinAnswer, Side } from '../../src/domain/facts.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { isAmong, packed } from '../packed.ts'
import { checkinAnswer, checkinAsk, duo } from '../schema.ts'
import { byDuo, type Duo } from './duos.ts'

export type Followed = { followUps: FollowUp[]; anySign: boolean }

/** Why staff should look at each of these duos today; nothing for those that do not run. Three queries, whatever their number. */
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
  const { log = 0, note = 0, meeting = 0 } = facts.latest.get(one.id) ?? {}
  const [pause] = one.time.pauses.filter(
    ({ fromOn, resumedOn }) => fromOn <= today && (!resumedOn || resumedOn > today),
  )
  const said = answers.some(({ answer }) => answer === 'good' || answer === 'could_be_better')
  return {
    startedOn: one.facts.startedOn,
    lastSignOn: dayOf(Math.max(log, meeting, ...answers.map(({ at }) => at))),
    handledOn: dayOf(note),
    metOnce: said || log > 0 || programmeOf(one.programme).starts === 'after-click',
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

/** What these duos let us hear, as facts; when each last did, and when staff last wrote something down, by duo. */
async function signFacts(deps: Deps, ids: readonly string[]) {
  const [asks, answers, latest] = await Promise.all([
    packed<[duoId: string, milestone: string, at: number]>(deps, {
      row: sql`duo_id, milestone, at`,
      from: sql`FROM (SELECT duo_id, milestone, max(at) AS at FROM checkin_ask
        WHERE ${isAmong(checkinAsk.duoId, ids)} GROUP BY duo_id, milestone)`,
      id: sql`duo_id`,
    }),
    packed<[duoId: string, milestone: string, side: Side, answer: CheckinAnswer, callMe: number, at: number]>(deps, {
      row: sql`duo_id, milestone, side, answer, call_me, at`,
      from: sql`FROM checkin_answer WHERE ${isAmong(checkinAnswer.duoId, ids)}`,
      id: sql`duo_id`,
    }),
    packed<[duoId: string, last: Partial<Record<'log' | 'note' | 'meeting', number>>]>(deps, {
      row: sql`id, json_object('log', log, 'note', note, 'meeting', meeting)`,
      from: sql`FROM (SELECT ${duo.id} AS id,
        coalesce((SELECT max(l.at) FROM meeting_log l WHERE l.duo_id = ${duo.id}), 0) AS log,
        coalesce((SELECT max(n.at) FROM coaching_note n WHERE n.duo_id = ${duo.id}), 0) AS note,
        coalesce((SELECT max(max(m.at, coalesce((SELECT max(a.at) FROM meeting_answer a WHERE a.meeting_id = m.id), 0)))
          FROM meeting m WHERE m.introduction_id = ${duo.introductionId} AND m.by <> 'staff'), 0) AS meeting
        FROM ${duo} WHERE ${isAmong(duo.id, ids)})`,
      id: sql`id`,
    }),
  ])
  return {
    asks: byDuo(
      asks.map(([duoId, milestone, at]) => ({ duoId, milestone, at })).sort((one, other) => one.at - other.at),
    ),
    answers: byDuo(
      answers.map(([duoId, milestone, side, answer, callMe, at]) => ({
        duoId,
        milestone,
        side,
        answer,
        callMe: callMe === 1,
        at,
      })),
    ),
    latest: new Map(latest),
  }
}
