import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  sqliteView,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import type {
  Answer,
  CheckinAnswer,
  ConsentState,
  DeclineReason,
  DuoEndReason,
  EndReason,
  ExtensionReason,
  MentorNext,
  OutcomeMoment,
  PauseKind,
  Purpose,
  Side,
  StaffRole,
  Stage,
  StopReason,
  Teller,
  Way,
} from '../src/domain/facts.ts'
import type { DuoRow } from '../src/domain/imports/duos.ts'
import type { PersonRow } from '../src/domain/imports/people.ts'
import type { RowProblem } from '../src/domain/imports/rows.ts'
import type { Why } from '../src/domain/introduction.ts'
import type { RunInput, RunResult } from '../src/domain/proposals/proposals.ts'
import type { PendingSignup } from '../src/domain/signup.ts'

/*
 * Facts only: a row says that something happened, when and by whom. States are computed in src/domain.
 * Instants are milliseconds UTC (`at`, `…_at`); civil dates are 'YYYY-MM-DD' in Europe/Brussels (`…_on`).
 * What may never be is refused by the triggers in migrations/0001_guards.sql.
 */

// ── the city and its staff ──────────────────────────────────────────────────────────────────────────────────────────

export const setting = sqliteTable('setting', {
  key: text().primaryKey(),
  value: text({ mode: 'json' }).notNull(),
})

/** An organisation that sends people: it refers mentees, or lists mentors. */
export const partner = sqliteTable('partner', {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  createdAt: integer('created_at').notNull(),
  closedAt: integer('closed_at'),
})

/** Whoever signs in: a member of a service (`role` null or 'member'), or somebody of a partner. */
export const staff = sqliteTable('staff', {
  id: text().primaryKey(),
  email: text().notNull().unique(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
  disabledAt: integer('disabled_at'),
  partnerId: text('partner_id').references(() => partner.id),
  role: text().$type<StaffRole>(),
})

/** Whose programme a member of staff works for, where an association answers for it. */
export const staffProgramme = sqliteTable(
  'staff_programme',
  {
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    programme: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.staffId, t.programme] })],
)

/** The side on which a partner sends people to a programme. */
export const partnerProgramme = sqliteTable(
  'partner_programme',
  {
    partnerId: text('partner_id')
      .notNull()
      .references(() => partner.id),
    programme: text().notNull(),
    side: text().$type<Side>().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.programme, t.side] }),
    check('partner_programme_side', sql`${t.side} in ('mentor', 'mentee')`),
  ],
)

/** A one-time sign-in link. `staffId` is null for the first one, which makes the first member of staff. */
export const staffLink = sqliteTable('staff_link', {
  id: text().primaryKey(),
  tokenHash: text('token_hash').notNull().unique(),
  staffId: text('staff_id').references(() => staff.id),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

export const staffLinkUse = sqliteTable('staff_link_use', {
  linkId: text('link_id')
    .primaryKey()
    .references(() => staffLink.id),
  at: integer().notNull(),
})

export const staffSession = sqliteTable('staff_session', {
  idHash: text('id_hash').primaryKey(),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
  createdAt: integer('created_at').notNull(),
  seenAt: integer('seen_at').notNull(),
})

export const programmeCap = sqliteTable(
  'programme_cap',
  {
    programme: text().notNull(),
    year: integer().notNull(),
    cap: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.programme, t.year] }), check('cap_not_negative', sql`${t.cap} >= 0`)],
)

/**
 * What a side of a programme asks before a first introduction, for the database to hold to: kept equal to `PROGRAMMES` at
 * every start. A side without a row is never ready.
 */
export const preparationAsked = sqliteTable(
  'preparation_asked',
  {
    programme: text().notNull(),
    side: text().$type<Side>().notNull(),
    conditions: integer({ mode: 'boolean' }).notNull(),
    intake: integer({ mode: 'boolean' }).notNull(),
    modules: text({ mode: 'json' }).$type<string[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programme, t.side] }),
    check('preparation_asked_side', sql`${t.side} in ('mentor', 'mentee')`),
  ],
)

// ── events and the people who sign up ───────────────────────────────────────────────────────────────────────────────

export const event = sqliteTable('event', {
  id: text().primaryKey(),
  programme: text().notNull(),
  code: text().notNull().unique(),
  title: text().notNull(),
  place: text().notNull(),
  startsAt: integer('starts_at').notNull(),
  opensAt: integer('opens_at').notNull(),
  closesAt: integer('closes_at').notNull(),
  version: integer().notNull(),
  createdAt: integer('created_at').notNull(),
})

/** The sign-up page of a programme between its events: an event that never ends, and is counted as none. */
export const standingPage = sqliteTable('standing_page', {
  programme: text().primaryKey(),
  eventId: text('event_id')
    .notNull()
    .unique()
    .references(() => event.id),
})

/** Sign-up opened or closed by hand; the latest one wins over the event's own times. */
export const eventDoor = sqliteTable(
  'event_door',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    eventId: text('event_id')
      .notNull()
      .references(() => event.id),
    open: integer({ mode: 'boolean' }).notNull(),
    at: integer().notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
  },
  (t) => [index('event_door_event').on(t.eventId, t.seq)],
)

