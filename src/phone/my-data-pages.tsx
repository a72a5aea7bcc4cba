import { attestFor } from '../../db/duos/duo-answers.ts'
import { duosOf } from '../../db/duos/duos.ts'
import { counterpart } from '../../db/introductions/counterparts.ts'
import { type Introduction, introductionsOf } from '../../db/introductions/introductions.ts'
import type { OwnData } from '../../db/people/my-data.ts'
import { factsOf } from '../../db/people/participant-facts.ts'
import { subjectOf } from '../../db/people/subjects.ts'
import { formsElsewhere } from '../../db/signups/forms-elsewhere.ts'
import type { Listed, OverviewProps } from '../../views/phone/my-data.tsx'
import { capitalised, dateOf, dateTimeOf, inSentence, listOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Visitor } from '../access.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { type DuoState, duoState } from '../domain/duos/duo.ts'
import { otherSide, SIDES, type Side } from '../domain/facts.ts'
import { type IntroductionState, introductionState, sideOf } from '../domain/introduction.ts'
import { type ParticipantState, participantState } from '../domain/participant.ts'
import { programmeOf, topicLabel } from '../domain/programmes.ts'
import type { Missing } from '../domain/readiness.ts'
import { isSector, LANGUAGES } from '../domain/sectors.ts'
import { paths } from '../paths.ts'
import { doneLines, nextLines } from '../preparation-texts.ts'
import { ownAnswersOf } from './own-answers.ts'
import { ownPlace } from './own-place.ts'
import { ownRecordsOf } from './own-records.ts'

const words = nl.myData

/** Everything that is held of a person, in the order in which people ask for it. */
export async function overviewOf(
  deps: Deps,
  own: OwnData,
  visitor: Visitor,
  done: string | null,
): Promise<OverviewProps> {
  const [introduced, facts] = await Promise.all([ownIntroductions(deps, own.id), factsOf(deps, own.id)])
  const all = introduced.filter(({ intro }) => isAsked(intro, own.id))
  const now = facts && participantState(facts)
  const missing = facts && (now === 'new' || now === 'preparing') ? facts.missing : []
  const intros = all.map(({ intro }) => intro)
  const isMail = visitor.way === 'mail'
  const unconfirmed = own.signups.find(({ confirmed }) => !confirmed)
  return {
    csrf: visitor.csrf,
    done,
    state: missing.length > 0 ? words.preparing(roleOf(own, own.side)) : stateOf(own, all, now),
    preparation: missing.length > 0 ? preparationOf(own, missing) : null,
    paused: own.paused,
    queue: await ownPlace(deps, own),
    confirm: isMail && !own.proved && unconfirmed ? paths.signupProof(unconfirmed.id) : null,
    also: own.also && alsoLine(own, own.also),
    facts: factRows(own),
    introductions: all.map((each) => introductionItem(each, own.id)),
    said: await ownAnswersOf(deps, own.id, intros),
    volunteer: await volunteerLinks(deps, own),
    written: await ownRecordsOf(deps, own),
    signups: own.signups.map(({ id, event, at, shortCode, confirmed }) => ({
      text: words.signup(event, dateTimeOf(at)),
      href: isMail && !confirmed ? paths.signupProof(id) : undefined,
      more: listOf([words.code(shortCode), confirmed ? words.confirmed : words.unconfirmed]),
    })),
    consents: consentItems(own),
    invited: own.consents.findLast(({ purpose }) => purpose === 'P4')?.state === 'given',
    hrefs: {
      details: paths.myDetails(own.id),
      pause: paths.myPause(own.id),
      invitations: paths.myInvitations(own.id),
      withdrawal: paths.withdrawal(own.id),
    },
  }
}

function preparationOf({ programme: id, side }: OwnData, missing: Missing[]): OverviewProps['preparation'] {
  const programme = programmeOf(id)
  return { done: doneLines(programme, side, missing), next: nextLines(programme, side, missing) }
}

/** Each text once, however often somebody said yes to it. */
const consentItems = ({ consents }: OwnData): Listed[] =>
  consents.map(({ purpose, state, at, text }, index) => ({
    text: words.consentLine(words.purposes[purpose], words.consentStates[state], dateOf(at)),
    more:
      consents.findIndex((one) => one.text === text) === index
        ? text?.replace('{voornaam}', nl.answers.theOther)
        : undefined,
  }))

/** What a mentor may read and take along. */
async function volunteerLinks(deps: Deps, { id, side }: OwnData): Promise<Listed[]> {
  if (side !== 'mentor') return []
  const note = { text: words.volunteerNote, href: paths.volunteerNote(id) }
  return (await attestFor(deps, id)) ? [note, { text: words.attest, href: paths.attest(id) }] : [note]
}

