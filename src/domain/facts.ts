/** The codes that stored facts are written in. The database checks the same lists. */

export const SIDES = ['mentor', 'mentee'] as const
export type Side = (typeof SIDES)[number]
export const otherSide = (side: Side): Side => (side === 'mentor' ? 'mentee' : 'mentor')

export const STAGES = ['idea', 'nearly', 'started'] as const
export type Stage = (typeof STAGES)[number]

export const ANSWERS = ['yes', 'no'] as const
export type Answer = (typeof ANSWERS)[number]

/** How a person acted: by a mailed link, on the phone that signed up, or through staff (assisted). */
export type Way = 'mail' | 'phone' | 'staff'

export const DECLINE_REASONS = [
  'no_time',
  'other_topic',
  'too_close',
  'knows_already',
  'wants_out',
  'not_said',
] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

/** `rather_not` is a veto that one of the two gave in private: staff alone ever read it. */
export const BLOCK_REASONS = [
  'competitor',
  'customer_supplier',
  'family',
  'rather_not',
  'conflict',
  'already_duo',
  'other',
] as const
export type BlockReason = (typeof BLOCK_REASONS)[number]

/** Why an introduction ended without a duo. */
export type EndReason = 'declined' | 'expired' | 'withdrawn' | 'pulled' | 'lapsed' | 'taken_back'

export type DuoEndReason = 'completed' | 'early' | 'withdrawn'

/** P1 taking part (with its follow-up), P2 one introduction, P4 invitations to later events. */
export const PURPOSES = ['P1', 'P2', 'P4'] as const
export type Purpose = (typeof PURPOSES)[number]

export type ConsentState = 'asked' | 'given' | 'confirmed' | 'refused' | 'withdrawn' | 'expired' | 'invalidated'

/** Who told or did something: one of the two, or staff by themselves. */
export type Teller = Side | 'staff'

/** "Hoe loopt het met jullie duo?" in one tap. */
export const CHECKIN_ANSWERS = ['good', 'could_be_better', 'not_met', 'stopped'] as const
export type CheckinAnswer = (typeof CHECKIN_ANSWERS)[number]

export const PAUSE_KINDS = ['pause', 'holiday'] as const
export type PauseKind = (typeof PAUSE_KINDS)[number]

export const EXTENSION_REASONS = ['goal_near', 'slow_start', 'personal', 'new_goal', 'other'] as const
export type ExtensionReason = (typeof EXTENSION_REASONS)[number]

/** Why a duo ended early. Nobody is blamed, and no reason is about health: who told it is kept, what the other did is not asked. */
export const STOP_REASONS = ['goal_reached', 'no_time', 'no_click', 'moved', 'personal', 'other', 'not_said'] as const
export type StopReason = (typeof STOP_REASONS)[number]

/** When the outcome is asked: at the end of the duo, and twelve months after its start. */
export const OUTCOME_MOMENTS = ['end', 'year'] as const
export type OutcomeMoment = (typeof OUTCOME_MOMENTS)[number]

/** What a mentor does after a duo. */
export const MENTOR_NEXT = ['another', 'pause', 'stop'] as const
export type MentorNext = (typeof MENTOR_NEXT)[number]

/**
 * What somebody who signs in is: one who does the work, one who also keeps the settings and lets others in, or somebody
 * of a partner. Null in the database is from before there were roles: a manager of the city.
 */
export const STAFF_ROLES = ['member', 'manager', 'partner'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]
