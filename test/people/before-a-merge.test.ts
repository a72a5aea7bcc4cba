import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { contactFor, counterpart } from '../../db/introductions/counterparts.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { duoEnd, participant } from '../../db/schema.ts'
import { eventById } from '../../db/signups/events.ts'
import { saveSignup } from '../../db/signups/signups.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import { signupTexts } from '../../src/consent-texts.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { browser } from '../app.ts'
import { introduce, introductionOf, mailedLink } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { JOB, openPartners } from '../partners/partner-world.ts'
import { AMIRA, BERT, CHLOE, type SignedUp, signUp } from '../people.ts'
import { type Merging, openMerging } from './merging.ts'

/* What was mailed, shown or agreed before a merge goes on speaking for that address, and for that human. */

const KAREL = { ...BERT, name: 'Karel Anders', email: 'karel@example.org' }

describe('Karel, of whom staff make a part of Amira', () => {
  let m: Merging
  let karel: SignedUp

  beforeEach(async () => {
    m = await openMerging()
    karel = await signUp(m.t, KAREL)
    await saveProof(m.t.deps, { participantId: karel.participantId, signupId: karel.signup.id, how: 'link' })
    m.t.clock.now += 60_000
  })

  test('opens nothing of hers by a link or on a phone of before; undone, his phone speaks for him again', async () => {
    const { t } = m
    const own = paths.myData(karel.participantId)
    const manage = { purpose: 'manage' as const, about: '' }
    const earlier = await mailedLink(t, karel.participantId, manage)
    const came = browser(t.app)
    await came.get(earlier)
    expect([(await came.get(own)).status, (await karel.phone.get(own)).status]).toEqual([200, 200])

    await m.merge(m.amira, karel, m.amira)
    expect((await browser(t.app).get(earlier)).headers.get('Location')).toBeNull()
    expect([(await came.get(own)).status, (await karel.phone.get(own)).status]).toEqual([404, 404])
    const hers = browser(t.app)
    await hers.get(await mailedLink(t, karel.participantId, manage))
    expect(await bodyOf(await hers.get(own)), 'the next mail opens it').toContain(AMIRA.email)

    const extra = paths.signupExtra(karel.signup.id)
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(await bodyOf(await karel.phone.get(extra)))?.[1] ?? ''
    expect((await karel.phone.post(extra, { _csrf, phone: '0470 12 34 56' })).status).toBe(303)
    const [row] = await t.db.q.select().from(participant).where(eq(participant.id, karel.participantId))
    expect(row?.phone, 'what he adds is written to nobody').toBeNull()

    await m.undo()
    expect(await bodyOf(await karel.phone.get(own))).toContain(KAREL.email)
  })

  test('is no part of anybody while he holds a place; a duo that ended keeps his name and address', async () => {
    const { t } = m
    const chloe = await signUp(t, CHLOE)
    const id = await introduce(t, karel, chloe)
    const refused = await m.merge(m.amira, karel, m.amira)
    expect([refused.status, (await bodyOf(refused)).includes('Laat dat adres blijven')]).toEqual([409, true])
    for (const side of SIDES) {
      const said = { side, answer: 'yes' as const, stop: 'stay' as const, way: 'mail' as const }
      await saveAnswer(t.deps, { introduction: await introductionOf(t, id), ...said })
    }
    expect((await m.merge(m.amira, karel, m.amira)).status).toBe(409)

    const intro = await introductionOf(t, id)
    const ended = { duoId: intro.duoId ?? '', reason: 'early' as const, endedOn: '2027-05-30', at: t.clock.now }
    await t.db.write([t.db.q.insert(duoEnd).values(ended)])
    t.clock.now += 60_000
    expect((await m.merge(m.amira, karel, m.amira)).status).toBe(303)
    const theirs = await contactFor(t.deps, id, chloe.participantId, { way: 'mail' })
    expect(theirs).toMatchObject({ name: KAREL.name, email: KAREL.email })
    expect((await counterpart(t.deps, intro, 'mentor'))?.firstName).toBe('Karel')
    expect(await contactFor(t.deps, id, karel.participantId, { way: 'mail' }), 'said to Karel alone').toBeNull()
  })
})

test('a partner goes on reading the name of the one whom it sent', async () => {
  const { t, dora, ocmw, olga } = await openPartners()
  const event = await eventById(t.db, (await standingPageOf(t.db, JOB))?.id ?? '')
  const onPaper = async (side: Side, name: string, sentBy?: { partnerId: string; staffId: string }) => {
    const form = { ...AMIRA, side, topics: ['cv'], name, email: `${side}@example.org` }
    const texts = await signupTexts(t.deps, JOB, side)
    const keys = { formKey: t.deps.newToken(), phoneToken: t.deps.newToken(), buckets: [] }
    const paper = { staffId: dora.staffId, reference: 'map-1' }
    const sent = sentBy ? { sentBy } : {}
    const { signup } = await saveSignup(t.deps, { event: event!, form, texts, ...keys, paper, ...sent })
    const [row] = await t.db.q
      .select()
      .from(participant)
      .where(eq(participant.id, signup.participantId ?? ''))
    return { id: row?.id ?? '', personId: row?.personId ?? '' }
  }
  const karim = await onPaper('mentee', 'Karim Eigen', { partnerId: ocmw, staffId: dora.staffId })
  const greet = await onPaper('mentor', 'Greet Vreemd')
  t.clock.now += 60_000
  const merged = await dora.post(paths.samePersonAs(greet.id, karim.personId), { keep: greet.personId, sure: 'yes' })
  expect(merged.status).toBe(303)
  const list = await bodyOf(await olga.get(paths.partner()))
  expect([list.includes('Karim Eigen'), list.includes('Greet')]).toEqual([true, false])
})
