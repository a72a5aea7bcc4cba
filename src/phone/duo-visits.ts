import type { Context } from 'hono'
import * as z from 'zod'
import { type Duo, duoById } from '../../db/duos/duos.ts'
import { contactFor, counterpart } from '../../db/introductions/counterparts.ts'
import { introductionById } from '../../db/introductions/introductions.ts'
import { isConfirmed } from '../../db/signups/visits.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { type DuoState, duoState, isOnLastDay } from '../domain/duos/duo.ts'
import { otherSide, SIDES } from '../domain/facts.ts'
import { introductionPage, participantOn } from '../domain/introduction.ts'
import type { Entry } from '../entries.ts'
import { introductionVisitor } from './visits.ts'

const sideParams = z.object({ id: z.string(), side: z.enum(SIDES) })

/** Somebody at their side of a duo. `name`: the other's first name, or words for somebody who was erased. */
export type DuoEntry = Entry & { duo: Duo; state: DuoState; name: string }

/** Null is the same 404 for what is not there and for what is not yours. */
export async function enterIntroduction(c: Context, deps: Deps): Promise<Entry | null> {
  const params = sideParams.safeParse(c.req.param())
  const intro = params.success ? await introductionById(deps, params.data.id) : null
  if (!params.success || !intro?.facts.asks[params.data.side]) return null
  const { side } = params.data
  const visitor = await introductionVisitor(c, deps, participantOn(intro, side), intro.id)
  return visitor && { intro, side, visitor }
}

/**
 * Somebody who may see who the other is. `open`: nothing has ended since both said yes. `stands`: what they agreed is still
 * theirs, also on the last day of their duo.
 */
export async function enterAgreed(
  c: Context,
  deps: Deps,
): Promise<(Entry & { open: boolean; stands: boolean }) | null> {
  const entry = await enterIntroduction(c, deps)
  if (!entry) return null
  const { intro, side, visitor } = entry
  const isAgreed = introductionPage(intro.facts, side, deps.now()) === 'agreed'
  const duo = intro.duoId ? await duoById(deps, intro.duoId) : null
  const today = civilDateOf(deps.now())
  const open = isAgreed && (!duo || duoState(duo.facts, today) === 'running')
  const stands = open || (isAgreed && duo !== null && isOnLastDay(duo.facts, today))
  if (stands && !(await contactFor(deps, intro.id, visitor.participantId, visitor))) return null
  return { ...entry, open, stands }
}

/** A phone speaks in a duo once its own sign-up was confirmed: a yes by mail says nothing about who holds that phone. */
export async function enterDuo(c: Context, deps: Deps): Promise<DuoEntry | null> {
  const entry = await enterIntroduction(c, deps)
  const duo = entry?.intro.duoId ? await duoById(deps, entry.intro.duoId) : null
  if (!entry || !duo) return null
  if (entry.visitor.way === 'phone' && !(await isConfirmed(deps, entry.visitor.signupId))) return null
  const other = await counterpart(deps, duo, otherSide(entry.side))
  const state = duoState(duo.facts, civilDateOf(deps.now()))
  return { ...entry, duo, state, name: other?.firstName ?? nl.answers.theOther }
}