/** What stopping does to this person, who already saw their details, and what a mentor can keep no longer after it. */
export async function withdrawalLines(
  deps: Deps,
  own: OwnData,
): Promise<{ lines: string[]; shared: string[]; attest: string | null }> {
  const all = await ownIntroductions(deps, own.id)
  const states = all.map(({ state }) => state)
  const shown = all.filter(({ state }) => SHOWN.includes(state))
  const shared = await Promise.all(
    shown.map(async ({ intro, state }) => {
      const other = await counterpart(deps, intro, otherThan(intro, own.id))
      // Once a duo is over no mail tells the other that somebody stopped.
      const said = state === 'running' || state === 'agreed' ? words.stopShared : words.stopSharedPast
      return other ? [said(other.firstName)] : []
    }),
  )
  const subject = await subjectOf(deps, own.id)
  const losesForm = subject !== null && (await formsElsewhere(deps, subject)).lost
  const { erase, form, open, duo, mail, keep } = words.stopLines
  return {
    lines: [
      erase,
      ...(losesForm ? [form] : []),
      ...(states.some((state) => OPEN.includes(state)) ? [open] : []),
      ...(states.includes('running') ? [duo] : []),
      mail,
      keep,
    ],
    shared: shared.flat(),
    attest: (await attestFor(deps, own.id)) && paths.attest(own.id),
  }
}

type OwnState = Exclude<IntroductionState, 'duo'> | DuoState
type OwnIntroduction = { intro: Introduction; state: OwnState }

const OPEN: readonly OwnState[] = ['sent', 'one_yes', 'agreed']
/** Where both said yes, whatever came after: the other one knows the name. */
const SHOWN: readonly OwnState[] = ['agreed', 'running', 'completed', 'stopped']

/** A duo that ended is one no more: its own end counts, which its introduction does not know. */
async function ownIntroductions(deps: Deps, id: string): Promise<OwnIntroduction[]> {
  const [intros, duos] = await Promise.all([introductionsOf(deps, id), duosOf(deps, id)])
  const today = civilDateOf(deps.now())
  const duoStates = new Map(duos.map(({ introductionId, facts }) => [introductionId, duoState(facts, today)]))
  return intros.map((intro) => {
    const state = introductionState(intro.facts, deps.now())
    return { intro, state: state === 'duo' ? (duoStates.get(intro.id) ?? 'running') : state }
  })
}

function stateOf(own: OwnData, all: OwnIntroduction[], now: ParticipantState | null): string {
  const role = roleOf(own, own.side)
  if (all.some(({ state }) => state === 'running')) return words.inDuo(role)
  if (all.some(({ state }) => OPEN.includes(state))) return words.introduced(role)
  if (now === 'kept_past') return nl.signups.standing.past
  if (own.done) return words.doneNow
  return own.paused ? words.pausedNow : words.takesPart(role)
}

/** Of another programme it names which. */
function alsoLine({ programme }: OwnData, also: NonNullable<OwnData['also']>): string {
  const { name } = programmeOf(also.programme)
  return words.also(roleOf(also, also.side), also.programme === programme ? null : name)
}

const roleOf = ({ programme }: Pick<OwnData, 'programme'>, side: Side): string => programmeOf(programme).sides[side].one

function factRows(own: OwnData): OverviewProps['facts'] {
  const programme = programmeOf(own.programme)
  const topics = own.topics.map((id) => inSentence(topicLabel(programme, id)))
  const languages = LANGUAGES.filter((code) => own.languages.includes(code)).map((code) => nl.common.languages[code])
  return [
    { label: words.name, value: own.name },
    { label: words.email, value: own.email },
    { label: words.phone, value: own.phone ?? words.none },
    { label: words.role, value: roleOf(own, own.side) },
    { label: words.topics, value: capitalised(listOf(topics)) || words.unsure },
    { label: words.sector, value: isSector(own.sector) ? nl.common.sectors[own.sector] : words.unsure },
    { label: words.languages, value: listOf(languages) },
    ...sideFacts(own),
    { label: words.since, value: dateOf(own.createdAt) },
  ]
}

function sideFacts({ programme, side, business, businessVisible, capacity, stage, inCentre }: OwnData) {
  const { sides, business: word } = programmeOf(programme)
  const shown = business !== null && businessVisible ? `${business} (${words.businessShown})` : business
  const facts = {
    business: { label: capitalised(word), value: shown ?? words.none },
    capacity: { label: words.capacity, value: String(capacity) },
    stage: { label: words.stage, value: stage === null ? words.none : nl.common.stages[stage] },
    ...(inCentre === null ? {} : { inCentre: { label: words.inCentre, value: inCentre ? words.yes : words.no } }),
  }
  const { details } = sides[side]
  return Object.entries(facts).flatMap(([detail, fact]) => (details.some((each) => each === detail) ? [fact] : []))
}

const isAsked = (intro: Introduction, id: string): boolean => {
  const side = sideOf(intro, id)
  return side !== null && intro.facts.asks[side] !== undefined
}

const otherThan = (intro: Introduction, id: string): Side => otherSide(sideOf(intro, id) ?? SIDES[0])

function introductionItem({ intro, state }: OwnIntroduction, id: string): Listed {
  const side = sideOf(intro, id)
  return {
    text: capitalised(words.states[state]),
    href: side ? paths.introduction(intro.id, side) : undefined,
    more: words.introduction(dateOf(intro.sentAt)),
  }
}
