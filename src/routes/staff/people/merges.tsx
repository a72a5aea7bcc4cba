import { type Context, Hono } from 'hono'
import * as z from 'zod'
import {
  type Comparable,
  decideFor,
  findPersons,
  type Merge,
  mergeById,
  mergePersons,
  mergesInto,
  movedOnlyWithin,
  personForMerge,
  standsOnlyWithin,
} from '../../../../db/people/merges.ts'
import { participantById } from '../../../../db/people/participant.ts'
import { type UnmergeOutcome, unmergePerson } from '../../../../db/people/unmerges.ts'
import type { FieldError } from '../../../../views/form.tsx'
import { ComparePage, SamePersonPage } from '../../../../views/staff/people/merge.tsx'
import { dateOf, listOf } from '../../../../views/words/format.ts'
import { nl } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { programmeOf } from '../../../domain/programmes.ts'
import { ifNamed, mayName, namedProgrammes } from '../../../office/sight.ts'
import { showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.merges
const current = paths.participants()

const params = z.object({ id: z.string(), other: z.string().default('') })
const query = z.object({
  q: z.string().trim().max(100).catch(''),
  done: z.enum(['done', 'undone']).nullable().catch(null),
})
const typedMerge = z.object({ keep: z.string().catch(''), sure: z.string().catch('') })

/** `whole`: all that this person takes part in is within this office's sight. */
type Own = { participantId: string; personId: string; name: string; whole: boolean }

/** "Dezelfde persoon als …": two addresses of one human become one person, and two again. */
export function mergesRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.samePerson(':id'), async (c) => {
    const own = await loadOwn(c)
    return own ? searchPage(c, own, null) : c.notFound()
  })

  app.get(paths.samePersonAs(':id', ':other'), async (c) => {
    const own = await loadOwn(c)
    const other = own && (await loadOther(c, own))
    return own && other ? comparePage(c, own, other, { errors: [] }) : c.notFound()
  })

  app.post(paths.samePersonAs(':id', ':other'), async (c) => {
    const own = await loadOwn(c)
    const other = own && (await loadOther(c, own))
    if (!own || !other) return c.notFound()
    const typed = typedMerge.parse(await c.req.parseBody())
    const isKept = [own.personId, other.id].includes(typed.keep)
    const errors = [
      ...(isKept ? [] : [{ field: 'keep', message: words.keepMissing }]),
      ...(typed.sure === 'yes' ? [] : [{ field: 'sure', message: words.sureMissing }]),
    ]
    if (errors.length > 0) return comparePage(c, own, other, { typed, errors })

    const fromId = typed.keep === other.id ? own.personId : other.id
    const outcome = await mergePersons(deps, { intoId: typed.keep, fromId, staffId: c.get('signedIn').staffId })
    if (outcome.kind === 'merged') return c.redirect(await afterMerge(own, typed.keep), 303)
    return comparePage(c, own, other, { typed, errors, problem: words.whyNot[outcome.kind] })
  })

  app.post(paths.mergeUndo(':id'), async (c) => {
    const merge = await mergeById(deps, params.parse(c.req.param()).id)
    const own = merge && (await movedOnlyWithin(deps, merge, namedIds(c))) ? await loadKept(c, merge) : null
    if (!merge || !own) return c.notFound()

    const outcome = await unmergePerson(deps, merge, c.get('signedIn').staffId)
    const problem = whyNotUndone(outcome)
    if (problem) return searchPage(c, own, problem)
    return c.redirect(`${paths.samePerson(own.participantId)}?done=undone`, 303)
  })

  /** The participant's own page, unless its row takes no part any more: then the one of who stays. */
  async function afterMerge(own: Own, keptId: string): Promise<string> {
    const kept = await personForMerge(deps, keptId)
    const [first] = kept?.participants ?? []
    const shown = kept?.participants.find(({ id }) => id === own.participantId) ?? first
    return `${paths.samePerson(shown?.id ?? own.participantId)}?done=done`
  }

  async function loadOwn(c: Context<StaffEnv>): Promise<Own | null> {
    const who = ifNamed(c, await participantById(deps, params.parse(c.req.param()).id))
    if (!who?.personId || !who.name) return null
    return {
      participantId: who.id,
      personId: who.personId,
      name: who.name,
      whole: await isWithinSight(c, who.personId),
    }
  }

  /** Who stays after an undo, by a row of theirs that this office sees: their own if there is one. */
  async function loadKept(
    c: Context<StaffEnv>,
    { keptId, moved }: Pick<Merge, 'keptId' | 'moved'>,
  ): Promise<Own | null> {
    const kept = await personForMerge(deps, keptId)
    const seen = kept?.participants.filter(({ programme }) => mayName(c.get('signedIn'), programme)) ?? []
    const shown = seen.find(({ id }) => !moved.includes(id)) ?? seen[0]
    if (!kept || !shown) return null
    return { participantId: shown.id, personId: keptId, name: kept.name, whole: await isWithinSight(c, keptId) }
  }

  async function loadOther(c: Context<StaffEnv>, own: Own): Promise<Comparable | null> {
    const { other } = params.parse(c.req.param())
    if (!own.whole || other === own.personId || !(await isWithinSight(c, other))) return null
    return personForMerge(deps, other)
  }

  /** For who also takes part where this office sees no names, nobody is found: the page itself tells nothing of it. */
  const isWithinSight = (c: Context<StaffEnv>, personId: string) => standsOnlyWithin(deps, personId, namedIds(c))

  async function searchPage(c: Context<StaffEnv>, own: Own, problem: string | null) {
    const { q, done } = query.parse(c.req.query())
    const programmes = namedIds(c)
    const ids = own.whole ? await findPersons(deps, { programmes, q, not: own.personId }) : []
    const merges = await mergesInto(deps, own.personId)
    const within = await Promise.all(merges.map((merge) => movedOnlyWithin(deps, merge, programmes)))
    const found = (await Promise.all(ids.map((id) => personForMerge(deps, id)))).filter((who) => who !== null)
    const props = {
      words: nl,
      own,
      q,
      found,
      merges: merges.filter((_, index) => within[index]),
      done,
      problem,
      csrf: c.get('signedIn').csrf,
    }
    const failed = problem ? ({ error: true, status: 409 } as const) : {}
    return showStaff(c, deps, { title: words.title(own.name), current, ...failed }, <SamePersonPage {...props} />)
  }

  type Said = { typed?: { keep: string }; errors: FieldError[]; problem?: string }

  async function comparePage(c: Context<StaffEnv>, own: Own, other: Comparable, said: Said) {
    const one = await personForMerge(deps, own.personId)
    if (!one) return c.notFound()
    const [keepingOne, keepingOther] = await Promise.all([
      decideFor(deps, one.id, other.id),
      decideFor(deps, other.id, one.id),
    ])
    const { typed = { keep: '' }, errors, problem = null } = said
    const page = (
      <ComparePage
        words={nl}
        own={own}
        pair={[
          { ...one, keeping: keepingOne },
          { ...other, keeping: keepingOther },
        ]}
        typed={typed}
        errors={errors}
        problem={problem}
        csrf={c.get('signedIn').csrf}
      />
    )
    const failed = problem ? ({ error: true, status: 409 } as const) : {}
    const status = errors.length > 0 ? ({ error: true, status: 422 } as const) : failed
    return showStaff(c, deps, { title: words.compareTitle, current, ...status }, page)
  }

  return app
}

function whyNotUndone(outcome: UnmergeOutcome): string | null {
  if (outcome.kind === 'gone') return words.undoGone
  if (outcome.kind !== 'agreed-since') return null
  return words.undoAgreed(
    listOf(
      outcome.rows.map(({ programme, side, at }) => {
        const { name, sides } = programmeOf(programme)
        return words.agreedRow(sides[side].one, name, dateOf(at))
      }),
    ),
  )
}

const namedIds = (c: Context<StaffEnv>): string[] => namedProgrammes(c.get('signedIn')).map(({ id }) => id)
