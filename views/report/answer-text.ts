import { fundingsIn, type Programme } from '../../src/domain/programmes.ts'
import { hoursMet } from '../../src/domain/report/figures.ts'
import type { Report } from '../../src/domain/report.ts'
import { civilDate, eitherOf, inSentence, numberOf, percentOf } from '../words/format.ts'
import type { Words } from '../words.ts'
import { fundingText } from './figure.ts'
import type { ReportFrame } from './frame.tsx'

const EXAMPLES = 2

/** The answer in whole sentences, a paragraph a line, in the manner of the city's written answers. */
export function answerText(frame: ReportFrame, year: number, report: Report): string[] {
  const { words: all, programme, today } = frame
  const words = all.report.answer
  const { mentor, mentee } = programme.sides
  const { signups, duos, meetings, daysToDuo, caps } = report
  const cap = caps.find((own) => own.year === year)?.cap ?? 0
  const counted = (count: number, { one, many }: { one: string; many: string }) =>
    `${numberOf(count)} ${count === 1 ? one : many}`
  return [
    [
      words.started(year, today.startsWith(String(year)), duos.started, mentor.many, mentee.many, cap),
      words.running(civilDate(report.period.until), duos.running, duos.completed, duos.endedEarly),
    ],
    outcomeLines(programme, all, report),
    [
      words.signups(
        Math.max(signups.mentor, signups.mentee),
        counted(signups.mentor, mentor),
        counted(signups.mentee, mentee),
      ),
      ...(daysToDuo.median === null
        ? []
        : [words.waiting(mentee.many, counted(Math.ceil(daysToDuo.median), words.days))]),
      ...(meetings.times === 0
        ? []
        : [words.hours(numberOf(hoursMet(report)), counted(meetings.times, words.meetings))]),
    ],
    fundingsIn(programme, report.period.from, report.period.until).map((funding) => fundingText(words, funding)),
  ]
    .map((sentences) => sentences.join(' '))
    .filter((line) => line !== '')
}

/** What is known a year after the start says most; until then, what was known at the end. */
function outcomeLines(programme: Programme, all: Words, { outcomes: { end, year }, rules }: Report): string[] {
  const words = all.report.answer
  const moment = year.of > 0 ? ('year' as const) : ('end' as const)
  const { of, direct, broad } = moment === 'year' ? year : end
  if (direct.percent === null || broad.percent === null) return [words.noOutcomes]
  const named = `${percentOf(direct.percent)} ${directName(programme, all)}`
  const who = words.outcomes[moment](of)
  return [
    words.result(who, named, directMeans(programme, all), percentOf(broad.percent), broadMeans(programme)),
    ...(rules.broadIncludesDirect ? [words.broadIncludes] : []),
    ...(moment === 'year' && end.direct.percent !== null && end.broad.percent !== null
      ? [words.also(end.of, percentOf(end.direct.percent), percentOf(end.broad.percent))]
      : []),
  ]
}

/** Where a contract decides, the council's own word for it. */
const directName = ({ outcomes }: Programme, { report: { answer } }: Words): string =>
  outcomes.some(({ contract }) => contract) ? answer.activation : answer.direct

/** "arbeidscontract > 3 maanden", or the results themselves. */
const directMeans = ({ outcomes }: Programme, words: Words): string =>
  eitherOf(
    outcomes
      .filter(({ tier }) => tier === 'direct')
      .map(({ label, contract }) =>
        contract ? words.report.answer.contract(contract.longerThanMonths) : inSentence(label),
      ),
  )

const broadMeans = ({ outcomes }: Programme): string =>
  eitherOf(
    outcomes
      .filter(({ tier }) => tier === 'broad')
      .slice(0, EXAMPLES)
      .map(({ label }) => inSentence(label)),
  )
