/** A session that nobody used for this long ends. */
export const IDLE_MINUTES = 30
/** However busy, a session ends after this long. */
export const SESSION_HOURS = 12
/** Use is written down at most this often: not every page view is a write. */
export const SEEN_EVERY_MS = 60_000

/** A link by mail works so long, once. */
export const MAILED_LINK_MINUTES = 10
/** A link that is printed in the terminal: there is no mail to wait for, but somebody must walk to a phone. */
export const PRINTED_LINK_MINUTES = 60

/** Instants in milliseconds UTC. */
export type SessionFacts = { createdAt: number; seenAt: number }

export const isSessionAlive = ({ createdAt, seenAt }: SessionFacts, now: number): boolean =>
  now <= seenAt + IDLE_MINUTES * 60_000 && now <= createdAt + SESSION_HOURS * 3_600_000

export const isSeenDue = ({ seenAt }: SessionFacts, now: number): boolean => now >= seenAt + SEEN_EVERY_MS
