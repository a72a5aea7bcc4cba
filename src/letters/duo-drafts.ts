import { aboutOf, isOpenFor } from '../../db/duos/checkins.ts'
import { attestFor, isEndAnswered } from '../../db/duos/duo-answers.ts'
import { type Duo, duoById } from '../../db/duos/duos.ts'
import { counterpart } from '../../db/introductions/counterparts.ts'
import { introductionById } from '../../db/introductions/introductions.ts'
import type { Recipient } from '../../db/introductions/recipients.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { hoursOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { duoState } from '../domain/duos/duo.ts'
import { otherSide } from '../domain/facts.ts'
import { introductionPage, participantOn } from '../domain/introduction.ts'
import { plainName } from '../domain/participant.ts'
import { programmeOf } from '../domain/programmes.ts'
import { type Draft, type Drafter, linkTo } from './drafting.ts'

const words = nl.mails

/** The mails of a duo that runs or has just ended. */
export const DUO_DRAFTERS = {
  checkin: (deps, row, who) => questionDraft(deps, row, who, words.checkin),
  met: (deps, row, who) => questionDraft(deps, row, who, words.met),
  nudge: nudgeDraft,
  end: endDraft,
  thanks: thanksDraft,
} satisfies Record<string, Drafter>

type Words = { subject: string; lines: string[]; button: string }

/** Only while the duo runs and this person has not answered. */
async function questionDraft(deps: Deps, row: OutboxRow, who: Recipient, said: Words): Promise<Draft | null> {
  const { subject, lines, button } = said
  if (!row.introductionId) return null
  if (!row.duoId) return agreedPageDraft(deps, row.introductionId, who, words.metBeforeDuo)
  const [duo, milestone] = await Promise.all([duoById(deps, row.duoId), aboutOf(deps, row.id)])
  if (!duo || !milestone || !isRunning(deps, duo)) return null
  if (!(await isOpenFor(deps, duo.id, milestone, who.side))) return null
  const url = await linkTo(deps, who, 'introduction', row.introductionId, milestone)
  return { subject, lines, button: { label: button, url } }
}

/** The page of two yes that wait for their duo. */
async function agreedPageDraft(deps: Deps, id: string, who: Recipient, said: Words): Promise<Draft | null> {
  const intro = await introductionById(deps, id)
  if (!intro || introductionPage(intro.facts, who.side, deps.now()) !== 'agreed') return null
  const url = await linkTo(deps, who, 'introduction', id)
  return { subject: said.subject, lines: said.lines, button: { label: said.button, url } }
}

async function nudgeDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  if (!intro) return null
  const duo = intro.duoId ? await duoById(deps, intro.duoId) : null
  if (duo && !isRunning(deps, duo)) return null
  const other = who.proved ? await counterpart(deps, participantOn(intro, otherSide(who.side))) : null
  const name = (other && plainName(other.firstName)) || words.nudge.partner
  return agreedPageDraft(deps, intro.id, who, { ...words.nudge, subject: words.nudge.subject(name) })
}

async function endDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const duo = row.duoId ? await duoById(deps, row.duoId) : null
  if (duo?.facts.end?.reason !== 'completed' || (await isEndAnswered(deps, duo.id, who.side))) return null
  const { subject, lines, button } = words.end
  return {
    subject,
    lines,
    button: { label: button, url: await linkTo(deps, who, 'introduction', duo.introductionId, 'end') },
  }
}

async function thanksDraft(deps: Deps, _row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const attest = await attestFor(deps, who.participantId)
  if (!attest) return null
  const { subject, lines, duos, button } = words.thanks
  const url = await linkTo(deps, who, 'manage', '', 'attest')
  return {
    subject: subject(programmeOf(who.programme).sides.mentor.one),
    lines: lines(hoursOf(attest.minutes), duos(attest.duos)),
    button: { label: button, url },
  }
}

const isRunning = (deps: Deps, duo: Duo): boolean => duoState(duo.facts, civilDateOf(deps.now())) === 'running'
