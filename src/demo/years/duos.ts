import { addDays, addMonths, type CivilDate, daysBetween } from '../../domain/civil-date.ts'
import { milestonesOf } from '../../domain/duos/checkin.ts'
import { type DuoTime, isPausedOn, lastDayOf } from '../../domain/duos/duo-time.ts'
import {
  type CheckinAnswer,
  EXTENSION_REASONS,
  SIDES,
  type Side,
  STOP_REASONS,
  type StopReason,
} from '../../domain/facts.ts'
import { pick } from '../demo-people.ts'
import type { Pair } from './introductions.ts'
import { between, type Moment, mailed, moment, type Scene, staffOf, tally, yearOf } from './scene.ts'
import { truthOf } from './truth.ts'

export type Ending = { reason: 'completed' | 'early' | 'withdrawn'; on: Moment; side: Side | null }
export type Running = Pair & { id: string; introductionId: string; startedOn: CivilDate; time: DuoTime }

/** A duo from its start as far as it came: its pauses, its end, its check-ins. `end` is null while it runs. */
export function live(
  scene: Scene,
  pair: Pair & { id: string; waitedDays: number | null },
  starts: Moment,
): { duo: Running; end: Ending | null } {
  const { world, plan } = scene
  const startedOn = starts.day
  const id = world.newId(starts.at)
  const { mentor, mentee } = pair
  const endsOn = addMonths(startedOn, plan.programme.months)
  world.add('duo', starts.at, {
    id,
    introductionId: pair.id,
    programme: plan.programme.id,
    mentorId: mentor.id,
    menteeId: mentee.id,
    startedOn,
    startYear: yearOf(startedOn),
    endsOn,
    at: starts.at,
  })
  const duo = { mentor, mentee, id, introductionId: pair.id, startedOn }
  const planned = endingOf(scene, startedOn, mentor.places.length)
  const plain: DuoTime = { startedOn, endsOn, extensions: [], pauses: [] }
  const time = planned ? plain : extend(scene, id, standStill(scene, id, plain))
  const last = lastDayOf(time)
  const end = planned ?? (last === null ? null : { reason: 'completed' as const, on: moment(last, 6), side: null })
  const ended = end && close(scene, { ...duo, time }, end)
  if (starts.at <= world.now) {
    countDuo(scene, startedOn, ended, pair.waitedDays)
    for (const { journey } of [mentor, mentee]) {
      journey?.came.add('in_duo')
      if (ended?.reason === 'completed') journey?.came.add('completed')
    }
  }
  checkIn(scene, { ...duo, time }, end)
  return { duo: { ...duo, time }, end: ended }
}

/** A mentor with two places does not stop in the middle of one duo: both would end. */
function endingOf({ plan, random }: Scene, startedOn: CivilDate, places: number): Ending | null {
  const luck = random()
  if (luck > plan.duos.early) return null
  const on = moment(addDays(startedOn, between(random, 16, 150)), 14 + random() * 4)
  if (luck > plan.duos.early * 0.8)
    return { reason: 'withdrawn', on, side: places > 1 ? 'mentee' : pick(SIDES, random) }
  return { reason: 'early', on, side: pick([...SIDES, null], random) }
}

function countDuo(scene: Scene, startedOn: CivilDate, end: Ending | null, waitedDays: number | null): void {
  const { truth, plan, today } = scene
  const first = tally(scene, startedOn)
  first.duos.started += 1
  if (waitedDays !== null) first.daysToDuo.push(waitedDays)
  for (let year = yearOf(startedOn); year <= yearOf(today); year++) {
    const until = year === yearOf(today) ? today : `${year}-12-31`
    if (!end || end.on.day > until) truthOf(truth, plan.programme.id, year).duos.running += 1
  }
  if (end) tally(scene, end.on.day).duos[end.reason === 'completed' ? 'completed' : 'endedEarly'] += 1
}

/** A holiday that is told beforehand, or a pause whose end nobody knew. */
function standStill({ world, plan, random }: Scene, duoId: string, time: DuoTime): DuoTime {
  if (random() > plan.duos.paused) return time
  const fromOn = addDays(time.startedOn, between(random, 30, 110))
  const resumedOn = addDays(fromOn, between(random, 7, 28))
  const kind = pick(['holiday', 'holiday', 'pause'] as const, random)
  const told = moment(kind === 'holiday' ? addDays(fromOn, -2) : fromOn, 12)
  const resumed = kind === 'holiday' ? told : moment(resumedOn, 12)
  const id = world.newId(told.at)
  const by = { by: pick(SIDES, random), way: 'mail' as const }
  if (!world.add('pause', told.at, { id, duoId, kind, fromOn, ...by, at: told.at })) return time
  const after = { ...time, pauses: [{ fromOn, resumedOn }] }
  const endsOn = lastDayOf(after)
  const row = { pauseId: id, resumedOn, endsOn: endsOn ?? '', ...by, at: resumed.at }
  return world.add('resume', resumed.at, row) ? after : { ...time, pauses: [{ fromOn, resumedOn: null }] }
}