/** One normalised e-mail address in this city. */
export const person = sqliteTable('person', {
  id: text().primaryKey(),
  email: text().notNull(),
  emailNormalised: text('email_normalised').notNull().unique(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
})

/**
 * A person on one side of one programme. Erasure empties `personId`, `subjectRef`, `subjectSalt`, `business` and `phone`:
 * what stays is a number in the report. A telephone number is of where it was given, and read nowhere else.
 */
export const participant = sqliteTable(
  'participant',
  {
    id: text().primaryKey(),
    personId: text('person_id').references(() => person.id),
    programme: text().notNull(),
    side: text().$type<Side>().notNull(),
    subjectRef: text('subject_ref').unique(),
    subjectSalt: text('subject_salt'),
    topics: text({ mode: 'json' }).$type<string[]>().notNull(),
    sector: text(),
    languages: text({ mode: 'json' }).$type<string[]>().notNull(),
    capacity: integer().notNull(),
    sameSectorWelcome: integer('same_sector_welcome', { mode: 'boolean' }),
    stage: text().$type<Stage>(),
    business: text(),
    businessVisible: integer('business_visible', { mode: 'boolean' }).notNull(),
    phone: text(),
    inCentre: integer('in_centre', { mode: 'boolean' }),
    generation: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    erasedAt: integer('erased_at'),
  },
  (t) => [
    uniqueIndex('participant_person_programme_side').on(t.personId, t.programme, t.side),
    // Who signed up when, without their rows.
    index('participant_programme').on(t.programme, t.side, t.createdAt, t.id),
    // What everybody of a programme is looked at for, so that ten thousand people are read without their rows. It holds
    // who is here alone, for else the planner prefers it, whole, where one person is looked up.
    index('participant_here')
      .on(t.programme, t.side, t.id, t.personId, t.subjectRef, t.capacity, t.createdAt, t.erasedAt)
      .where(sql`erased_at is null`),
    check('participant_side', sql`${t.side} in ('mentor', 'mentee')`),
    check('participant_capacity', sql`${t.capacity} between 0 and 20`),
    check('participant_erased', sql`(${t.personId} is null) = (${t.erasedAt} is not null)`),
  ],
)

/** Paused or taken up again; the latest one wins. */
export const participantPause = sqliteTable(
  'participant_pause',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    participantId: text('participant_id')
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    paused: integer({ mode: 'boolean' }).notNull(),
    at: integer().notNull(),
    staffId: text('staff_id').references(() => staff.id),
  },
  (t) => [index('participant_pause_participant').on(t.participantId, t.seq)],
)

/**
 * One form handed in at an event. `participantId` is null when the address asked us never to write again.
 * `pending` holds what was typed for an address that we already knew, until its owner proves the mailbox.
 */
export const signup = sqliteTable(
  'signup',
  {
    id: text().primaryKey(),
    formKey: text('form_key').notNull().unique(),
    eventId: text('event_id')
      .notNull()
      .references(() => event.id),
    side: text().$type<Side>().notNull(),
    participantId: text('participant_id').references(() => participant.id),
    shortCode: text('short_code').notNull().unique(),
    phoneHash: text('phone_hash').notNull().unique(),
    pending: text({ mode: 'json' }).$type<PendingSignup>(),
    channel: text().$type<'phone' | 'paper'>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [index('signup_participant').on(t.participantId), index('signup_event').on(t.eventId)],
)

export const attendance = sqliteTable(
  'attendance',
  {
    eventId: text('event_id')
      .notNull()
      .references(() => event.id),
    participantId: text('participant_id')
      .notNull()
      .references(() => participant.id),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.participantId] }), index('attendance_participant').on(t.participantId)],
)

/** The mailbox (how = link) or the person (how = desk) was seen. With a signup: that phone's own sign-up was. */
export const proof = sqliteTable(
  'proof',
  {
    id: text().primaryKey(),
    participantId: text('participant_id')
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    signupId: text('signup_id').references(() => signup.id, { onDelete: 'cascade' }),
    how: text().$type<'link' | 'desk'>().notNull(),
    at: integer().notNull(),
    staffId: text('staff_id').references(() => staff.id),
  },
  (t) => [
    uniqueIndex('proof_signup').on(t.signupId, t.how),
    uniqueIndex('proof_participant').on(t.participantId, t.how).where(sql`signup_id is null`),
    index('proof_of_participant').on(t.participantId),
  ],
)

/** A link in a mail. The token itself is derived from (purpose, id, generation) at send time and never stored. */
export const link = sqliteTable(
  'link',
  {
    id: text().primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    purpose: text().$type<'signup' | 'introduction' | 'manage'>().notNull(),
    participantId: text('participant_id')
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    about: text().notNull(),
    generation: integer().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('link_subject').on(t.purpose, t.participantId, t.about, t.generation),
    index('link_participant').on(t.participantId),
  ],
)

/** Somebody said "dat was ik niet": no mail to this address (keyed hash) until then. */
export const addressBlock = sqliteTable('address_block', {
  addressHash: text('address_hash').primaryKey(),
  until: integer().notNull(),
})

// ── consent ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export const consentText = sqliteTable(
  'consent_text',
  {
    id: text().primaryKey(),
    code: text().notNull(),
    version: integer().notNull(),
    language: text().notNull(),
    body: text().notNull(),
    sha256: text().notNull(),
    publishedAt: integer('published_at').notNull(),
  },
  (t) => [uniqueIndex('consent_text_version').on(t.code, t.version, t.language)],
)

