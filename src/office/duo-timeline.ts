import { checkinsOf } from '../../db/duos/checkins.ts'
import { endAnswersOf } from '../../db/duos/duo-answers.ts'
import { textsOf } from '../../db/duos/duo-care.ts'
import { extensionsOf, pauseCorrectionsOf, pausesOf } from '../../db/duos/duo-changes.ts'
import { reasonsOf } from '../../db/duos/duo-ends.ts'
import type { Duo } from '../../db/duos/duos.ts'
import { writtenNotes } from '../../db/duos/meeting-notes.ts'
import { outcomesOf } from '../../db/duos/outcomes.ts'
import { civilDate, hoursOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { type CivilDate, civilDateOf } from '../domain/civil-date.ts'
import type { Contract } from '../domain/duos/outcome.ts'
import { SIDES, type Teller } from '../domain/facts.ts'
import { outcomeLabel, programmeOf } from '../domain/programmes.ts'
import { paths } from '../paths.ts'

const words = nl.duos

/** `wipe`: where a text that somebody typed is deleted. */
export type TimelineRow = { on: CivilDate; what: string; who: string; wipe?: string }

/** Everything that happened to a duo, the newest first. `closedBy`: who of staff ended it, where neither of the two did. */
export async function timelineOf(
  deps: Deps,
  duo: Duo,
  { nameOf, closedBy }: { nameOf: (who: Teller) => string; closedBy: string },
): Promise<TimelineRow[]> {
  const programme = programmeOf(duo.programme)
  const [checkins, notes, texts, pauses, corrections, extensions, ends, outcomes, reasons] = await Promise.all([
    checkinsOf(deps, duo.id),
    writtenNotes(deps, duo.id),
    textsOf(deps, duo.id),
    pausesOf(deps, duo.id),
    pauseCorrectionsOf(deps, duo.id),
    extensionsOf(deps, duo.id),
    endAnswersOf(deps, duo.id),
    outcomesOf(deps, duo.id),
    reasonsOf(deps, duo.id),
  ])
  const label = (code: string | null) => (code === null ? words.skipped : outcomeLabel(programme, code))
  const yesNo = (again: boolean | null) => (again === null ? words.skipped : again ? words.yes : words.no)
  const { startedOn, end } = duo.facts
  const rows: TimelineRow[] = [
    { on: startedOn, what: words.started, who: '' },
    ...checkins.flatMap(({ milestone, at, answers }) => [
      { on: civilDateOf(at), what: words.asked(words.question(milestone)), who: '' },
      ...SIDES.flatMap((side) => {
        const given = answers[side]
        if (!given) return []
        const answer = words.answered(words.question(milestone), words.answer[given.answer])
        const more = [...(given.callMe ? [words.callMe] : []), ...(given.way === 'staff' ? [words.assisted] : [])]
        return [{ on: civilDateOf(given.at), what: [answer, ...more].join(' · '), who: nameOf(side) }]
      }),
    ]),
    ...texts.remarks.map(({ id, at, body, side }) => ({
      on: civilDateOf(at),
      what: words.remark(body),
      who: nameOf(side),
      wipe: paths.duoRemarkRemoval(duo.id, id),
    })),
    ...texts.notes.map(({ id, at, body, staffName }) => ({
      on: civilDateOf(at),
      what: words.note(body),
      who: staffName,
      wipe: paths.duoNoteRemoval(duo.id, id),
    })),
    ...notes.map(({ metOn, minutes, by, way, isVoid }) => ({
      on: metOn,
      what: [
        (isVoid ? words.metVoid : words.met)(hoursOf(minutes)),
        ...(way === 'staff' && by !== 'staff' ? [words.assisted] : []),
      ].join(' · '),
      who: nameOf(by),
    })),
    ...pauses.flatMap(({ fromOn, resumedOn, by, staffName, resumerName }) => [
      { on: fromOn, what: words.pausedFrom, who: staffName ?? nameOf(by) },
      ...(resumedOn === null ? [] : [{ on: resumedOn, what: words.resumedOn, who: resumerName ?? nameOf(by) }]),
    ]),
    ...corrections.map(({ at, fromOn, resumedOn, staffName }) => ({
      on: civilDateOf(at),
      what:
        resumedOn === null
          ? words.pauseTakenBack(civilDate(fromOn))
          : words.pauseShortened(civilDate(fromOn), civilDate(resumedOn)),
      who: staffName,
    })),
    ...extensions.map(({ at, months, reason, staffName }) => ({
      on: civilDateOf(at),
      what: words.extendedBy(months, words.extendReasons[reason]),
      who: staffName,
    })),
    ...(end ? [{ on: end.endedOn, what: words.endedAs[end.reason], who: end.side ? nameOf(end.side) : closedBy }] : []),
    ...reasons.map(({ by, reason }) => ({
      on: end?.endedOn ?? startedOn,
      what: words.endedWhy(words.closeReason[reason]),
      who: nameOf(by),
    })),
    ...ends.map(({ side, at, outcome, again, next, way }) => ({
      on: civilDateOf(at),
      what: [
        words.endSaid(label(outcome), yesNo(again)),
        ...(next === null ? [] : [words.endNext[next]]),
        ...(way === 'staff' ? [words.assisted] : []),
      ].join(' · '),
      who: nameOf(side),
    })),
    ...outcomes.map(({ moment, code, contract, by, staffName, at }) => ({
      on: civilDateOf(at),
      what: [words.outcomeOf(words.moments[moment], label(code)), ...(contract ? [contractText(contract)] : [])].join(
        ' · ',
      ),
      who: staffName ?? nameOf(by),
    })),
  ]
  return rows.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}

const contractText = ({ startsOn, endsOn }: Contract): string =>
  endsOn === null ? words.contractFrom(civilDate(startsOn)) : words.contractOf(civilDate(startsOn), civilDate(endsOn))
