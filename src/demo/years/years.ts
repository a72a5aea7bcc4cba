import { addDays, addMonths, type CivilDate, civilDateOf, daysBetween } from '../../domain/civil-date.ts'
import { SIDES, type Side } from '../../domain/facts.ts'
import { ANSWER_PROMISE_DAYS } from '../../domain/signup.ts'
import { chance } from '../demo-people.ts'
import { live } from './duos.ts'
import { introduce } from './introductions.ts'
import { arrive, type Entrance, erase } from './people.ts'
import type { Plan } from './plans.ts'
import { type Deck, deckOf, noteMeetings, settle } from './results.ts'
import { type City, FOREVER, type Member, mailed, moment, type Scene, tally, yearOf } from './scene.ts'
import { type Journey, type Truth, truthOf } from './truth.ts'
import { emptyWorld, type Facts, FIRST_MATCH } from './world.ts'

export type Years = {
  seed: number
  plans: Plan[]
  city: City
  /** The first calendar year. */
  from: number
  /** Nothing happens after this instant (milliseconds UTC). */
  now: number
}

/** Years of programmes as facts, and what truly happened in them. The same seed makes the same world. */
export function makeYears({ seed, plans, city, from, now }: Years): {
  facts: Facts
  truth: Truth
  journeys: Journey[]
} {
  const world = emptyWorld(now, chance(seed))
  const truth: Truth = new Map()
  const journeys: Journey[] = []
  for (const [index, plan] of plans.entries()) {
    const scene = { world, truth, journeys, city, plan, random: chance(seed + 1 + index), today: civilDateOf(now) }
    for (let year = from; year <= yearOf(scene.today); year++) truthOf(truth, plan.programme.id, year).cap = plan.cap
    run(scene, from)
  }
  return { facts: world.facts, truth, journeys }
}

type Course = {
  members: Record<Side, Member[]>
  /** Pairs that said no. */
  barred: Set<string>
  /** Until when each introduction holds a place under the cap, and when duos began. */
  held: CivilDate[]
  started: CivilDate[]
  standing: string
  deal: Map<number, Deck>
}

function run(scene: Scene, from: number): void {
  const { plan, today } = scene
  const began = `${from}-${plan.began}`
  const course: Course = {
    members: { mentor: [], mentee: [] },
    barred: new Set(),
    held: [],
    started: [],
    standing: scene.city.standing[plan.programme.id] ?? '',
    deal: new Map(),
  }
  let day = began
  while (day <= today) {
    comeIn(scene, course, day)
    if (daysBetween(civilDateOf(FIRST_MATCH), day) % plan.matchEveryDays === 0) {
      match(scene, course, day)
      lookAfter(scene, course, day)
    }
    day = addDays(day, 1)
  }
}

/** A code of five signs: those that the app makes have four. */
const codeOf = (n: number): string =>
  `J${String(1000 + n)
    .replaceAll('0', 'X')
    .replaceAll('1', 'Z')}`

function comeIn(scene: Scene, { members, standing }: Course, day: CivilDate): void {
  const { plan, random } = scene
  for (const event of plan.events.filter(({ on }) => day.endsWith(on))) {
    const eventId = hold(scene, event.title, day)
    const entrance = eventId === null ? null : { kind: 'event' as const, eventId }
    for (const side of SIDES)
      for (let n = 0; entrance && n < event.people[side]; n++) members[side].push(arrive(scene, side, day, entrance))
  }
  for (const side of SIDES) {
    const { entrances } = plan.programme.sides[side]
    const sent = entrances.includes('referral') || entrances.includes('partner-list')
    for (let rest = plan.others[side] / 365; random() < rest; rest -= 1) {
      const partner = sent && (random() < 0.7 || !entrances.includes('standing-page'))
      const entrance: Entrance = partner ? { kind: 'partner' } : { kind: 'standing-page', eventId: standing }
      members[side].push(arrive(scene, side, day, entrance))
    }
  }
}

/** The last weeks belong to the demo's own event. */
const QUIET_DAYS = 100

/** The event of this day; null while it is still to come. */
function hold(scene: Scene, title: string, day: CivilDate): string | null {
  const { world, plan, today } = scene
  if (day > addDays(today, -QUIET_DAYS)) return null
  const { at } = moment(day, 19)
  const id = world.newId(at)
  const times = { startsAt: at, opensAt: moment(addDays(day, -30), 9).at, closesAt: at + 36 * 3_600_000 }
  const createdAt = moment(addDays(day, -40), 9).at
  const row = { id, programme: plan.programme.id, code: codeOf(world.next()), title, place: 'Binnenstad' }
  if (!world.add('event', at, { ...row, ...times, version: 1, createdAt })) return null
  tally(scene, day).events += 1
  return id
}

const isFree = (member: Member, day: CivilDate): boolean =>
  !member.gone && member.readyOn <= day && member.places.some((until) => until < day)