/** The ledger: one row an act and purpose, append-only. `about` is the introduction for purpose P2, else ''. */
export const consentEvent = sqliteTable(
  'consent_event',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    schemaVersion: integer('schema_version').notNull(),
    subjectRef: text('subject_ref').notNull(),
    commitment: text().notNull(),
    purpose: text().$type<Purpose>().notNull(),
    about: text().notNull(),
    state: text().$type<ConsentState>().notNull(),
    textId: text('text_id').references(() => consentText.id),
    textSha256: text('text_sha256'),
    noticeVersion: text('notice_version').notNull(),
    noticeSha256: text('notice_sha256').notNull(),
    language: text().notNull(),
    method: text().notNull(),
    channel: text().notNull(),
    actor: text().$type<'self' | 'staff' | 'system'>().notNull(),
    actorRef: text('actor_ref'),
    reason: text(),
    at: integer().notNull(),
    validUntil: integer('valid_until'),
    formBuild: text('form_build').notNull(),
  },
  (t) => [
    index('consent_event_subject').on(t.subjectRef, t.purpose, t.about, t.seq, t.state, t.validUntil, t.at),
    check(
      'consent_state',
      sql`${t.state} in ('asked', 'given', 'confirmed', 'refused', 'withdrawn', 'expired', 'invalidated')`,
    ),
  ],
)

/** The latest state per subject, purpose and `about`. */
export const consentNow = sqliteView('consent_now', {
  subjectRef: text('subject_ref').notNull(),
  purpose: text().$type<Purpose>().notNull(),
  about: text().notNull(),
  state: text().$type<ConsentState>().notNull(),
  at: integer().notNull(),
}).existing()

// ── matching: a run proposes, staff decide ──────────────────────────────────────────────────────────────────────────

export const matchingRun = sqliteTable(
  'matching_run',
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    at: integer().notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    input: text({ mode: 'json' }).$type<RunInput>().notNull(),
    result: text({ mode: 'json' }).$type<RunResult>().notNull(),
  },
  (t) => [index('matching_run_programme').on(t.programme, t.at)],
)

/** Staff want this pair in every next run. */
export const pin = sqliteTable('pin', {
  menteeId: text('mentee_id')
    .primaryKey()
    .references(() => participant.id, { onDelete: 'cascade' }),
  mentorId: text('mentor_id')
    .notNull()
    .references(() => participant.id, { onDelete: 'cascade' }),
  at: integer().notNull(),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
})

/** Staff leave this person out of the next runs, until they take the person back in. */
export const leftOut = sqliteTable('left_out', {
  participantId: text('participant_id')
    .primaryKey()
    .references(() => participant.id, { onDelete: 'cascade' }),
  at: integer().notNull(),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
})

/** A pair that ended with a no, or that staff blocked: a keyed hash of both addresses, so that it outlives their data. */
export const pairBar = sqliteTable(
  'pair_bar',
  {
    id: text().primaryKey(),
    pairHash: text('pair_hash').notNull(),
    kind: text().$type<'no' | 'block'>().notNull(),
    reason: text(),
    until: integer(),
    introductionId: text('introduction_id'),
    at: integer().notNull(),
    staffId: text('staff_id').references(() => staff.id),
  },
  (t) => [
    index('pair_bar_pair').on(t.pairHash),
    index('pair_bar_introduction').on(t.introductionId),
    check('pair_bar_kind', sql`${t.kind} in ('no', 'block')`),
  ],
)

/** What staff typed about a block: apart from it, so that it can be wiped. It goes with either of the two, and with the lift. */
export const pairBarNote = sqliteTable('pair_bar_note', {
  barId: text('bar_id')
    .primaryKey()
    .references(() => pairBar.id),
  body: text().notNull(),
})

export const pairLift = sqliteTable('pair_lift', {
  barId: text('bar_id')
    .primaryKey()
    .references(() => pairBar.id),
  at: integer().notNull(),
  staffId: text('staff_id').references(() => staff.id),
})

// ── introduction → duo ──────────────────────────────────────────────────────────────────────────────────────────────

export const introduction = sqliteTable(
  'introduction',
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    mentorId: text('mentor_id')
      .notNull()
      .references(() => participant.id),
    menteeId: text('mentee_id')
      .notNull()
      .references(() => participant.id),
    pairHash: text('pair_hash').notNull(),
    capYear: integer('cap_year').notNull(),
    why: text({ mode: 'json' }).$type<Why>().notNull(),
    runId: text('run_id').references(() => matchingRun.id),
    sentAt: integer('sent_at').notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
  },
  (t) => [
    index('introduction_mentor').on(t.mentorId),
    index('introduction_mentee').on(t.menteeId),
    index('introduction_programme').on(t.programme, t.sentAt),
  ],
)

/** When each side was asked and until when its answer counts. A mentor-first programme asks the mentee after the mentor's yes. */
export const introductionAsk = sqliteTable(
  'introduction_ask',
  {
    introductionId: text('introduction_id')
      .notNull()
      .references(() => introduction.id, { onDelete: 'cascade' }),
    side: text().$type<Side>().notNull(),
    at: integer().notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.introductionId, t.side] })],
)

