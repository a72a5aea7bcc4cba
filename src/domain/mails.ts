/** Every mail that the app sends. Its words are in views/mails; the number is the one staff know it by. */
export const MAIL_KINDS = [
  'receipt', // m1: you are signed up
  'receipt-again', // m1 for an address that we knew
  'proof-reminder', // once, to an address that was never proved
  'proposal', // m2, m3
  'reminder', // m4
  'said-yes', // to whoever's yes waits for the other: somebody else may have pressed it
  'agreed', // m5
  'not-on', // m6
  'expired', // m7
  'checkin', // m8
  'duo-time', // the last day of a duo moved, or it stands still
  'end', // m9
  'duo-stopped', // m10
  'erased', // m11
  'still-looking', // m13
  'staff-sign-in', // m14
  'met', // m16
  'nudge', // m17
  'thanks', // m18
  'meeting-proposed', // dates to choose from
  'meeting-none', // none of them fits
  'meeting', // agreed, for the calendar
  'meeting-cancelled',
  'staff-meeting', // agreed, to who of staff comes along
  'staff-meeting-cancelled', // to who of staff would come along
  'meeting-reminder', // the day before
  'click', // "klikt het?", from the day on which it may be answered
  'click-reminder', // once
  'agreement', // both clicked: read and agree
  'agreement-reminder', // once
  'duo-started', // where two yes alone start nothing, or the two waited for a place
  'invitation', // a partner sends somebody, who is no participant yet
  'asked', // a participant is asked for another programme
] as const
export type MailKind = (typeof MAIL_KINDS)[number]

/**
 * What still goes to somebody whom we may not keep any longer: a form of their own to confirm, and that what they took
 * part in is over or does not take place. Nothing that asks them for more, or says that we go on looking.
 */
export const GOES_PAST_KEEPING: ReadonlySet<MailKind> = new Set([
  'receipt-again',
  'meeting-cancelled',
  'duo-stopped',
  'end',
  'thanks',
])

export const MAIL_STATES = ['waiting', 'sent', 'failed'] as const
export type MailState = (typeof MAIL_STATES)[number]

/** As staff read it. `over`: it waits, but what it told of is over or erased, so it does not leave any more. */
export type ShownMailState = MailState | 'over'

/** `failed`: given up on; staff can send it again. */
export function mailState({ sentAt, failedAt }: { sentAt: number | null; failedAt: number | null }): MailState {
  if (sentAt !== null) return 'sent'
  return failedAt === null ? 'waiting' : 'failed'
}

/** What opens something is not for the eyes of staff: a link works for whoever holds it. */
export const withoutTokens = (text: string): string => text.replaceAll(/\/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g, '/…')
