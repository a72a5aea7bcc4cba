import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { saveProof } from '../../db/people/personal-data.ts'
import { addressBlock, consentEvent, outbox, participant, person, proof, signup } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { paths } from '../../src/paths.ts'
import { alongWith, type Browser, browser, field, freshApp, type TestApp } from '../app.ts'
import { arrive, introduced, mailedLink } from '../introduced.ts'
import { AMIRA, BERT, type SignedUp, signUp } from '../people.ts'
import { signInStaff } from '../staff.ts'

const ownPage = (who: SignedUp) => paths.myData(who.participantId)

async function atProof(t: TestApp, who: SignedUp, participantId = who.participantId): Promise<Browser> {
  const visitor = browser(t.app)
  await visitor.get(await mailedLink(t, participantId, { purpose: 'signup', about: who.signup.id }))
  return visitor
}

/** Opens a page and sends its form with these fields. */
async function send(visitor: Browser, page: string, action: string, fields: Record<string, string | string[]> = {}) {
  const html = await (await visitor.get(page)).text()
  return visitor.post(action, { ...alongWith(html), ...fields })
}

const stored = async (t: TestApp, id: string) =>
  (await t.db.q.select().from(participant).where(eq(participant.id, id)))[0]

test('the mailbox confirms a sign-up: proof and consent "confirmed", once', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  const visitor = await atProof(t, amira)
  const path = paths.signupProof(amira.signup.id)
  const page = await (await visitor.get(path)).text()
  expect(page).toContain('Klopt het dat je dit zelf vroeg?')
  expect(page).toContain(amira.signup.shortCode)
  expect(page).not.toMatch(/name="mine"[^>]*checked/)
  for (const typed of [AMIRA.name, 'Testers']) expect(page).not.toContain(typed)

  const form = { _csrf: field(page, '_csrf') }
  expect((await visitor.post(path, form)).status).toBe(422)
  expect(await t.db.q.select().from(proof)).toHaveLength(0)
  await visitor.post(path, { ...form, mine: 'yes' })
  await saveProof(t.deps, { participantId: amira.participantId, signupId: amira.signup.id, how: 'link' })
  expect(await t.db.q.select().from(proof)).toHaveLength(1)
  expect((await t.db.q.select().from(consentEvent)).map(({ state }) => state)).toEqual(['given', 'confirmed'])
})

test('the phone that filled in the form cannot confirm it', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  expect((await amira.phone.get(paths.signupProof(amira.signup.id))).status).toBe(404)
  expect((await amira.phone.get(ownPage(amira))).status).toBe(404)
})

test('"dat was ik niet" of a new person: all of it is gone, and the address is left in peace', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  const path = paths.signupProof(amira.signup.id)
  const sent = await send(await atProof(t, amira), path, path, { mine: 'no' })
  expect(sent.headers.get('Location')).toBe(paths.withdrawn())
  expect(await t.db.q.select().from(person)).toEqual([])
  expect(await t.db.q.select().from(outbox)).toEqual([])
  expect(await t.db.q.select().from(addressBlock)).toMatchObject([{ until: t.clock.now + 90 * DAY_MS }])
  await expect(signUp(t, AMIRA)).rejects.toThrow('blocked')
  expect(await t.db.q.select().from(outbox)).toEqual([])
})

test('"dat was ik niet" of a known person: that form alone is gone', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  const mallory = await signUp(t, { ...AMIRA, name: 'Mallory Vreemd', topics: ['legal'] })
  const path = paths.signupProof(mallory.signup.id)
  const sent = await send(await atProof(t, mallory), path, path, { mine: 'no' })
  expect(sent.headers.get('Location')).toBe(`${ownPage(amira)}?done=form-erased`)
  expect((await t.db.q.select().from(signup)).map(({ id }) => id)).toEqual([amira.signup.id])
  expect(await t.db.q.select().from(person)).toMatchObject([{ name: AMIRA.name }])
})

test('a second form of a known address changes nothing until its mailbox says yes; then it does', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  const again = await signUp(t, { ...AMIRA, name: 'Amira Anders', topics: ['legal'], invitations: true })
  expect(await stored(t, amira.participantId)).toMatchObject({ topics: AMIRA.topics })
  const path = paths.signupProof(again.signup.id)
  await send(await atProof(t, again), path, path, { mine: 'yes' })
  expect(await stored(t, amira.participantId)).toMatchObject({ topics: ['legal'] })
  expect(await t.db.q.select().from(person)).toMatchObject([{ name: 'Amira Anders' }])
  expect((await t.db.q.select().from(consentEvent)).map(({ purpose, state }) => `${purpose} ${state}`)).toEqual([
    'P1 given',
    'P1 given',
    'P4 given',
    'P1 confirmed',
  ])
})

test('a form for the other side makes the person stand on both sides, each with its own consent and page', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  const asMentor = await signUp(t, { ...BERT, email: AMIRA.email, name: AMIRA.name })
  expect(asMentor.participantId).toBe(amira.participantId)
  const path = paths.signupProof(asMentor.signup.id)
  const visitor = await atProof(t, asMentor)
  const sent = await send(visitor, path, path, { mine: 'yes' })

  const rows = await t.db.q.select().from(participant)
  expect(rows.map(({ side, topics }) => [side, topics])).toEqual([
    ['mentee', AMIRA.topics],
    ['mentor', BERT.topics],
  ])
  expect(sent.headers.get('Location')).toBe(`${paths.myData(rows[1]?.id ?? '')}?done=confirmed`)
  expect((await visitor.get(sent.headers.get('Location') ?? '')).status).toBe(200)
  expect((await (await atProof(t, asMentor, amira.participantId)).get(paths.myData(rows[1]?.id ?? ''))).status).toBe(
    200,
  )
})

test('a mailbox that answered by another mail is not asked again: the link says that it is confirmed', async () => {
  const { t, amira, id } = await introduced()
  const dirk = await signInStaff(t)
  const staffPage = async () => (await dirk.get(paths.participant(amira.participantId))).text()
  expect(await staffPage()).toContain('Gezien aan de balie')
  const reader = await arrive(t, id, 'mentee')
  await send(reader, paths.introduction(id, 'mentee'), paths.answer(id, 'mentee'), { answer: 'yes' })
  expect(await t.db.q.select().from(proof)).toMatchObject([{ signupId: null, how: 'link' }])

  const visitor = await atProof(t, amira)
  const opened = await visitor.get(paths.signupProof(amira.signup.id))
  expect(opened.headers.get('Location')).toBe(`${ownPage(amira)}?done=already`)
  const own = await (await visitor.get(`${ownPage(amira)}?done=already`)).text()
  expect(own).toContain('Je inschrijving is al bevestigd.')
  expect(own).not.toContain('nog niet bevestigd')
  expect(await t.db.q.select().from(proof)).toHaveLength(1)
  expect(await staffPage()).not.toContain('Gezien aan de balie')
  expect(await staffPage()).toContain('Mail bevestigd op')
})

test('what a form would change still waits for a yes of its own, however often the mailbox was seen', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  await saveProof(t.deps, { participantId: amira.participantId, signupId: amira.signup.id, how: 'link' })
  const again = await signUp(t, { ...AMIRA, topics: ['legal'] })
  const page = await (await (await atProof(t, again)).get(paths.signupProof(again.signup.id))).text()
  expect(page).toContain('Klopt het dat je dit zelf vroeg?')
  const dirk = await signInStaff(t)
  expect(await (await dirk.get(paths.participant(amira.participantId))).text()).toContain('Gezien aan de balie')
})
