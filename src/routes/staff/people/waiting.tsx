import { Hono } from 'hono'
import * as z from 'zod'
import { waitingOf } from '../../../../db/matching/pool.ts'
import { capThisYear, forecastThisYear } from '../../../../db/office/caps.ts'
import { namesOf } from '../../../../db/people/participant.ts'
import { WaitingPage } from '../../../../views/staff/people/waiting.tsx'
import { nl } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { waitingList } from '../../../domain/cap.ts'
import { SIDES } from '../../../domain/facts.ts'
import { chosenProgramme } from '../../../office/sight.ts'
import { showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.waiting
const PAGE_SIZE = 100
const query = z.object({ side: z.enum(SIDES).catch('mentee'), page: z.coerce.number().int().min(1).catch(1) })

export function waitingRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.waiting(), async (c) => {
    const { side, page: asked } = query.parse(c.req.query())
    const programme = chosenProgramme(c)
    const use = await capThisYear(deps, programme.id)
    const [people, forecast] = await Promise.all([waitingOf(deps, programme.id, side), forecastThisYear(deps, use)])

    const all = waitingList(people, use)
    const last = Math.max(1, Math.ceil(all.length / PAGE_SIZE))
    const page = Math.min(asked, last)
    const shown = all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
    const names = await namesOf(
      deps,
      shown.map(({ participantId }) => participantId),
    )
    const list = { programme, side, use, forecast, people: shown, page, last, names }
    const chooser = (id: string) => paths.waiting(id, side)
    return showStaff(
      c,
      deps,
      { title: words.title, current: paths.participants(), chooser },
      <WaitingPage words={nl} {...list} />,
    )
  })

  return app
}
