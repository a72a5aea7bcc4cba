import { duoById, waitsForPlace } from '../../db/duos/duos.ts'
import { type PairFacts, pairFactsOf } from '../../db/introductions/clicks.ts'
import { counterpart } from '../../db/introductions/counterparts.ts'
import type { Introduction } from '../../db/introductions/introductions.ts'
import { meetingsOf, type PlacedMeeting } from '../../db/introductions/meetings.ts'
import { activeBars } from '../../db/matching/pool.ts'
import { loadSettings } from '../../db/settings.ts'
import type { FirstWeeksProblem, FirstWeeksProps } from '../../views/staff/duos/first-weeks.tsx'
import { civilDate, dateOf, dateTimeOf, listOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import { agreementText, sectionsOf } from '../agreement-texts.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { decideAgreement, decideClick, towardsDuo } from '../domain/duos/click.ts'
import { duoState, isOnLastDay } from '../domain/duos/duo.ts'
import { currentMeeting, isTold, meetingState } from '../domain/duos/meeting.ts'
import { staffCalendarMessageOf } from '../domain/duos/meeting-calendar.ts'
import { SIDES, type Side, type Teller } from '../domain/facts.ts'
import { introductionState, lapsesAfter } from '../domain/introduction.ts'
import { programmeOf } from '../domain/programmes.ts'
import { icsOf } from '../letters/meeting-drafts.ts'
import { paths } from '../paths.ts'
import { speakerOf } from '../speaker.ts'

const words = nl.staffFirstWeeks

/** `open`: both said yes, and neither that nor their duo has ended. */
export async function pairState(deps: Deps, intro: Introduction): Promise<'open' | 'last-day' | 'over'> {
  const duo = intro.duoId ? await duoById(deps, intro.duoId) : null
  const today = civilDateOf(deps.now())
  if (duo && isOnLastDay(duo.facts, today)) return 'last-day'
  const isOpen = duo
    ? duoState(duo.facts, today) === 'running'
    : introductionState(intro.facts, deps.now()) === 'agreed'
  return isOpen ? 'open' : 'over'
}

type Showing = { names: Record<Side, string>; csrf: string; wrong: FirstWeeksProblem | null }

/**
 * What staff see and do between two yes and a duo, and of the meetings of a duo; null before and after. Of a duo on its
 * last day: the meeting that is still to come.
 */
export async function firstWeeksOf(
  deps: Deps,
  intro: Introduction,
  { names, csrf, wrong }: Showing,
): Promise<FirstWeeksProps | null> {
  const state = await pairState(deps, intro)
  if (state === 'over') return null
  const programme = programmeOf(intro.programme)
  const [facts, meetings, waits] = await Promise.all([
    pairFactsOf(deps, intro),
    meetingsOf(deps, intro.id),
    waitsForPlace(deps, intro),
  ])
  const now = deps.now()
  if (state === 'last-day' && (currentMeeting(meetings, now)?.startsAt ?? 0) <= now) return null
  const towards = towardsDuo(programme, facts, now)
  const step = waits ? 'place' : towards
  const signs = programme.agreement === 'own-page'
  const text = signs && towards !== null ? await agreementText(deps, programme) : null
  return {
    introductionId: intro.id,
    csrf,
    formKey: deps.newToken(),
    wrong,
    today: civilDateOf(now),
    step: step && words.steps[step],
    lapses: step === null || waits ? null : words.lapses(civilDate(lapsesAfter(intro.facts))),
    sides: SIDES.map((side) => ({
      side,
      name: names[side],
      lines: towards === null ? [] : sideLines(facts, side, signs),
      canClick: decideClick(programme, facts, side, 'yes', now).kind === 'answered',
      canAgree: facts.clicks[side]?.click === 'yes' && decideAgreement(programme, facts, side, now).kind === 'agreed',
    })),
    agreement: text && { textId: text.id, sections: sectionsOf(text.body) },
    meeting: meetingOf(intro, meetings, names, now),
    mayTell: towards === 'meet',
    mayPropose: state === 'open',
  }
}

function sideLines({ clicks, agreements }: PairFacts, side: Side, signs: boolean): string[] {
  const [click, agreed] = [clicks[side], agreements[side]]
  return [
    click ? words.clicked(dateOf(click.at), nl.introductions.way[click.way]) : words.notClicked,
    ...(signs ? [agreed ? words.agreed(dateOf(agreed.at), nl.introductions.way[agreed.way]) : words.notAgreed] : []),
  ]
}

function meetingOf(
  { id }: Introduction,
  all: PlacedMeeting[],
  names: Record<Side, string>,
  now: number,
): FirstWeeksProps['meeting'] {
  const last = all.at(-1)
  const state = last && meetingState(last, all, now)
  const current = currentMeeting(all, now)
  const own = all.find((one) => one.id === current?.meeting.id)
  const nameOf = (who: Teller) => (who === 'staff' ? nl.duos.ourselves : names[who])
  const more = ({ place, staffJoins }: PlacedMeeting) => [
    ...(place === null ? [] : [nl.meetings.at(place)]),
    ...(staffJoins ? [nl.meetings.staffJoins] : []),
  ]
  const nothing = { cancel: null, calendar: null, wipePlace: null }
  const wipeOf = (one: PlacedMeeting) => (one.place === null ? null : paths.meetingPlaceRemoval(id, one.id))
  if (current && own && current.startsAt > now) {
    const cancel = paths.staffMeetingCancellation(id, own.id)
    const calendar = own.staffJoins ? paths.staffMeetingCalendar(id, own.id) : null
    return {
      lines: [words.meets(dateTimeOf(current.startsAt)), ...more(own)],
      cancel,
      calendar,
      wipePlace: wipeOf(own),
    }
  }
  if (last && state?.kind === 'proposed') {
    const waits = words.waits(nameOf(last.by), state.waitingFor.map(nameOf))
    const cancel = paths.staffMeetingCancellation(id, last.id)
    return {
      lines: [waits, ...state.slots.map((slot) => dateTimeOf(slot)), ...more(last)],
      cancel,
      calendar: null,
      wipePlace: wipeOf(last),
    }
  }
  if (current && own) {
    const line = isTold(own)
      ? words.told(nameOf(own.by), dateOf(current.startsAt))
      : words.met(dateTimeOf(current.startsAt))
    return { lines: [line], ...nothing }
  }
  return { lines: [state?.kind === 'none-fits' ? nl.meetings.noneFits : words.noMeeting], ...nothing }
}

/** Whose no to "klikt het?" still bars this pair; null when none does. */
export async function barringClick(deps: Deps, intro: Introduction): Promise<{ side: Side; barId: string } | null> {
  const { clicks } = await pairFactsOf(deps, intro)
  const side = SIDES.find((one) => clicks[one]?.click === 'no')
  if (!side) return null
  const barId = `${intro.id}:click:${side}`
  return (await activeBars(deps)).some(({ id }) => id === barId) ? { side, barId } : null
}

/** An agreed meeting for the calendar of who of staff comes along; null for any other. */
export async function calendarFor(
  deps: Deps,
  intro: Introduction,
  { id, email }: { id: string; email: string },
): Promise<string | null> {
  const all = await meetingsOf(deps, intro.id)
  const meeting = all.find((one) => one.id === id)
  const message = meeting?.staffJoins ? staffCalendarMessageOf(meeting, all)?.message : null
  if (!meeting || message?.method !== 'REQUEST') return null
  const both = await Promise.all(SIDES.map((side) => counterpart(deps, intro, side)))
  const name = listOf(both.map((one) => one?.firstName ?? nl.participants.erasedName))
  const speaker = speakerOf(programmeOf(intro.programme), await loadSettings(deps.db))
  return icsOf(deps, { speaker, message, meeting, name, email })
}
