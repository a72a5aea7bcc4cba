import type { Child } from 'hono/jsx'
import { endAnswersOf } from '../../db/duos/duo-answers.ts'
import { type Duo, duoById } from '../../db/duos/duos.ts'
import { reasonOf } from '../../db/introductions/answers.ts'
import { agreedText } from '../../db/introductions/clicks.ts'
import { contactFor, counterpart } from '../../db/introductions/counterparts.ts'
import { loadSettings } from '../../db/settings.ts'
import { signupToProve } from '../../db/signups/visits.ts'
import { Notice } from '../../views/parts.tsx'
import { AgreedHidden, Declined, Ended, type NextPage, Question, Wait } from '../../views/phone/answers.tsx'
import { MeetingCard, type MeetingTyped } from '../../views/phone/meetings.tsx'
import { MeetingNotes, OpenQuestion } from '../../views/phone/own-duo.tsx'
import { Reveal } from '../../views/phone/reveal.tsx'
import { capitalised, dateOf, inSentence, listOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import { agreementToAnswer, linesOf, volunteerNoteOf } from '../agreement-texts.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { duoState, isOnLastDay } from '../domain/duos/duo.ts'
import { otherSide, type Side } from '../domain/facts.ts'
import { type IntroductionPage, introductionPage, sharedBetween } from '../domain/introduction.ts'
import { type Programme, programmeOf, topicLabel } from '../domain/programmes.ts'
import { isSector } from '../domain/sectors.ts'
import type { Entry } from '../entries.ts'
import { firstMeetingFor } from '../letters/calendar.ts'
import { paths } from '../paths.ts'
import { meetingNotesOf, type NoteTyped, ownDuoOf } from './own-duo.ts'
import { meetingOfLastDay, ownMeetingOf } from './own-meeting.ts'
import { ownStepOf, type ToldTyped } from './own-step.ts'

const words = nl.answers

export type MadePage = { title: string; status: 200 | 409 | 410 | 422; body: Child; error?: boolean }

/** `problem`: what was wrong with the answer that was just sent; `typed`, `meeting` and `done`: the same of a meeting. */
export type Showing = {
  problem?: string | undefined
  typed?: NoteTyped | undefined
  meeting?: MeetingTyped
  told?: ToldTyped
  /** Why they said no: what was wrong with it. */
  reason?: string
  done?: string | null
}

/** What this side sees now. */
export async function pageOf(deps: Deps, entry: Entry, showing: Showing = {}): Promise<MadePage> {
  const { intro, side } = entry
  return PAGES[introductionPage(intro.facts, side, deps.now())](deps, entry, showing)
}

type Maker = (deps: Deps, entry: Entry, showing: Showing) => Promise<MadePage>

const PAGES: Record<IntroductionPage, Maker> = {
  // The routes answer 404 before they come here: to who was not asked there is no introduction.
  'not-asked': async () => ended(200, words.notOn, [words.notOnText]),
  question: questionPage,
  wait: waitPage,
  declined: declinedPage,
  'taken-back': async (_deps, entry) => ended(200, words.takenBack, [words.takenBackText], ownPageOf(entry)),
  expired: expiredPage,
  closed: async (_deps, entry) => ended(200, words.notOn, [words.notOnText], ownPageOf(entry)),
  agreed: agreedPage,
}

const ended = (status: MadePage['status'], title: string, lines: string[], next?: NextPage): MadePage => ({
  status,
  title,
  body: <Ended title={title} lines={lines} next={next} />,
})

/** For who came by a mail: a phone that signed up opens no more than its own sign-up. */
export const ownPageOf = ({ visitor }: Pick<Entry, 'visitor'>): NextPage | undefined =>
  visitor.way === 'mail' ? { label: words.myData, href: paths.myData(visitor.participantId) } : undefined

async function questionPage(deps: Deps, { intro, side, visitor }: Entry, { problem }: Showing): Promise<MadePage> {
  const programme = programmeOf(intro.programme)
  const [me, other] = await Promise.all([counterpart(deps, intro, side), counterpart(deps, intro, otherSide(side))])
  if (!me || !other) return ended(200, words.notOn, [words.notOnText])
  const body = (
    <Question
      action={paths.answer(intro.id, side)}
      csrf={visitor.csrf}
      side={side}
      name={other.firstName}
      about={aboutOf(other)}
      why={whyLines(programme, side, me, other)}
      effort={words.effort(programme.rhythm, programme.months)}
      yes={nl.consent.introduction}
      calledAs={programme.sides[side].calledAs}
      agreement={await agreementToAnswer(deps, programme)}
      volunteerNote={side === 'mentor' ? volunteerNoteOf(programme, await loadSettings(deps.db)) : []}
      deadline={dateOf(intro.facts.asks[side]?.expiresAt ?? intro.sentAt)}
      problem={problem}
    />
  )
  return { title: words.found, status: problem ? 422 : 200, body, error: problem !== undefined }
}

const businessOf = (programme: Programme, { business }: { business: string | null }) =>
  business === null ? null : { label: capitalised(programme.business), value: business }

type Known = { firstName: string; topics: string[]; sector: string | null; business: string | null }

function aboutOf({ business, sector }: Known): string {
  const known = isSector(sector) ? nl.common.sectors[sector] : words.sectorUnknown
  return business === null ? known : `${business}, ${inSentence(known)}`
}

function whyLines(programme: Programme, side: Side, me: Known, other: Known): string[] {
  const shared = sharedBetween(me, other)
  const rest = other.topics.filter((topic) => !shared.topics.includes(topic))
  const [both, more] = [topicsInSentence(programme, shared.topics), topicsInSentence(programme, rest)]
  const aboutTopics = both
    ? [words.whyTopics[side](other.firstName, both), ...(more ? [words.whyMore[side](other.firstName, more)] : [])]
    : [more ? words.whyTheirTopics[side](other.firstName, more) : words.whyUnsure(other.firstName)]
  const isSame = isSector(shared.sector) && shared.sector !== 'other'
  return [...aboutTopics, ...(isSame ? [words.whySameSector] : [])]
}

const topicsInSentence = (programme: Programme, ids: string[]): string =>
  listOf(ids.map((id) => inSentence(topicLabel(programme, id))))

async function waitPage(deps: Deps, { intro, side, visitor }: Entry): Promise<MadePage> {
  const other = await counterpart(deps, intro, otherSide(side))
  const deadline = intro.facts.asks[otherSide(side)]?.expiresAt ?? intro.sentAt
  const body = (
    <Wait
      csrf={visitor.csrf}
      name={other?.firstName ?? words.theOther}
      correction={paths.correction(intro.id, side)}
      deadline={dateOf(deadline)}
    />
  )
  return { title: words.wait, status: 200, body }
}

async function declinedPage(deps: Deps, entry: Entry, { reason }: Showing): Promise<MadePage> {
  const { intro, side, visitor } = entry
  const told = await reasonOf(deps, intro.id, side)
  const body = (
    <Declined
      csrf={visitor.csrf}
      correction={paths.correction(intro.id, side)}
      reasonAction={paths.answerReason(intro.id, side)}
      reasons={programmeOf(intro.programme).declineReasons}
      asks={told === null}
      corrected={intro.facts.corrections[side] !== undefined}
      problem={reason}
      next={ownPageOf(entry)}
    />
  )
  const wrong = told === null && reason !== undefined
  return { title: told === null ? words.declined : words.thanks, status: wrong ? 422 : 200, body, error: wrong }
}

async function expiredPage(_deps: Deps, entry: Entry): Promise<MadePage> {
  const { intro, side } = entry
  const deadline = dateOf(intro.facts.asks[side]?.expiresAt ?? intro.sentAt)
  return ended(410, words.expired, [words.expiredText(deadline), words.expiredNext], ownPageOf(entry))
}

/** As this side agreed to them with its yes; the agreement of a page of its own is read there. */
async function agreedLines(deps: Deps, { intro, side }: Entry): Promise<string[]> {
  if (programmeOf(intro.programme).agreement !== 'answer-page') return []
  return linesOf((await agreedText(deps, intro, { side, at: intro.facts.answers[side]?.at ?? intro.sentAt })).body)
}

/** The two questions of the end, until this side answered them. */
async function overPage(deps: Deps, entry: Entry, duo: Duo, name: string): Promise<MadePage> {
  const { intro, side } = entry
  const isAnswered = (await endAnswersOf(deps, duo.id)).some((given) => given.side === side)
  if (isAnswered) return ended(200, words.duoOver, [], ownPageOf(entry))
  const next = { label: nl.ownDuo.toEnd, href: paths.duoEnd(intro.id, side), kind: 'primary' as const }
  return ended(200, words.duoOver, [nl.checkins.endLead(name)], next)
}

/** A duo that is over, with what can still be noted of it. */
async function withNotes(deps: Deps, entry: Entry, duo: Duo, showing: Showing, page: MadePage): Promise<MadePage> {
  const { note, mine, csrf } = await meetingNotesOf(deps, entry, duo, showing)
  const body = (
    <>
      <OpenQuestion open={null} standsStill={null} note={note} />
      {showing.done && <Notice kind="success">{showing.done}</Notice>}
      {page.body}
      <MeetingNotes csrf={csrf} note={note} mine={mine} />
    </>
  )
  return { ...page, body, error: showing.typed !== undefined }
}

async function agreedPage(deps: Deps, entry: Entry, showing: Showing): Promise<MadePage> {
  const { intro, side, visitor } = entry
  const [contact, other, duo, toProve] = await Promise.all([
    contactFor(deps, intro.id, visitor.participantId, visitor),
    counterpart(deps, intro, otherSide(side)),
    intro.duoId ? duoById(deps, intro.duoId) : null,
    signupToProve(deps, visitor.participantId),
  ])
  const today = civilDateOf(deps.now())
  const state = duo && duoState(duo.facts, today)
  const why = { label: nl.checkins.why, href: paths.duoStop(intro.id, side) }
  if (duo && state === 'stopped')
    return withNotes(deps, entry, duo, showing, ended(200, words.duoStopped, [words.notOnText], why))
  if (!other) return ended(200, words.duoStopped, [words.notOnText])
  if (duo && state === 'completed') {
    const over = await overPage(deps, entry, duo, other.firstName)
    const last = contact && isOnLastDay(duo.facts, today) && (await meetingOfLastDay(deps, entry, other.firstName))
    const body = [over.body, last && <MeetingCard {...last} />]
    return withNotes(deps, entry, duo, showing, { ...over, body })
  }

  const proof = visitor.way === 'mail' && toProve ? paths.signupProof(toProve) : null
  if (!contact) return { title: words.agreed, status: 200, body: <AgreedHidden name={other.firstName} proof={proof} /> }

  const programme = programmeOf(intro.programme)
  const body = (
    <Reveal
      side={side}
      contact={{ ...contact, firstName: other.firstName, business: businessOf(programme, contact) }}
      firstTalk={programme.firstTalk}
      agreementLines={await agreedLines(deps, entry)}
      calendar={(await firstMeetingFor(deps, entry)) && paths.firstMeeting(intro.id, side)}
      vcard={paths.contactCard(intro.id, side)}
      duo={duo && (await ownDuoOf(deps, entry, duo, showing))}
      meeting={await ownMeetingOf(deps, entry, other.firstName, showing.meeting ?? null)}
      {...(await ownStepOf(deps, entry, other.firstName, showing.told ?? null))}
      done={showing.done ?? null}
    />
  )
  return { title: words.agreed, status: 200, body }
}
