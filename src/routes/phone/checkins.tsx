import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { checkinsOf, saveCheckinAnswer } from '../../../db/duos/checkins.ts'
import { endDuo, reasonsOf, saveStopReason } from '../../../db/duos/duo-ends.ts'
import { loadSettings } from '../../../db/settings.ts'
import {
  CheckinAnswered,
  type CheckinProps,
  CheckinQuestion,
  MOST_REMARK,
  Stopped,
  StopQuestion,
} from '../../../views/phone/checkins.tsx'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { kindOf } from '../../domain/duos/checkin.ts'
import { CHECKIN_ANSWERS, STOP_REASONS } from '../../domain/facts.ts'
import { programmeOf } from '../../domain/programmes.ts'
import { onlyVisible } from '../../domain/signup-answers.ts'
import { formFields } from '../../form-fields.ts'
import type { Env } from '../../middleware.ts'
import { messagePage, phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { ownPageOf } from '../../phone/answer-pages.tsx'
import { type DuoEntry, enterDuo } from '../../phone/duo-visits.ts'
import { foreignForm, notHere } from '../../phone/visit-pages.tsx'
import { isOwnForm } from '../../phone/visits.ts'
import { typedIn } from '../../typed-text.ts'

const words = nl.checkins
const params = z.object({ milestone: z.string() })
const form = z.object({
  answer: z.enum(CHECKIN_ANSWERS, words.choose),
  remark: z
    .string()
    .transform(onlyVisible)
    .pipe(z.string().trim().max(MOST_REMARK, words.remarkLong(MOST_REMARK)))
    .default(''),
  call: z.string().optional(),
})
const typedForm = z.object({
  answer: z.string().optional(),
  remark: z.string().optional(),
  call: z.string().optional(),
})
const reasonForm = z.object({ reason: z.enum(STOP_REASONS) })

/** The questions of a running duo, and stopping it. GET never changes anything. */
export function checkinsRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.checkin(':id', ':side', ':milestone'), async (c) => {
    const found = await enter(c, deps)
    if (!found) return notHere(c, deps)
    return found.given ? answered(c, deps, found) : question(c, deps, found)
  })

  app.post(paths.checkin(':id', ':side', ':milestone'), async (c) => {
    const found = await enter(c, deps)
    if (!found) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    const { visitor, duo, side, milestone, intro } = found
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    const sent = form.safeParse(fields)
    if (!sent.success && !found.given) return question(c, deps, found, { fields, error: sent.error })
    if (!sent.success) return answered(c, deps, found)

    const { answer, remark, call } = sent.data
    const decision = await saveCheckinAnswer(deps, {
      ...{ duo, milestone, side, answer, way: visitor.way },
      callMe: call !== undefined,
      remark: remark === '' ? null : remark,
    })

    if (decision.kind === 'closed' || decision.kind === 'not-asked') return over(c, deps, found)
    const stops = decision.kind === 'answered' && decision.next === 'stop'
    return c.redirect(stops ? paths.duoStop(intro.id, side) : paths.checkin(intro.id, side, milestone), 303)
  })

  app.get(paths.duoStop(':id', ':side'), async (c) => {
    const entry = await enterDuo(c, deps)
    return entry ? stopPage(c, deps, entry, null) : notHere(c, deps)
  })

  app.post(paths.duoStop(':id', ':side'), async (c) => {
    const entry = await enterDuo(c, deps)
    if (!entry) return notHere(c, deps)
    const { visitor, duo, side, intro, state } = entry
    const fields = await formFields(c)
    if (!isOwnForm(visitor, fields.get('_csrf'))) return foreignForm(c, deps)
    if (state === 'completed') return over(c, deps, entry)
    if (state === 'running' && fields.get('sure') !== 'yes') return stopPage(c, deps, entry, words.stopMissing)

    await endDuo(deps, { duo, side })

    return c.redirect(paths.duoStop(intro.id, side), 303)
  })

  app.post(paths.duoStopReason(':id', ':side'), async (c) => {
    const entry = await enterDuo(c, deps)
    if (!entry) return notHere(c, deps)
    const { visitor, duo, side, intro, state } = entry
    const fields = Object.fromEntries(await formFields(c))
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    const sent = reasonForm.safeParse(fields)
    if (duo.facts.end?.reason === 'completed') return over(c, deps, entry)
    if (!sent.success) return stopPage(c, deps, entry, state === 'running' ? null : words.whyMissing)

    await saveStopReason(deps, { duo, by: side, reason: sent.data.reason })

    return c.redirect(paths.duoStop(intro.id, side), 303)
  })

  return app
}

