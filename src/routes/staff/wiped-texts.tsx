import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { duoById } from '../../../db/duos/duos.ts'
import { introductionById } from '../../../db/introductions/introductions.ts'
import { programmeOfBlock } from '../../../db/matching/wishes.ts'
import { type WipedText, wipeText } from '../../../db/office/wiped-texts.ts'
import { participantById } from '../../../db/people/participant.ts'
import type { Deps } from '../../deps.ts'
import { ifNamed, mayName } from '../../office/sight.ts'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths, withQuery } from '../../paths.ts'

const params = z.object({ id: z.string(), text: z.string().catch('') })

/** "Gevoelige info? Wis deze notitie", beside each text that somebody typed; by who may see whom it is about. */
export function wipedTextsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.post(paths.participantNoteRemoval(':id', ':text'), async (c) => {
    const { id, text } = params.parse(c.req.param())
    const who = ifNamed(c, await participantById(deps, id))
    if (!who?.name) return c.notFound()

    return wiped(c, { kind: 'note', of: who.id, id: text }, paths.participant(who.id))
  })

  app.post(paths.duoNoteRemoval(':id', ':text'), (c) => ofDuo(c, 'coaching-note'))
  app.post(paths.duoRemarkRemoval(':id', ':text'), (c) => ofDuo(c, 'remark'))

  app.post(paths.blockNoteRemoval(':id'), async (c) => {
    const { id } = params.parse(c.req.param())
    const programme = await programmeOfBlock(deps, id)
    if (!programme || !mayName(c.get('signedIn'), programme)) return c.notFound()

    return wiped(c, { kind: 'block-note', of: id, id }, paths.matching(programme))
  })

  app.post(paths.meetingPlaceRemoval(':id', ':text'), async (c) => {
    const { id, text } = params.parse(c.req.param())
    const intro = ifNamed(c, await introductionById(deps, id))
    if (!intro) return c.notFound()

    return wiped(c, { kind: 'meeting-place', of: intro.id, id: text }, paths.staffIntroduction(intro.id))
  })

  async function ofDuo(c: Context<StaffEnv>, kind: 'coaching-note' | 'remark') {
    const { id, text } = params.parse(c.req.param())
    const duo = ifNamed(c, await duoById(deps, id))
    if (!duo) return c.notFound()

    return wiped(c, { kind, of: duo.id, id: text }, paths.duo(duo.id))
  }

  /** Back to where it stood. Twice, or when it had gone by itself, there is nothing to tell. */
  async function wiped(c: Context<StaffEnv>, text: WipedText, page: string) {
    const gone = await wipeText(deps, text, c.get('signedIn').staffId)
    return c.redirect(gone ? withQuery(page, { done: 'wiped' }) : page, 303)
  }

  return app
}
