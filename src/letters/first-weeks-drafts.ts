import { duoById } from '../../db/duos/duos.ts'
import { pairFactsOf } from '../../db/introductions/clicks.ts'
import { type Introduction, introductionById } from '../../db/introductions/introductions.ts'
import type { Recipient } from '../../db/introductions/recipients.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { civilDate } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { type OwnStep, ownStep } from '../domain/duos/click.ts'
import { duoState } from '../domain/duos/duo.ts'
import { lapsesAfter } from '../domain/introduction.ts'
import { programmeOf } from '../domain/programmes.ts'
import { type Draft, type Drafter, linkTo, nameOfOther } from './drafting.ts'

const words = nl.firstWeeks.mails

/** The mails between two yes and a duo, where a programme asks "klikt het?". What was answered since no longer leaves. */
export const FIRST_WEEKS_DRAFTERS = {
  click: (deps, row, who) => stepDraft(deps, row, who, { step: 'click', said: words.click }),
  'click-reminder': (deps, row, who) => reminderDraft(deps, row, who, { step: 'click', said: words.clickReminder }),
  agreement: (deps, row, who) => stepDraft(deps, row, who, { step: 'agree', said: words.agreement }),
  'agreement-reminder': (deps, row, who) =>
    reminderDraft(deps, row, who, { step: 'agree', said: words.agreementReminder }),
  'duo-started': startedDraft,
} satisfies Record<string, Drafter>

const PLACES: Partial<Record<OwnStep['kind'], string>> = { click: 'click', agree: 'agreement' }

type Asking = { step: OwnStep['kind']; said: { subject: string; lines(name: string): string[]; button: string } }

async function stepDraft(deps: Deps, row: OutboxRow, who: Recipient, { step, said }: Asking): Promise<Draft | null> {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  if (!intro) return null
  const own = ownStep(programmeOf(intro.programme), await pairFactsOf(deps, intro), who.side, deps.now())
  if (own?.kind !== step) return null
  const url = await linkTo(deps, who, 'introduction', intro.id, PLACES[step])
  return {
    subject: said.subject,
    lines: said.lines(await nameOf(deps, intro, who)),
    button: { label: said.button, url },
  }
}

/** Once more, with what happens to who does nothing. */
async function reminderDraft(deps: Deps, row: OutboxRow, who: Recipient, asking: Asking): Promise<Draft | null> {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  const draft = await stepDraft(deps, row, who, asking)
  return intro && draft && { ...draft, lines: [...draft.lines, nl.mails.lapses(civilDate(lapsesAfter(intro.facts)))] }
}

async function startedDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  const duo = intro?.duoId ? await duoById(deps, intro.duoId) : null
  if (!intro || !duo?.facts.endsOn || duoState(duo.facts, civilDateOf(deps.now())) !== 'running') return null
  const { subject, lines, button } = words.started
  return {
    subject,
    lines: lines(await nameOf(deps, intro, who), programmeOf(duo.programme).rhythm, civilDate(duo.facts.endsOn)),
    button: { label: button, url: await linkTo(deps, who, 'introduction', intro.id) },
  }
}

const nameOf = async (deps: Deps, intro: Introduction, who: Recipient): Promise<string> =>
  (await nameOfOther(deps, intro, who)) ?? nl.mails.nudge.partner
