import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { type SendResult, sendIntroductions } from '../../../../db/introductions/introductions.ts'
import { capLeft, heldPlaces, type Run, runById } from '../../../../db/matching/matching.ts'
import { loadPool } from '../../../../db/matching/pool.ts'
import { inSendingOrder } from '../../../../db/matching/sending-order.ts'
import { namesOf, pairProgramme } from '../../../../db/people/participant.ts'
import { AfterSending, BeforeSending } from '../../../../views/staff/matching/sending.tsx'
import { dateTimeOf } from '../../../../views/words/format.ts'
import { nl, wordsFor } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { civilYearOf } from '../../../domain/civil-date.ts'
import { MOST_AT_ONCE, type Pair, type Why } from '../../../domain/introduction.ts'
import type { ScoreContext } from '../../../domain/matching/score.ts'
import { programmeOf } from '../../../domain/programmes.ts'
import { contextOf, openAmong, whyOf } from '../../../domain/proposals/proposals.ts'
import { planSending } from '../../../domain/sending.ts'
import { pageOf } from '../../../office/run-view.ts'
import { ifNamed, mayName } from '../../../office/sight.ts'
import { refuseForm, showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.matching

const pairText = z
  .string()
  .regex(/^[\w-]{1,64}:[\w-]{1,64}$/)
  .transform((text): Pair => {
    const [menteeId = '', mentorId = ''] = text.split(':')
    return { mentorId, menteeId }
  })
const pageQuery = z.object({ page: z.coerce.number().int().min(1).catch(1) })
const sendForm = z.object({
  run: z.string().max(64).optional(),
  pair: z.union([z.array(pairText), pairText.transform((pair) => [pair])]).default([]),
  /** "Verstuur alle": every open pair of the page, whatever is ticked. */
  all: z
    .string()
    .max(10_000)
    .transform((text) => text.split(','))
    .pipe(z.array(pairText))
    .optional(),
  /** The button of one proposal: that one, whatever is ticked. */
  only: pairText.optional(),
  /** Said on the page that asks once more. */
  sure: z.literal('yes').optional(),
  _form: z.string().min(20).max(64),
})

/** "Verstuur": proposals that staff ticked become introductions; what the database refuses is said, pair by pair. */
export function sendingRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.post(paths.introductions(), async (c) => {
    const sent = sendForm.safeParse(await c.req.parseBody({ all: true }))
    if (!sent.success) return refuseForm(c, deps)
    const run = sent.data.run ? ifNamed(c, await runById(deps, sent.data.run)) : null
    if (sent.data.run && !run) return c.notFound()
    const { only, all, pair, sure } = sent.data
    if (run && !only && all && all.length > MOST_AT_ONCE && !sure) return c.redirect(paths.runSending(run.id), 303)
    const wanted = only ? [only] : (all ?? pair)
    if (wanted.length === 0) return c.redirect(`${run ? paths.run(run.id) : paths.introductions()}?none`, 303)
    const programme = await programmeOfAll(run, wanted)
    if (!programme || !mayName(c.get('signedIn'), programme)) return c.notFound()
    const pairs = await withReasons(run, programme, await inSendingOrder(deps, wanted))

    const results = await sendIntroductions(deps, {
      programme,
      pairs,
      runId: run?.id ?? null,
      staffId: c.get('signedIn').staffId,
      formKey: sent.data._form,
    })
    return answerOf(c, programme, results, run)
  })

  app.get(paths.runSending(':id'), async (c) => {
    const run = ifNamed(c, await runById(deps, z.object({ id: z.string() }).parse(c.req.param()).id))
    if (!run) return c.notFound()
    const { page, proposals } = pageOf(run, pageQuery.parse(c.req.query()).page)
    const [pool, held, left] = await Promise.all([
      loadPool(deps, run.programme),
      heldPlaces(deps, run.programme),
      capLeft(deps, run.programme, civilYearOf(deps.now())),
    ])
    const open = await inSendingOrder(deps, openAmong(run.result.proposals, pool, held))
    const onPage = new Set(proposals)
    const { go, stay } = planSending(open, { isOnPage: (pair) => onPage.has(pair), left })
    const both = await pairName(go)
    const view = (
      <BeforeSending
        words={wordsFor(programmeOf(run.programme))}
        run={run}
        pairs={go.map((pair) => ({ ...pair, text: both(pair) }))}
        stay={stay.length}
        left={left}
        back={`${paths.run(run.id)}?page=${page}`}
        csrf={c.get('signedIn').csrf}
        formKey={deps.newToken()}
      />
    )
    const programme = programmeOf(run.programme)
    const showing = { title: nl.workbench.sending.title(go.length), current: paths.introductions(), programme }
    return showStaff(c, deps, showing, view)
  })

  /** All went out: back to the work. Else a page that says of each one why not, and who was first. */
  async function answerOf(c: Context<StaffEnv>, programme: string, results: SendResult[], run: Run | null) {
    const sent = results.flatMap(({ result, ...pair }) => (result.kind === 'sent' ? [{ ...pair, id: result.id }] : []))
    const [only] = sent
    if (sent.length === results.length)
      return c.redirect(
        run || !only
          ? `${paths.run(run?.id ?? '')}?sent=${sent.length}`
          : `${paths.staffIntroduction(only.id)}?done=sent`,
        303,
      )

    const its = wordsFor(programmeOf(programme))
    const [both, held] = await Promise.all([pairName(results), heldPlaces(deps, programme)])
    const refused = results.flatMap(({ result, ...pair }) => {
      if (result.kind === 'sent') return []
      // A full mentor may be full by this very pair: the database names the guard that it asked first.
      const isTaken = result.code === 'MENTEE_PLACED' || result.code === 'MENTOR_FULL'
      const place = isTaken ? held.find((each) => each.menteeId === pair.menteeId) : undefined
      const why = place
        ? its.matching.sent.byOther(place.staffName, dateTimeOf(place.sentAt))
        : its.introductions.guard[result.code]
      return [{ text: both(pair), why, href: place ? paths.staffIntroduction(place.introductionId) : null }]
    })
    const page = (
      <AfterSending
        words={its}
        sent={sent.map((pair) => ({ text: both(pair), href: paths.staffIntroduction(pair.id) }))}
        refused={refused}
        back={run ? paths.run(run.id) : paths.matching(programme)}
      />
    )
    const showing = { title: words.sent.refused, current: paths.introductions(), programme: programmeOf(programme) }
    return showStaff(c, deps, { ...showing, error: true, status: 409 }, page)
  }

  async function pairName(pairs: Pair[]): Promise<(pair: Pair) => string> {
    const names = await namesOf(
      deps,
      pairs.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
    )
    const nameOf = (id: string) => names.get(id) ?? nl.participants.erasedName
    return ({ mentorId, menteeId }) => words.and(nameOf(mentorId), nameOf(menteeId))
  }

  /** The one programme that all these pairs are of; null when a pair is not of the run, or nobody. */
  async function programmeOfAll(run: Run | null, pairs: Pair[]): Promise<string | null> {
    if (run) return pairs.every((pair) => isOf(run, pair)) ? run.programme : null
    const [first = null, ...others] = await Promise.all(pairs.map((pair) => pairProgramme(deps, pair)))
    return others.every((programme) => programme === first) ? first : null
  }

  /** Each pair with why: as its run knew them, or as they are now. */
  async function withReasons(run: Run | null, programme: string, pairs: Pair[]): Promise<(Pair & { why: Why })[]> {
    const context = contextOf(run?.input ?? (await loadPool(deps, programme)), programmeOf(programme).weights)
    return pairs.map((pair) => ({ ...pair, why: whyIn(context, pair) }))
  }

  return app
}

/** Whether the run knew both: staff may choose another than it proposed. */
const isOf = ({ input }: Run, { mentorId, menteeId }: Pair): boolean =>
  input.mentors.some(({ id }) => id === mentorId) && input.mentees.some(({ id }) => id === menteeId)

/** Without points where one of the two has no place: the database will say so. */
function whyIn(context: ScoreContext, { mentorId, menteeId }: Pair): Why {
  const mentee = context.mentees.find(({ id }) => id === menteeId)
  const mentor = context.mentors.find(({ id }) => id === mentorId)
  return mentee && mentor ? whyOf(mentee, mentor, context) : { score: null, reasons: [] }
}