export const introductionAnswer = sqliteTable(
  'introduction_answer',
  {
    introductionId: text('introduction_id')
      .notNull()
      .references(() => introduction.id, { onDelete: 'cascade' }),
    side: text().$type<Side>().notNull(),
    answer: text().$type<Answer>().notNull(),
    reason: text(),
    called: text(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.introductionId, t.side] }),
    check('answer_side', sql`${t.side} in ('mentor', 'mentee')`),
    check('answer_value', sql`${t.answer} in ('yes', 'no')`),
    check('answer_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

/** Why not, told in one tap after a no; who skips it has no row. Never shown to the other side. */
export const introductionReason = sqliteTable(
  'introduction_reason',
  {
    introductionId: text('introduction_id')
      .notNull()
      .references(() => introduction.id, { onDelete: 'cascade' }),
    side: text().$type<Side>().notNull(),
    reason: text().$type<DeclineReason>().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.introductionId, t.side] })],
)

/** A yes taken back before both said yes, or a no that was a slip of the thumb. */
export const introductionCorrection = sqliteTable(
  'introduction_correction',
  {
    introductionId: text('introduction_id')
      .notNull()
      .references(() => introduction.id, { onDelete: 'cascade' }),
    side: text().$type<Side>().notNull(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.introductionId, t.side] })],
)

export const introductionEnd = sqliteTable(
  'introduction_end',
  {
    introductionId: text('introduction_id')
      .primaryKey()
      .references(() => introduction.id, { onDelete: 'cascade' }),
    reason: text().$type<EndReason>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    check(
      'introduction_end_reason',
      sql`${t.reason} in ('declined', 'expired', 'withdrawn', 'pulled', 'lapsed', 'taken_back')`,
    ),
  ],
)

export const duo = sqliteTable(
  'duo',
  {
    id: text().primaryKey(),
    introductionId: text('introduction_id')
      .notNull()
      .unique()
      .references(() => introduction.id),
    programme: text().notNull(),
    mentorId: text('mentor_id')
      .notNull()
      .references(() => participant.id),
    menteeId: text('mentee_id')
      .notNull()
      .references(() => participant.id),
    startedOn: text('started_on').notNull(),
    startYear: integer('start_year').notNull(),
    endsOn: text('ends_on').notNull(),
    at: integer().notNull(),
  },
  (t) => [
    index('duo_year').on(t.programme, t.startYear),
    index('duo_mentor').on(t.mentorId),
    index('duo_mentee').on(t.menteeId),
    check('duo_year_of_start', sql`${t.startYear} = cast(substr(${t.startedOn}, 1, 4) as integer)`),
    check('duo_ends_after_start', sql`${t.endsOn} > ${t.startedOn}`),
  ],
)

export const duoEnd = sqliteTable(
  'duo_end',
  {
    duoId: text('duo_id')
      .primaryKey()
      .references(() => duo.id, { onDelete: 'cascade' }),
    reason: text().$type<DuoEndReason>().notNull(),
    endedOn: text('ended_on').notNull(),
    side: text().$type<Side>(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [check('duo_end_reason', sql`${t.reason} in ('completed', 'early', 'withdrawn')`)],
)

/** A place that is held: an introduction without an end whose duo, if any, has no end. */
export const heldPlace = sqliteView('held_place', {
  introductionId: text('introduction_id').notNull(),
  programme: text().notNull(),
  mentorId: text('mentor_id').notNull(),
  menteeId: text('mentee_id').notNull(),
  duoId: text('duo_id'),
}).existing()

/** An introduction to which both sides said yes and that has not ended. */
export const agreedIntroduction = sqliteView('agreed_introduction', {
  introductionId: text('introduction_id').notNull(),
}).existing()

/** The only way to the other side's contact details (invariant I5): one row per introduction, viewer and proved way in. */
export const revealedContact = sqliteView('revealed_contact', {
  introductionId: text('introduction_id').notNull(),
  viewerId: text('viewer_id').notNull(),
  viewerSignupId: text('viewer_signup_id'),
  name: text().notNull(),
  email: text().notNull(),
  phone: text(),
  business: text(),
}).existing()

// ── before a first introduction ─────────────────────────────────────────────────────────────────────────────────────

/** "Voorwaarden nagekeken": by whom and when. What was checked is the programme's text and is not kept. */
export const eligibilityCheck = sqliteTable('eligibility_check', {
  participantId: text('participant_id')
    .primaryKey()
    .references(() => participant.id, { onDelete: 'cascade' }),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
  at: integer().notNull(),
})

export const intake = sqliteTable(
  'intake',
  {
    id: text().primaryKey(),
    participantId: text('participant_id')
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    heldOn: text('held_on').notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [index('intake_participant').on(t.participantId)],
)

export const training = sqliteTable(
  'training',
  {
    participantId: text('participant_id')
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    module: text().notNull(),
    doneOn: text('done_on').notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.participantId, t.module] })],
)

/** Somebody of a partner (`staffId`) sent this person. The partner sees the person's status, and only that. */
export const referral = sqliteTable(
  'referral',
  {
    participantId: text('participant_id')
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    partnerId: text('partner_id')
      .notNull()
      .references(() => partner.id),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.participantId, t.partnerId] }), index('referral_partner').on(t.partnerId, t.at)],
)

/**
 * One mail that asks somebody to sign up for a programme themselves: somebody whom a partner sends (`name` as the partner
 * typed it), or a participant whom staff ask for another programme (`askedId`). It makes nobody a participant. Of the
 * address only a keyed hash stays; what nobody used is deleted when it expires.
 */
