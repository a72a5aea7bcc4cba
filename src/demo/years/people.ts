import { CONSENT_SCHEMA_VERSION, LANGUAGE } from '../../../db/people/consents.ts'
import { addDays, addMonths, type CivilDate, civilDateOf, endOfDay } from '../../domain/civil-date.ts'
import { CODE_LENGTH, CODE_SIGNS } from '../../domain/event.ts'
import type { Purpose, Side } from '../../domain/facts.ts'
import { UNPROVED_DAYS, UNPROVED_REMINDER_DAYS } from '../../domain/signup.ts'
import { inventPerson, pick } from '../demo-people.ts'
import { between, FOREVER, type Member, mailed, moment, type Published, type Scene, staffOf, tally } from './scene.ts'
import { instantAt, type Rows } from './world.ts'

/** How somebody came in: at an event, by the standing page, or sent by a partner. */
export type Entrance = { kind: 'event' | 'standing-page'; eventId: string } | { kind: 'partner' }

/** Somebody signs up: the person, the consents, the proof, and what the programme asks before a first introduction. */
export function arrive(scene: Scene, side: Side, day: CivilDate, entrance: Entrance): Member {
  const { world, plan, random } = scene
  const { at } = moment(day, entrance.kind === 'event' ? 19 + random() * 3 : 9 + random() * 12)
  const n = world.next()
  const form = inventPerson(side, n, plan.programme.topics, random)
  const email = form.email.replace('@', `.${n}@`)
  const [personId, id, ref] = [world.newId(at), world.newId(at), world.newId(at)]
  const capacity = side === 'mentor' && random() < 0.3 ? 2 : 1
  const member: Member = {
    id,
    personId,
    email,
    side,
    topics: form.topics,
    ref,
    salt: `${ref}${n}`,
    since: day,
    readyOn: addDays(day, 1),
    places: Array.from({ length: capacity }, () => ''),
    lastOn: day,
    busyUntil: '',
    introduced: false,
    first: false,
    hadDuo: false,
    gone: false,
    promised: false,
    journey: null,
    consents: [],
  }
  world.add('person', at, { id: personId, email, emailNormalised: email, name: form.name, createdAt: at })
  const { topics, sector, languages } = form
  const own = { id, personId, programme: plan.programme.id, side, topics, sector, languages, capacity }
  const subject = { subjectRef: ref, subjectSalt: member.salt }
  world.add('participant', at, { ...own, ...subject, businessVisible: false, generation: 1, createdAt: at })
  count(scene, side, day, sector)

  const paper = entrance.kind === 'event' && random() < 0.15
  const how = paper ? 'paper-form' : entrance.kind === 'partner' ? 'told-staff' : 'unticked-box'
  const channel = 'eventId' in entrance ? `event:${entrance.eventId}` : 'partner'
  consent(scene, member, at, { purpose: 'P1', text: `P1:${plan.programme.id}:${side}`, method: how, channel })
  if (form.invitations)
    consent(scene, member, at, { purpose: 'P4', text: `P4:${plan.programme.id}`, method: how, channel })
  const signupId = 'eventId' in entrance ? signUp(scene, member, { at, n, eventId: entrance.eventId, paper }) : null
  prove(scene, member, { day, at, signupId, desk: paper || entrance.kind === 'partner' })
  if (!member.gone) prepare(scene, member, day, entrance)
  return member
}

function count(scene: Scene, side: Side, day: CivilDate, sector: string | null): void {
  const year = tally(scene, day)
  year.signups[side] += 1
  const key = sector ?? 'not_told'
  year.sectors[side][key] = (year.sectors[side][key] ?? 0) + 1
}

type Act = {
  purpose: Purpose
  text: string
  method: string
  channel: string
  about?: string
}

/** Consent given, and kept in mind for when the person stops. */
export function consent(scene: Scene, member: Member, at: number, { text: code, about = '', ...act }: Act): void {
  const { world, city, plan } = scene
  const [text, notice] = [city.text(code), city.text(`notice:${plan.programme.id}`)]
  const row = consentRow(scene, member, at, { ...act, about, text, notice })
  if (world.add('consent', at, row)) member.consents.push({ purpose: act.purpose, about, text, notice })
}

function consentRow(
  { world, city, plan }: Scene,
  { ref, salt, email }: Member,
  at: number,
  { text, notice, ...act }: Omit<Act, 'text' | 'about'> & { about: string; text: Published; notice: Published },
): Rows['consent'] {
  return {
    ...act,
    id: world.newId(at),
    schemaVersion: CONSENT_SCHEMA_VERSION,
    subjectRef: ref,
    salt,
    email,
    state: 'given',
    textId: text.id,
    textSha256: text.sha256,
    noticeVersion: String(notice.version),
    noticeSha256: notice.sha256,
    language: LANGUAGE,
    actor: 'self',
    at,
    validUntil: endOfDay(addMonths(civilDateOf(at), plan.keptMonths.others)),
    formBuild: city.build,
  }
}

