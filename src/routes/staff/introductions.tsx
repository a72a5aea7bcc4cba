import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { saveAnswer, saveCorrection } from '../../../db/introductions/answers.ts'
import { type IntroductionLine, introductionLines } from '../../../db/introductions/introduction-list.ts'
import { endIntroduction, type Introduction, introductionById } from '../../../db/introductions/introductions.ts'
import { namesOf } from '../../../db/people/participant.ts'
import { refusedWith } from '../../../db/refusal.ts'
import {
  IntroductionsPage,
  type ShownLine,
  STATE_GROUPS,
  type StateGroup,
} from '../../../views/staff/introductions.tsx'
import { nl, wordsFor } from '../../../views/words.ts'
import { isOtherText } from '../../agreement-texts.ts'
import type { Deps } from '../../deps.ts'
import { DECLINE_REASONS, SIDES } from '../../domain/facts.ts'
import { type AnswerDecision, type CorrectionDecision, introductionState } from '../../domain/introduction.ts'
import { programmeOf } from '../../domain/programmes.ts'
import { type IntroductionShowing, showIntroduction } from '../../office/introduction-page.tsx'
import { chosenProgramme, ifNamed } from '../../office/sight.ts'
import { refuseForm, showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.introductions
const current = paths.introductions()
const PAGE_SIZE = 50

const params = z.object({ id: z.string() })
const isGroup = (code: string): code is StateGroup => code === 'all' || Object.hasOwn(STATE_GROUPS, code)
const listQuery = z.object({
  state: z.string().refine(isGroup).catch('waiting'),
  page: z.coerce.number().int().min(1).catch(1),
})
const DONE = { ...words.done, ...nl.staffFirstWeeks.done }
const isDone = (code: string): code is keyof typeof DONE => Object.hasOwn(DONE, code)
const doneQuery = z.object({ done: z.string().refine(isDone).nullable().catch(null) })
const sideForm = z.object({ side: z.enum(SIDES) })
const answerForm = z.object({
  answer: z.enum(['yes', 'no', 'stop']),
  reason: z.union([z.enum(DECLINE_REASONS), z.literal('').transform(() => undefined)]).optional(),
  /** The version of the agreement that was read out. */
  agreement: z.string().optional(),
})

export function introductionsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.introductions(), async (c) => {
    const query = listQuery.parse(c.req.query())
    const programme = chosenProgramme(c)
    const all = (await introductionLines(deps, programme.id)).map((line) => shown(line, deps.now()))

    const chosen = all.filter(({ state }) => isIn(query.state, state))
    const last = Math.max(1, Math.ceil(chosen.length / PAGE_SIZE))
    const page = Math.min(query.page, last)
    const lines = chosen.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
    const names = await namesOf(
      deps,
      lines.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
    )
    const groups = ['all', ...Object.keys(STATE_GROUPS)].filter(isGroup)
    const list = {
      programme,
      lines,
      counts: new Map(groups.map((group) => [group, all.filter(({ state }) => isIn(group, state)).length])),
      group: query.state,
      page,
      last,
      nameOf: (id: string) => names.get(id) ?? nl.participants.erasedName,
    }
    const showing = { title: words.title, current, chooser: paths.introductions }
    return showStaff(c, deps, showing, <IntroductionsPage words={wordsFor(programme)} {...list} />)
  })

  app.get(paths.staffIntroduction(':id'), async (c) => {
    const intro = await load(c)
    const { done } = doneQuery.parse(c.req.query())
    return intro ? show(c, intro, done ? { notice: { kind: 'success', text: DONE[done] } } : {}) : c.notFound()
  })

  app.post(paths.assistedAnswer(':id'), async (c) => {
    const intro = await load(c)
    if (!intro) return c.notFound()
    const body = await c.req.parseBody()
    const which = sideForm.safeParse(body)
    if (!which.success) return refuseForm(c, deps)
    const { side } = which.data
    const sent = answerForm.safeParse(body)
    if (!sent.success) return show(c, intro, { problem: { side, message: words.assistMissing }, status: 422 })

    const { answer, reason, agreement } = sent.data
    if (answer === 'yes' && (await isOtherText(deps, programmeOf(intro.programme), agreement)))
      return show(c, intro, { problem: { side, message: nl.firstWeeks.otherText }, status: 422 })
    const decision = await answering(deps, {
      introduction: intro,
      side,
      answer: answer === 'yes' ? 'yes' : 'no',
      stop: answer === 'stop' ? 'stop' : 'stay',
      way: 'staff',
      staffId: c.get('signedIn').staffId,
      ...(reason && answer !== 'yes' ? { reason } : {}),
    })
    if (decision === 'answered') return c.redirect(`${paths.staffIntroduction(intro.id)}?done=answered`, 303)
    return refused(c, intro, words.refused[decision])
  })

  app.post(paths.assistedCorrection(':id'), async (c) => {
    const intro = await load(c)
    if (!intro) return c.notFound()
    const sent = sideForm.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)

    const { staffId } = c.get('signedIn')
    const { kind } = await saveCorrection(deps, { introduction: intro, side: sent.data.side, way: 'staff', staffId })
    const text = CORRECTION_REFUSED[kind]
    return text ? refused(c, intro, text) : c.redirect(`${paths.staffIntroduction(intro.id)}?done=corrected`, 303)
  })

  app.post(paths.introductionEnd(':id'), async (c) => {
    const intro = await load(c)
    if (!intro) return c.notFound()

    const { staffId } = c.get('signedIn')
    const ended = await endIntroduction(deps, { introduction: intro, reason: 'pulled', staffId })
    if (ended.kind === 'ended') return c.redirect(`${paths.staffIntroduction(intro.id)}?done=pulled`, 303)
    return refused(c, intro, ended.code === 'ALREADY_WRITTEN' ? words.refused.closed : words.guard[ended.code])
  })

  const load = async (c: Context<StaffEnv>) => ifNamed(c, await introductionById(deps, params.parse(c.req.param()).id))

  /** As it stands now: somebody else was first. */
  async function refused(c: Context<StaffEnv>, intro: Introduction, text: string) {
    const now = (await introductionById(deps, intro.id)) ?? intro
    return show(c, now, { notice: { kind: 'error', text }, status: 409 })
  }

  const show = (c: Context<StaffEnv>, intro: Introduction, showing: IntroductionShowing) =>
    showIntroduction(c, deps, intro, showing)

  return app
}

