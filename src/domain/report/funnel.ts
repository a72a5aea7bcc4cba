import type { Side } from '../facts.ts'
import type { Channel, ProvedPerson, ReportSignup } from './facts.ts'

/** How far the people of one event came until today. Each step counts people, and only those of the step before. */
export const FUNNEL_STEPS = ['signed_up', 'proved', 'introduced', 'agreed', 'in_duo', 'completed'] as const
export type FunnelStep = (typeof FUNNEL_STEPS)[number]

export type Funnel = { eventId: string; side: Side; channel: Channel; steps: Record<FunnelStep, number> }

/** What the funnels look at: `people` are at least those of `signups`. */
export type FunnelFacts = {
  people: readonly ProvedPerson[]
  signups: readonly ReportSignup[]
  /** `agreed`: both said yes, and neither took it back. */
  introductions: readonly { mentorId: string; menteeId: string; agreed: boolean }[]
  duos: readonly { mentorId: string; menteeId: string; completed: boolean }[]
}

/**
 * Per event, side and way in: through the QR code of its poster, on paper, or not known since they were erased. Scans are not counted, for nobody is
 * followed before signing up. Somebody who signed up at two events is in the funnel of both.
 */
export function funnels(facts: FunnelFacts): Funnel[] {
  const reached = stepsReached(facts)
  const side = new Map(facts.people.map((person) => [person.id, person.side]))
  const found = new Map<string, Funnel>()
  for (const { participantId, eventId, channel } of facts.signups) {
    const own = side.get(participantId)
    if (own === undefined) continue
    const key = `${eventId} ${own} ${channel}`
    const funnel = found.get(key) ?? { eventId, side: own, channel, steps: noSteps() }
    found.set(key, funnel)
    for (const step of FUNNEL_STEPS.slice(0, reached.get(participantId) ?? 1)) funnel.steps[step] += 1
  }
  return [...found.values()]
}

/** By participant, how many steps they came. An answer to an introduction proves the mailbox as well. */
function stepsReached({ people, introductions, duos }: FunnelFacts): Map<string, number> {
  const reached = new Map(people.map(({ id, proved }) => [id, proved ? 2 : 1]))
  const raise = (ids: string[], steps: number) => {
    for (const id of ids) reached.set(id, Math.max(reached.get(id) ?? 1, steps))
  }
  for (const { mentorId, menteeId, agreed } of introductions) raise([mentorId, menteeId], agreed ? 4 : 3)
  for (const { mentorId, menteeId, completed } of duos) raise([mentorId, menteeId], completed ? 6 : 5)
  return reached
}

const noSteps = (): Record<FunnelStep, number> => ({
  signed_up: 0,
  proved: 0,
  introduced: 0,
  agreed: 0,
  in_duo: 0,
  completed: 0,
})
