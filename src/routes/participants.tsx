import { Hono } from 'hono'
import * as z from 'zod'
import { listParticipants, PAGE_SIZE } from '../../db/participants.ts'
import { FoundParticipants, listUrl, ParticipantsPage } from '../../views/participants.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { SIDES } from '../domain/facts.ts'
import { PARTICIPANT_STATES } from '../domain/participant.ts'
import { PROGRAMMES } from '../domain/programmes.ts'
import { paths } from '../paths.ts'
import { asksForPart, showStaff } from '../staff-page.tsx'
import type { StaffEnv } from '../staff-session.ts'

const programme = PROGRAMMES['peter-meter']

/** What makes no sense in the address counts as not chosen. */
const filterQuery = z.object({
  q: z.string().trim().max(100).catch(''),
  side: z.enum(SIDES).nullable().catch(null),
  state: z.enum(PARTICIPANT_STATES).exclude(['erased']).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export function participantsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.participants(), async (c) => {
    const filter = { programme: programme.id, ...filterQuery.parse(c.req.query()) }

    const list = await listParticipants(deps, filter)

    const last = Math.max(1, Math.ceil(list.total / PAGE_SIZE))
    if (filter.page > last) return c.redirect(listUrl({ ...filter, page: last }), 303)
    const props = { words: nl, programme, filter, list, last }
    if (asksForPart(c)) {
      c.header('HX-Push-Url', listUrl(filter))
      return c.html(<FoundParticipants {...props} />)
    }
    return showStaff(
      c,
      deps,
      { title: nl.participants.title, current: paths.participants() },
      <ParticipantsPage {...props} />,
    )
  })

  return app
}
