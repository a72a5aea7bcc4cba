import { duoById, waitsForPlace } from '../../db/duos/duos.ts'
import { contactFor, counterpart } from '../../db/introductions/counterparts.ts'
import { type Introduction, introductionById, introductionsOf } from '../../db/introductions/introductions.ts'
import type { Recipient } from '../../db/introductions/recipients.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { eventById } from '../../db/signups/events.ts'
import { signupById } from '../../db/signups/signups.ts'
import { capitalised, dateOf, inSentence, listOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { addDays, civilDateOf, daysBetween, endOfDay } from '../domain/civil-date.ts'
import { duoState } from '../domain/duos/duo.ts'
import { otherSide } from '../domain/facts.ts'
import { bothSaidYes, introductionPage } from '../domain/introduction.ts'
import type { MailKind } from '../domain/mails.ts'
import { normaliseEmail, plainName } from '../domain/participant.ts'
import { programmeOf, topicLabel } from '../domain/programmes.ts'
import { ANSWER_PROMISE_DAYS, isOtherAddress, UNPROVED_DAYS } from '../domain/signup.ts'
import { nextLines } from '../preparation-texts.ts'
import { type Draft, type Drafter, linkTo, nameOfOther } from './drafting.ts'
import { DUO_DRAFTERS } from './duo-drafts.ts'
import { FIRST_WEEKS_DRAFTERS } from './first-weeks-drafts.ts'
import { askedDraft } from './invitation-letters.ts'
import { MEETING_DRAFTERS } from './meeting-drafts.ts'

const words = nl.mails

type ParticipantKind = Exclude<
  MailKind,
  'erased' | 'staff-sign-in' | 'staff-meeting' | 'staff-meeting-cancelled' | 'invitation'
>

export const DRAFTERS = {
  receipt: receiptDraft,
  'receipt-again': againDraft,
  'proof-reminder': proofReminderDraft,
  proposal: proposalDraft,
  reminder: reminderDraft,
  'said-yes': saidYesDraft,
  agreed: agreedDraft,
  'not-on': notOnDraft,
  expired: (deps, _row, who) => ownPageDraft(deps, who, words.expired),
  'duo-stopped': duoStoppedDraft,
  'still-looking': stillLookingDraft,
  asked: askedDraft,
  ...DUO_DRAFTERS,
  ...MEETING_DRAFTERS,
  ...FIRST_WEEKS_DRAFTERS,
} satisfies Record<ParticipantKind, Drafter>

export const isParticipantKind = (kind: string): kind is ParticipantKind => Object.hasOwn(DRAFTERS, kind)

async function receiptDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const { sides, name } = programmeOf(who.programme)
  const { subject, subjectFirst, lines, button } = words.receipt
  const first = stillToCome(who)
  if (!row.signupId) return null
  const promised = endOfDay(addDays(civilDateOf(who.createdAt), ANSWER_PROMISE_DAYS))
  return {
    subject: first ? subjectFirst(name) : subject[who.side](sides[who.side].one, sides[otherSide(who.side)].one),
    lines: lines(dateOf(promised), first),
    button: { label: button, url: await linkTo(deps, who, 'signup', row.signupId) },
  }
}

async function againDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const { subject, lines, button } = words.receiptAgain
  const signup = row.signupId ? await signupById(deps, row.signupId) : null
  if (!signup?.pending) return null
  const programme = (await eventById(deps.db, signup.eventId))?.programme ?? who.programme
  const isOther = isOtherAddress(signup.pending, normaliseEmail(who.email))
  if (programme !== who.programme)
    // That two addresses are one person's is not for the other office, which reads this mail.
    return isOther ? null : elsewhereDraft(deps, who, { signupId: signup.id, programme })
  if (isOther) return ownPageDraft(deps, who, words.receiptOther)
  return { subject, lines, button: { label: button, url: await linkTo(deps, who, 'signup', signup.id) } }
}

/** Of the programme in which they take part it tells nothing. */
async function elsewhereDraft(
  deps: Deps,
  who: Recipient,
  { signupId, programme }: { signupId: string; programme: string },
): Promise<Draft> {
  const { subject, lines, because } = words.receiptElsewhere
  const { name } = programmeOf(programme)
  return {
    subject: subject(name),
    lines: lines(name),
    button: { label: words.receiptAgain.button, url: await linkTo(deps, who, 'signup', signupId) },
    elsewhere: { programme, because: because(name) },
  }
}

async function proofReminderDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  if (who.proved || !row.signupId) return null
  const { subject, lines, button } = words.proofReminder
  const url = await linkTo(deps, who, 'signup', row.signupId)
  return { subject, lines: lines(UNPROVED_DAYS), button: { label: button, url } }
}

/** An introduction that this person has still to answer. */
async function openQuestion(deps: Deps, row: OutboxRow, who: Recipient) {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  const ask = intro?.facts.asks[who.side]
  if (!intro || !ask || introductionPage(intro.facts, who.side, deps.now()) !== 'question') return null
  return { intro, expiresAt: ask.expiresAt, url: await linkTo(deps, who, 'introduction', intro.id) }
}

