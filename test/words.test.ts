import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../db/settings.ts'
import { PROGRAMMES } from '../src/domain/programmes.ts'
import { noticeFor } from '../src/speaker.ts'
import { nl } from '../views/words.ts'

/** words of civil servants that ours are not, and what a form says when it blames the reader. */
const FORBIDDEN =
  /\b(gelieve|indien|betreffende|reeds|enkel|teneinde|dienen te|dient te|tevens|wensen|wenst|ongeldige?|verplicht|sorry|oeps|u|uw)\b/i

/** A right of the reader, not a mark on a field; and "not a single one", where Heerlijk Helder means "alleen". */
const ALLOWED = ['niet verplicht', 'geen enkel']

type Text = { path: string; text: string }

/** Every text, with functions called on invented arguments. */
function textsOf(value: unknown, path = 'nl'): Text[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (isFunction(value)) return textsOf(call(value), path)
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, `${path}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, `${path}.${key}`))
}

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === 'function'

const NOTICE = noticeFor(PROGRAMMES['duo-for-a-job'], DEFAULT_SETTINGS)

/** An object of which everything reads as this value, however deep. */
const deep = (value: string | number): unknown => {
  const all: unknown = new Proxy({}, { get: (_, key) => (key === Symbol.toPrimitive ? () => value : all) })
  return all
}

const HOLES = /undefined|\[object|NaN/

/** Words take names, dates, counts or the settings: each function has one of these shapes that leaves no hole. */
function call(words: (...args: unknown[]) => unknown): unknown {
  const filled = ['Amira', 3, DEFAULT_SETTINGS, NOTICE, deep(3), deep('2027-05-04')].flatMap((shape) => {
    try {
      const made = words(shape, shape, shape, shape, shape, shape)
      return HOLES.test(JSON.stringify(made)) ? [] : [made]
    } catch {
      return []
    }
  })
  return filled[0] ?? 'undefined'
}

const texts = textsOf(nl)

test('all words are found, also those that functions make', () => {
  expect(texts.length).toBeGreaterThan(300)
  expect(texts.map(({ text }) => text)).toContain('Wil je een duo vormen met Amira?')
})

test('no word of officialese, and nothing that blames the reader', () => {
  const wrong = texts.filter(({ text }) => FORBIDDEN.test(ALLOWED.reduce((rest, fine) => rest.replace(fine, ''), text)))
  expect(wrong).toEqual([])
})

test('one word for one thing: never a koppel, a match or a kandidaat', () => {
  expect(texts.filter(({ text }) => /\b(koppel|koppels|match|matches|matching|kandidaat)\b/i.test(text))).toEqual([])
})

test('no double space, and no gap that nothing fills', () => {
  expect(texts.filter(({ text }) => text.includes('  ') || HOLES.test(text))).toEqual([])
})

test('one kind of apostrophe: the curly one, also within a word', () => {
  expect(texts.filter(({ text }) => /\p{L}'\p{L}/u.test(text))).toEqual([])
})

test('a subject has at most 50 signs, whoever it is about', () => {
  const long = 'Maximiliaan-Alexander-Willem'
  const subjects = [
    nl.mails.receipt.subject.mentor('peter of meter', 'starter'),
    nl.mails.receipt.subject.mentee('starter', 'peter of meter'),
    nl.mails.proposal.subject.mentor(long, 'starter'),
    nl.mails.proposal.subject.mentee(long, 'peter of meter'),
    nl.mails.reminder.subject(10),
    ...texts.filter(({ path }) => /^nl\.mails\.\w+\.subject$/.test(path)).map(({ text }) => text),
  ]
  expect(subjects.filter((subject) => [...subject].length > 50)).toEqual([])
})
