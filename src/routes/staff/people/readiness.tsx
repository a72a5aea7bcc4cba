import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { type Participant, participantById } from '../../../../db/people/participant.ts'
import {
  type Prepared,
  preparedOf,
  saveCheck,
  saveIntake,
  saveTraining,
  type TakenBack,
  takeBack,
} from '../../../../db/people/preparation.ts'
import { loadSettings } from '../../../../db/settings.ts'
import type { FieldError } from '../../../../views/form.tsx'
import { ReadinessPage, type TypedReadiness } from '../../../../views/staff/people/readiness.tsx'
import { nl } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { civilDateOf } from '../../../domain/civil-date.ts'
import { programmeOf } from '../../../domain/programmes.ts'
import { decideIntake, decideTraining, missingFor, NOTHING_DONE } from '../../../domain/readiness.ts'
import { ifNamed } from '../../../office/sight.ts'
import { refuseForm, showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.readiness
const params = z.object({ id: z.string() })
const key = z.object({ _form: z.string().min(20).max(64) })
const day = z.iso.date()
const text = z.string().catch('')
const typedForm = z.object({ heldOn: text, module: text, doneOn: text })
const TRAINING_PROBLEMS = {
  'unknown-module': { field: 'module', message: words.moduleMissing },
  'already-done': { field: 'module', message: words.alreadyDone },
  'in-the-future': { field: 'doneOn', message: words.dayLater(words.doneOn) },
}

const takenBackForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('conditions') }),
  z.object({ kind: z.literal('intake'), id: z.string() }),
  z.object({ kind: z.literal('training'), module: z.string() }),
])

type Someone = Participant & { name: string }

/** What staff do with somebody before a first introduction, where the programme asks it; each by whom and when. */
export function readinessRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.participantReadiness(':id'), async (c) => {
    const who = await load(c)
    return who ? page(c, who) : c.notFound()
  })

  app.post(paths.participantCheck(':id'), async (c) => {
    const who = await load(c)
    const written = who && (await writing(c, who))
    if (!who || !written) return who ? refuseForm(c, deps) : c.notFound()
    if (!missingFor(programmeOf(who.programme), who.side, NOTHING_DONE).some(({ kind }) => kind === 'conditions'))
      return refuseForm(c, deps)

    await saveCheck(deps, written)
    return c.redirect(written.location, 303)
  })

  app.post(paths.participantIntakes(':id'), async (c) => {
    const who = await load(c)
    const written = who && (await writing(c, who))
    if (!who || !written) return who ? refuseForm(c, deps) : c.notFound()
    const typed = typedForm.parse(await c.req.parseBody())
    const heldOn = day.safeParse(typed.heldOn)
    if (!heldOn.success) return page(c, who, typed, [noDay('heldOn', typed)])
    const decision = decideIntake(programmeOf(who.programme), who.side, heldOn.data, civilDateOf(deps.now()))
    if (decision.kind === 'not-asked') return refuseForm(c, deps)
    if (decision.kind === 'in-the-future')
      return page(c, who, typed, [{ field: 'heldOn', message: words.dayLater(words.heldOn) }])

    await saveIntake(deps, { ...written, heldOn: heldOn.data })
    return c.redirect(written.location, 303)
  })

  app.post(paths.participantTrainings(':id'), async (c) => {
    const who = await load(c)
    const written = who && (await writing(c, who))
    if (!who || !written) return who ? refuseForm(c, deps) : c.notFound()
    const typed = typedForm.parse(await c.req.parseBody())
    const doneOn = day.safeParse(typed.doneOn)
    if (!doneOn.success) return page(c, who, typed, [noDay('doneOn', typed)])
    const done = (await preparedOf(deps, who.id)).trainings.map(({ module }) => module)
    const training = { module: typed.module, doneOn: doneOn.data, done }
    const decision = decideTraining(programmeOf(who.programme), who.side, training, civilDateOf(deps.now()))
    if (decision.kind !== 'recorded') return page(c, who, typed, [TRAINING_PROBLEMS[decision.kind]])

    await saveTraining(deps, { ...written, ...training })
    return c.redirect(written.location, 303)
  })

  app.post(paths.participantTakenBack(':id'), async (c) => {
    const who = await load(c)
    const written = who && (await writing(c, who))
    const sent = takenBackForm.safeParse(await c.req.parseBody())
    if (!who || !written || !sent.success) return who ? refuseForm(c, deps) : c.notFound()
    if (isThere(await preparedOf(deps, who.id), sent.data) && (await takeBack(deps, written, sent.data)) === 'stands')
      return page(c, who, undefined, [{ field: 'taken-back', message: words.stands }], 409)

    return c.redirect(written.location, 303)
  })

  /** Somebody whom this office may name, who was not erased and is no part of somebody else. */
  async function load(c: Context<StaffEnv>): Promise<Someone | null> {
    const who = ifNamed(c, await participantById(deps, params.parse(c.req.param()).id))
    return who?.twinOf === null && who.name !== null ? { ...who, name: who.name } : null
  }

  async function writing(c: Context<StaffEnv>, { id }: Someone) {
    const sent = key.safeParse(await c.req.parseBody())
    const { staffId } = c.get('signedIn')
    const location = paths.participantReadiness(id)
    return sent.success ? { participantId: id, staffId, formKey: sent.data._form, location } : null
  }

  async function page(
    c: Context<StaffEnv>,
    { id, name, side, programme: programmeId, facts }: Someone,
    typed: TypedReadiness = { heldOn: '', module: '', doneOn: '' },
    errors: FieldError[] = [],
    status: 409 | 422 = 422,
  ) {
    const programme = programmeOf(programmeId)
    const props = {
      ...{ programme, id, name, side, typed, errors },
      missing: facts.missing,
      prepared: await preparedOf(deps, id),
      bounds: (await loadSettings(deps.db)).bounds[programmeId],
      csrf: c.get('signedIn').csrf,
      newKey: deps.newToken,
    }
    const failed = errors.length > 0 ? ({ error: true, status } as const) : {}
    const showing = { title: words.title(name), current: paths.participants(), programme, ...failed }
    return showStaff(c, deps, showing, <ReadinessPage {...props} />)
  }

  return app
}

const noDay = (field: 'heldOn' | 'doneOn', typed: TypedReadiness): FieldError => ({
  field,
  message: (typed[field] === '' ? words.dayMissing : nl.common.noSuchDay)(words[field]),
})

/** Sent a second time it finds nothing to take back. */
function isThere({ check, intakes, trainings }: Prepared, what: TakenBack): boolean {
  if (what.kind === 'conditions') return check !== null
  return what.kind === 'intake'
    ? intakes.some(({ id }) => id === what.id)
    : trainings.some(({ module }) => module === what.module)
}
