import { addDays, addMonths, type CivilDate, civilDateOf } from './civil-date.ts'

/** What keeps somebody's data. Instants in milliseconds UTC; null where there is none. */
export type Kept = {
  /** The last end that stands with a yes of theirs: it was said when they agreed, whatever the settings say now. */
  until: number | null
  /** Their last yes to an introduction of before its end was written down with it. */
  saidYesAt: number | null
  duoStartedOn: CivilDate | null
}

export type RetentionMonths = { retentionMonths: number; duoRetentionMonths: number }

type CityMonths = RetentionMonths & {
  associations: Readonly<Record<string, { [months in keyof RetentionMonths]?: number | undefined }>>
}

/** How long whoever answers for this programme keeps people: the association's own, else the city's. */
export function retentionOf(programme: string, city: CityMonths): RetentionMonths {
  const own = city.associations[programme]
  return {
    retentionMonths: own?.retentionMonths ?? city.retentionMonths,
    duoRetentionMonths: own?.duoRetentionMonths ?? city.duoRetentionMonths,
  }
}

/** The last day on which we keep somebody: so long after their last yes, or after the start of their duo; null without an end. */
export function keptUntil({ until, saidYesAt, duoStartedOn }: Kept, months: RetentionMonths): CivilDate | null {
  if (until === null) return null
  const ends = [
    civilDateOf(until),
    ...(saidYesAt === null ? [] : [addMonths(civilDateOf(saidYesAt), months.retentionMonths)]),
    ...(duoStartedOn === null ? [] : [addMonths(duoStartedOn, months.duoRetentionMonths)]),
  ]
  return ends.reduce((last, end) => (end > last ? end : last))
}

/** For looking at everybody at once: whose last yes and last duo are of before these days is kept by their consent alone. */
export function keepingSince(today: CivilDate, months: RetentionMonths): { yes: CivilDate; duo: CivilDate } {
  return { yes: firstReaching(today, months.retentionMonths), duo: firstReaching(today, months.duoRetentionMonths) }
}

/** The first day that is, so many months later, today or after it: months end on different days. */
function firstReaching(today: CivilDate, months: number): CivilDate {
  let day = addMonths(today, -months)
  while (addMonths(day, months) < today) day = addDays(day, 1)
  return day
}
