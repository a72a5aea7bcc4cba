import { aboutOf, isOpenFor } from '../../db/duos/checkins.ts'
import { attestFor, isEndAnswered } from '../../db/duos/duo-answers.ts'
import { type Duo, duoById, waitsForPlace } from '../../db/duos/duos.ts'
import { type Introduction, introductionById } from '../../db/introductions/introductions.ts'
import type { Recipient } from '../../db/introductions/recipients.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { civilDate, hoursOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { duoState } from '../domain/duos/duo.ts'
import { lastDayOf } from '../domain/duos/duo-time.ts'
import { introductionPage, lapsesAfter, type Pair } from '../domain/introduction.ts'
import { programmeOf } from '../domain/programmes.ts'
import { type Draft, type Drafter, linkTo, nameOfOther } from './drafting.ts'

const words = nl.mails

/** The mails of a duo that runs or has just ended. */
export const DUO_DRAFTERS = {
  checkin: (deps, row, who) => questionDraft(deps, row, who, words.checkin),
  met: (deps, row, who) => questionDraft(deps, row, who, words.met),
  nudge: nudgeDraft,
  'duo-time': timeDraft,
  end: endDraft,
  thanks: thanksDraft,
} satisfies Record<string, Drafter>

type Words = { subject: string; lines: (name: string) => string[]; button: string }

/** Only while the duo runs and this person has not answered. */
async function questionDraft(deps: Deps, row: OutboxRow, who: Recipient, said: Words): Promise<Draft | null> {
  if (!row.introductionId) return null
  if (!row.duoId) return metBeforeDuoDraft(deps, row.introductionId, who)
  const [duo, milestone] = await Promise.all([duoById(deps, row.duoId), aboutOf(deps, row.id)])
  if (!duo || !milestone || !isRunning(deps, duo)) return null
  if (!(await isOpenFor(deps, duo.id, milestone, who.side))) return null
  const url = await linkTo(deps, who, 'introduction', row.introductionId, milestone)
  return drafted(said, await partnerOf(deps, duo, who), url)
}

const drafted = ({ subject, lines, button }: Words, name: string, url: string): Draft => ({
  subject,
  lines: lines(name),
  button: { label: button, url },
})

/** A mentor may have more than one duo: each mail says which one it is about. */
const partnerOf = async (deps: Deps, pair: Pair, who: Recipient): Promise<string> =>
  (await nameOfOther(deps, pair, who)) ?? words.nudge.partner

async function metBeforeDuoDraft(deps: Deps, id: string, who: Recipient): Promise<Draft | null> {
  const intro = await introductionById(deps, id)
  const draft = intro && (await agreedPageDraft(deps, intro, who, words.metBeforeDuo))
  if (!draft || (await waitsForPlace(deps, intro))) return draft
  return { ...draft, lines: [...draft.lines, words.lapses(civilDate(lapsesAfter(intro.facts)))] }
}

/** The page of two yes that wait for their duo. */
async function agreedPageDraft(deps: Deps, intro: Introduction, who: Recipient, said: Words): Promise<Draft | null> {
  if (introductionPage(intro.facts, who.side, deps.now()) !== 'agreed') return null
  return drafted(said, await partnerOf(deps, intro, who), await linkTo(deps, who, 'introduction', intro.id))
}

async function nudgeDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  if (!intro) return null
  const duo = intro.duoId ? await duoById(deps, intro.duoId) : null
  if (duo && !isRunning(deps, duo)) return null
  const subject = words.nudge.subject(await partnerOf(deps, intro, who))
  return agreedPageDraft(deps, intro, who, { ...words.nudge, subject })
}

/** Of a duo that runs: its last day as it stands, and the first pause that is not over. */
async function timeDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const duo = row.duoId ? await duoById(deps, row.duoId) : null
  if (!duo || !isRunning(deps, duo)) return null
  const { until, standsStill, lines, pause: pauseText, button } = words.duoTime
  const today = civilDateOf(deps.now())
  const lastDay = lastDayOf(duo.time)
  const [pause] = duo.time.pauses
    .filter(({ resumedOn }) => resumedOn === null || resumedOn > today)
    .sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
  const still = pause ? pauseText(civilDate(pause.fromOn), pause.resumedOn && civilDate(pause.resumedOn)) : null
  return {
    subject: lastDay ? until(civilDate(lastDay)) : standsStill,
    lines: lines(await partnerOf(deps, duo, who), still),
    button: { label: button, url: await linkTo(deps, who, 'introduction', duo.introductionId) },
  }
}

async function endDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const duo = row.duoId ? await duoById(deps, row.duoId) : null
  if (duo?.facts.end?.reason !== 'completed' || (await isEndAnswered(deps, duo.id, who.side))) return null
  const url = await linkTo(deps, who, 'introduction', duo.introductionId, 'end')
  const draft = drafted(words.end, await partnerOf(deps, duo, who), url)
  return who.side === 'mentee' ? { ...draft, lines: [...draft.lines, words.end.another] } : draft
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
