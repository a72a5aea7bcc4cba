import { type Funding, filled, type Programme } from '../../src/domain/programmes.ts'
import { type Change, FIGURES, type Figure, type FigureId } from '../../src/domain/report/figures.ts'
import type { Share } from '../../src/domain/report/statistics.ts'
import { capitalised, numberOf, percentOf } from '../words/format.ts'
import type { Words } from '../words.ts'

export type ReportWords = Words['report']

const sidesOf = ({ sides: { mentor, mentee } }: Programme) => ({
  mentor: mentor.one,
  mentors: mentor.many,
  mentee: mentee.one,
  mentees: mentee.many,
})

/** "Ingeschreven starters", and what that counts, in the words of the programme. */
export const figureLabel = ({ figures }: ReportWords, programme: Programme, id: FigureId): string =>
  capitalised(filled(figures[id].label, sidesOf(programme)))

export const figureMeaning = ({ figures }: ReportWords, programme: Programme, id: FigureId): string =>
  capitalised(filled(figures[id].means, sidesOf(programme)))

/** "12 van 40 (30 %)" */
export function shareText(words: ReportWords, { part, of, percent }: Share): string {
  if (percent === null) return words.shareNone
  return words.share(numberOf(part), numberOf(of), percentOf(percent))
}

/** A figure with what it is a part of. */
export function figureText(words: ReportWords, programme: Programme, { id, value, part, of }: Figure): string {
  if (part !== null && of !== null) return shareText(words, { part, of, percent: value })
  if (FIGURES[id].unit !== 'days') return value === null ? words.none : numberOf(value)
  if (value === null || of === null) return words.daysNone
  return words.days(numberOf(value), numberOf(of), programme.sides.mentee[of === 1 ? 'one' : 'many'])
}

/** The number alone. */
export const valueText = (words: ReportWords, value: number | null): string =>
  value === null ? words.none : numberOf(value)

/** For beside others of its kind: the number alone, and a percentage with its part and its whole. */
export function columnText(words: ReportWords, { value, part, of }: Figure): string {
  return value !== null && part !== null && of !== null
    ? shareText(words, { part, of, percent: value })
    : valueText(words, value)
}

/** "+3", "−2", "+12 procentpunt" */
export function changeText(words: ReportWords, { id, by }: Change): string {
  const signed = `${by > 0 ? '+' : '−'}${numberOf(Math.abs(by))}`
  return FIGURES[id].unit === 'percent' ? words.changes.points(signed) : signed
}

type FundingWords = Pick<ReportWords | ReportWords['answer'], 'funding' | 'fundingBegan'>

/** Money of which no source tells the last day is only said to have begun. */
export const fundingText = (words: FundingWords, { label, project, from, until }: Funding): string =>
  until === null ? words.fundingBegan(label, project, from.slice(0, 4)) : words.funding(label, project)
