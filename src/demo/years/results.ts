import { addDays, addMonths, type CivilDate } from '../../domain/civil-date.ts'
import { OUTCOME_MONTHS } from '../../domain/duos/outcome.ts'
import { MENTOR_NEXT, type MentorNext, SIDES } from '../../domain/facts.ts'
import type { Tier } from '../../domain/programmes.ts'
import { pick } from '../demo-people.ts'
import { type Ending, meetsOn, type Running } from './duos.ts'
import { between, type Moment, mailed, moment, type Scene, staffOf, tally } from './scene.ts'

/** Meetings as they were noted: by either, by both (the mentor's hours count), by staff, or by a slip of the thumb. */
export function noteMeetings(scene: Scene, duo: Running, end: Ending | null): void {
  const { plan, random, today } = scene
  const { everyDays, minutes, noted } = plan.meets
  const until = end && end.on.day < today ? end.on.day : today
  for (let day = addDays(duo.startedOn, between(random, 1, everyDays)); day <= until; ) {
    if (meetsOn(duo, end, day) && random() < noted) noteMeeting(scene, duo, day, pick(minutes, random))
    day = addDays(day, Math.max(1, everyDays + between(random, -2, 2)))
  }
}

function noteMeeting(scene: Scene, duo: Running, day: CivilDate, minutes: number): void {
  const { world, random } = scene
  const { at } = moment(day, 20 + random() * 3)
  const note = (by: 'mentor' | 'mentee' | 'staff', length: number) => {
    const id = world.newId(at)
    const who = by === 'staff' ? { way: 'staff' as const, staffId: staffOf(scene) } : { way: 'mail' as const }
    const happened = world.add('log', at, { id, duoId: duo.id, by, metOn: day, minutes: length, ...who, at })
    return happened ? id : null
  }
  const luck = random()
  if (luck < 0.03) {
    const slip = note('mentee', minutes)
    const gone = at + 60_000
    if (slip) world.add('logVoid', gone, { logId: slip, way: 'mail', at: gone })
    if (gone <= world.now || !slip) return
  } else {
    const by = luck < 0.75 ? 'mentor' : luck < 0.95 ? 'mentee' : 'staff'
    if (!note(by, minutes)) return
    if (by === 'mentor' && random() < 0.25) note('mentee', minutes + 15)
  }
  const { meetings } = tally(scene, day)
  meetings.times += 1
  meetings.minutes += minutes
  meetings.mentors.add(duo.mentor.id)
}

/** What came of every duo of a year, in the parts of the plan: dealt like cards, so that the parts are exact. */
export type Deck = () => Tier

export function deckOf({ plan, random }: Scene): Deck {
  const { direct, broad } = plan.results
  const tierOf = (n: number): Tier => (n < direct ? 'direct' : n < direct + broad ? 'broad' : 'none')
  let cards: Tier[] = []
  const size = deckSize(direct, broad)
  return () => {
    if (cards.length === 0) {
      const fresh = Array.from({ length: size }, (_, n) => ({ tier: tierOf((n * 100) / size), order: random() }))
      cards = fresh.sort((a, b) => a.order - b.order).map(({ tier }) => tier)
    }
    return cards.pop() ?? 'none'
  }
}

/** The fewest cards with these percentages. */
const deckSize = (direct: number, broad: number): number =>
  [10, 20, 25, 50].find((size) => (direct * size) % 100 === 0 && (broad * size) % 100 === 0) ?? 100

/** At the end and twelve months after the start: the two questions to both, and what staff wrote down. */
export function settle(scene: Scene, duo: Running, end: Ending, tier: Tier): MentorNext | null {
  const { random } = scene
  const sooner: Record<Tier, readonly Tier[]> = {
    direct: ['direct', 'direct', 'broad', 'none'],
    broad: ['broad', 'broad', 'none'],
    none: ['none'],
  }
  const atEnd = pick(sooner[tier], random)
  const next = end.reason === 'completed' ? sayGoodbye(scene, duo, end, atEnd) : null
  record(scene, duo, end.on.day, { moment: 'end', tier: atEnd })
  const year = addMonths(duo.startedOn, OUTCOME_MONTHS)
  record(scene, duo, end.on.day > year ? end.on.day : year, { moment: 'year', tier })
  return next
}

