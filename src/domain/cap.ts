import { addDays, type CivilDate, daysBetween } from './civil-date.ts'

/** The forecast looks back over so many days, also over the new year. */
export const PACE_DAYS = 90

/** What a programme may start in a calendar year, and what of it is taken: duos started and places held by introductions. */
export type Cap = { cap: number; started: number; held: number }

export const placesUnderCap = ({ cap, started, held }: Cap): number => Math.max(0, cap - started - held)

/** What the forecast assumes: so many duos started in so many days, and it goes on like that. */
export type Assumption = { started: number; days: number }

/**
 * `mustGo`: so many introductions would have to fall away for a place; null where even all of them leave none. `held`:
 * places that are taken by introductions, and go on being so many.
 */
export type CapForecast =
  | { kind: 'full'; mustGo: number | null; assumption: Assumption }
  | { kind: 'full-on'; date: CivilDate; held: number; assumption: Assumption }
  | { kind: 'not-this-year'; expected: number; assumption: Assumption }
  | { kind: 'no-pace'; assumption: Assumption }

/**
 * When the cap of this year is full if duos go on starting at the pace of the last weeks. Introductions hold a place, but
 * add no duo to the pace: what comes of them is what it counts. `expected`: duos started by 31 December.
 * @param startedOn the first days of duos, at least of those that the forecast looks back on.
 */
export function capForecast(use: Cap, startedOn: readonly CivilDate[], today: CivilDate): CapForecast {
  const from = paceFrom(today)
  const started = startedOn.filter((day) => day >= from && day <= today).length
  const days = daysBetween(from, today) + 1
  const assumption = { started, days }

  const left = placesUnderCap(use)
  const mustGo = use.started + use.held - use.cap + 1
  if (left === 0) return { kind: 'full', mustGo: mustGo <= use.held ? mustGo : null, assumption }
  if (started === 0) return { kind: 'no-pace', assumption }
  const lastOfYear = `${today.slice(0, 4)}-12-31`
  const date = addDays(today, Math.ceil((left * days) / started))
  if (date <= lastOfYear) return { kind: 'full-on', date, held: use.held, assumption }
  const expected = use.started + Math.floor((daysBetween(today, lastOfYear) * started) / days)
  return { kind: 'not-this-year', expected, assumption }
}

/** The first day that the forecast looks back on. */
export const paceFrom = (today: CivilDate): CivilDate => addDays(today, -PACE_DAYS)

/** Why somebody waits, in the order in which it would have to change. */
export const WAIT_REASONS = ['not_ready', 'left_out', 'cap_full', 'no_counterpart', 'few_places', 'next_run'] as const
export type WaitReason = (typeof WAIT_REASONS)[number]

export type Waiting = {
  participantId: string
  /** Milliseconds UTC. A duo that ended early takes nobody's place in the queue away. */
  since: number
  ready: boolean
  /** Staff leave them out for now. */
  leftOut: boolean
  /** A run could propose them to somebody now. */
  counterpart: boolean
}

/** `beyond`: as many as there are places this year could be proposed now, and wait longer. */
export type WaitingPlace = { participantId: string; since: number; place: number; beyond: boolean; reason: WaitReason }

/** Everybody who waits on one side, with an honest place and why: who waits longest stands first. */
export function waitingList(people: readonly Waiting[], use: Cap): WaitingPlace[] {
  const places = placesUnderCap(use)
  let ahead = 0
  return [...people]
    .sort((a, b) => a.since - b.since || (a.participantId < b.participantId ? -1 : 1))
    .map((person, index) => {
      const beyond = ahead >= places
      if (person.ready && !person.leftOut && person.counterpart) ahead++
      const { participantId, since } = person
      return { participantId, since, place: index + 1, beyond, reason: waitReason(person, { places, beyond }) }
    })
}

function waitReason(
  { ready, leftOut, counterpart }: Waiting,
  { places, beyond }: { places: number; beyond: boolean },
): WaitReason {
  if (!ready) return 'not_ready'
  if (leftOut) return 'left_out'
  if (places === 0) return 'cap_full'
  if (!counterpart) return 'no_counterpart'
  return beyond ? 'few_places' : 'next_run'
}
