import { Hono } from 'hono'
import * as z from 'zod'
import { duoLines, duosOfLines } from '../../../../db/duos/duo-list.ts'
import { duoById } from '../../../../db/duos/duos.ts'
import { outcomesDue } from '../../../../db/duos/outcomes.ts'
import { namesOf } from '../../../../db/people/participant.ts'
import { DuosPage } from '../../../../views/staff/duos/duos.tsx'
import { nl, wordsFor } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { DUO_STATUSES, type DuoFilter, isInFilter } from '../../../domain/duos/duo.ts'
import { showDuo } from '../../../office/duo-page.tsx'
import { chosenProgramme, ifNamed } from '../../../office/sight.ts'
import { showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.duos
const current = paths.duos()
const PAGE_SIZE = 50

const params = z.object({ id: z.string() })
const listQuery = z.object({
  state: z
    .enum(['open', ...DUO_STATUSES])
    .nullable()
    .catch(null),
  /** Goes before a state. */
  result: z.literal('unknown').nullable().catch(null),
  page: z.coerce.number().int().min(1).catch(1),
})
const isDone = (code: string): code is keyof typeof words.done => Object.hasOwn(words.done, code)
const doneQuery = z.object({ done: z.string().refine(isDone).nullable().catch(null) })

export function duosRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.duos(), async (c) => {
    const query = listQuery.parse(c.req.query())
    const programme = chosenProgramme(c)
    const [lines, due] = await Promise.all([duoLines(deps, programme.id), outcomesDue(deps, [programme.id])])
    const dueIds = new Set(due.map(({ id }) => id))
    const chosen: DuoFilter | null = query.result ? 'unknown_result' : query.state

    const of = (filter: DuoFilter | null) =>
      lines.filter(({ id, state }) => isInFilter({ state, isDue: dueIds.has(id) }, filter))
    const last = Math.max(1, Math.ceil(of(chosen).length / PAGE_SIZE))
    const page = Math.min(query.page, last)
    const duos = await duosOfLines(deps, of(chosen).slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE))
    const names = await namesOf(
      deps,
      duos.flatMap(({ duo }) => [duo.mentorId, duo.menteeId]),
    )
    const list = {
      programme,
      duos,
      count: (filter: DuoFilter | null) => of(filter).length,
      chosen,
      page,
      last,
      nameOf: (id: string) => names.get(id) ?? nl.participants.erasedName,
    }
    return showStaff(
      c,
      deps,
      { title: words.title, current, chooser: paths.duos },
      <DuosPage words={wordsFor(programme)} {...list} />,
    )
  })

  app.get(paths.duo(':id'), async (c) => {
    const duo = ifNamed(c, await duoById(deps, params.parse(c.req.param()).id))
    const { done } = doneQuery.parse(c.req.query())
    return duo
      ? showDuo(c, deps, duo, done ? { notice: { kind: 'success', text: words.done[done] } } : {})
      : c.notFound()
  })

  return app
}