function sayGoodbye(scene: Scene, duo: Running, end: Ending, tier: Tier): MentorNext | null {
  const { world, random } = scene
  const thanks = moment(addDays(end.on.day, 7), 6.2)
  const ids = { participantId: duo.mentor.id, introductionId: duo.introductionId, duoId: duo.id }
  mailed(scene, thanks.at, { kind: 'thanks', about: `${duo.id}:end:mentor`, ...ids })
  let wish: MentorNext | null = null
  for (const side of SIDES) {
    if (random() > 0.6) continue
    const { at } = moment(addDays(end.on.day, between(random, 0, 2)), 18 + random() * 4)
    const next = side === 'mentor' ? pick(MENTOR_NEXT, random) : null
    const outcome = codeOf(scene, tier).code
    const row = { duoId: duo.id, side, outcome, again: random() < 0.8, next, way: 'mail' as const, at }
    if (!world.add('endAnswer', at, row)) continue
    if (next) wish = next
    // What a mentee says of it counts until staff know more.
    if (side === 'mentee')
      world.add('outcome', at, { id: world.newId(at), duoId: duo.id, moment: 'end', code: outcome, by: 'mentee', at })
    if (next === 'pause') world.add('participantPause', at, { participantId: duo.mentor.id, paused: true, at })
  }
  return wish
}

/** Counted from the day on which it can be known; what staff wrote down by now is what is known. */
function record(
  scene: Scene,
  duo: Running,
  dueOn: CivilDate,
  { moment: when, tier }: { moment: 'end' | 'year'; tier: Tier },
): void {
  const { world, random, today } = scene
  if (dueOn > today) return
  const counted = tally(scene, dueOn).outcomes[when]
  counted.of += 1
  const on = moment(addDays(dueOn, between(random, 3, 12)), 15)
  const lost = tier === 'none' && when === 'year' && random() < 0.15
  if (lost || on.at > world.now) {
    const early = lost ? null : told(scene, duo, when)
    counted.tiers[early?.tier ?? 'none'] += 1
    counted.known += early?.known ? 1 : 0
    return
  }
  const { code, contract } = codeOf(scene, tier, { duo, on })
  const row = { id: world.newId(on.at), duoId: duo.id, moment: when, code, ...contract, by: 'staff' as const }
  world.add('outcome', on.at, { ...row, staffId: staffOf(scene), at: on.at })
  counted.tiers[tier] += 1
  if (code !== 'not_known') counted.known += 1
}

/** What the mentee alone said so far: never a job, whose contract staff ask for. */
function told({ world, plan }: Scene, duo: Running, when: string): { tier: Tier; known: boolean } | null {
  const fact = world.facts.outcome.findLast(({ row }) => row.duoId === duo.id && row.moment === when)
  const outcome = plan.programme.outcomes.find(({ id }) => id === fact?.row.code)
  return outcome ? { tier: outcome.tier, known: outcome.id !== 'not_known' } : null
}

type Contract = { contractStartsOn: CivilDate; contractEndsOn: CivilDate | null }
type Result = { code: string; contract: Contract | Record<string, never> }

/** A result of this tier; of a job, with a contract that makes it so. */
function codeOf({ plan, random }: Scene, tier: Tier, at?: { duo: Running; on: Moment }): Result {
  const { outcomes } = plan.programme
  const fits = outcomes.filter((outcome) => outcome.tier === tier && (at || !outcome.contract))
  const short = outcomes.filter(({ contract }) => at && contract?.shorter === tier && random() < 0.3)
  const free = outcomes.filter(({ contract }) => !contract)
  // Staff who ask mostly get an answer: of four without a result, three say so.
  const said = fits.filter(({ unknown }) => !unknown)
  const likely = [...fits, ...short, ...(tier === 'none' ? [...said, ...said] : [])]
  const outcome = pick(likely.length > 0 ? likely : free, random)
  if (!at || !outcome.contract) return { code: outcome.id, contract: {} }
  const starts = addDays(at.duo.startedOn, between(random, 60, 170))
  const { longerThanMonths } = outcome.contract
  const lasts = outcome.tier === tier ? pick([null, longerThanMonths + 3, 12], random) : longerThanMonths
  const ends = lasts === null ? null : addDays(addMonths(starts, lasts), -1)
  return { code: outcome.id, contract: { contractStartsOn: starts, contractEndsOn: ends } }
}
