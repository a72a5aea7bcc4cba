import { eq, isNotNull } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import { outbox, signup } from '../../db/schema.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { paths } from '../../src/paths.ts'
import { browser, type TestApp } from '../app.ts'
import { bodyOf } from '../office.ts'
import { invitedLink, openPartners, refer, signUpStanding } from '../partners/partner-world.ts'
import { AMIRA, BERT, type SignedUp, signUp } from '../people.ts'
import type { StaffBrowser } from '../staff.ts'

/* Who stops at the city stops there alone: what belongs to the association stays with it. */

const GOES_TOO = 'Je inschrijving voor een ander programma wacht nog op je ja. Die vervalt ook.'

let t: TestApp
let olga: StaffBrowser

beforeEach(async () => {
  ;({ t, olga } = await openPartners())
})

const seen = ({ participantId, signup: { id } }: SignedUp) =>
  saveProof(t.deps, { participantId, signupId: id, how: 'link' })
const waiting = () => t.db.q.select().from(signup).where(isNotNull(signup.pending))
const stopPage = async ({ participantId, phone }: SignedUp) =>
  (await bodyOf(await phone.get(paths.withdrawal(participantId)))).includes(GOES_TOO)

test('the invitation of a partner of the association waits on, and the partner reads nothing', async () => {
  const amira = await signUp(t, AMIRA)
  await refer(t, olga)
  const link = await invitedLink(t, AMIRA.email)
  await withdraw(t.deps, amira.participantId, { actor: 'self' })
  expect(await bodyOf(await olga.get(paths.partner()))).toContain('Amira van het OCMW')
  expect((await browser(t.app).get(link)).status).toBe(303)
})

test('a form for the association that waits goes on by another row of theirs, or the page that stops says that it goes', async () => {
  const bert = await signUp(t, BERT)
  await seen(bert)
  const typed = { topics: ['cv'], sector: 'horeca', languages: 'nl', name: BERT.name, email: BERT.email }
  await signUpStanding(t, browser(t.app), 'mentor', typed)
  expect(await stopPage(bert)).toBe(true)

  await seen(await signUp(t, { ...AMIRA, name: BERT.name, email: BERT.email }))
  expect(await stopPage(bert)).toBe(false)
  const [before] = await waiting()
  await withdraw(t.deps, bert.participantId, { actor: 'self' })
  const [form] = await waiting()
  expect([form?.id, form?.participantId === before?.participantId]).toEqual([before?.id, false])
  const mails = await t.db.q
    .select()
    .from(outbox)
    .where(eq(outbox.signupId, form?.id ?? ''))
  const letters = await Promise.all(mails.map((row) => renderLetter(t.deps, row)))
  expect(letters.map((letter) => [letter?.to, letter?.text.includes('Bevestig hier')])).toEqual([[BERT.email, true]])

  await withdraw(t.deps, form?.participantId ?? '', { actor: 'self' })
  expect(await waiting()).toEqual([])
})
