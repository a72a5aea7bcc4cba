import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { type OwnData, ownData, saveOwnDetails, saveOwnPause, stopInvitations } from '../../../db/people/my-data.ts'
import { withdraw } from '../../../db/people/personal-data.ts'
import { loadSettings } from '../../../db/settings.ts'
import { Overview, Withdrawal } from '../../../views/phone/my-data.tsx'
import { type DetailsAnswers, DetailsForm } from '../../../views/phone/my-details.tsx'
import { DONE } from '../../../views/words/nl/my-data.ts'
import { nl } from '../../../views/words.ts'
import { forgetVisits, type Visitor } from '../../access.ts'
import type { Deps } from '../../deps.ts'
import { programmeOf } from '../../domain/programmes.ts'
import { formFields } from '../../form-fields.ts'
import type { Env } from '../../middleware.ts'
import { messagePage, phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { overviewOf, withdrawalLines } from '../../phone/my-data-pages.tsx'
import { type CheckedDetails, checkDetails, storedAnswers, typedAnswers } from '../../phone/my-details.ts'
import { foreignForm, notChosen, notHere } from '../../phone/visit-pages.tsx'
import { hasJustStopped, isOwnForm, ownVisitor } from '../../phone/visits.ts'

const words = nl.myData
const ownParams = z.object({ participantId: z.string() })
const doneQuery = z.object({ done: z.enum(DONE) })
const sure = z.object({ sure: z.literal('yes') })
const pauseForm = sure.extend({ wish: z.enum(['pause', 'resume']) })

type Own = { own: OwnData; visitor: Visitor }

/** Where a person sees, corrects, pauses, stops and erases: from the link in every mail. */
export function myDataRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.withdrawn(), async (c) => {
    const { withdrawn: title, withdrawnText, withdrawnAgain } = words
    return c.html(messagePage(deps, await loadSettings(deps.db), { title, text: `${withdrawnText} ${withdrawnAgain}` }))
  })

  app.get(paths.myData(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    if (!entry) return notHere(c, deps)

    const done = doneQuery.safeParse(c.req.query())
    const props = await overviewOf(deps, entry.own, entry.visitor, done.success ? words.done[done.data.done] : null)
    return c.html(
      phonePage(
        deps,
        await loadSettings(deps.db),
        { title: words.title, programme: programmeOf(entry.own.programme) },
        <Overview {...props} />,
      ),
    )
  })

  app.get(paths.myDetails(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    return entry ? detailsPage(c, deps, entry, storedAnswers(entry.own), []) : notHere(c, deps)
  })

  app.post(paths.myDetails(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = await formFields(c)
    if (!isOwnForm(entry.visitor, fields.get('_csrf'))) return foreignForm(c, deps)
    const answers = typedAnswers(fields)
    const checked = checkDetails(entry.own, answers)
    if (checked.kind === 'problems') return detailsPage(c, deps, entry, answers, checked.errors)

    await saveOwnDetails(deps, entry.own.id, checked.details)

    return c.redirect(`${paths.myData(entry.own.id)}?done=details`, 303)
  })

  app.post(paths.myPause(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    if (!isOwnForm(entry.visitor, fields._csrf)) return foreignForm(c, deps)
    const form = pauseForm.safeParse(fields)
    if (!form.success) return notChosen(c, deps, paths.myData(entry.own.id))

    await saveOwnPause(deps, entry.own.id, form.data.wish)

    return c.redirect(`${paths.myData(entry.own.id)}?done=${form.data.wish}`, 303)
  })

  app.post(paths.myInvitations(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    if (!isOwnForm(entry.visitor, fields._csrf)) return foreignForm(c, deps)
    if (!sure.safeParse(fields).success) return notChosen(c, deps, paths.myData(entry.own.id))

    await stopInvitations(deps, entry.own.id)

    return c.redirect(`${paths.myData(entry.own.id)}?done=invitations`, 303)
  })

  app.get(paths.withdrawal(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    if (!entry) return notHere(c, deps)

    const lines = await withdrawalLines(deps, entry.own)
    const { id } = entry.own
    const hrefs = { action: paths.withdrawal(id), back: paths.myData(id) }
    const body = <Withdrawal {...hrefs} {...lines} csrf={entry.visitor.csrf} />
    return c.html(
      phonePage(
        deps,
        await loadSettings(deps.db),
        { title: words.stopTitle, programme: programmeOf(entry.own.programme) },
        body,
      ),
    )
  })

  app.post(paths.withdrawal(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    if (!entry && (await hasJustStopped(c, deps, idOf(c)))) return c.redirect(paths.withdrawn(), 303)
    if (!entry) return notHere(c, deps)
    if (!isOwnForm(entry.visitor, (await formFields(c)).get('_csrf'))) return foreignForm(c, deps)

    await withdraw(deps, entry.own.id, { actor: 'self' })

    forgetVisits(c, deps)
    return c.redirect(paths.withdrawn(), 303)
  })

  return app
}

const idOf = (c: Context): string => ownParams.parse(c.req.param()).participantId

async function enter(c: Context<Env>, deps: Deps): Promise<Own | null> {
  const [visitor, own] = await Promise.all([ownVisitor(c, deps, idOf(c)), ownData(deps, idOf(c))])
  return visitor && own && { visitor, own }
}

type Errors = Extract<CheckedDetails, { kind: 'problems' }>['errors']

async function detailsPage(
  c: Context<Env>,
  deps: Deps,
  { own, visitor }: Own,
  answers: DetailsAnswers,
  errors: Errors,
): Promise<Response> {
  const body = (
    <DetailsForm
      action={paths.myDetails(own.id)}
      csrf={visitor.csrf}
      back={paths.myData(own.id)}
      programme={programmeOf(own.programme)}
      side={own.side}
      answers={answers}
      errors={errors}
    />
  )
  const error = errors.length > 0
  const page = phonePage(
    deps,
    await loadSettings(deps.db),
    { title: words.detailsTitle, programme: programmeOf(own.programme), error },
    body,
  )
  return c.html(page, error ? 422 : 200)
}
