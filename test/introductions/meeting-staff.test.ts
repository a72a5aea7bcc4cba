import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { endIntroduction } from '../../db/introductions/introductions.ts'
import { saveCancellation, saveMeetingAnswer, saveProposal } from '../../db/introductions/meetings.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { meeting, outbox, staff } from '../../db/schema.ts'
import { instantOf } from '../../src/domain/civil-date.ts'
import { SIDES, type Side, type Teller } from '../../src/domain/facts.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { introductionOf } from '../introduced.ts'
import { agreedPair, mailsLeft, type Place } from '../pairs.ts'

/* A meeting to which somebody of staff comes along: called off, or moved. */

describe('who of staff comes along', () => {
  /** Dirk proposes 12 May at 19.00 and comes along; both choose it, or nobody has yet. */
  async function withDirk(choosing: readonly Side[] = SIDES, staffJoins = true) {
    const pair = await agreedPair()
    const { t, id, staffId } = pair
    const slotAt = instantOf('2027-05-12', '19:00')
    const acting = { intro: await introductionOf(t, id), way: 'staff', staffId, open: true } as const
    await saveProposal(t.deps, {
      ...acting,
      by: 'staff',
      slots: [slotAt],
      place: null,
      staffJoins,
      formKey: t.deps.newToken(),
    })
    const [row] = await t.db.q.select().from(meeting)
    for (const side of choosing) {
      t.clock.now += 1000
      await saveMeetingAnswer(t.deps, { ...acting, side, meetingId: row!.id, slotAt })
    }
    t.clock.now += 1000
    await mailsLeft(t)
    return { ...pair, meetingId: row!.id }
  }

  const letters = async ({ t }: Place) => {
    const rows = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'staff-meeting-cancelled'))
    return Promise.all(rows.map((row) => renderLetter(t.deps, row)))
  }

  test('loses the meeting in their calendar too: the same UID, a higher SEQUENCE, and no name', async () => {
    const pair = await withDirk()
    const introduction = await introductionOf(pair.t, pair.id)
    await endIntroduction(pair.t.deps, { introduction, reason: 'pulled', staffId: pair.staffId })
    const [letter, ...more] = await letters(pair)
    expect(more).toEqual([])
    expect(letter).toMatchObject({ to: 'dirk@example.org', subject: 'Een afspraak gaat niet door' })
    expect(letter?.text).toContain(
      'De afspraak van woensdag 12 mei 2027 om 19.00 uur, waar je bij zou zijn, gaat niet door.',
    )
    const file = (letter?.attachments?.[0]?.content ?? '').replaceAll('\r\n ', '')
    for (const text of ['METHOD:CANCEL', `UID:${pair.meetingId}@localhost`, 'SEQUENCE:1', 'dirk@example.org'])
      expect(file).toContain(text)
    expect(`${letter?.text}${file}`).not.toMatch(/Amira|Bert/)
  })

  test('also when one of the two calls it off, and once', async () => {
    const pair = await withDirk()
    const off = async () => {
      const intro = await introductionOf(pair.t, pair.id)
      return saveCancellation(pair.t.deps, { intro, by: 'mentee', way: 'mail', meetingId: pair.meetingId })
    }
    expect([(await off()).kind, (await off()).kind]).toEqual(['cancelled', 'already-cancelled'])
    expect(await letters(pair)).toMatchObject([{ to: 'dirk@example.org' }])
  })

  /** A move to 20 May at 19.00, on which everybody who was asked agrees. */
  async function move(pair: Awaited<ReturnType<typeof withDirk>>, by: Teller, staffJoins = false) {
    const { t, id, staffId } = pair
    const acting = { intro: await introductionOf(t, id), way: 'mail', open: true } as const
    const slotAt = instantOf('2027-05-20', '19:00')
    const proposal = { ...acting, by, slots: [slotAt], place: null, staffJoins, formKey: t.deps.newToken() }
    await saveProposal(t.deps, by === 'staff' ? { ...proposal, way: 'staff', staffId } : proposal)
    const latest = (await t.db.q.select().from(meeting)).find(({ replacesId }) => replacesId === pair.meetingId)
    for (const side of SIDES.filter((each) => each !== by)) {
      expect(await letters(pair)).toEqual([])
      t.clock.now += 1000
      await saveMeetingAnswer(t.deps, { ...acting, side, meetingId: latest!.id, slotAt })
    }
    return latest!.id
  }

  test('loses the old date once a move by one of the two is agreed, and hears no more of the new one', async () => {
    const pair = await withDirk()
    const meetingId = await move(pair, 'mentor')
    const [letter, ...more] = await letters(pair)
    expect(more).toEqual([])
    expect(letter).toMatchObject({ to: 'dirk@example.org' })
    expect(letter?.text).toContain(
      'van woensdag 12 mei 2027 om 19.00 uur, waar je bij zou zijn, is verplaatst naar donderdag 20 mei 2027',
    )
    const file = (letter?.attachments?.[0]?.content ?? '').replaceAll('\r\n ', '')
    for (const text of ['METHOD:CANCEL', `UID:${pair.meetingId}@localhost`, 'SEQUENCE:1', 'DTSTART:20270512T170000Z'])
      expect(file).toContain(text)
    const intro = await introductionOf(pair.t, pair.id)
    await saveCancellation(pair.t.deps, { intro, by: 'mentee', way: 'mail', meetingId })
    expect(await letters(pair)).toHaveLength(1)
  })

  test('loses nothing where they come along to the new date too, and the old one where they do not', async () => {
    const [along, away] = [await withDirk(), await withDirk()]
    await move(along, 'staff', true)
    await move(away, 'staff')
    expect(await letters(along)).toEqual([])
    expect(await letters(away)).toHaveLength(1)
  })

  test('hears nothing of what never stood in a calendar, of what they did not join, or once they have left', async () => {
    for (const pair of [await withDirk(['mentor']), await withDirk(SIDES, false)]) {
      const intro = await introductionOf(pair.t, pair.id)
      await saveCancellation(pair.t.deps, { intro, by: 'mentee', way: 'mail', meetingId: pair.meetingId })
      expect(await letters(pair)).toEqual([])
    }
    const pair = await withDirk()
    await pair.t.db.write([pair.t.db.q.update(staff).set({ disabledAt: pair.t.clock.now })])
    await withdraw(pair.t.deps, pair.mentorId, { actor: 'self' })
    expect(await letters(pair)).toEqual([null])
  })
})