const CORRECTION_REFUSED = {
  'taken-back': null,
  'no-lifted': null,
  'too-late': words.refused.correctLate,
  'nothing-to-correct': words.refused.correctNothing,
  gone: words.refused.correctGone,
} satisfies Record<CorrectionDecision['kind'], string | null>

const ANSWER_OUTCOME = {
  answered: 'answered',
  'already-answered': 'already',
  closed: 'closed',
  'not-asked': 'notAsked',
} as const satisfies Record<AnswerDecision['kind'], 'answered' | keyof typeof words.refused>

async function answering(deps: Deps, input: Parameters<typeof saveAnswer>[1]) {
  try {
    return ANSWER_OUTCOME[(await saveAnswer(deps, input)).kind]
  } catch (error) {
    if (!refusedWith(error, 'NO_CONSENT')) throw error
    return 'noConsent'
  }
}

function shown(line: IntroductionLine, now: number): ShownLine {
  if (line.closed !== null) return { ...line, state: line.closed, waitsFor: [], deadline: null }
  const { facts } = line
  const state = introductionState(facts, now)
  const open = state === 'sent' || state === 'one_yes'
  const waitsFor = SIDES.filter((side) => open && facts.asks[side] && !facts.answers[side])
  const deadlines = waitsFor.map((side) => facts.asks[side]?.expiresAt ?? Number.POSITIVE_INFINITY)
  return { ...line, state, waitsFor, deadline: deadlines.length > 0 ? Math.min(...deadlines) : null }
}

const isIn = (group: StateGroup, state: ShownLine['state']): boolean =>
  group === 'all' || STATE_GROUPS[group].some((each) => each === state)
