import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { standsElsewhere } from '../../../../db/people/elsewhere.ts'
import { type Participant, participantById } from '../../../../db/people/participant.ts'
import { saveDetails } from '../../../../db/people/participant-changes.ts'
import type { FieldError } from '../../../../views/form.tsx'
import { EditParticipant } from '../../../../views/staff/people/participant-edit.tsx'
import { nl, wordsFor } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import {
  capacitiesFor,
  mergedDetails,
  packedDetails,
  readDetails,
  type TypedDetails,
  typedDetails,
  typedOf,
} from '../../../details-form.ts'
import { programmeOf } from '../../../domain/programmes.ts'
import { ifNamed } from '../../../office/sight.ts'
import { showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.participants
const current = paths.participants()

const params = z.object({ id: z.string() })

/** "Pas aan": what is known of a participant, corrected by staff. */
export function participantDetailsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.participantDetails(':id'), async (c) => {
    const who = await load(c)
    return who?.name ? editPage(c, who, typedOf(who, who.name), []) : c.notFound()
  })

  app.post(paths.participantDetails(':id'), async (c) => {
    const who = await load(c)
    if (!who?.name) return c.notFound()
    const body = await c.req.parseBody({ all: true })
    const sent = typedDetails.parse(body)
    const { typed, clashes } = mergedDetails(
      body._opened,
      (await ownsName(who)) ? { ...sent, answers: { ...sent.answers, name: who.name } } : sent,
      typedOf(who, who.name),
    )
    if (clashes.length > 0) return editPage(c, who, typed, clashes)
    const read = readDetails(programmeOf(who.programme), who, typed)
    if (read.kind === 'errors') return editPage(c, who, typed, read.errors)

    const { id: participantId, programme } = who
    const saved = await saveDetails(
      deps,
      { participantId, programme, staffId: c.get('signedIn').staffId },
      read.details,
    )
    if (!saved) return c.notFound()
    return c.redirect(`${paths.participant(who.id)}?done=changed`, 303)
  })

  const load = async (c: Context<StaffEnv>) => ifNamed(c, await participantById(deps, params.parse(c.req.param()).id))

  /** Who takes part at another office too changes their name themselves. */
  const ownsName = async ({ personId, programme }: Participant): Promise<boolean> =>
    personId !== null && (await standsElsewhere(deps, personId, programme))

  async function editPage(c: Context<StaffEnv>, who: Participant, typed: TypedDetails, errors: FieldError[]) {
    const name = who.name ?? words.erasedName
    const failed = errors.length > 0 ? ({ error: true, status: 422 } as const) : {}
    const programme = programmeOf(who.programme)
    const form = (
      <EditParticipant
        words={wordsFor(programme)}
        programme={programme}
        side={who.side}
        id={who.id}
        name={name}
        answers={{ ...typed.answers, email: '' }}
        extra={typed.extra}
        capacities={capacitiesFor(who.capacity)}
        opened={packedDetails(typedOf(who, name))}
        errors={errors}
        nameNote={(await ownsName(who)) ? words.form.ownName : null}
        csrf={c.get('signedIn').csrf}
      />
    )
    return showStaff(c, deps, { title: words.form.editTitle(name), current, programme, ...failed }, form)
  }

  return app
}
