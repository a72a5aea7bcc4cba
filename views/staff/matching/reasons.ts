import type { Why } from '../../../src/domain/introduction.ts'
import { sectorRelation } from '../../../src/domain/matching/criteria.ts'
import { type Programme, topicLabel } from '../../../src/domain/programmes.ts'
import type { Reason } from '../../parts.tsx'
import { listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'

/** What reasons are worded from. Waiting is known of a run's people only. */
export type Profile = { sector: string | null; languages: readonly string[]; waitingDays?: number }

type Both = { mentor: Profile; mentee: Profile }
type Line = Why['reasons'][number]

/** Why these two, a line a criterion (what is not known in one), with the points that add up to the score. */
export function reasonLines(words: Words, programme: Programme, why: Why, both: Both): Reason[] {
  const { criterion, points, reason } = words.matching
  const lines = why.reasons.flatMap((line) => {
    const code = CRITERIA.find((each) => each === line.code)
    return code ? [{ ...line, code }] : []
  })
  const known = lines.filter(({ code, verdict }) => verdict !== 'unknown' || code === 'topics')
  const unknown = lines.filter((line) => !known.includes(line))
  const sum = unknown.reduce((total, line) => total + line.points, 0)
  const rest = { label: listOf(unknown.map(({ code }) => criterion[code])), verdict: 'unknown' as const }
  return [
    ...known.map((line) => {
      const worth = line.points > 0 ? ` (${points(line.points)})` : ''
      const text = `${TEXTS[line.code](words, line, both, programme)}${worth}`
      return { label: criterion[line.code], verdict: line.verdict, text }
    }),
    ...(unknown.length > 0 ? [{ ...rest, text: reason.unknown(sum) }] : []),
  ]
}

const CRITERIA = ['topics', 'languages', 'sector', 'stage', 'waiting', 'met'] as const
type Criterion = (typeof CRITERIA)[number]

const TEXTS: Record<Criterion, (words: Words, line: Line, both: Both, programme: Programme) => string> = {
  topics: ({ matching: { reason } }, { verdict, topics = [] }, _both, programme) => {
    if (topics.length > 0) return listOf(topics.map((id) => topicLabel(programme, id)))
    return verdict === 'unknown' ? reason.noTopics : reason.otherTopics
  },
  languages: ({ matching: { reason }, common }, { verdict }, { mentor, mentee }) => {
    const labels: Record<string, string> = common.languages
    const shared = mentee.languages.filter((language) => mentor.languages.includes(language))
    if (shared.length > 0) return listOf(shared.map((code) => labels[code] ?? code))
    return verdict === 'unknown' ? reason.noLanguage : reason.otherLanguage
  },
  sector: ({ matching: { reason }, common }, _line, { mentor, mentee }) => {
    if (mentor.sector === null || mentee.sector === null) return reason.noSector
    const labels: Record<string, string> = common.sectors
    const [one, other] = [labels[mentor.sector] ?? mentor.sector, labels[mentee.sector] ?? mentee.sector]
    if (mentor.sector === mentee.sector) return reason.sameSector(one)
    const isNear = sectorRelation(mentor.sector, mentee.sector) === 'near'
    return isNear ? reason.nearSectors(one, other) : reason.sectors(one, other)
  },
  stage: ({ matching: { reason } }, { verdict }) =>
    ({ fits: reason.sameStage, 'does-not-fit': reason.otherStage, unknown: reason.noStage })[verdict],
  waiting: ({ matching: { reason } }, _line, { mentor, mentee }) =>
    mentor.waitingDays === undefined || mentee.waitingDays === undefined
      ? reason.waited
      : reason.waiting(mentee.waitingDays, mentor.waitingDays),
  met: ({ matching: { reason } }, { verdict }) => (verdict === 'fits' ? reason.met : reason.notMet),
}
