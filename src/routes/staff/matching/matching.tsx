import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { handledAt, isFormTwice } from '../../../../db/forms.ts'
import { decisionsFor } from '../../../../db/introductions/decisions.ts'
import { capLeft, heldPlaces, latestRuns, makeRun, type Run, runById } from '../../../../db/matching/matching.ts'
import { activePins, loadPool } from '../../../../db/matching/pool.ts'
import { loadPlaces } from '../../../../db/matching/pool-people.ts'
import { loadWishes } from '../../../../db/matching/wishes.ts'
import { factsByIds } from '../../../../db/people/participant-facts.ts'
import { conflictText, idsOfConflicts } from '../../../../views/staff/matching/conflicts.ts'
import { MatchingPage } from '../../../../views/staff/matching/matching.tsx'
import { RunPage } from '../../../../views/staff/matching/run.tsx'
import { STEPS_SCRIPT } from '../../../../views/staff/matching/steps.tsx'
import { nl, wordsFor } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { civilYearOf } from '../../../domain/civil-date.ts'
import { poolChange } from '../../../domain/pool-change.ts'
import { type Programme, programmeOf } from '../../../domain/programmes.ts'
import { type ConflictingPin, openAmong } from '../../../domain/proposals/proposals.ts'
import { runNames } from '../../../office/run-people.ts'
import { knownTo, longestWaiting, pageOf, shownOf } from '../../../office/run-view.ts'
import { chosenProgramme, ifNamed, mayName } from '../../../office/sight.ts'
import { refuseForm, showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.matching
const current = paths.introductions()
/** Of who stays unmatched; the figures count everybody. */
const MOST_NAMED = 100

const params = z.object({ id: z.string() })
const runForm = z.object({ programme: z.string(), _form: z.string().min(20).max(64) })
const isDone = (code: string): code is keyof typeof words.done => Object.hasOwn(words.done, code)
const doneQuery = z.object({ done: z.string().refine(isDone).nullable().catch(null) })
const pageQuery = doneQuery.extend({
  page: z.coerce.number().int().min(1).catch(1),
  sent: z.coerce.number().int().min(1).max(1000).nullable().catch(null),
})

export function matchingRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.matching(), (c) => overview(c, chosenProgramme(c), []))

  app.post(paths.runs(), async (c) => {
    const sent = runForm.safeParse(await c.req.parseBody())
    if (!sent.success || !mayName(c.get('signedIn'), sent.data.programme)) return refuseForm(c, deps)
    const { staffId } = c.get('signedIn')
    const programme = programmeOf(sent.data.programme)
    const input = { programme: programme.id, staffId, formKey: sent.data._form, locationOf: paths.run }

    try {
      const made = await makeRun(deps, input)
      return made.kind === 'made' ? c.redirect(made.location, 303) : overview(c, programme, made.pins)
    } catch (error) {
      if (!isFormTwice(error)) throw error
      return c.redirect((await handledAt(deps.db, input.formKey)) ?? paths.matching(programme.id), 303)
    }
  })

  app.get(paths.run(':id'), async (c) => {
    const run = ifNamed(c, await runById(deps, params.parse(c.req.param()).id))
    return run ? runPage(c, run) : c.notFound()
  })

  async function overview(c: Context<StaffEnv>, programme: Programme, conflicts: ConflictingPin[]) {
    const [pool, pins, runs, wishes, left] = await Promise.all([
      loadPlaces(deps, programme.id),
      activePins(deps, programme.id),
      latestRuns(deps, programme.id),
      loadWishes(deps, programme.id),
      capLeft(deps, programme.id, civilYearOf(deps.now())),
    ])
    const wished = [...wishes.pins, ...wishes.blocks.map(({ pair }) => pair)].flatMap((p) => [p.mentorId, p.menteeId])
    const { nameOf } = await runNames(deps, [
      ...wished,
      ...idsOfConflicts(conflicts),
      ...wishes.leftOut.map(({ participantId }) => participantId),
    ])
    const active = new Set(pins.map(([menteeId]) => menteeId))
    const page = (
      <MatchingPage
        words={wordsFor(programme)}
        programme={programme}
        pool={{
          mentees: pool.mentees.length,
          mentors: pool.mentors.length,
          places: pool.mentors.reduce((sum, { capacity }) => sum + capacity, 0),
          capLeft: left,
          standing: pool.standing,
          notReady: pool.notReady,
        }}
        runs={runs}
        wishes={wishes}
        waitingPins={new Set(wishes.pins.map(({ menteeId }) => menteeId).filter((id) => !active.has(id)))}
        nameOf={nameOf}
        conflicts={conflicts.map((pin) => conflictText(wordsFor(programme).matching, pin, nameOf))}
        done={doneQuery.parse(c.req.query()).done}
        csrf={c.get('signedIn').csrf}
        formKey={deps.newToken()}
      />
    )
    const failed = conflicts.length > 0 ? ({ error: true, status: 409 } as const) : {}
    const showing = { title: words.title, current, script: STEPS_SCRIPT, programme, chooser: paths.matching, ...failed }
    return showStaff(c, deps, showing, page)
  }

  async function runPage(c: Context<StaffEnv>, run: Run) {
    const query = pageQuery.parse(c.req.query())
    const { page, last, proposals: onPage } = pageOf(run, query.page)
    const both = onPage.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId])
    const unmatched = longestWaiting(run).slice(0, MOST_NAMED)
    const free = run.result.freeMentors.slice(0, MOST_NAMED)
    const [pool, held, wishes, left, names, facts, decisions] = await Promise.all([
      loadPool(deps, run.programme),
      heldPlaces(deps, run.programme),
      loadWishes(deps, run.programme),
      capLeft(deps, run.programme, civilYearOf(deps.now())),
      runNames(deps, [...both, ...unmatched.map(({ id }) => id), ...free]),
      factsByIds(deps, both),
      decisionsFor(
        deps,
        onPage.map(({ menteeId }) => menteeId),
      ),
    ])
    const shown = shownOf(run, onPage, { pool, held, pins: wishes.pins, decisions })
    const text = query.sent ? words.sent.all(query.sent) : query.done && words.done[query.done]
    const isNone = c.req.query('none') !== undefined
    const programme = programmeOf(run.programme)
    const view = (
      <RunPage
        words={wordsFor(programme)}
        programme={programme}
        run={run}
        proposals={shown}
        page={page}
        last={last}
        unmatched={unmatched}
        free={free}
        change={poolChange(run.input, pool, knownTo(c.get('signedIn').staffId, run, held, wishes))}
        open={openAmong(run.result.proposals, pool, held).length}
        capLeft={left}
        {...names}
        isProved={(id) => facts.get(id)?.proved ?? true}
        notice={isNone ? { kind: 'error', text: words.pickNone } : text ? { kind: 'success', text } : null}
        csrf={c.get('signedIn').csrf}
        formKeys={{ send: deps.newToken(), again: deps.newToken() }}
        newKey={deps.newToken}
      />
    )
    return showStaff(c, deps, { title: words.runTitle, current, script: STEPS_SCRIPT, programme }, view)
  }

  return app
}
