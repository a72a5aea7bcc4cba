import { reportEvents } from '../../db/office/report-events.ts'
import { loadFunnelFacts } from '../../db/office/report-funnels.ts'
import type { EventFunnels } from '../../views/report/events-page.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import type { Programme } from '../domain/programmes.ts'
import { isIn, type Period } from '../domain/report/facts.ts'
import { funnels } from '../domain/report/funnel.ts'

/** The funnels of each event that began in the period, and of the page without end for who came by it in the period. */
export async function eventFunnels(deps: Deps, { id }: Programme, period: Period): Promise<EventFunnels[]> {
  const events = (await reportEvents(deps, id)).filter(({ on }) => on === null || isIn(period, on))
  const all = funnels(await loadFunnelFacts(deps, { events, period }))
  return events
    .map((event) => ({
      ...event,
      title: event.on === null ? nl.report.events.standing : event.title,
      funnels: all.filter(({ eventId }) => eventId === event.id),
    }))
    .filter(({ on, funnels: found }) => on !== null || found.length > 0)
}
