import type { Side } from '../facts.ts'
import type { Channel, FunnelPerson, ReportSignup } from './facts.ts'

/** How far the people of one event came until today. Each step counts people, and only those of the step before. */
export const FUNNEL_STEPS = ['signed_up', 'proved', 'introduced', 'agreed', 'in_duo', 'completed'] as const
export type FunnelStep = (typeof FUNNEL_STEPS)[number]

export type Funnel = { eventId: string; side: Side; channel: Channel; steps: Record<FunnelStep, number> }

/** What the funnels look at: `people` are at least those of `signups`. */
export type FunnelFacts = { people: readonly FunnelPerson[]; signups: readonly ReportSignup[] }

/**
 * Per event, side and way in: through the QR code of its poster, on paper, or not known since they were erased. Scans are not counted, for nobody is
 * followed before signing up. Somebody who signed up at two events is in the funnel of both.
 */
export function funnels(facts: FunnelFacts): Funnel[] {
  const people = new Map(facts.people.map((person) => [person.id, person]))
  const found = new Map<string, Funnel>()
  for (const { participantId, eventId, channel } of facts.signups) {
    const person = people.get(participantId)
    if (person === undefined) continue
    const key = `${eventId} ${person.side} ${channel}`
    const funnel = found.get(key) ?? { eventId, side: person.side, channel, steps: noSteps() }
    found.set(key, funnel)
    for (const step of FUNNEL_STEPS.slice(0, person.steps)) funnel.steps[step] += 1
  }
  return [...found.values()]
}

const noSteps = (): Record<FunnelStep, number> => ({
  signed_up: 0,
  proved: 0,
  introduced: 0,
  agreed: 0,
  in_duo: 0,
  completed: 0,
})
