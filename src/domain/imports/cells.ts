import type { CivilDate } from '../civil-date.ts'
import { plain } from './csv.ts'
import type { CellWords, Dated } from './rows.ts'

/** What the cells of a file mean. Each gives a value, or a code that says what is wrong with it. */

export type DayCell = { kind: 'day'; day: CivilDate } | { kind: 'blank' | 'not-a-date' | 'no-such-day' }

/** "8/05/2026", "8-5-2026", "8.5.2026" or "2026-05-08", also with a time behind it; 31/02 is no day. */
export function dayCell(cell: string): DayCell {
  const text = cell.trim().replace(/[T ]\d{1,2}[:.]\d{2}([:.]\d{2})?$/, '')
  if (text === '') return { kind: 'blank' }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const belgian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : belgian ? belgian.slice(1).reverse() : []
  if (year === undefined || month === undefined || day === undefined) return { kind: 'not-a-date' }
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(date) ? { kind: 'day', day: date } : { kind: 'no-such-day' }
}

/** Whether the calendar has it. */
function isDay(date: string): boolean {
  const instant = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date) && date >= '1990-01-01'
}

/** More parts than any list of ours has values; what follows them is not read. */
export const MOST_PARTS = 50

/** The first parts of a cell that holds several: separated by a comma, semicolon, bar, plus or line end. */
export const listCell = (cell: string): string[] =>
  cell
    .split(/[,;|+\n]|\s\/\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, MOST_PARTS)

/** "8/05/2026 goed; 8/06/2026 kan beter": each day with what follows it. Null where something stands before a day. */
export function datedCell(cell: string): (Dated | { wrong: string })[] | null {
  const found = [...cell.matchAll(/\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/g)]
  const first = found[0]
  if (!first || cell.slice(0, first.index).trim() !== '') return cell.trim() === '' ? [] : null
  return found.map((match, index) => {
    const text = between(cell.slice(match.index + match[0].length, found[index + 1]?.index))
    const read = dayCell(match[0])
    return read.kind === 'day' ? { on: read.day, text } : { wrong: match[0] }
  })
}

/** Without the signs around it. By loop: a pattern for the last ones looks again from every space inside. */
function between(text: string): string {
  let [from, until] = [0, text.length]
  while (from < until && /[\s:=]/.test(text.charAt(from))) from++
  while (until > from && /[\s;,|+]/.test(text.charAt(until - 1))) until--
  return text.slice(from, until)
}

/** The code that one of these words stands for; null for none. */
export function codeOf<Code extends string>(words: CellWords<Code>, cell: string): Code | null {
  for (const code in words) if (isOneOf(words[code], cell)) return code
  return null
}

export function isOneOf(words: readonly string[], cell: string): boolean {
  const said = plain(cell)
  return words.some((word) => plainWord(word) === said)
}

/** The words that we know are few, and are compared with every cell of a file. */
function plainWord(word: string): string {
  const known = plainWords.get(word) ?? plain(word)
  plainWords.set(word, known)
  return known
}

const plainWords = new Map<string, string>()

/** The id whose label (or own id) a cell names: "Boekhouding" for accounting, "Winkel" for "Winkel (kleding …)". */
export const idOfLabel = (labels: readonly (readonly [id: string, label: string])[], cell: string): string | null =>
  labels.find(([id, label]) => isOneOf([id, label, label.replace(/\(.*\)/, '')], cell))?.[0] ?? null

/** "2 uur", "1,5", "90 min", "1u30" as minutes; null for what is none, or more than twelve hours. */
export function minutesCell(text: string): number | null {
  const minutes = /^(\d{1,3})\s*min(uten|\.)?$/i.exec(text)
  const clock = /^(\d{1,2})\s*(?:u(?:ur)?|h|:)\s*(\d{2})$/i.exec(text)
  const hours = /^(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:u(?:ur|ren)?|h)?\.?$/i.exec(text)
  const total = minutes
    ? Number(minutes[1])
    : clock
      ? Number(clock[1]) * 60 + Number(clock[2])
      : hours
        ? Math.round(Number(hours[1]?.replace(',', '.')) * 60)
        : 0
  return total >= 1 && total <= 720 ? total : null
}