/** Staff introduce who is ready, who goes first and who waits longest before others, as far as the year's cap goes. */
function match(scene: Scene, course: Course, day: CivilDate): void {
  const mentees = course.members.mentee
    .filter((one) => isFree(one, day))
    .sort((a, b) => Number(b.first) - Number(a.first) || (a.since < b.since ? -1 : 1))
  const mentors = course.members.mentor.filter((one) => isFree(one, day))
  course.held = course.held.filter((until) => until >= day)
  const started = course.started.filter((on) => on.startsWith(day.slice(0, 4))).length
  const left = paceOn(scene.plan, day) - started - course.held.length
  for (const mentee of mentees.slice(0, Math.max(0, left))) {
    const mentor = bestFor(
      scene,
      course,
      mentee,
      mentors.filter((one) => isFree(one, day)),
    )
    if (mentor) bringTogether(scene, course, { mentor, mentee }, day)
  }
}

/** Places that may be taken by now: all of them some weeks before the year ends, so that the last ones begin in it. */
const paceOn = ({ goal }: Plan, day: CivilDate): number =>
  Math.min(goal, Math.ceil((goal * daysBetween(`${day.slice(0, 4)}-01-01`, day)) / PACE_DAYS))

const PACE_DAYS = 315
const LOOKED_AT = 25

function bestFor({ random }: Scene, { barred }: Course, mentee: Member, mentors: Member[]): Member | null {
  const from = Math.floor(random() * mentors.length)
  const some = [...mentors.slice(from), ...mentors.slice(0, from)].slice(0, LOOKED_AT)
  const shared = ({ topics }: Member) => topics.filter((topic) => mentee.topics.includes(topic)).length
  const [best] = some.filter(({ id }) => !barred.has(`${id}:${mentee.id}`)).sort((a, b) => shared(b) - shared(a))
  return best ?? null
}

function bringTogether(scene: Scene, course: Course, pair: { mentor: Member; mentee: Member }, day: CivilDate): void {
  const { mentor, mentee } = pair
  for (const side of SIDES) Object.assign(pair[side], { lastOn: day, introduced: true })
  mentee.first = false
  const told = introduce(scene, pair, day)
  const place = mentor.places.findIndex((until) => until < day)
  if ('on' in told) {
    course.held.push(told.on)
    mentor.places[place] = told.on
    mentee.places[0] = told.on
    keepBusy(pair, told.on)
    if (told.said === 'no') course.barred.add(`${mentor.id}:${mentee.id}`)
    return
  }
  const { starts } = told
  course.held.push(addDays(starts.day, -1))
  course.started.push(starts.day)
  const waitedDays = mentee.hadDuo ? null : daysBetween(mentee.since, starts.day)
  const { duo, end } = live(scene, { ...pair, id: told.id, waitedDays }, starts)
  mentee.hadDuo = true
  for (const side of SIDES) pair[side].lastOn = starts.day
  const until = end ? end.on.day : FOREVER
  mentor.places[place] = until
  mentee.places[0] = FOREVER
  keepBusy(pair, until)
  noteMeetings(scene, duo, end)
  const deal = course.deal.get(yearOf(starts.day)) ?? deckOf(scene)
  course.deal.set(yearOf(starts.day), deal)
  const tier = deal()
  if (!end) return

  const next = settle(scene, duo, end, tier)
  if (next === 'pause' || next === 'stop') mentor.readyOn = FOREVER
  if (end.reason === 'withdrawn' && end.side) erase(scene, pair[end.side], end.on.day)
  if (end.reason === 'early' && end.side !== 'mentee') {
    mentee.places[0] = end.on.day
    mentee.first = true
  }
}

function keepBusy(pair: Record<Side, Member>, until: CivilDate): void {
  for (const side of SIDES) if (pair[side].busyUntil < until) pair[side].busyUntil = until
}

/** Who was not found anybody hears so; who waits or rests for too long stops, or is forgotten after the retention. */
function lookAfter(scene: Scene, { members }: Course, day: CivilDate): void {
  const { plan, random } = scene
  for (const side of SIDES) {
    members[side] = members[side].filter(({ gone }) => !gone)
    for (const member of members[side]) {
      const promise = addDays(member.since, ANSWER_PROMISE_DAYS + 1)
      if (!member.introduced && !member.promised && promise <= day) {
        member.promised = true
        const { at } = moment(day, 6.3)
        mailed(scene, at, { kind: 'still-looking', about: member.id, participantId: member.id })
      }
      if (member.busyUntil >= day) continue
      const isOld = addMonths(member.lastOn, member.hadDuo ? plan.keptMonths.duo : plan.keptMonths.others) < day
      const givesUp = !member.introduced && daysBetween(member.since, day) > plan.patienceDays && random() < 0.1
      if (isOld || givesUp) erase(scene, member, day)
    }
  }
}
