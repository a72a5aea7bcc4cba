import { addDays, type CivilDate } from '../../domain/civil-date.ts'
import { termsOf } from '../../domain/duos/click.ts'
import { DECLINE_REASONS, type EndReason, SIDES, type Side } from '../../domain/facts.ts'
import { answerDeadline, LAPSE_DAYS } from '../../domain/introduction.ts'
import { pick } from '../demo-people.ts'
import { consent } from './people.ts'
import { between, dayOf, later, type Member, type Moment, mailed, moment, type Scene, staffOf, tally } from './scene.ts'

export type Pair = Record<Side, Member>

/** How an introduction went: ended without a duo, or a duo that begins; on that day its place under the cap is free. */
export type Told = { id: string; on: CivilDate; said: 'no' | 'nothing' } | { id: string; starts: Moment }

type Sent = Pair & { id: string; sent: Moment }
type Fate = 'yes' | 'mentor-no' | 'mentee-no' | 'silent' | 'pulled' | 'taken-back'

/** Staff introduce two people, who answer or do not. */
export function introduce(scene: Scene, pair: Pair, day: CivilDate): Told {
  const { world, plan, random } = scene
  const sent = moment(day, 10 + between(random, 20, 50) / 60)
  const intro = { ...pair, id: world.newId(sent.at), sent }
  write(scene, intro)
  const year = tally(scene, day)
  year.introductions.sent += 1

  const fate = fateOf(scene, day)
  const told = fate === 'yes' ? agree(scene, intro) : refuse(scene, intro, fate)
  const agreed = 'agreed' in told ? told.agreed : null
  if (agreed && agreed.at <= world.now) {
    year.introductions.agreed += 1
    for (const side of SIDES) pair[side].journey?.came.add('agreed')
  } else if (!agreed && 'end' in told && told.end.at <= world.now) year.introductions.ended += 1
  else year.introductions.open += 1

  if (!('agreed' in told)) return { id: intro.id, on: told.end.day, said: fate === 'silent' ? 'nothing' : 'no' }
  return plan.programme.starts === 'when-agreed'
    ? { id: intro.id, starts: told.agreed }
    : meet(scene, intro, told.agreed)
}

function fateOf({ plan, random }: Scene, day: CivilDate): Fate {
  if (day.slice(5) >= plan.sureFrom) return 'yes'
  const { yes, mentorNo, menteeNo } = plan.answers
  const luck = random()
  if (luck < yes) return 'yes'
  if (luck < yes + mentorNo) return 'mentor-no'
  if (luck < yes + mentorNo + menteeNo) return 'mentee-no'
  return pick(['silent', 'silent', 'silent', 'pulled', 'taken-back'], random)
}

function write(scene: Scene, { id, mentor, mentee, sent }: Sent): void {
  const { world, plan, random } = scene
  const { programme } = plan
  const shared = mentee.topics.filter((topic) => mentor.topics.includes(topic))
  const verdict = shared.length > 0 ? ('fits' as const) : ('does-not-fit' as const)
  const points = shared.length * 20
  const why = { score: 40 + between(random, 0, 50), reasons: [{ code: 'topics', points, verdict, topics: shared }] }
  const happened = world.add('introduction', sent.at, {
    id,
    programme: programme.id,
    mentorId: mentor.id,
    menteeId: mentee.id,
    capYear: Number(sent.day.slice(0, 4)),
    why,
    sentAt: sent.at,
    staffId: staffOf(scene),
    emails: [mentor.email, mentee.email],
  })
  if (happened) for (const one of [mentor, mentee]) one.journey?.came.add('introduced')
  const terms = termsOf(programme)
  if (terms) world.add('terms', sent.at, { introductionId: id, ...terms, at: sent.at })
}

function ask(scene: Scene, { id, ...pair }: Sent, side: Side, at: number): void {
  scene.world.add('ask', at, { introductionId: id, side, at, expiresAt: answerDeadline(at) })
  mailed(scene, at, { kind: 'proposal', about: `${id}:${side}`, participantId: pair[side].id, introductionId: id })
}

/** When this side answers: one of the evenings after it was asked. */
const evening = ({ random }: Scene, { day }: Moment): Moment =>
  moment(addDays(day, between(random, 1, 6)), 17 + random() * 5)

function answer(scene: Scene, { id, ...pair }: Sent, side: Side, value: 'yes' | 'no', { at }: Moment): void {
  const { world, plan, random } = scene
  const assisted = random() < 0.06
  const way = assisted ? ('staff' as const) : random() < 0.2 ? ('phone' as const) : ('mail' as const)
  const by = { way, staffId: assisted ? staffOf(scene) : null, at }
  world.add('answer', at, { introductionId: id, side, answer: value, ...by })
  if (value === 'no' && random() < 0.7)
    world.add('reason', at, { introductionId: id, side, reason: pick(DECLINE_REASONS, random), at })
  if (value !== 'yes') return
  consentTo(scene, pair[side], id, at, way)
  if (plan.programme.agreement === 'answer-page') sign(scene, id, side, by)
}

/** The mentor is asked first, or both at once, as the programme says. */
function agree(scene: Scene, intro: Sent): { agreed: Moment } {
  const both = scene.plan.programme.asks === 'both-at-once'
  ask(scene, intro, 'mentor', intro.sent.at)
  const first = evening(scene, intro.sent)
  const asked = both ? intro.sent : first
  ask(scene, intro, 'mentee', asked.at)
  const second = evening(scene, asked)
  answer(scene, intro, 'mentor', 'yes', first)
  answer(scene, intro, 'mentee', 'yes', second)
  const agreed = later(first, second)
  for (const side of SIDES) mailAbout(scene, intro, 'agreed', side, agreed.at)
  return { agreed }
}