type Found = DuoEntry & {
  milestone: string
  kind: CheckinProps['kind']
  given: { answer: (typeof CHECKIN_ANSWERS)[number]; callMe: boolean } | undefined
}

/** A question that was put to this side; null as if it were not there. The end has a page of its own. */
async function enter(c: Context<Env>, deps: Deps): Promise<Found | null> {
  const entry = await enterDuo(c, deps)
  const { milestone } = params.parse(c.req.param())
  const asked = entry && (await checkinsOf(deps, entry.duo.id)).find((one) => one.milestone === milestone)
  if (!entry || !asked?.asked.includes(entry.side)) return null
  const kind = kindOf(programmeOf(entry.duo.programme), milestone)
  return kind === 'end' ? null : { ...entry, milestone, kind, given: asked.answers[entry.side] }
}

type Wrong = { fields: Record<string, string>; error: z.ZodError<z.infer<typeof form>> }

async function question(c: Context<Env>, deps: Deps, found: Found, wrong?: Wrong): Promise<Response> {
  if (found.state !== 'running') return over(c, deps, found)
  const { intro, side, milestone, visitor, kind, name } = found
  const typed = typedForm.parse(wrong?.fields ?? {})
  const problems = wrong ? z.flattenError(wrong.error).fieldErrors : {}
  const body = (
    <CheckinQuestion
      action={paths.checkin(intro.id, side, milestone)}
      csrf={visitor.csrf}
      kind={kind}
      name={name}
      typed={{ ...typed, callMe: typed.call !== undefined }}
      problems={{ answer: problems.answer?.[0], remark: problems.remark?.[0] }}
    />
  )
  const title = words.title[kind]
  const page = phonePage(
    deps,
    await loadSettings(deps.db),
    { title, programme: programmeOf(intro.programme), error: wrong !== undefined },
    body,
  )
  return c.html(page, wrong ? 422 : 200)
}

async function answered(c: Context<Env>, deps: Deps, { given, kind, intro, side, state }: Found): Promise<Response> {
  if (!given) return notHere(c, deps)
  const own = paths.introduction(intro.id, side)
  const body = (
    <CheckinAnswered
      kind={kind}
      answer={given.answer}
      callMe={given.callMe}
      duo={own}
      notes={programmeOf(intro.programme).log === 'asked' && state === 'running' ? `${own}#note` : null}
    />
  )
  return c.html(
    phonePage(
      deps,
      await loadSettings(deps.db),
      { title: words.thanks, programme: programmeOf(intro.programme) },
      body,
    ),
  )
}

/** A question of a duo that is over: said, with the way on. */
async function over(c: Context<Env>, deps: Deps, { intro, side, state }: DuoEntry): Promise<Response> {
  const link = { label: words.toDuo, href: paths.introduction(intro.id, side) }
  const text = state === 'stopped' ? words.overStopped : words.overText
  const page = { title: words.over, text, link, programme: programmeOf(intro.programme), typed: await typedIn(c) }
  return c.html(messagePage(deps, await loadSettings(deps.db), page), 410)
}

async function stopPage(c: Context<Env>, deps: Deps, entry: DuoEntry, problem: string | null): Promise<Response> {
  const { intro, side, visitor, name, state, duo } = entry
  if (state === 'completed') return over(c, deps, entry)
  const text = duo.facts.end && duo.facts.end.side !== side ? words.stoppedByOther : words.stoppedText(name)
  const told = state === 'stopped' && (await reasonsOf(deps, duo.id)).some(({ by }) => by === side)
  const [title, body] =
    state === 'running'
      ? ([
          words.stop,
          <StopQuestion
            action={paths.duoStop(intro.id, side)}
            csrf={visitor.csrf}
            name={name}
            back={paths.introduction(intro.id, side)}
            problem={problem}
          />,
        ] as const)
      : ([
          words.stopped,
          <Stopped
            action={paths.duoStopReason(intro.id, side)}
            csrf={visitor.csrf}
            text={text}
            told={told}
            next={ownPageOf(entry)}
            problem={problem}
          />,
        ] as const)
  const page = { title, programme: programmeOf(intro.programme), error: problem !== null }
  return c.html(phonePage(deps, await loadSettings(deps.db), page, body), problem === null ? 200 : 422)
}
