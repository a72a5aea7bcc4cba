const ZONE = 'Europe/Brussels'
const date = new Intl.DateTimeFormat('nl-BE', { timeZone: ZONE, day: 'numeric', month: 'long', year: 'numeric' })
const time = new Intl.DateTimeFormat('nl-BE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const weekday = new Intl.DateTimeFormat('nl-BE', { timeZone: ZONE, weekday: 'long' })
const number = new Intl.NumberFormat('nl-BE', { maximumFractionDigits: 2 })
const list = new Intl.ListFormat('nl-BE', { type: 'conjunction' })
const choice = new Intl.ListFormat('nl-BE', { type: 'disjunction' })

/** "8 mei 2026" for an instant (milliseconds UTC). */
export const dateOf = (instant: number): string => date.format(instant)

/** "8 mei 2026" for a civil date 'YYYY-MM-DD'. */
export const civilDate = (day: string): string => date.format(Date.parse(`${day}T12:00:00Z`))

/** "8 mei 2026 om 19.00 uur" */
export const dateTimeOf = (instant: number): string =>
  `${date.format(instant)} om ${time.format(instant).replace(':', '.')} uur`

/** "vrijdag 8 mei 2026 om 19.00 uur": of a day on which people have something to do. */
export const momentOf = (instant: number): string => `${weekday.format(instant)} ${dateTimeOf(instant)}`

/** "een dag van 8 mei 2026 tot en met 9 mei 2026"; the day itself where there is one. */
export const dayBetween = (from: string, until: string): string =>
  from === until ? from : `een dag van ${from} tot en met ${until}`

/** "a, b en c" */
export const listOf = (items: string[]): string => list.format(items)

/** "a, b of c" */
export const eitherOf = (items: string[]): string => choice.format(items)

/** "peter of meter" as a label that stands alone: "Peter of meter". */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A label in the middle of a sentence: no soft hyphens, no question mark, and a small first letter unless it is an abbreviation. */
export const inSentence = (label: string): string =>
  label.replaceAll(/\u00AD|\?$/g, '').replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())

/** "1 uur", "2,5 uur" of minutes, to the quarter. */
export const hoursOf = (minutes: number): string => `${number.format(Math.round(minutes / 15) / 4)} uur`

/** "1.234,5" */
export const numberOf = (value: number): string => number.format(value)

/** "30 %", with a space that does not break. */
export const percentOf = (percent: number): string => `${number.format(percent)}\u00A0%`

/** The first letter of a month, where twelve stand in a row. */
export const monthLetter = (day: string): string => narrow.format(Date.parse(`${day}T12:00:00Z`))

const narrow = new Intl.DateTimeFormat('nl-BE', { timeZone: ZONE, month: 'narrow' })