function refuse(scene: Scene, intro: Sent, fate: Exclude<Fate, 'yes'>): { end: Moment } {
  const both = scene.plan.programme.asks === 'both-at-once'
  ask(scene, intro, 'mentor', intro.sent.at)
  const first = evening(scene, intro.sent)
  const asked = both ? intro.sent : first
  if (both || fate === 'mentee-no') ask(scene, intro, 'mentee', asked.at)
  if (fate === 'mentor-no') {
    answer(scene, intro, 'mentor', 'no', first)
    return end(scene, intro, 'declined', first)
  }
  if (fate === 'mentee-no') {
    const second = evening(scene, asked)
    if (first.at < second.at) answer(scene, intro, 'mentor', 'yes', first)
    answer(scene, intro, 'mentee', 'no', second)
    return end(scene, intro, 'declined', second)
  }
  if (fate === 'pulled') return end(scene, intro, 'pulled', moment(addDays(intro.sent.day, 1), 9))
  if (fate === 'taken-back') {
    const at = first.at + 3_600_000
    answer(scene, intro, 'mentor', 'yes', first)
    scene.world.add('correction', at, { introductionId: intro.id, side: 'mentor', way: 'mail', at })
    return end(scene, intro, 'taken_back', { day: dayOf(at), at })
  }
  mailAbout(scene, intro, 'reminder', 'mentor', moment(addDays(intro.sent.day, 5), 6).at)
  const over = moment(addDays(dayOf(answerDeadline(intro.sent.at)), 1), 6)
  return end(scene, intro, 'expired', over)
}

/** A first meeting, time to think, "klikt het?" and the agreement. */
function meet(scene: Scene, intro: Sent, agreed: Moment): Told {
  const { world, plan, random } = scene
  const { programme } = plan
  const sure = intro.sent.day.slice(5) >= plan.sureFrom
  const proposed = moment(addDays(agreed.day, 1), 12)
  const slots = [4, 6, 9].map((days) => moment(addDays(agreed.day, days), 18))
  const [slot = proposed] = slots
  const id = world.newId(proposed.at)
  const lapses = !sure && random() < 0.06
  world.add('meeting', proposed.at, {
    id,
    introductionId: intro.id,
    by: 'mentor',
    way: 'mail',
    slots: slots.map(({ at }) => at),
    minutes: 60,
    staffJoins: random() < 0.3,
    at: proposed.at,
  })
  if (lapses) {
    const on = moment(addDays(agreed.day, LAPSE_DAYS + 1), 6)
    end(scene, intro, 'lapsed', on)
    return { id: intro.id, on: on.day, said: 'nothing' }
  }
  const chosen = moment(addDays(agreed.day, 2), 20).at
  world.add('meetingAnswer', chosen, { meetingId: id, side: 'mentee', slotAt: slot.at, way: 'mail', at: chosen })
  const earliestAt = slot.at + (60 + programme.thinkHours * 60) * 60_000
  const [first, second] = [between(random, 2, 4), between(random, 2, 6)].map((days) =>
    moment(addDays(slot.day, days), 20 + random() * 2),
  )
  const clicks = { mentor: first ?? slot, mentee: second ?? slot }
  const clicked = (side: Side, click: 'yes' | 'no') =>
    world.add('click', clicks[side].at, {
      introductionId: intro.id,
      side,
      click,
      earliestAt,
      way: 'mail',
      at: clicks[side].at,
    })
  if (!sure && random() < 0.08) {
    const side = pick(SIDES, random)
    clicked(side, 'no')
    const on = clicks[side]
    end(scene, intro, 'declined', on)
    return { id: intro.id, on: on.day, said: 'no' }
  }
  for (const side of SIDES) {
    clicked(side, 'yes')
    if (programme.agreement === 'own-page') sign(scene, intro.id, side, { way: 'mail', at: clicks[side].at })
  }
  return { id: intro.id, starts: later(clicks.mentor, clicks.mentee) }
}

type Signing = { way: 'mail' | 'phone' | 'staff'; staffId?: string | null; at: number }

function sign({ world, plan, city }: Scene, introductionId: string, side: Side, by: Signing): void {
  const text = city.text(`agreement:${plan.programme.id}`)
  world.add('agreement', by.at, { introductionId, side, textId: text.id, textSha256: text.sha256, ...by })
}

function end(scene: Scene, intro: Sent, reason: EndReason, on: Moment): { end: Moment } {
  const staffId = reason === 'pulled' ? staffOf(scene) : null
  scene.world.add('introductionEnd', on.at, { introductionId: intro.id, reason, staffId, at: on.at })
  mailAbout(scene, intro, 'not-on', 'mentee', on.at)
  return { end: on }
}

function mailAbout(scene: Scene, intro: Sent, kind: 'agreed' | 'not-on' | 'reminder', side: Side, at: number): void {
  const ids = { participantId: intro[side].id, introductionId: intro.id }
  mailed(scene, at, { kind, about: `${intro.id}:${side}`, ...ids })
}

function consentTo(scene: Scene, member: Member, about: string, at: number, channel: string): void {
  consent(scene, member, at, { purpose: 'P2', text: 'P2', about, method: 'answer-button', channel })
}