export const invitation = sqliteTable(
  'invitation',
  {
    id: text().primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    programme: text().notNull(),
    side: text().$type<Side>().notNull(),
    partnerId: text('partner_id').references(() => partner.id),
    askedId: text('asked_id').references(() => participant.id, { onDelete: 'cascade' }),
    name: text(),
    addressHash: text('address_hash').notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    at: integer().notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('invitation_once').on(t.partnerId, t.programme, t.side, t.addressHash),
    uniqueIndex('invitation_asked_once').on(t.askedId, t.programme, t.side),
    index('invitation_address').on(t.addressHash, t.at),
    check('invitation_side', sql`${t.side} in ('mentor', 'mentee')`),
    check('invitation_by_whom', sql`(${t.partnerId} is null) = (${t.askedId} is not null)`),
    check('invitation_name', sql`(${t.name} is null) = (${t.partnerId} is null)`),
  ],
)

/** Who came with an invitation, by signing up themselves. */
export const invitationUse = sqliteTable('invitation_use', {
  invitationId: text('invitation_id')
    .primaryKey()
    .references(() => invitation.id, { onDelete: 'cascade' }),
  participantId: text('participant_id')
    .notNull()
    .references(() => participant.id),
  at: integer().notNull(),
})

// ── from two yes to a duo: meeting, click, agreement ────────────────────────────────────────────────────────────────

/** What must have happened before this introduction becomes a duo, as its programme stood when it was sent. */
export const introductionTerms = sqliteTable('introduction_terms', {
  introductionId: text('introduction_id')
    .primaryKey()
    .references(() => introduction.id, { onDelete: 'cascade' }),
  needsClicks: integer('needs_clicks', { mode: 'boolean' }).notNull(),
  needsAgreement: integer('needs_agreement', { mode: 'boolean' }).notNull(),
  at: integer().notNull(),
})

