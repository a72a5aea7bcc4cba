import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { promiseDue } from '../../db/jobs.ts'
import { saveOwnPause } from '../../db/people/my-data.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { signup } from '../../db/schema.ts'
import { saveBounds } from '../../db/settings.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, type TestApp } from '../app.ts'
import { mailedLink, mailsTo } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { letterOf } from '../pairs.ts'
import { AMIRA_JOB, DORA, JOB, signUpStanding } from '../partners/partner-world.ts'
import { doneOf, makeReady } from '../ready.ts'
import { FATMA, staffMember } from '../staff.ts'

const TRAINING = 'Je volgt 21 uur opleiding. We nodigen je daarvoor uit.'
const FIRST = ['We kijken na of je kunt meedoen.', 'We nodigen je uit voor een gesprek.', TRAINING]
const SEARCH = 'Pas daarna zoeken we iemand die bij jou past.'

/** Bert signs up as a mentor of DUO for a JOB, and confirms when he is told to. */
async function bertSignsUp(side: Side = 'mentor') {
  const t = await freshApp()
  const phone = browser(t.app)
  const sent = await signUpStanding(t, phone, side, { ...AMIRA_JOB, name: 'Bert Voorbeeld', email: 'bert@example.org' })
  const [row] = await t.db.q.select().from(signup)
  const participantId = row?.participantId ?? ''
  const thanks = async () => (await phone.get(sent.headers.get('Location') ?? '')).text()
  const confirm = () => saveProof(t.deps, { participantId, signupId: row?.id ?? '', how: 'link' })
  return { t, participantId, signupId: row?.id ?? '', thanks, confirm }
}

async function ownPage(t: TestApp, participantId: string): Promise<string> {
  const visitor = browser(t.app)
  await visitor.get(await mailedLink(t, participantId, { purpose: 'manage', about: '' }))
  return bodyOf(await visitor.get(paths.myData(participantId)))
}

test('under a role stands for whom it is and what comes first, with the ages of its manager; not where nothing is asked', async () => {
  const t = await freshApp()
  const { code = '' } = (await standingPageOf(t.db, JOB)) ?? {}
  const roles = async (of: string) => bodyOf(await t.app.request(paths.event(of)))
  const asked = 'Dit komt eerst: nakijken of je kunt meedoen, een gesprek met ons'
  const before = await roles(code)
  for (const line of [
    `${asked} en 21 uur opleiding.`,
    'Voor wie minstens 50 jaar is.',
    'Voor wie hoogstens 34 jaar is.',
  ])
    expect(before).toContain(line)
  const by = await staffMember(t, DORA)
  await saveBounds(t.deps, { programme: JOB, bounds: { mentorAgeFrom: 55 }, staffId: by })
  expect(await roles(code)).toMatch(/minstens 55 jaar[\s\S]*hoogstens 34 jaar/)
  expect(await roles(t.code)).not.toMatch(/Dit komt eerst|Voor wie/)
})

test('who just signed up reads what comes first on the phone and in the mail, and later what of it is left', async () => {
  const { t, participantId, thanks } = await bertSignsUp()
  const page = await thanks()
  const steps = [...page.matchAll(/<li>([^<]+)<\/li>/g)].map((match) => match[1])
  expect(steps).toEqual([
    ...FIRST,
    SEARCH,
    'We mailen je uiterlijk op 25 mei 2027, ook als er dan nog iets moet gebeuren.',
    'Jij kiest: ja of nee.',
  ])
  expect(gzipSync(page).length).toBeLessThanOrEqual(14 * 1024)
  const receipt = await letterOf(t, participantId, 'receipt')
  expect(receipt?.subject).toBe('Je bent ingeschreven voor DUO for a JOB')
  expect(receipt?.text).toContain([...FIRST, SEARCH, 'We mailen je uiterlijk op 25 mei 2027.'].join(' '))

  await makeReady(t, [participantId], await staffMember(t, FATMA))
  expect(await thanks()).toMatch(/<li>We zoeken iemand die bij jou past\.<\/li><li>We mailen/)
})

test('Mijn gegevens says what is done and what comes next; only who is ready reads that we look for somebody', async () => {
  const { t, participantId, confirm } = await bertSignsUp()
  expect(await ownPage(t, participantId)).toMatch(
    new RegExp(`Eerst moet er nog iets gebeuren\\.[\\s\\S]*${FIRST.join('[\\s\\S]*')}[\\s\\S]*${SEARCH}`),
  )
  await confirm()
  const fatma = await staffMember(t, FATMA)
  await t.db.write([doneOf(t, { kind: 'training', module: 'coaching' }, participantId, fatma)])
  await t.db.write([doneOf(t, { kind: 'conditions' }, participantId, fatma)])
  const page = await ownPage(t, participantId)
  expect(page).toMatch(
    /Dit is gedaan[\s\S]*We keken na of je kunt meedoen\.[\s\S]*Je volgde de opleiding ‘Luisteren en begeleiden’\.[\s\S]*Dit komt nog[\s\S]*gesprek\.[\s\S]*15 uur opleiding/,
  )
  expect(page).not.toMatch(/We kijken na|We hadden een gesprek|Je doet mee|zoeken iemand die bij je past/)
})

test('on the promised day nobody hears of a search that was not: not confirmed nothing, not ready what still comes', async () => {
  const { t, participantId, confirm } = await bertSignsUp()
  t.clock.now += 22 * DAY_MS
  expect(await promiseDue(t.deps)).toBe(0)
  await confirm()
  expect(await promiseDue(t.deps)).toBe(1)
  expect(await promiseDue(t.deps)).toBe(0)
  expect(await mailsTo(t, participantId)).toContain('still-looking')
  const early = await letterOf(t, participantId, 'still-looking')
  expect(early?.subject).toBe('Je kunt nog geen voorstel krijgen')
  expect(early?.text).toContain([...FIRST, SEARCH].join(' '))
  expect(early?.text).not.toContain('Er is nog geen')

  await makeReady(t, [participantId], await staffMember(t, FATMA))
  const ready = await letterOf(t, participantId, 'still-looking')
  expect(ready?.subject).toBe('We zoeken nog')
  expect(ready?.text).toContain('Er is nog geen jongere voor cv of brief en solliciteren.')
  await saveOwnPause(t.deps, participantId, 'pause')
  expect(await letterOf(t, participantId, 'still-looking')).toBeNull()
})

test('the page of proof names an event only where there was one', async () => {
  const { t, participantId, signupId } = await bertSignsUp()
  const visitor = browser(t.app)
  await visitor.get(await mailedLink(t, participantId, { purpose: 'signup', about: signupId }))
  const page = await bodyOf(await visitor.get(paths.signupProof(signupId)))
  expect(page).toMatch(/<dt>Formulier<\/dt>\s*<dd>Doorlopende inschrijving/)
  expect(page).not.toContain('<dt>Event</dt>')
})