function extend(scene: Scene, duoId: string, time: DuoTime): DuoTime {
  const { world, plan, random } = scene
  const last = lastDayOf(time)
  if (last === null || random() > plan.duos.extended) return time
  const { at } = moment(addDays(last, -12), 15)
  const months = between(random, 1, plan.programme.extension.mostMonths)
  const after = { ...time, extensions: [{ months }] }
  const endsOn = lastDayOf(after)
  const why = { reason: pick(EXTENSION_REASONS, random), staffId: staffOf(scene), at }
  const row = { id: world.newId(at), duoId, months, endsOn: endsOn ?? '', ...why }
  return world.add('extension', at, row) ? after : time
}

/** The end with its reasons, if it came by now. */
function close(scene: Scene, duo: Running, end: Ending): Ending | null {
  const { world, random } = scene
  const { reason, on, side } = end
  const staffId = reason === 'early' && side === null ? staffOf(scene) : null
  if (!world.add('duoEnd', on.at, { duoId: duo.id, reason, endedOn: on.day, side, staffId, at: on.at })) return null
  if (reason === 'completed') return end

  const year = tally(scene, on.day)
  if (reason === 'withdrawn') year.stopReasons.withdrawn += 1
  const tellers = pick([['mentor'], ['mentee'], ['staff'], ['mentor', 'mentee'], []] as const, random)
  const told = new Set<StopReason>()
  for (const by of tellers) {
    const stop = pick(STOP_REASONS, random)
    const at = on.at + 1000
    if (world.add('stopReason', at, { duoId: duo.id, by, reason: stop, at })) told.add(stop)
  }
  for (const stop of told) year.stopReasons[stop] += 1
  if (told.size === 0 && reason !== 'withdrawn') year.stopReasons.none += 1
  return end
}

const ANSWERS: readonly CheckinAnswer[] = [
  'good',
  'good',
  'good',
  'good',
  'good',
  'good',
  'good',
  'good',
  'could_be_better',
  'not_met',
]
const MAILS = { met: 'met', how: 'checkin', end: 'end' } as const

/** Both are asked at every milestone that came before the end; most answer within a week. */
function checkIn(scene: Scene, { id: duoId, introductionId, time, ...pair }: Running, end: Ending | null): void {
  const { world, plan, random } = scene
  for (const { id: milestone, kind, dueOn } of milestonesOf(plan.programme, time)) {
    if (end && end.reason !== 'completed' && dueOn > end.on.day) continue
    const { at } = moment(dueOn, 6.1)
    for (const side of SIDES) {
      if (!world.add('checkinAsk', at, { duoId, milestone, side, dueOn, at })) continue
      const about = `${duoId}:${milestone}:${side}`
      const ids = { participantId: pair[side].id, introductionId, duoId, milestone }
      mailed(scene, at, { kind: MAILS[kind], about, ...ids })
      if (kind === 'end' || random() > 0.78) continue
      const answered = moment(addDays(dueOn, between(random, 0, 6)), 9 + random() * 12)
      if (end && answered.at >= end.on.at) continue
      const answer = pick(ANSWERS, random)
      const call = { callMe: answer !== 'good' && random() < 0.3, way: 'mail' as const, at: answered.at }
      const row = { duoId, milestone, side, answer, ...call }
      if (world.add('checkinAnswer', answered.at, row) && answer !== 'good') coach(scene, duoId, answered.day)
    }
  }
}

function coach(scene: Scene, duoId: string, day: CivilDate): void {
  const { world, random } = scene
  if (random() > 0.8) return
  const { at } = moment(addDays(day, between(random, 1, 4)), 11)
  const body = 'Gebeld: ze spreken opnieuw af.'
  world.add('note', at, { id: world.newId(at), duoId, body, at, staffId: staffOf(scene) })
}

/** Whether the duo met on this day of its own count. */
export const meetsOn = ({ time }: Running, end: Ending | null, day: CivilDate): boolean =>
  !isPausedOn(time, day) && (!end || daysBetween(day, end.on.day) >= 0)
