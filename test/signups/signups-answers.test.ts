import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likelyEmail } from '../../src/domain/email-typo.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import {
  BLANK_ANSWERS,
  BLANK_EXTRA,
  checkAnswers,
  checkExtra,
  type SignupAnswers,
} from '../../src/domain/signup-answers.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp } from '../app.ts'
import { AMIRA_TYPES, body, rowCounts } from '../signup-flow.ts'

const programme = programmeOf('peter-meter')
const AMIRA: SignupAnswers = {
  topics: ['accounting'],
  sector: 'horeca',
  languages: ['nl'],
  name: 'Amira Testers',
  email: 'amira@example.org',
}
const problem = (side: 'mentor' | 'mentee', changed: Partial<SignupAnswers>) => {
  const checked = checkAnswers(programme, side, { ...AMIRA, ...changed })
  return checked.kind === 'fine' ? 'fine' : checked.problems.map(({ field, code }) => `${field}: ${code}`)
}

describe('topics', () => {
  test.each([
    ['mentee', [], ['topics: no-topic']],
    ['mentee', ['plan', 'finance', 'legal'], 'fine'],
    ['mentee', ['plan', 'finance', 'legal', 'green'], ['topics: too-many-topics']],
    ['mentee', ['plan', 'plan', 'plan', 'plan'], 'fine'],
    ['mentee', ['unsure'], 'fine'],
    ['mentee', ['unsure', 'plan'], ['topics: topics-or-unsure']],
    ['mentee', ['x', 'y', 'z'], ['topics: unknown-topic']],
    ['mentee', ['__proto__'], ['topics: unknown-topic']],
    ['mentor', ['unsure'], ['topics: unknown-topic']],
    ['mentor', ['plan', 'finance', 'legal', 'green', 'people', 'growth'], 'fine'],
    ['mentor', ['plan', 'finance', 'legal', 'green', 'people', 'growth', 'balance'], ['topics: too-many-topics']],
  ] as const)('of a %s: %j gives %j', (side, topics, expected) => {
    expect(problem(side, { topics: [...topics] })).toEqual(expected)
  })
})

test.each([
  ['mentee', 'unsure', 'fine'],
  ['mentor', 'unsure', ['sector: no-sector']],
  ['mentee', '', ['sector: no-sector']],
  ['mentor', 'toString', ['sector: no-sector']],
] as const)('a sector of a %s: %j gives %j', (side, sector, expected) => {
  expect(problem(side, { sector })).toEqual(expected)
})

describe('a name', () => {
  test.each([
    ['', ['name: no-name']],
    ['   ', ['name: no-name']],
    ['…', ['name: no-name']],
    ['A', 'fine'],
    ["Zoë d'Hooghe-Van Ñáñez", 'fine'],
    ['محمد', 'fine'],
    ['x'.repeat(100), 'fine'],
    ['x'.repeat(101), ['name: name-too-long']],
    ['x'.repeat(5000), ['name: name-too-long']],
    ['𝓐'.repeat(100), 'fine'],
    ['Amira\u202Egnp.exe', ['name: name-signs']],
    ['Amira\u0000', ['name: name-signs']],
    ['Amira\r\nBcc: a@example.org', ['name: name-signs']],
    ['Ami\u200Bra', ['name: name-signs']],
    ['\u3164', ['name: name-signs']],
    [`A${'\u0301'.repeat(5)}`, ['name: name-signs']],
    ['\uFEFFAmira', ['name: name-signs']],
    ['Ami\uD800ra', ['name: name-signs']],
  ])('%j gives %j', (name, expected) => {
    expect(problem('mentee', { name })).toEqual(expected)
  })

  test('is kept composed and without surplus space', () => {
    const checked = checkAnswers(programme, 'mentee', { ...AMIRA, name: '  Zoe\u0308   Peeters ' })
    expect(checked).toMatchObject({ form: { name: 'Zo\u00EB Peeters' } })
  })
})

test.each([
  ['', ['email: no-email']],
  ['  ', ['email: no-email']],
  ['amira', ['email: email-form']],
  ['amira@example', ['email: email-form']],
  ['amira@@example.org', ['email: email-form']],
  ['amira@example.org, bert@example.org', ['email: email-form']],
  ['amira@example.org\r\nBcc: x@example.org', ['email: email-form']],
  [`${'a'.repeat(300)}@example.org`, ['email: email-form']],
  ['a'.repeat(60_000), ['email: email-form']],
  [' Amira@Example.org ', 'fine'],
])('an address: %j gives %j', (email, expected) => {
  expect(problem('mentee', { email })).toEqual(expected)
})

