import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../db/settings.ts'
import { consentTexts } from '../../src/consent-texts.ts'
import { SIDES } from '../../src/domain/facts.ts'
import {
  conditionLines,
  controllerName,
  filled,
  fundingsIn,
  PROGRAMMES,
  type Programme,
} from '../../src/domain/programmes.ts'
import { fundingText } from '../../views/report/figure.ts'
import { nl } from '../../views/words.ts'

/** Signs that take room on a phone: a soft hyphen does not. */
const width = (label: string) => label.replaceAll('\u00AD', '').length

const unique = (ids: string[]) => new Set(ids).size === ids.length

/** Every text of a programme that a person reads. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

describe.each(Object.entries<Programme>(PROGRAMMES))('%s', (id, programme) => {
  test('is found under its own id', () => {
    expect(programme.id).toBe(id)
  })

  test('has topics that fit two columns on a phone, each once, few enough for a mask of bits', () => {
    expect(programme.topics.filter(({ label }) => width(label) > 16)).toEqual([])
    expect(unique(programme.topics.map((topic) => topic.id))).toBe(true)
    expect(programme.topics.length).toBeLessThanOrEqual(31)
    expect(programme.topics.filter(({ hint }) => hint === '')).toEqual([])
  })

  test('has topics that read right in a list, whatever word stands before it', () => {
    const labels = programme.topics.map(({ label }) => label)
    expect(labels.filter((label) => /[?.]|^(Op|In|Bij|Welke?) |^Digitaal$/.test(label))).toEqual([])
  })

  test('has weights that add up to a hundred, and none for what is not known of both sides', () => {
    const { weights, sides } = programme
    expect(Object.values(weights).reduce((sum, points) => sum + points, 0)).toBe(100)
    expect(weights.stage > 0).toBe(SIDES.every((side) => sides[side].details.includes('stage')))
    expect(weights.met).toBe(0)
  })

  test('has results in all three tiers, "nothing yet" and "not known" among them', () => {
    expect(new Set(programme.outcomes.map(({ tier }) => tier))).toEqual(new Set(['direct', 'broad', 'none']))
    expect(unique(programme.outcomes.map((outcome) => outcome.id))).toBe(true)
    expect(programme.outcomes.map((outcome) => outcome.id)).toEqual(
      expect.arrayContaining(['nothing_yet', 'not_known']),
    )
  })

  test('asks for thinking time only where the duo starts after a click', () => {
    expect(programme.thinkHours > 0).toBe(programme.starts === 'after-click')
  })

  test('has check-ins inside its months, in order', () => {
    const { days, months } = programme.checkins
    expect([...days].sort((a, b) => a - b)).toEqual(days)
    expect([...months].sort((a, b) => a - b)).toEqual(months)
    expect(Math.max(0, ...months)).toBeLessThan(programme.months)
    expect(Math.max(0, ...days)).toBeLessThan(programme.months * 30)
  })

  test('is not called silent while it answers every question that it is asked', () => {
    const { days, months } = programme.checkins
    const asked = [0, ...days, ...months.map((month) => month * 31), programme.months * 31]
    const gaps = asked.slice(1).map((day, index) => day - (asked[index] ?? 0))
    // Who notes each meeting gives a sign with every note; who is not asked to, only with an answer.
    if (programme.log !== 'asked') expect(programme.silenceDays).toBeGreaterThan(Math.max(...gaps))
    expect(programme.silenceDays).toBeGreaterThan(0)
  })

  test('leaves nothing to fill in but names that we know', () => {
    const known = new Set(['controller', 'service', 'contact', 'voornaam', ...Object.keys(programme.bounds)])
    const names = textsIn(programme).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))
    expect(names.filter((name) => !known.has(name))).toEqual([])
    for (const side of SIDES) expect(conditionLines(programme, side).join('')).not.toContain('{')
  })

  test('says je, in short and plain words', () => {
    const texts = textsIn(programme).join(' ')
    expect(texts).not.toMatch(/\b(u|uw|gelieve|indien|betreffende|reeds|enkel|teneinde|dienen|tevens|wensen)\b/i)
    const sentences = textsIn({ ...programme, topics: [] }).flatMap((text) => text.split(/[.?!]/))
    expect(sentences.filter((sentence) => sentence.trim().split(/\s+/).length > 20)).toEqual([])
  })
})

test('the city answers for its own programme, an association for what it runs', () => {
  const { 'peter-meter': own, 'duo-for-a-job': theirs } = PROGRAMMES
  expect(controllerName(own, 'Stad Voorbeeld')).toBe('Stad Voorbeeld')
  expect(controllerName(theirs, 'Stad Voorbeeld')).toBe('DUO for a JOB vzw')
})

test('a city moves the ages in a text, and nothing else', () => {
  const duo = PROGRAMMES['duo-for-a-job']
  expect(conditionLines(duo, 'mentee')[0]).toBe('Is hoogstens 34 jaar.')
  expect(conditionLines(duo, 'mentee', { menteeAgeTo: 30 })[0]).toBe('Is hoogstens 30 jaar.')
  expect(filled('{known} en {unknown}', { known: 1 })).toBe('1 en {unknown}')
})

test('money is named from its first day to its last, and without a known last day only as begun', () => {
  const duo = PROGRAMMES['duo-for-a-job']
  const [esf] = duo.funding
  const ended = { ...duo, funding: [{ ...esf!, until: '2022-12-31' }] }
  expect(fundingsIn(duo, '2019-01-01', '2019-12-31')).toEqual([])
  expect(fundingsIn(duo, '2019-06-01', '2020-01-01').map(({ label }) => label)).toEqual(['ESF'])
  expect(fundingsIn(ended, '2022-12-31', '2023-12-31')).toHaveLength(1)
  expect(fundingsIn(ended, '2023-01-01', '2023-12-31')).toEqual([])
  expect(fundingText(nl.report, esf!)).toContain('begon in 2020')
  expect(fundingText(nl.report, ended.funding[0]!)).toBe('Met steun van ESF: Een job zonder sollicitatie')
})

test('two organisations together are more than one, in every text that people agree to', () => {
  const texts = consentTexts(DEFAULT_SETTINGS).filter(({ body }) => body.includes('VDAB en Voka'))
  expect(texts.length).toBeGreaterThan(2)
  const singular = /VDAB en Voka (mag|is|zoekt|organiseert|begeleidt|bevestigt)\b/
  expect(texts.filter(({ body }) => singular.test(body))).toEqual([])
})
