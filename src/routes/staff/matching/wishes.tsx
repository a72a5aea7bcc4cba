import { type Context, Hono } from 'hono'
import * as z from 'zod'
import {
  liftBlock,
  programmeOfBlock,
  removePin,
  saveBlock,
  saveLeftOut,
  savePin,
  takeBackIn,
} from '../../../../db/matching/wishes.ts'
import { namesOf, pairProgramme, participantById } from '../../../../db/people/participant.ts'
import { refusedWith } from '../../../../db/refusal.ts'
import { BlockPage } from '../../../../views/staff/matching/block-form.tsx'
import { nl } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { civilDateOf, endOfDay } from '../../../domain/civil-date.ts'
import { BLOCK_REASONS } from '../../../domain/facts.ts'
import type { Pair } from '../../../domain/introduction.ts'
import { onlyVisible } from '../../../domain/signup-answers.ts'
import { ifNamed, mayName } from '../../../office/sight.ts'
import { refuseForm, showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths, withQuery } from '../../../paths.ts'

const words = nl.matching

/** Only our own pages: a form cannot lead elsewhere. */
const back = z
  .string()
  .regex(/^\/staff\/(matching|participants)(\/[\w-]+)*(\?(programme=[\w-]+|page=\d{1,4}))?$/)
  .catch(paths.matching())
const pair = z.object({ mentor: z.string().max(64), mentee: z.string().max(64), back })
const pinForm = pair.extend({ wish: z.enum(['pin', 'unpin']) })
const outForm = z.object({ participant: z.string().max(64), wish: z.enum(['out', 'back']), back })
const blockForm = pair.extend({
  reason: z.enum(BLOCK_REASONS, words.blockMissing),
  until: z.union([z.literal('').transform(() => null), z.iso.date(words.blockUntilWrong)], words.blockUntilWrong),
  note: z
    .string()
    .catch('')
    .transform(onlyVisible)
    .pipe(z.string().trim().max(200, words.blockNoteLong))
    .transform((text) => text || null),
  _form: z.string().min(20).max(64),
})
/** What was typed, to be shown again. */
const typedBlock = pair.extend({
  reason: z.string().max(40).catch(''),
  until: z.string().max(40).catch(''),
  note: z.string().max(1000).catch(''),
})

type BlockErrors = Partial<Record<'reason' | 'until' | 'note', string[] | undefined>>

/** What staff want of the next runs. Each post leads back to where it was pressed. */
export function wishesRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.post(paths.pins(), async (c) => {
    const sent = pinForm.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)
    const { mentor, mentee, wish, back: to } = sent.data
    if (!(await maySee(c, { mentorId: mentor, menteeId: mentee }))) return c.notFound()

    const { staffId } = c.get('signedIn')
    if (wish === 'pin') await savePin(deps, { mentorId: mentor, menteeId: mentee }, staffId)
    else await removePin(deps, mentee, staffId)
    return c.redirect(withQuery(to, { done: wish === 'pin' ? 'pinned' : 'unpinned' }), 303)
  })

  app.post(paths.leftOut(), async (c) => {
    const sent = outForm.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)
    const { participant, wish, back: to } = sent.data
    const who = ifNamed(c, await participantById(deps, participant))
    if (!who?.name || who.twinOf !== null) return c.notFound()

    const { staffId } = c.get('signedIn')
    if (wish === 'out') await saveLeftOut(deps, participant, staffId)
    else await takeBackIn(deps, participant, staffId)
    return c.redirect(withQuery(to, { done: wish }), 303)
  })

  app.post(paths.blocks(), async (c) => {
    const body = await c.req.parseBody()
    const sent = blockForm.safeParse(body)
    if (!sent.success) return showAgain(c, body, z.flattenError(sent.error).fieldErrors)
    const { mentor, mentee, reason, until, note, _form, back: to } = sent.data
    const both = { mentorId: mentor, menteeId: mentee }
    if (until !== null && until < civilDateOf(deps.now())) return showAgain(c, body, { until: [words.blockUntilWrong] })
    if (!(await maySee(c, both))) return c.notFound()

    const location = withQuery(to, { done: 'blocked' })
    const { staffId } = c.get('signedIn')
    const last = until === null ? null : endOfDay(until)
    try {
      const block = { pair: both, reason, note, until: last, staffId }
      const kept = await saveBlock(deps, block, { key: _form, location })
      if (kept === 'saved') return c.redirect(location, 303)
    } catch (error) {
      if (!refusedWith(error, 'ERASED')) throw error
      return c.notFound()
    }
    return showAgain(c, body, { note: [nl.common.otherSent] }, 409)
  })

  app.post(paths.block(':id'), async (c) => {
    const { id } = z.object({ id: z.string() }).parse(c.req.param())
    const programme = await programmeOfBlock(deps, id)
    if (!programme || !mayName(c.get('signedIn'), programme)) return c.notFound()

    await liftBlock(deps, id, c.get('signedIn').staffId)
    return c.redirect(withQuery(paths.matching(programme), { done: 'lifted' }), 303)
  })

  /** Two people of one programme whom this office may name. */
  async function maySee(c: Context<StaffEnv>, both: Pair) {
    const programme = await pairProgramme(deps, both)
    return programme !== null && mayName(c.get('signedIn'), programme)
  }

  /** The form by itself with what was typed: the page that it came from may have changed since. */
  async function showAgain(c: Context<StaffEnv>, body: unknown, wrong: BlockErrors, status: 409 | 422 = 422) {
    const known = typedBlock.safeParse(body)
    if (!known.success || !(wrong.reason || wrong.until || wrong.note)) return refuseForm(c, deps)
    const { mentor, mentee, back: to, ...typed } = known.data
    if (!(await maySee(c, { mentorId: mentor, menteeId: mentee }))) return c.notFound()

    const names = await namesOf(deps, [mentor, mentee])
    const nameOf = (id: string) => names.get(id) ?? nl.participants.erasedName
    const page = (
      <BlockPage
        words={nl}
        pair={{ mentor, mentee }}
        names={{ mentor: nameOf(mentor), mentee: nameOf(mentee) }}
        back={to}
        id="again"
        typed={typed}
        errors={{ reason: wrong.reason?.[0], until: wrong.until?.[0], note: wrong.note?.[0] }}
        csrf={c.get('signedIn').csrf}
        formKey={deps.newToken()}
      />
    )
    return showStaff(c, deps, { title: words.block, current: paths.introductions(), error: true, status }, page)
  }

  return app
}
