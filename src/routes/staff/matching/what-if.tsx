import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { handledAt, isFormTwice } from '../../../../db/forms.ts'
import { makeRun, type Run, runById, solveWithHashes } from '../../../../db/matching/matching.ts'
import { keepChanges, loadWishes } from '../../../../db/matching/wishes.ts'
import { pairProgramme } from '../../../../db/people/participant.ts'
import { conflictText } from '../../../../views/staff/matching/conflicts.ts'
import { STEPS_SCRIPT } from '../../../../views/staff/matching/steps.tsx'
import { WhatIf, WhatIfPage, type WhatIfProps } from '../../../../views/staff/matching/what-if.tsx'
import { nl, wordsFor } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { BLOCK_REASONS } from '../../../domain/facts.ts'
import type { Pair } from '../../../domain/introduction.ts'
import type { IdPairs } from '../../../domain/matching/score.ts'
import { programmeOf } from '../../../domain/programmes.ts'
import { movesBetween, planFigures, withChanges } from '../../../domain/proposals/what-if.ts'
import { peopleOf, type RunPeople } from '../../../office/run-people.ts'
import { ifNamed } from '../../../office/sight.ts'
import { asksForPart, refuseForm, showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { type Asked, changesForm, NOTHING_ADDED, readWhatIf, whatIfUrl } from '../../../office/what-if-query.ts'
import { paths, withQuery } from '../../../paths.ts'

const words = nl.workbench.whatIf
/** Longer lists are no choice any more. */
const MOST_OPTIONS = 300
const MOST_MOVES = 100
const byLabel = new Intl.Collator('nl')

type Shown = Asked & { people: RunPeople }

const params = z.object({ id: z.string() })
const keepForm = changesForm.extend({
  reason: z
    .tuple([z.enum(BLOCK_REASONS)])
    .nullable()
    .catch(null),
  _form: z.tuple([z.string().min(20).max(64)]),
})

/** "Wat als?": a run with changes beside the run as it is. Nothing is written until staff keep it. */
export function whatIfRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.whatIf(':id'), async (c) => {
    const run = ifNamed(c, await runById(deps, params.parse(c.req.param()).id))
    if (!run) return c.notFound()
    const people = await peopleOf(deps, run)
    const asked = readWhatIf(c.req.queries(), people)
    const as = asksForPart(c) ? 'part' : 'page'
    const address = whatIfUrl(run.id, asked.changes)
    if (asked.added.wish && !asked.missing && as === 'page') return c.redirect(address, 303)
    return show(c, run, { ...asked, people }, as)
  })

  app.post(paths.whatIf(':id'), async (c) => {
    const run = ifNamed(c, await runById(deps, params.parse(c.req.param()).id))
    if (!run) return c.notFound()
    const sent = keepForm.safeParse(listsOf(await c.req.parseBody({ all: true })))
    if (!sent.success) return refuseForm(c, deps)
    const { pin, unpin, block, unblock, reason, _form } = sent.data
    const known = await Promise.all([...pin, ...block].map((pair) => pairProgramme(deps, pair)))
    if (!known.every((programme) => programme === run.programme)) return c.notFound()

    if (block.length > 0 && !reason) {
      const { places } = sent.data
      const changes = { pins: pin, unpins: unpin, blocks: block, unblocks: unblock, places }
      const people = await peopleOf(deps, run)
      return show(c, run, { changes, added: NOTHING_ADDED, missing: null, people }, 'again')
    }

    const { staffId } = c.get('signedIn')
    const standing = await loadWishes(deps, run.programme)
    const unpins = standing.pins.filter(({ menteeId }) => unpin.some((each) => each.menteeId === menteeId))
    const lifts = standing.blocks.filter(({ pair }) => unblock.some((each) => isSame(each, pair))).map(({ id }) => id)
    const blocks = reason ? block.map((pair) => ({ pair, reason: reason[0] })) : []
    const kept = { pins: pin, unpins, blocks, lifts, staffId }
    const [key] = _form
    try {
      await keepChanges(deps, { ...kept, form: { key: `${key}-keep`, location: paths.matching(run.programme) } })
      const made = await makeRun(deps, { programme: run.programme, staffId, formKey: key, locationOf: paths.run })
      return c.redirect(
        made.kind === 'made' ? made.location : withQuery(paths.matching(run.programme), { done: 'kept' }),
        303,
      )
    } catch (error) {
      if (!isFormTwice(error)) throw error
      return c.redirect((await handledAt(deps.db, key)) ?? paths.matching(run.programme), 303)
    }
  })

  /** `again` after a post without the reason that a block needs. */
  async function show(c: Context<StaffEnv>, run: Run, asked: Shown, as: 'page' | 'part' | 'again') {
    const { changes, people } = asked
    const { nameOf } = people
    const input = withChanges(run.input, changes)
    const outcome = await solveWithHashes(deps, input, run.programme)
    const wishes = await loadWishes(deps, run.programme)
    const moves = outcome.kind === 'solved' ? movesBetween(run.result.proposals, outcome.result.proposals) : []
    const options = (ids: ReadonlySet<string>) =>
      [...ids]
        .map((id) => ({ value: id, label: nameOf(id) }))
        .sort((a, b) => byLabel.compare(a.label, b.label))
        .slice(0, MOST_OPTIONS)
    const props: WhatIfProps = {
      words: wordsFor(programmeOf(run.programme)),
      runId: run.id,
      changes,
      added: asked.added,
      missing: asked.missing,
      isChanged: Object.values(changes).some((list) => list.length > 0),
      // What stood in the run, as far as it can still be taken off.
      standing: {
        pins: wishes.pins.filter((pair) => has(run.input.pins, pair)),
        blocks: wishes.blocks.map(({ pair }) => pair).filter((pair) => has(run.input.blocks, pair)),
      },
      options: { mentees: options(people.mentees), mentors: options(people.mentors) },
      isCut: Math.max(people.mentees.size, people.mentors.size) > MOST_OPTIONS,
      now: planFigures(run.input, run.result),
      after: outcome.kind === 'solved' ? planFigures(input, outcome.result) : null,
      conflicts:
        outcome.kind === 'conflict'
          ? outcome.pins.map((pin) => conflictText(wordsFor(programmeOf(run.programme)).matching, pin, nameOf))
          : [],
      moves: moves.slice(0, MOST_MOVES),
      allMoves: moves.length,
      nameOf,
      isReasonMissing: as === 'again',
      csrf: c.get('signedIn').csrf,
      formKey: deps.newToken(),
    }
    if (as === 'part') {
      c.header('HX-Push-Url', whatIfUrl(run.id, changes))
      return c.html(<WhatIf {...props} />)
    }
    const programme = programmeOf(run.programme)
    const refused = as === 'again' ? ({ error: true, status: 422 } as const) : {}
    const showing = {
      title: words.title,
      current: paths.introductions(),
      script: STEPS_SCRIPT,
      programme,
      ...refused,
    }
    return showStaff(c, deps, showing, <WhatIfPage {...props} />)
  }

  return app
}

const isSame = (one: Pair, other: Pair): boolean => one.mentorId === other.mentorId && one.menteeId === other.menteeId

const has = (pairs: IdPairs, { menteeId, mentorId }: Pair): boolean =>
  pairs.some(([mentee, mentor]) => mentee === menteeId && mentor === mentorId)

const listsOf = (body: Record<string, unknown>): Record<string, unknown[]> =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]))
