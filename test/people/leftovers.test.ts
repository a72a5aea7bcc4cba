import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { publishTexts } from '../../db/people/consents.ts'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import { audit, introductionAnswer, note, pairBar, pairBarNote, participant, person, signup } from '../../db/schema.ts'
import { runJobs } from '../../src/jobs.ts'
import { paths } from '../../src/paths.ts'
import { browser, field, freshApp, type TestApp } from '../app.ts'
import { imported, SIX_PEOPLE } from '../imports/imports.ts'
import { arrive, introduced, mailedLink } from '../introduced.ts'
import { bodyOf, openIntroduction } from '../office.ts'
import { AMIRA_JOB, openPartners, refer, signUpStanding } from '../partners/partner-world.ts'
import { AMIRA, BERT, signUp } from '../people.ts'
import { signInStaff } from '../staff.ts'
import { OTHER, openMerging } from './merging.ts'

/* What an attacker found left behind about who went, or given to somebody else. */

const block = (t: TestApp, mentor: string, mentee: string) => ({
  mentor,
  mentee,
  reason: 'conflict',
  until: '',
  note: 'CANARY heeft schulden',
  _form: t.deps.newToken(),
})

test('an import that is undone leaves no note of a block about who went', async () => {
  const t = await freshApp()
  const dirk = await signInStaff(t)
  const id = await imported(t, dirk, SIX_PEOPLE)
  const rows = await t.db.q
    .select({ id: participant.id, email: person.email })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
  const by = (email: string) => rows.find((row) => row.email === email)!.id
  t.clock.now += 60_000
  expect(
    (await dirk.post(paths.blocks(), block(t, by('mentor1@example.org'), by('starter1@example.org')))).status,
  ).toBe(303)
  expect((await dirk.post(paths.importUndo(id), { sure: 'yes' })).status).toBe(303)
  expect(await t.db.q.select().from(participant)).toEqual([])
  expect(await t.db.q.select().from(pairBarNote)).toEqual([])
})

/** What the next write of the app waits for. */
function meanwhile(t: TestApp, act: () => Promise<void>) {
  const plain = t.deps.db.write
  t.deps.db.write = async (statements) => {
    t.deps.db.write = plain
    await act()
    return plain(statements)
  }
}

test.each(['note', 'block', 'details', 'extra'])(
  '%s that meets a withdrawal writes nothing about who was erased',
  async (kind) => {
    const { t, dirk, amira, bert } = await openIntroduction()
    const id = bert.participantId
    const page = await (await bert.phone.get(paths.signupExtra(bert.signup.id))).text()
    meanwhile(t, () => withdraw(t.deps, id, { actor: 'self' }))
    const answers = { name: 'Bert', topics: 'finance', sector: 'retail', languages: 'nl', capacity: '1' }
    const send = async () => {
      if (kind === 'note') return dirk.post(paths.participantNotes(id), { body: 'CANARY', _form: t.deps.newToken() })
      if (kind === 'block') return dirk.post(paths.blocks(), block(t, id, amira.participantId))
      if (kind === 'details')
        return dirk.post(paths.participantDetails(id), { ...answers, business: 'CANARY', businessVisible: 'yes' })
      await bert.phone.post(paths.signupExtra(bert.signup.id), {
        _csrf: field(page, '_csrf'),
        business: 'CANARY',
        phone: '0470 99 99 99',
      })
      return bert.phone.get(paths.signup(bert.signup.id))
    }
    expect((await send()).status).toBe(404)
    expect(await t.db.q.select().from(audit).where(eq(audit.action, 'participant.changed'))).toEqual([])
    if (kind !== 'block')
      for (const days of [100, 300]) {
        t.clock.now += days * 86_400_000
        await runJobs(t.deps)
      }
    const [row] = await t.db.q.select().from(participant).where(eq(participant.id, id))
    expect([row!.erasedAt !== null, row!.phone, row!.business]).toEqual([true, null, null])
    expect(await t.db.q.select().from(note)).toEqual([])
    expect(await t.db.q.select().from(pairBarNote)).toEqual([])
  },
)