test('whatever is sent has problems with words, or is what the database takes', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('plan', 'unsure', 'nl', 'horeca'),
  )
  const answers = fc.record({
    topics: fc.array(text),
    sector: text,
    languages: fc.array(text),
    name: text,
    email: text,
  })
  fc.assert(
    fc.property(answers, fc.constantFrom('mentor' as const, 'mentee' as const), (typed, side) => {
      const checked = checkAnswers(programme, side, typed)
      if (checked.kind === 'fine') expect([...checked.form.name].length).toBeLessThanOrEqual(100)
      else expect(checked.problems.length).toBeGreaterThan(0)
    }),
    { numRuns: 3_000 },
  )
  const extra = fc.record(Object.fromEntries(Object.keys(BLANK_EXTRA).map((field) => [field, text])))
  fc.assert(
    fc.property(extra, (typed) => {
      checkExtra(programme.sides.mentor.details, { ...BLANK_EXTRA, ...typed })
    }),
    { numRuns: 3_000 },
  )
})

test('an empty form names every field once, in the order of the form', () => {
  const checked = checkAnswers(programme, 'mentee', { ...BLANK_ANSWERS, languages: [] })
  expect(checked.kind === 'problems' && checked.problems.map(({ field }) => field)).toEqual([
    'topics',
    'sector',
    'languages',
    'name',
    'email',
  ])
})

test.each([
  ['a@gmial.com', 'a@gmail.com'],
  ['a@gmail.con', 'a@gmail.com'],
  ['a@gmail.co', 'a@gmail.com'],
  ['a@hotmal.com', 'a@hotmail.com'],
  ['a@TELENT.be', 'a@telenet.be'],
  ['a@outloook.com', 'a@outlook.com'],
  ['a@gmail.com', null],
  ['a@hotmail.be', null],
  ['a@mail.com', null],
  ['a@live.de', null],
  ['a@mechelen.be', null],
  ['a@voka.be', null],
])('the address that was meant by %s is %s', (typed, meant) => {
  expect(likelyEmail(typed)).toBe(meant)
})

describe('on the page', () => {
  test.each([
    [{ topics: [] }, 'topics', 'Kies minstens 1 thema'],
    [{ topics: ['plan', 'finance', 'legal', 'green'] }, 'topics', 'Kies hoogstens 3 thema’s'],
    [{ topics: ['x', 'y', 'z'] }, 'topics', 'Kies thema’s uit de lijst'],
    [{ name: '' }, 'name', 'Vul je voornaam en naam in'],
    [{ name: 'x'.repeat(5000) }, 'name', 'Je naam mag hoogstens 100 tekens lang zijn'],
    [{ name: 'Amira\u202E' }, 'name', 'In je naam staat een onzichtbaar teken.'],
    [{ email: '' }, 'email', 'Vul je e-mailadres in'],
    [{ email: 'amira' }, 'email', 'Vul een e-mailadres in zoals naam@voorbeeld.be'],
  ])('%j: the summary leads to %s and says the same as the field: %s', async (changed, field, words) => {
    const t = await freshApp()
    const response = await browser(t.app).post(paths.signupCheck(t.code, 'mentee'), { ...AMIRA_TYPES, ...changed })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain('<title>Fout: ')
    expect(html).toContain('id="errors" role="alert" tabindex="-1" autofocus')
    expect(body(html)).toContain(`<a href="#${field}">${words}`)
    expect(body(html)).toMatch(new RegExp(`id="${field}-error">${words}`))
    expect(html).toContain(`id="${field}"`)
    expect((await rowCounts(t)).signup).toBe(0)
  })

  test('everything that was typed is still there', async () => {
    const t = await freshApp()
    const typed = { ...AMIRA_TYPES, languages: ['fr', 'ar'], name: '<b>"Amira" & Zn', email: 'amira @example.org' }
    const response = await browser(t.app).post(paths.signupCheck(t.code, 'mentee'), typed)
    const html = await response.text()
    for (const value of ['accounting', 'permits', 'horeca', 'fr', 'ar'])
      expect(html).toContain(`value="${value}" checked`)
    expect(html).not.toContain('value="nl" checked')
    expect(html).not.toContain('<b>')
    expect(body(html)).toContain('value="<b>"Amira" & Zn"')
    expect(html).toContain('value="amira @example.org"')
  })
})