/** Staff give two people who said yes more time before their introduction lapses. `until`: its last day. */
export const introductionExtension = sqliteTable(
  'introduction_extension',
  {
    id: text().primaryKey(),
    introductionId: text('introduction_id')
      .notNull()
      .references(() => introduction.id, { onDelete: 'cascade' }),
    until: text().notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [index('introduction_extension_introduction').on(t.introductionId)],
)

/** Dates proposed for a first meeting (instants). `replacesId`: the meeting that this one moves, once it is agreed. */
export const meeting = sqliteTable(
  'meeting',
  {
    id: text().primaryKey(),
    introductionId: text('introduction_id')
      .notNull()
      .references(() => introduction.id, { onDelete: 'cascade' }),
    by: text().$type<Teller>().notNull(),
    way: text().$type<Way>().notNull(),
    slots: text({ mode: 'json' }).$type<number[]>().notNull(),
    minutes: integer().notNull(),
    staffJoins: integer('staff_joins', { mode: 'boolean' }).notNull(),
    replacesId: text('replaces_id'),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    index('meeting_introduction').on(t.introductionId, t.at),
    check('meeting_by', sql`${t.by} in ('mentor', 'mentee', 'staff')`),
    check('meeting_minutes', sql`${t.minutes} between 15 and 480`),
    check('meeting_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

/** Where they meet, as somebody typed it: deleted with the free text, the meeting stays. */
export const meetingPlace = sqliteTable('meeting_place', {
  meetingId: text('meeting_id')
    .primaryKey()
    .references(() => meeting.id, { onDelete: 'cascade' }),
  body: text().notNull(),
})

/** One of the proposed slots, or null: none of them fits. Who proposed it needs no answer. */
export const meetingAnswer = sqliteTable(
  'meeting_answer',
  {
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    side: text().$type<Side>().notNull(),
    slotAt: integer('slot_at'),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.meetingId, t.side] }),
    check('meeting_answer_side', sql`${t.side} in ('mentor', 'mentee')`),
    check('meeting_answer_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

export const meetingCancellation = sqliteTable(
  'meeting_cancellation',
  {
    meetingId: text('meeting_id')
      .primaryKey()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    by: text().$type<Teller>().notNull(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    check('meeting_cancellation_by', sql`${t.by} in ('mentor', 'mentee', 'staff')`),
    check('meeting_cancellation_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

/** "Klikt het?" of one side. `earliestAt`: the first instant at which the programme's thinking time allows it. */
export const click = sqliteTable(
  'click',
  {
    introductionId: text('introduction_id')
      .notNull()
      .references(() => introduction.id, { onDelete: 'cascade' }),
    side: text().$type<Side>().notNull(),
    click: text().$type<Answer>().notNull(),
    earliestAt: integer('earliest_at').notNull(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.introductionId, t.side] }),
    check('click_side', sql`${t.side} in ('mentor', 'mentee')`),
    check('click_value', sql`${t.click} in ('yes', 'no')`),
    check('click_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

/** One side read the agreement and the code of conduct, in this version, and agreed. */
export const agreement = sqliteTable(
  'agreement',
  {
    introductionId: text('introduction_id')
      .notNull()
      .references(() => introduction.id, { onDelete: 'cascade' }),
    side: text().$type<Side>().notNull(),
    textId: text('text_id')
      .notNull()
      .references(() => consentText.id),
    textSha256: text('text_sha256').notNull(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.introductionId, t.side] }),
    check('agreement_side', sql`${t.side} in ('mentor', 'mentee')`),
    check('agreement_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

// ── a running duo ───────────────────────────────────────────────────────────────────────────────────────────────────

/** A question that was put, once per duo, milestone ('day-14', 'month-3', 'end') and side, whatever the clock does. */
export const checkinAsk = sqliteTable(
  'checkin_ask',
  {
    duoId: text('duo_id')
      .notNull()
      .references(() => duo.id, { onDelete: 'cascade' }),
    milestone: text().notNull(),
    side: text().$type<Side>().notNull(),
    dueOn: text('due_on').notNull(),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.duoId, t.milestone, t.side] }),
    check('checkin_ask_side', sql`${t.side} in ('mentor', 'mentee')`),
  ],
)

export const checkinAnswer = sqliteTable(
  'checkin_answer',
  {
    duoId: text('duo_id').notNull(),
    milestone: text().notNull(),
    side: text().$type<Side>().notNull(),
    answer: text().$type<CheckinAnswer>().notNull(),
    /** "Bel me even". */
    callMe: integer('call_me', { mode: 'boolean' }).notNull(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.duoId, t.milestone, t.side] }),
    foreignKey({
      columns: [t.duoId, t.milestone, t.side],
      foreignColumns: [checkinAsk.duoId, checkinAsk.milestone, checkinAsk.side],
    }).onDelete('cascade'),
    check('checkin_answer_value', sql`${t.answer} in ('good', 'could_be_better', 'not_met', 'stopped')`),
    check('checkin_answer_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

/** Free text that somebody added to an answer ("Wil je iets kwijt?"): deleted three months after the duo. */
export const duoRemark = sqliteTable(
  'duo_remark',
  {
    id: text().primaryKey(),
    duoId: text('duo_id')
      .notNull()
      .references(() => duo.id, { onDelete: 'cascade' }),
    side: text().$type<Side>().notNull(),
    about: text().notNull(),
    body: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('duo_remark_duo').on(t.duoId)],
)

/** "Ontmoet? Ja, ± uren". Both sides may note the same meeting; its hours count once. */
export const meetingLog = sqliteTable(
  'meeting_log',
  {
    id: text().primaryKey(),
    duoId: text('duo_id')
      .notNull()
      .references(() => duo.id, { onDelete: 'cascade' }),
    by: text().$type<Teller>().notNull(),
    metOn: text('met_on').notNull(),
    minutes: integer().notNull(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    // The report adds up all of them: without their rows.
    index('meeting_log_duo').on(t.duoId, t.metOn, t.by, t.minutes, t.id),
    check('meeting_log_by', sql`${t.by} in ('mentor', 'mentee', 'staff')`),
    check('meeting_log_minutes', sql`${t.minutes} between 1 and 720`),
    check('meeting_log_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

/** A note of a meeting that was a slip of the thumb. */
export const meetingLogVoid = sqliteTable('meeting_log_void', {
  logId: text('log_id')
    .primaryKey()
    .references(() => meetingLog.id, { onDelete: 'cascade' }),
  way: text().$type<Way>().notNull(),
  staffId: text('staff_id').references(() => staff.id),
  at: integer().notNull(),
})

/** What staff talked through with a duo; free text, deleted three months after it. */
export const coachingNote = sqliteTable(
  'coaching_note',
  {
    id: text().primaryKey(),
    duoId: text('duo_id')
      .notNull()
      .references(() => duo.id, { onDelete: 'cascade' }),
    body: text().notNull(),
    at: integer().notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
  },
  (t) => [index('coaching_note_duo').on(t.duoId, t.at)],
)

/** From this day on the duo stands still, until its resume; a holiday has both at once. */
export const duoPause = sqliteTable(
  'duo_pause',
  {
    id: text().primaryKey(),
    duoId: text('duo_id')
      .notNull()
      .references(() => duo.id, { onDelete: 'cascade' }),
    kind: text().$type<PauseKind>().notNull(),
    fromOn: text('from_on').notNull(),
    by: text().$type<Teller>().notNull(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    index('duo_pause_duo').on(t.duoId),
    check('duo_pause_kind', sql`${t.kind} in ('pause', 'holiday')`),
    check('duo_pause_by', sql`${t.by} in ('mentor', 'mentee', 'staff')`),
    check('duo_pause_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

/** The first day on which the duo goes on, and the last day that it has from then. */
export const duoResume = sqliteTable(
  'duo_resume',
  {
    pauseId: text('pause_id')
      .primaryKey()
      .references(() => duoPause.id, { onDelete: 'cascade' }),
    resumedOn: text('resumed_on').notNull(),
    endsOn: text('ends_on').notNull(),
    by: text().$type<Teller>().notNull(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    check('duo_resume_by', sql`${t.by} in ('mentor', 'mentee', 'staff')`),
    check('duo_resume_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

/**
 * What staff put right of a pause: `resumedOn` is the earlier day from which the duo goes on; null takes the pause back,
 * as if it was never written.
 */
export const duoPauseCorrection = sqliteTable(
  'duo_pause_correction',
  {
    id: text().primaryKey(),
    pauseId: text('pause_id')
      .notNull()
      .references(() => duoPause.id, { onDelete: 'cascade' }),
    resumedOn: text('resumed_on'),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [index('duo_pause_correction_pause').on(t.pauseId)],
)

/** View: pauses as they stand, without those that were taken back; `resumedOn` is null while nobody knows. */
export const standingPause = sqliteView('standing_pause', {
  id: text().notNull(),
  duoId: text('duo_id').notNull(),
  fromOn: text('from_on').notNull(),
  resumedOn: text('resumed_on'),
}).existing()

export const duoExtension = sqliteTable(
  'duo_extension',
  {
    id: text().primaryKey(),
    duoId: text('duo_id')
      .notNull()
      .references(() => duo.id, { onDelete: 'cascade' }),
    months: integer().notNull(),
    endsOn: text('ends_on').notNull(),
    reason: text().$type<ExtensionReason>().notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    index('duo_extension_duo').on(t.duoId),
    check('duo_extension_months', sql`${t.months} between 1 and 12`),
    check('duo_extension_reason', sql`${t.reason} in ('goal_near', 'slow_start', 'personal', 'new_goal', 'other')`),
  ],
)

/** Meetings of which everybody chose the same slot, without those that were moved or cancelled. */
export const standingMeeting = sqliteView('standing_meeting', {
  meetingId: text('meeting_id').notNull(),
  introductionId: text('introduction_id').notNull(),
  startsAt: integer('starts_at').notNull(),
}).existing()

/** Mentees whose last duo was completed, and who did not ask for another since. */
export const doneMentee = sqliteView('done_mentee', {
  programme: text().notNull(),
  participantId: text('participant_id').notNull(),
}).existing()

// ── the end of a duo, and what came of it ───────────────────────────────────────────────────────────────────────────

/** Why a duo ended early, per who told it; who skips it has no row. Never shown to the other side. */
export const duoEndReason = sqliteTable(
  'duo_end_reason',
  {
    duoId: text('duo_id')
      .notNull()
      .references(() => duo.id, { onDelete: 'cascade' }),
    by: text().$type<Teller>().notNull(),
    reason: text().$type<StopReason>().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.duoId, t.by] }),
    check('duo_end_reason_by', sql`${t.by} in ('mentor', 'mentee', 'staff')`),
  ],
)

/** The two questions at the end, and what the mentor does next. What was skipped is null. */
export const endAnswer = sqliteTable(
  'end_answer',
  {
    duoId: text('duo_id')
      .notNull()
      .references(() => duo.id, { onDelete: 'cascade' }),
    side: text().$type<Side>().notNull(),
    outcome: text(),
    again: integer({ mode: 'boolean' }),
    next: text().$type<MentorNext>(),
    way: text().$type<Way>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.duoId, t.side] }),
    check('end_answer_side', sql`${t.side} in ('mentor', 'mentee')`),
    check('end_answer_next', sql`${t.next} is null or ${t.side} = 'mentor'`),
    check('end_answer_assisted', sql`(${t.way} = 'staff') = (${t.staffId} is not null)`),
  ],
)

/** What came of a duo, as it was known at `at`; the latest one of a moment counts. Of a job, its contract. */
export const outcome = sqliteTable(
  'outcome',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    duoId: text('duo_id')
      .notNull()
      .references(() => duo.id, { onDelete: 'cascade' }),
    moment: text().$type<OutcomeMoment>().notNull(),
    code: text().notNull(),
    contractStartsOn: text('contract_starts_on'),
    /** The last day; null with a start is a contract without an end. */
    contractEndsOn: text('contract_ends_on'),
    by: text().$type<Teller>().notNull(),
    staffId: text('staff_id').references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [
    index('outcome_duo').on(t.duoId, t.moment, t.seq),
    check('outcome_moment', sql`${t.moment} in ('end', 'year')`),
    check('outcome_by', sql`${t.by} in ('mentor', 'mentee', 'staff')`),
    check(
      'outcome_contract',
      sql`${t.contractEndsOn} is null or (${t.contractStartsOn} is not null and ${t.contractEndsOn} >= ${t.contractStartsOn})`,
    ),
  ],
)

// ── one person, and people brought in ───────────────────────────────────────────────────────────────────────────────

/** Two addresses of one human: what was of `mergedId` (`moved`, ids of participants) is of `keptId` until it is undone. */
export const personMerge = sqliteTable(
  'person_merge',
  {
    id: text().primaryKey(),
    keptId: text('kept_id').notNull(),
    mergedId: text('merged_id').notNull(),
    moved: text({ mode: 'json' }).$type<string[]>().notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    at: integer().notNull(),
  },
  (t) => [index('person_merge_merged').on(t.mergedId), check('person_merge_two', sql`${t.keptId} <> ${t.mergedId}`)],
)

/** Persons who are part of somebody else now. */
export const mergedAway = sqliteView('merged_away', {
  personId: text('person_id').notNull(),
  keptId: text('kept_id').notNull(),
  mergeId: text('merge_id').notNull(),
}).existing()

/** Rows that a merge brought to somebody else, with whose they were: what came before it goes on speaking for that one. */
export const movedRow = sqliteView('moved_row', {
  participantId: text('participant_id').notNull(),
  personId: text('person_id').notNull(),
  at: integer().notNull(),
}).existing()

/** The two of an introduction, as the persons who they were when it was sent. */
export const introducedPerson = sqliteView('introduced_person', {
  introductionId: text('introduction_id').notNull(),
  participantId: text('participant_id').notNull(),
  personId: text('person_id'),
}).existing()

export const personUnmerge = sqliteTable('person_unmerge', {
  mergeId: text('merge_id')
    .primaryKey()
    .references(() => personMerge.id),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
  at: integer().notNull(),
})

/**
 * Two rows of one human on the same side of a programme, which a merge leaves where they are: in figures they are one.
 * Written by the database with the merge, so that it still holds when both were erased.
 */
export const participantTwin = sqliteTable('participant_twin', {
  participantId: text('participant_id').primaryKey(),
  ofId: text('of_id').notNull(),
  mergeId: text('merge_id')
    .notNull()
    .references(() => personMerge.id),
})

/** A file that was brought in: how many of its rows were written, never what stood in them. */
export const importBatch = sqliteTable('import_batch', {
  id: text().primaryKey(),
  programme: text().notNull(),
  kind: text().$type<'people' | 'duos'>().notNull(),
  rowsWritten: integer('rows_written').notNull(),
  rowsRefused: integer('rows_refused').notNull(),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
  at: integer().notNull(),
})

/** What a batch made, so that it can be undone. */
export const importItem = sqliteTable(
  'import_item',
  {
    batchId: text('batch_id')
      .notNull()
      .references(() => importBatch.id),
    kind: text().$type<'person' | 'participant' | 'introduction' | 'duo'>().notNull(),
    itemId: text('item_id').notNull(),
    /** Of a participant or a duo: its row in the file, which still waits when it is written. */
    rowNumber: integer('row_number'),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.kind, t.itemId] }), index('import_item_item').on(t.itemId)],
)

/**
 * A file that somebody of staff looks at before it is written. It goes by itself: an hour after it came, or a day after
 * it was confirmed. Its batch has the same id.
 */
export const importFile = sqliteTable('import_file', {
  id: text().primaryKey(),
  programme: text().notNull(),
  kind: text().$type<'people' | 'duos'>().notNull(),
  columns: text({ mode: 'json' }).$type<string[]>().notNull(),
  unused: text({ mode: 'json' }).$type<string[]>().notNull(),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
  at: integer().notNull(),
  expiresAt: integer('expires_at').notNull(),
})

/** A row that was not written yet, or never will be (`problems`): what was written is deleted in the same batch. */
export const importRow = sqliteTable(
  'import_row',
  {
    fileId: text('file_id')
      .notNull()
      .references(() => importFile.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    cells: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** What the cells mean; null where they could not be read. */
    read: text({ mode: 'json' }).$type<PersonRow | DuoRow>(),
    problems: text({ mode: 'json' }).$type<RowProblem[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.number] })],
)

export const importUndo = sqliteTable('import_undo', {
  batchId: text('batch_id')
    .primaryKey()
    .references(() => importBatch.id),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
  at: integer().notNull(),
})

// ── the office: notes, audit, mail, limits ──────────────────────────────────────────────────────────────────────────

export const note = sqliteTable(
  'note',
  {
    id: text().primaryKey(),
    participantId: text('participant_id')
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    body: text().notNull(),
    at: integer().notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
  },
  (t) => [index('note_participant').on(t.participantId, t.at)],
)

/** Who of staff did what to whom, in codes and ids; append-only. */
export const audit = sqliteTable('audit', {
  seq: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  staffId: text('staff_id').references(() => staff.id),
  action: text().notNull(),
  subject: text().notNull(),
  detail: text(),
})

/** A mail to send: ids only, its words are made when it is sent. `address` is for the one mail that outlives its person. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    dedupeKey: text('dedupe_key').notNull().unique(),
    participantId: text('participant_id').references(() => participant.id),
    staffId: text('staff_id').references(() => staff.id),
    signupId: text('signup_id').references(() => signup.id, { onDelete: 'cascade' }),
    introductionId: text('introduction_id').references(() => introduction.id, { onDelete: 'cascade' }),
    duoId: text('duo_id').references(() => duo.id, { onDelete: 'cascade' }),
    staffLinkId: text('staff_link_id').references(() => staffLink.id),
    address: text(),
    createdAt: integer('created_at').notNull(),
    dueAt: integer('due_at').notNull(),
    leaseUntil: integer('lease_until').notNull(),
    attempts: integer().notNull(),
    sentAt: integer('sent_at'),
    failedAt: integer('failed_at'),
    lastError: text('last_error'),
  },
  (t) => [
    index('outbox_due').on(t.dueAt).where(sql`sent_at is null and failed_at is null`),
    index('outbox_participant').on(t.participantId, t.createdAt),
    index('outbox_created').on(t.createdAt),
  ],
)

/** What a mail is about, where its duo or introduction does not say it: a milestone, or a meeting. */
export const outboxAbout = sqliteTable('outbox_about', {
  outboxId: text('outbox_id')
    .primaryKey()
    .references(() => outbox.id, { onDelete: 'cascade' }),
  about: text().notNull(),
})

/** A form that was handled, and where its answer is: a second send gets the same answer. Of a sign-up, once that is gone. */
export const formKey = sqliteTable('form_key', {
  key: text().primaryKey(),
  location: text().notNull(),
  at: integer().notNull(),
})

/** Counts per bucket and window; the check refuses the batch that would pass the limit. */
export const rateBucket = sqliteTable(
  'rate_bucket',
  {
    key: text().notNull(),
    windowStart: integer('window_start').notNull(),
    count: integer().notNull(),
    most: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] }), check('rate_within_limit', sql`${t.count} <= ${t.most}`)],
)
