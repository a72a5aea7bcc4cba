import { Hono } from 'hono'
import * as z from 'zod'
import { askedFor, askFor } from '../../../../db/partners/asking.ts'
import { participantById } from '../../../../db/people/participant.ts'
import type { Deps } from '../../../deps.ts'
import { askableFor } from '../../../office/askable.ts'
import { ifNamed } from '../../../office/sight.ts'
import { refuseForm } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const params = z.object({ id: z.string() })
const asking = z.object({ programme: z.string(), _form: z.string().min(20).max(64) })

/** "Vraag ook voor …": a volunteer of one programme is asked, by one mail, for another. */
export function askingsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.post(paths.participantAskings(':id'), async (c) => {
    const who = ifNamed(c, await participantById(deps, params.parse(c.req.param()).id))
    if (!who) return c.notFound()
    const sent = asking.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)
    const location = `${paths.participant(who.id)}?done=asked`
    const asked = await askedFor(deps, who.id)
    const { programme, _form } = sent.data
    if (asked.some((one) => one.programme === programme)) return c.redirect(location, 303)
    if (!askableFor(who, asked).some(({ id }) => id === programme)) return refuseForm(c, deps)

    const { staffId } = c.get('signedIn')
    await askFor(deps, { participantId: who.id, programme, side: who.side, staffId, formKey: _form })
    return c.redirect(location, 303)
  })

  return app
}