async function proposalDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const open = await openQuestion(deps, row, who)
  if (!open) return null
  const programme = programmeOf(who.programme)
  const role = programme.sides[otherSide(who.side)].one
  const other = await counterpart(deps, open.intro, otherSide(who.side))
  const first = (who.proved && other && plainName(other.firstName)) || null
  const name = first ?? words.one(role)
  const topics = topicsOf(who.programme, other?.topics ?? [])
  const { subject, aboutUnsure, deadline, button } = words.proposal
  const about = first ? words.proposal.about : words.proposal.aboutSomebody
  return {
    subject: subject[who.side](name, role),
    lines: [topics ? upper(about[who.side](name, topics)) : aboutUnsure(name), deadline(dateOf(open.expiresAt))],
    button: { label: button, url: open.url },
  }
}

async function reminderDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const open = await openQuestion(deps, row, who)
  if (!open) return null
  const days = daysBetween(civilDateOf(deps.now()), civilDateOf(open.expiresAt))
  return {
    subject: words.reminder.subject(days),
    lines: words.reminder.lines(dateOf(open.expiresAt)),
    button: { label: words.proposal.button, url: open.url },
  }
}

/** Only while the other's answer is awaited: what comes after has a mail of its own. */
async function saidYesDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  if (!intro || introductionPage(intro.facts, who.side, deps.now()) !== 'wait') return null
  const { subject, lines, button } = words.saidYes
  const url = await linkTo(deps, who, 'introduction', intro.id)
  // To a mailbox that nobody proved the other is a role, without a name.
  const role = words.one(programmeOf(who.programme).sides[otherSide(who.side)].one)
  const name = (await nameOfOther(deps, intro, who)) ?? role
  return { subject, lines: lines(name), button: { label: button, url } }
}

/** Without proof of the mailbox nothing of the other person is in it, as on the page that it leads to. */
async function agreedDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  if (!intro || introductionPage(intro.facts, who.side, deps.now()) !== 'agreed') return null
  const duo = intro.duoId ? await duoById(deps, intro.duoId) : null
  if (duo && duoState(duo.facts, civilDateOf(deps.now())) !== 'running') return null
  const { subject, button, hidden } = words.agreed
  const url = await linkTo(deps, who, 'introduction', intro.id)
  const revealed = who.proved ? await revealedLines(deps, intro, who) : null
  return { subject, button: { label: button, url }, ...(revealed ?? { lines: hidden }) }
}

async function revealedLines(deps: Deps, intro: Introduction, who: Recipient) {
  const visitor = { participantId: who.participantId, way: 'mail' as const }
  const [contact, other, waits] = await Promise.all([
    contactFor(deps, intro.id, who.participantId, visitor),
    counterpart(deps, intro, otherSide(who.side)),
    waitsForPlace(deps, intro),
  ])
  if (!contact || !other) return null
  const said = words.agreed
  return {
    lines: [
      said.reach(other.firstName),
      [
        said.name(contact.name),
        said.email(contact.email),
        ...(contact.phone ? [said.phone(contact.phone)] : []),
        ...(contact.business
          ? [said.business(capitalised(programmeOf(who.programme).business), contact.business)]
          : []),
      ].join(' · '),
      waits ? nl.firstWeeks.steps.waitPlaceText : `${nl.answers.whoStarts[who.side](other.firstName)} ${said.tip}`,
    ],
  }
}

async function ownPageDraft(
  deps: Deps,
  who: Recipient,
  { subject, lines, button }: { subject: string; lines: string[]; button: string },
): Promise<Draft> {
  return { subject, lines, button: { label: button, url: await linkTo(deps, who, 'manage') } }
}

/** Who read how to reach the other may have kept it. */
async function notOnDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft> {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  const { shared, lines, ...said } = words.notOn
  const isShared = who.proved && intro !== null && bothSaidYes(intro.facts)
  return ownPageDraft(deps, who, { ...said, lines: isShared ? [...lines, shared] : lines })
}

/** Leads to the question whether to look for somebody else, whom we may keep for that. */
async function duoStoppedDraft(deps: Deps, _row: OutboxRow, who: Recipient): Promise<Draft> {
  if (who.keptPast) return ownPageDraft(deps, who, words.duoStoppedLast)
  const { subject, lines, button } = words.duoStopped
  return { subject, lines, button: { label: button, url: await linkTo(deps, who, 'manage', '', 'again') } }
}

/** Only who is ready was looked for; whom something is asked of first reads what. */
async function stillLookingDraft(deps: Deps, _row: OutboxRow, who: Recipient): Promise<Draft | null> {
  if ((await introductionsOf(deps, who.participantId)).length > 0) return null
  if (who.state === 'preparing') {
    const { subject, lines, button } = words.stillPreparing
    return ownPageDraft(deps, who, { subject, lines: lines(stillToCome(who)), button })
  }
  if (who.state !== 'ready') return null
  const role = programmeOf(who.programme).sides[otherSide(who.side)].one
  const { subject, lines, button } = words.stillLooking
  return ownPageDraft(deps, who, { subject, lines: lines(role, topicsOf(who.programme, who.topics)), button })
}

const stillToCome = ({ programme, side, missing }: Recipient): string =>
  nextLines(programmeOf(programme), side, missing).join(' ')

const topicsOf = (programme: string, ids: string[]): string =>
  listOf(ids.map((id) => inSentence(topicLabel(programmeOf(programme), id))))

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
