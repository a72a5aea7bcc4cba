import { checkinsOf } from '../../db/duos/checkins.ts'
import { endAnswersOf } from '../../db/duos/duo-answers.ts'
import { textsOf } from '../../db/duos/duo-care.ts'
import { reasonsOf } from '../../db/duos/duo-ends.ts'
import { writtenNotes } from '../../db/duos/meeting-notes.ts'
import { pairFactsFor } from '../../db/introductions/clicks.ts'
import type { Introduction } from '../../db/introductions/introductions.ts'
import type { Listed } from '../../views/phone/my-data.tsx'
import { civilDate, dateOf, hoursOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { kindOf } from '../domain/duos/checkin.ts'
import type { Side } from '../domain/facts.ts'
import { sideOf } from '../domain/introduction.ts'
import { type Programme, programmeOf } from '../domain/programmes.ts'
import { paths } from '../paths.ts'

const words = nl.myData.said

/** What this person said on the way to their duos and in them: their own answers, never the other's. */
export async function ownAnswersOf(deps: Deps, participantId: string, intros: Introduction[]): Promise<Listed[]> {
  const pairs = await pairFactsFor(deps, intros)
  const found = await Promise.all(
    intros.map(async (intro) => {
      const side = sideOf(intro, participantId)
      if (!side) return []
      const facts = pairs.get(intro.id)
      const [click, agreed] = [facts?.clicks[side], facts?.agreements[side]]
      return [
        ...(click ? [{ text: words.click(nl.firstWeeks.clickOptions[click.click], dateOf(click.at)) }] : []),
        ...(agreed
          ? [{ text: words.agreed(dateOf(agreed.at)), href: agreementPage(intro, side), more: undefined }]
          : []),
        ...(intro.duoId ? await saidInDuo(deps, intro.duoId, side, programmeOf(intro.programme)) : []),
      ]
    }),
  )
  return found.flat()
}

/** Where its text is read again. */
const agreementPage = ({ id, programme }: Introduction, side: Side): string =>
  programmeOf(programme).agreement === 'own-page' ? paths.agreement(id, side) : paths.introduction(id, side)

async function saidInDuo(deps: Deps, duoId: string, side: Side, programme: Programme): Promise<Listed[]> {
  const [checkins, texts, notes, ends, reasons] = await Promise.all([
    checkinsOf(deps, duoId),
    textsOf(deps, duoId),
    writtenNotes(deps, duoId),
    endAnswersOf(deps, duoId),
    reasonsOf(deps, duoId),
  ])
  const remarks = texts.remarks.filter((remark) => remark.side === side)
  const label = (code: string | null) => programme.outcomes.find(({ id }) => id === code)?.label ?? words.skipped
  return [
    ...checkins.flatMap(({ milestone, answers }) => {
      const given = answers[side]
      const kind = kindOf(programme, milestone)
      if (!given || kind === 'end') return []
      const said = words.checkin(nl.checkins.title[kind], nl.checkins.options[kind][given.answer], dateOf(given.at))
      return [{ text: said, more: given.callMe ? nl.checkins.callMe : undefined }]
    }),
    ...remarks.map(({ body, at }) => ({ text: words.remark(body, dateOf(at)) })),
    ...notes
      .filter((note) => note.by === side)
      .map(({ metOn, minutes, isVoid }) => ({
        text: words.note(civilDate(metOn), hoursOf(minutes)),
        more: isVoid ? words.takenBack : undefined,
      })),
    ...ends
      .filter((end) => end.side === side)
      .map(({ outcome, at }) => ({ text: words.end(label(outcome), dateOf(at)) })),
    ...reasons.filter(({ by }) => by === side).map(({ reason }) => ({ text: words.stop(nl.checkins.reasons[reason]) })),
  ]
}