function signUp(
  scene: Scene,
  member: Member,
  { at, n, eventId, paper }: { at: number; n: number; eventId: string; paper: boolean },
): string {
  const { world, plan, journeys } = scene
  const { id, side } = member
  const signupId = world.newId(at)
  const keys = { formKey: `form-${signupId}`, phoneHash: `phone-${signupId}`, shortCode: shortCode(n) }
  const channel = paper ? ('paper' as const) : ('phone' as const)
  const staffId = paper ? staffOf(scene) : null
  world.add('signup', at, { id: signupId, ...keys, eventId, side, participantId: id, channel, staffId, at })
  if (world.add('attendance', at, { eventId, participantId: id, at })) {
    const journey = {
      programme: plan.programme.id,
      eventId,
      side,
      channel,
      came: new Set(['signed_up' as const]),
      erased: false,
    }
    member.journey = journey
    journeys.push(journey)
  }
  mailed(scene, at, { kind: 'receipt', about: signupId, participantId: id, signupId })
  return signupId
}

/** Every number its own code. */
function shortCode(n: number): string {
  let rest = (n * 612_403) % CODE_SIGNS.length ** CODE_LENGTH
  return Array.from({ length: CODE_LENGTH }, () => {
    const sign = CODE_SIGNS[rest % CODE_SIGNS.length] ?? ''
    rest = Math.floor(rest / CODE_SIGNS.length)
    return sign
  }).join('')
}

/** Most prove their mailbox the same evening; who never does is reminded once, and forgotten after two months. */
function prove(
  scene: Scene,
  member: Member,
  { day, at, signupId, desk }: { day: CivilDate; at: number; signupId: string | null; desk: boolean },
): void {
  const { world, random } = scene
  if (desk || random() < 0.93) {
    const seen = at + between(random, 2, 300) * 60_000
    const how = desk ? { how: 'desk' as const, staffId: staffOf(scene) } : { how: 'link' as const }
    const row = { id: world.newId(seen), participantId: member.id, signupId, ...how, at: seen }
    if (world.add('proof', seen, row)) member.journey?.came.add('proved')
    return
  }
  member.readyOn = FOREVER
  const reminder = moment(addDays(day, UNPROVED_REMINDER_DAYS), 6)
  mailed(scene, reminder.at, { kind: 'proof-reminder', about: member.id, participantId: member.id })
  erase(scene, member, addDays(day, UNPROVED_DAYS))
}

/** Conditions, talk and training, as the programme's data ask them; the person is ready when all is done. */
function prepare(scene: Scene, member: Member, day: CivilDate, entrance: Entrance): void {
  const { world, plan, city, random } = scene
  const { entrances, intake, training } = plan.programme.sides[member.side]
  const staffId = staffOf(scene)
  let done = day
  if (entrance.kind === 'partner') {
    const of = { programme: plan.programme.id, side: member.side }
    const senders = city.partners.filter(({ programme, side }) => programme === of.programme && side === of.side)
    const sender = senders.length > 0 ? pick(senders, random) : null
    const at = instantAt(day, 23)
    if (sender)
      world.add('referral', at, { participantId: member.id, partnerId: sender.id, staffId: sender.staffId, at })
  }
  if (intake === 'talk') {
    done = addDays(done, between(random, 3, 16))
    const { at } = moment(done, 11)
    world.add('intake', at, { id: world.newId(at), participantId: member.id, heldOn: done, staffId, at })
  }
  if (!entrances.includes('event')) {
    const { at } = moment(done, 12)
    world.add('eligibility', at, { participantId: member.id, staffId, at })
  }
  for (const { id: module } of training) {
    done = addDays(done, between(random, 4, 14))
    const { at } = moment(done, 17)
    world.add('training', at, { participantId: member.id, module, doneOn: done, staffId, at })
  }
  member.readyOn = addDays(done, 1)
}

/** What is known of the person goes; what stays of the participant is a number. */
export function erase(scene: Scene, member: Member, day: CivilDate): void {
  if (member.gone) return
  member.gone = true
  const at = instantAt(day, 23.5)
  const { id: participantId, personId } = member
  for (const given of member.consents)
    scene.world.add('consent', at, {
      ...consentRow(scene, member, at, { ...given, method: 'system', channel: 'withdrawal' }),
      state: 'expired',
      actor: 'system',
      validUntil: null,
    })
  if (scene.world.add('erasure', at, { participantId, personId }) && member.journey) member.journey.erased = true
}
