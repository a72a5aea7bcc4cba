import { Hono } from 'hono'
import * as z from 'zod'
import { decisionsFor, decisionsOn } from '../../../../db/introductions/decisions.ts'
import { heldPlaces, type Run, runById } from '../../../../db/matching/matching.ts'
import { barredAmong, loadPool } from '../../../../db/matching/pool.ts'
import { costText } from '../../../../views/staff/matching/costs.ts'
import { reasonLines } from '../../../../views/staff/matching/reasons.ts'
import { STEPS_SCRIPT } from '../../../../views/staff/matching/steps.tsx'
import { type ShownChoice, WorkbenchPage } from '../../../../views/staff/matching/workbench.tsx'
import { nl, type Words, wordsFor } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { programmeOf } from '../../../domain/programmes.ts'
import { type RunInput, statusIn, whyOf } from '../../../domain/proposals/proposals.ts'
import { type Choice, type Choices, type Cost, settle, Workbench } from '../../../domain/proposals/workbench.ts'
import { type RunNames, runNames } from '../../../office/run-people.ts'
import { ifNamed } from '../../../office/sight.ts'
import { showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.workbench
/** Side by side on one page; the rest are on the next ones. */
const PAGE_SIZE = 12

const params = z.object({ id: z.string(), menteeId: z.string() })
const isDone = (code: string): code is keyof typeof nl.matching.done => Object.hasOwn(nl.matching.done, code)
const query = z.object({
  page: z.coerce.number().int().min(1).catch(1),
  done: z.string().refine(isDone).nullable().catch(null),
})

/** One mentee of a run with its possible mentors side by side, and what each would cost everybody together. */
export function workbenchRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const benchOf = lastBench(deps)

  app.get(paths.runMentee(':id', ':menteeId'), async (c) => {
    const { id, menteeId } = params.parse(c.req.param())
    const run = ifNamed(c, await runById(deps, id))
    const mentee = run?.input.mentees.find((each) => each.id === menteeId)
    if (!run || !mentee) return c.notFound()
    const bench = await benchOf(run)
    const found = bench.choicesOf(menteeId)
    if (!found) return c.notFound()

    const asked = query.parse(c.req.query())
    const last = Math.max(1, Math.ceil(found.choices.length / PAGE_SIZE))
    const page = Math.min(asked.page, last)
    const from = (page - 1) * PAGE_SIZE
    const onPage = found.choices
      .slice(from, from + PAGE_SIZE)
      .map((choice) => ({ choice, cost: bench.costOf(menteeId, choice.mentorId) }))
    const margin = bench.costWithout(menteeId)
    const names = await named([...onPage.map(({ cost }) => cost), margin], [menteeId, ...mentorsOf(found)])
    const order = [...run.result.proposals, ...run.result.unmatched].map((each) => each.menteeId)
    const at = order.indexOf(menteeId)
    const programme = programmeOf(run.programme)
    const view = (
      <WorkbenchPage
        words={wordsFor(programme)}
        programme={programme}
        runId={id}
        mentee={mentee}
        choices={await shown(run, mentee, onPage, names.nameOf)}
        from={from + 1}
        all={found.choices.length}
        page={page}
        last={last}
        margin={marginText(wordsFor(programme).workbench, found, margin, names.nameOf)}
        pinnedFull={found.pinnedFull}
        previous={order[at - 1] ?? null}
        next={order[at + 1] ?? null}
        {...names}
        notice={asked.done && nl.matching.done[asked.done]}
        csrf={c.get('signedIn').csrf}
        newKey={deps.newToken}
      />
    )
    const showing = { title: words.title, current: paths.introductions(), script: STEPS_SCRIPT, programme }
    return showStaff(c, deps, showing, view)
  })

  type Costed = { choice: Choice; cost: Cost }

  /** The choices as they stand now: somebody may have been sent, blocked or gone since the run. */
  async function shown(run: Run, mentee: Person, costed: Costed[], nameOf: NameOf): Promise<ShownChoice[]> {
    const pairs = costed.map(({ choice }) => ({ menteeId: mentee.id, mentorId: choice.mentorId }))
    const [pool, held, decisions, barred] = await Promise.all([
      loadPool(deps, run.programme),
      heldPlaces(deps, run.programme),
      decisionsFor(deps, [mentee.id]),
      barredAmong(
        deps,
        pairs.map(({ menteeId, mentorId }) => [menteeId, mentorId] as const),
      ),
    ])
    const programme = programmeOf(run.programme)
    const { context } = await benchOf(run)
    const statusOf = statusIn(pool, held)
    return costed.flatMap(({ choice, cost }) => {
      const mentor = run.input.mentors.find(({ id }) => id === choice.mentorId)
      if (!mentor) return []
      const pair = { menteeId: mentee.id, mentorId: mentor.id }
      const isBarred = barred.some(([, mentorId]) => mentorId === mentor.id)
      return [
        {
          mentor,
          score: choice.score,
          isChosen: choice.isChosen,
          isPinned: pool.pins.some(([one, other]) => one === mentee.id && other === mentor.id),
          cost: costText(wordsFor(programme).workbench, cost, nameOf),
          reasons: reasonLines(wordsFor(programme), programme, whyOf(mentee, mentor, context), { mentor, mentee }),
          status: isBarred ? ('barred' as const) : statusOf(pair).kind,
          decisions: decisionsOn(decisions, pair),
        },
      ]
    })
  }

  const named = (costs: (Cost | null)[], ids: string[]): Promise<RunNames> =>
    runNames(deps, [...ids, ...costs.flatMap((cost) => cost?.alone ?? [])])

  return app
}

type NameOf = RunNames['nameOf']
type Person = RunInput['mentees'][number]

/** Runs never change, and staff walk through one: the last that was opened stays open. */
function lastBench(deps: Deps): (run: Run) => Promise<Workbench> {
  let last: { id: string; bench: Promise<Workbench> } | null = null
  return (run) => {
    if (last?.id === run.id) return last.bench
    const bench = openBench(deps, run)
    last = { id: run.id, bench }
    bench.catch(() => {
      last = null
    })
    return bench
  }
}

async function openBench(deps: Deps, { input, programme }: Run): Promise<Workbench> {
  const { weights } = programmeOf(programme)
  return new Workbench(input, weights, await (deps.settle ?? settle)(input, weights))
}

const mentorsOf = ({ choices, pinnedFull }: Choices): string[] => [
  ...choices.map(({ mentorId }) => mentorId),
  ...pinnedFull,
]

function marginText(words: Words['workbench'], { choices }: Choices, margin: Cost | null, nameOf: NameOf): string {
  if (margin) return `${costText(words, margin, nameOf)}.`
  return choices[0]?.isChosen ? words.marginPinned : words.marginNone
}