test('the undo of a merge gives nobody the telephone number of the other', async () => {
  const { t, amira, merge, undo } = await openMerging()
  const other = await signUp(t, OTHER)
  await saveProof(t.deps, { participantId: other.participantId, signupId: other.signup.id, how: 'link' })
  await merge(amira, other, amira)
  t.clock.now += 60_000
  const form = paths.myDetails(other.participantId)
  const manage = { purpose: 'manage' as const, about: '' }
  const herself = browser(t.app)
  await herself.get(await mailedLink(t, other.participantId, manage))
  const html = await (await herself.get(form)).text()
  expect(await bodyOf(await herself.get(paths.myData(other.participantId)))).toContain(AMIRA.email)
  const typed = {
    name: 'Amira',
    topics: 'finance',
    sector: 'retail',
    languages: 'nl',
    phone: '0470 11 22 33',
    business: 'Zaak van Amira',
    capacity: '1',
  }
  expect((await herself.post(form, { ...typed, _csrf: field(html, '_csrf') })).status).toBe(303)
  expect((await undo()).status).toBe(303)
  const him = browser(t.app)
  await him.get(await mailedLink(t, other.participantId, manage))
  const his = await bodyOf(await him.get(paths.myData(other.participantId)))
  expect(his).toContain(OTHER.email)
  for (const typed of ['0470 11 22 33', 'Zaak van Amira']) expect(his).not.toContain(typed)
})

test('a key of a form that somebody used elsewhere keeps nobody from being erased', async () => {
  const { t, olga } = await openPartners()
  await signUpStanding(t, browser(t.app), 'mentee', AMIRA_JOB)
  const [row] = await t.db.q.select().from(signup)
  expect((await refer(t, olga, { email: 'y@example.org', _form: row!.formKey })).status).toBe(303)
  await withdraw(t.deps, row!.participantId!, { actor: 'self' })
})

test('nor the nightly erasing of all others', async () => {
  const t = await freshApp()
  const forms = []
  for (const who of [AMIRA, BERT]) {
    const first = await signUp(t, who)
    await saveProof(t.deps, { participantId: first.participantId, signupId: first.signup.id, how: 'link' })
    forms.push(await signUp(t, who))
  }
  t.clock.now += 58 * 86_400_000
  const dirk = await signInStaff(t)
  await dirk.post(paths.participantNotes(forms[0]!.participantId), { body: 'x', _form: forms[0]!.signup.formKey })
  t.clock.now += 5 * 86_400_000
  await runJobs(t.deps)
  expect(t.lines.filter(({ event }) => event === 'job-failed')).toEqual([])
  expect((await t.db.q.select().from(signup)).filter(({ pending }) => pending)).toEqual([])
})

test('what was typed about a block that is lifted leaves the disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lift-'))
  const { t, amira, bert } = await introduced({ url: `file:${join(folder, 'city.db')}` })
  const dirk = await signInStaff(t)
  await dirk.post(paths.blocks(), block(t, bert.participantId, amira.participantId))
  const [bar] = await t.db.q.select().from(pairBar)
  await dirk.post(paths.block(bar!.id), { wish: 'lift' })
  expect(await t.db.q.select().from(pairBarNote)).toEqual([])
  expect(readdirSync(folder).filter((name) => readFileSync(join(folder, name), 'latin1').includes('CANARY'))).toEqual(
    [],
  )
})

test('a yes that staff write down after another text was published is asked again', async () => {
  const { t, dirk, id } = await openIntroduction()
  await dirk.get(paths.staffIntroduction(id))
  t.clock.now += 60_000
  await publishTexts(
    t.db,
    [{ code: 'agreement:peter-meter', body: 'Dit spreken jullie af\nWe spreken binnen 3 weken af.' }],
    t.clock.now,
  )
  for (const agreement of ['agreement:peter-meter:1:nl-BE', '']) {
    const answer = await dirk.post(paths.assistedAnswer(id), { side: 'mentor', answer: 'yes', agreement })
    expect([answer.status, (await bodyOf(answer)).includes('De tekst is intussen aangepast')]).toEqual([422, true])
  }
  expect(await t.db.q.select().from(introductionAnswer)).toEqual([])
  const agreement = field(await (await dirk.get(paths.staffIntroduction(id))).text(), 'agreement')
  expect((await dirk.post(paths.assistedAnswer(id), { side: 'mentor', answer: 'yes', agreement })).status).toBe(303)
})

test('a yes on a phone that names no text is asked again', async () => {
  const { t, id } = await introduced()
  const visitor = await arrive(t, id, 'mentor')
  const page = await (await visitor.get(paths.introduction(id, 'mentor'))).text()
  const answer = await visitor.post(paths.answer(id, 'mentor'), { _csrf: field(page, '_csrf'), answer: 'yes' })
  expect(answer.status).toBe(422)
  expect(await t.db.q.select().from(introductionAnswer)).toEqual([])
})

test('a field that is sent twice breaks nothing', async () => {
  const { t, dirk, id } = await openIntroduction()
  await dirk.post(paths.staffMeetings(id), {
    slot: '2027-05-10T10:00',
    place: ['a', 'b'],
    joins: ['yes', 'yes'],
    _form: t.deps.newToken(),
  })
  expect(t.lines.filter(({ event }) => event === 'failure')).toEqual([])
})
