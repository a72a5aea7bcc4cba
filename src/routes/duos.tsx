import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { closingOf } from '../../db/duo-closing.ts'
import { endDuo } from '../../db/duo-ends.ts'
import { type Duo, duoById, listDuos } from '../../db/duos.ts'
import { namesOf, participantById } from '../../db/participant.ts'
import { DUO_STATES, DuoPage, type DuoProps, DuosPage } from '../../views/duos.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { type DuoState, duoState } from '../domain/duo.ts'
import { STOP_REASONS } from '../domain/facts.ts'
import { PROGRAMMES, programmeOf } from '../domain/programmes.ts'
import { paths } from '../paths.ts'
import { showStaff } from '../staff-page.tsx'
import type { StaffEnv } from '../staff-session.ts'

const programme = PROGRAMMES['peter-meter']
const words = nl.duos
const current = paths.duos()
const PAGE_SIZE = 50

const params = z.object({ id: z.string() })
const listQuery = z.object({
  state: z.enum(DUO_STATES).nullable().catch(null),
  page: z.coerce.number().int().min(1).catch(1),
})
const doneQuery = z.object({ done: z.literal('closed').nullable().catch(null) })
const closureForm = z.object({ reason: z.enum(STOP_REASONS) })

type Showing = Partial<Pick<DuoProps, 'notice' | 'problem'>> & { status?: 409 | 422 }

export function duosRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.duos(), async (c) => {
    const query = listQuery.parse(c.req.query())
    const today = civilDateOf(deps.now())
    const all = (await listDuos(deps, { programme: programme.id })).map((duo) => ({
      duo,
      state: duoState(duo.facts, today),
    }))

    const of = (wanted: DuoState | null) => all.filter(({ state }) => wanted === null || state === wanted)
    const last = Math.max(1, Math.ceil(of(query.state).length / PAGE_SIZE))
    const page = Math.min(query.page, last)
    const duos = of(query.state).slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
    const names = await namesOf(
      deps,
      duos.flatMap(({ duo }) => [duo.mentorId, duo.menteeId]),
    )
    const list = {
      duos,
      count: (state: DuoState | null) => of(state).length,
      chosen: query.state,
      page,
      last,
      nameOf: (id: string) => names.get(id) ?? nl.participants.erasedName,
    }
    return showStaff(c, deps, { title: words.title, current }, <DuosPage words={nl} {...list} />)
  })

  app.get(paths.duo(':id'), async (c) => {
    const duo = await duoById(deps, params.parse(c.req.param()).id)
    const { done } = doneQuery.parse(c.req.query())
    return duo ? show(c, duo, done ? { notice: { kind: 'success', text: words.done[done] } } : {}) : c.notFound()
  })

  app.post(paths.duoClosure(':id'), async (c) => {
    const duo = await duoById(deps, params.parse(c.req.param()).id)
    if (!duo) return c.notFound()
    const sent = closureForm.safeParse(await c.req.parseBody())
    if (!sent.success) return show(c, duo, { problem: words.closeMissing, status: 422 })
    // A duo whose last day has passed is complete, also before the job has written that down.
    const isRunning = duoState(duo.facts, civilDateOf(deps.now())) === 'running'

    const { staffId } = c.get('signedIn')
    const ended = isRunning ? await endDuo(deps, { duo, staffId, reason: sent.data.reason }) : { kind: 'already-ended' }
    if (ended.kind === 'ended') return c.redirect(`${paths.duo(duo.id)}?done=closed`, 303)
    const now = (await duoById(deps, duo.id)) ?? duo
    return show(c, now, { notice: { kind: 'error', text: words.alreadyEnded }, status: 409 })
  })

  async function show(c: Context<StaffEnv>, duo: Duo, { status, ...showing }: Showing) {
    const [mentor, mentee, closing] = await Promise.all([
      participantById(deps, duo.mentorId),
      participantById(deps, duo.menteeId),
      closingOf(deps, duo.id),
    ])
    if (!mentor || !mentee) throw new Error('A duo of nobody')
    const today = civilDateOf(deps.now())
    const page = (
      <DuoPage
        words={nl}
        programme={programmeOf(duo.programme)}
        duo={duo}
        state={duoState(duo.facts, today)}
        today={today}
        people={{ mentor, mentee }}
        closing={closing}
        notice={null}
        problem={null}
        csrf={c.get('signedIn').csrf}
        {...showing}
      />
    )
    const name = (who: typeof mentor) => who.name ?? nl.participants.erasedName
    const title = words.and(name(mentor), name(mentee))
    return showStaff(c, deps, { title, current, ...(status ? { status, error: true } : {}) }, page)
  }

  return app
}
