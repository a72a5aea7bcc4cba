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

export const BLOCK_REASONS = ['competitor', 'family', 'conflict', 'already_duo', 'other'] as const
export type BlockReason = (typeof BLOCK_REASONS)[number]

/** Why an introduction ended without a duo. */
export type EndReason = 'declined' | 'expired' | 'withdrawn' | 'pulled' | 'lapsed' | 'taken_back'

export type DuoEndReason = 'completed' | 'early' | 'withdrawn'

/** P1 taking part (with its follow-up), P2 one introduction, P4 invitations to later events. */
export const PURPOSES = ['P1', 'P2', 'P4'] as const
export type Purpose = (typeof PURPOSES)[number]

export type ConsentState = 'asked' | 'given' | 'confirmed' | 'refused' | 'withdrawn' | 'expired' | 'invalidated'
