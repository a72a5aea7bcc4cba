import { reportEvents } from '../../db/office/report-events.ts'
import { loadFunnelFacts } from '../../db/office/report-facts.ts'
import type { EventFunnels } from '../../views/report/events-page.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import type { Programme } from '../domain/programmes.ts'
import { isIn, type Period } from '../domain/report/facts.ts'
import { type FunnelFacts, funnels } from '../domain/report/funnel.ts'

/** The funnels of each event that began in the period, and of the page without end for who came by it in the period. */
export async function eventFunnels(deps: Deps, programme: Programme, period: Period): Promise<EventFunnels[]> {
  const [facts, events] = await Promise.all([loadFunnelFacts(deps, programme), reportEvents(deps, programme.id)])
  return funnelsIn(facts, events, period)
}

export function funnelsIn(facts: FunnelFacts, events: Omit<EventFunnels, 'funnels'>[], period: Period): EventFunnels[] {
  const standing = new Set(events.filter(({ on }) => on === null).map(({ id }) => id))
  const signups = facts.signups.filter(({ eventId, on }) => !standing.has(eventId) || isIn(period, on))
  const all = funnels({ ...facts, signups })
  return events
    .filter(({ on }) => on === null || isIn(period, on))
    .map(({ id, title, on }) => ({
      ...{ id, on, title: on === null ? nl.report.events.standing : title },
      funnels: all.filter(({ eventId }) => eventId === id),
    }))
    .filter(({ on, funnels: found }) => on !== null || found.length > 0)
}
