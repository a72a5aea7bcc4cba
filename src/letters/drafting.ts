import { counterpart } from '../../db/introductions/counterparts.ts'
import type { Recipient } from '../../db/introductions/recipients.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { type LinkPurpose, linkTokenInUse } from '../../db/people/links.ts'
import type { Deps } from '../deps.ts'
import { otherSide } from '../domain/facts.ts'
import type { Pair } from '../domain/introduction.ts'
import { plainName } from '../domain/participant.ts'
import { paths } from '../paths.ts'
import type { Letter } from './mailer.ts'

/** What is its own about one kind of mail; greeting, contact and reason are the same for all. */
export type Draft = Pick<Letter, 'attachments'> & {
  subject: string
  lines: string[]
  button: { label: string; url: string } | null
  /** Of a form for another programme: whose mail it is, and why it came. Nothing of the recipient's own programme is in it. */
  elsewhere?: { programme: string; because: string }
}

/** Null when the mail no longer makes sense. */
export type Drafter = (deps: Deps, row: OutboxRow, who: Recipient) => Promise<Draft | null>

/** The address behind a link in a mail to this person; `place` is a page behind the one that the link opens. */
export async function linkTo(
  deps: Deps,
  { participantId, generation }: Recipient,
  purpose: LinkPurpose,
  about = '',
  place?: string,
): Promise<string> {
  const token = await linkTokenInUse(deps, { purpose, participantId, about, generation })
  return `${deps.config.baseUrl}${place ? paths.arrivalAt(token, place) : paths.arrival(token)}`
}

/** The other's first name; null as long as nobody proved this mailbox, and for who was erased. */
export async function nameOfOther(deps: Deps, pair: Pair, who: Recipient): Promise<string | null> {
  const other = who.proved ? await counterpart(deps, pair, otherSide(who.side)) : null
  return other && (plainName(other.firstName) || null)
}
