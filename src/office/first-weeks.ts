import { duoById } from '../../db/duos/duos.ts'
import { type PairFacts, pairFactsOf } from '../../db/introductions/clicks.ts'
import type { Introduction } from '../../db/introductions/introductions.ts'
import { meetingsOf, type PlacedMeeting } from '../../db/introductions/meetings.ts'
import type { FirstWeeksProblem, FirstWeeksProps } from '../../views/staff/first-weeks.tsx'
import { civilDate, dateOf, dateTimeOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import { agreementText, sectionsOf } from '../agreement-texts.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { decideAgreement, decideClick, towardsDuo } from '../domain/click.ts'
import { duoState } from '../domain/duo.ts'
import { SIDES, type Side, type Teller } from '../domain/facts.ts'
import { introductionState, lapsesAfter } from '../domain/introduction.ts'
import { currentMeeting, isTold, meetingState } from '../domain/meeting.ts'
import { programmeOf } from '../domain/programmes.ts'
import { paths } from '../paths.ts'

const words = nl.staffFirstWeeks

/** Both said yes, and neither that nor their duo has ended. */
export async function isOpenPair(deps: Deps, intro: Introduction): Promise<boolean> {
  const duo = intro.duoId ? await duoById(deps, intro.duoId) : null
  if (duo) return duoState(duo.facts, civilDateOf(deps.now())) === 'running'
  return introductionState(intro.facts, deps.now()) === 'agreed'
}

type Showing = { names: Record<Side, string>; csrf: string; wrong: FirstWeeksProblem | null }

/** What staff see and do between two yes and a duo, and of the meetings of a duo; null before and after. */
export async function firstWeeksOf(
  deps: Deps,
  intro: Introduction,
  { names, csrf, wrong }: Showing,
): Promise<FirstWeeksProps | null> {
  if (!(await isOpenPair(deps, intro))) return null
  const programme = programmeOf(intro.programme)
  const [facts, meetings] = await Promise.all([pairFactsOf(deps, intro), meetingsOf(deps, intro.id)])
  const now = deps.now()
  const towards = towardsDuo(programme, facts, now)
  const signs = programme.agreement === 'own-page'
  const text = signs && towards !== null ? await agreementText(deps, programme) : null
  return {
    introductionId: intro.id,
    csrf,
    formKey: deps.newToken(),
    wrong,
    today: civilDateOf(now),
    step: towards && words.steps[towards],
    lapses: towards && words.lapses(civilDate(lapsesAfter(intro.facts))),
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
  if (current && own && current.startsAt > now) {
    const cancel = paths.staffMeetingCancellation(id, own.id)
    return { lines: [words.meets(dateTimeOf(current.startsAt)), ...more(own)], cancel }
  }
  if (last && state?.kind === 'proposed') {
    const waits = words.waits(nameOf(last.by), state.waitingFor.map(nameOf))
    const cancel = paths.staffMeetingCancellation(id, last.id)
    return { lines: [waits, ...state.slots.map((slot) => dateTimeOf(slot)), ...more(last)], cancel }
  }
  if (current && own) {
    const line = isTold(own)
      ? words.told(nameOf(own.by), dateOf(current.startsAt))
      : words.met(dateTimeOf(current.startsAt))
    return { lines: [line], cancel: null }
  }
  return { lines: [state?.kind === 'none-fits' ? nl.meetings.noneFits : words.noMeeting], cancel: null }
}
