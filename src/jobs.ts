import { askDue } from '../db/duos/checkins.ts'
import { dropOldTexts } from '../db/duos/duo-care.ts'
import { completeDue } from '../db/duos/duo-ends.ts'
import { dropOldFiles } from '../db/imports/import-files.ts'
import { continueImports } from '../db/imports/imports.ts'
import { askClicksDue } from '../db/introductions/click-mails.ts'
import { nudgeDue } from '../db/introductions/first-weeks.ts'
import { expireDue } from '../db/introductions/introductions.ts'
import { remindMeetingsDue } from '../db/introductions/meetings.ts'
import { dropStale, eraseUnproved, lapseDue, promiseDue, proofRemindersDue, remindDue, startDue } from '../db/jobs.ts'
import { carryCaps } from '../db/office/caps.ts'
import { dropOldSignIns } from '../db/office/old-sign-ins.ts'
import {
  claimDue,
  dropLateFarewells,
  dropMail,
  mailById,
  markLater,
  markRefused,
  markSent,
  type OutboxRow,
} from '../db/outbox.ts'
import { dropInvitations } from '../db/partners/invitations.ts'
import { isUnavailable } from '../db/refusal.ts'
import type { Deps } from './deps.ts'
import { renderLetter } from './letters/letters.ts'
import type { Delivery, Letter, Mailer } from './letters/mailer.ts'

/**
 * Everything that happens because time passed, in this order. Each job looks at what is stored, does what is due on or
 * before today and writes it down as facts, so that a clock that jumps, a second server or a run that is repeated
 * never does anything twice.
 */
const JOBS = {
  'carry-caps': carryCaps,
  import: continueImports,
  expire: expireDue,
  start: startDue,
  lapse: lapseDue,
  complete: completeDue,
  ask: askDue,
  nudge: nudgeDue,
  'ask-clicks': askClicksDue,
  'remind-meetings': remindMeetingsDue,
  remind: remindDue,
  'still-looking': promiseDue,
  'proof-reminder': proofRemindersDue,
  'erase-unproved': eraseUnproved,
  'drop-farewells': dropLateFarewells,
  'drop-invitations': dropInvitations,
  'drop-imports': dropOldFiles,
  'drop-texts': dropOldTexts,
  'drop-stale': dropStale,
  'drop-sign-ins': dropOldSignIns,
  send: sendDue,
} satisfies Record<string, (deps: Deps) => Promise<number>>

/** Runs every job once. One that fails is logged and leaves the others alone. */
export async function runJobs(deps: Deps): Promise<void> {
  for (const [job, run] of Object.entries(JOBS)) {
    try {
      const count = await run(deps)
      if (count > 0) deps.log({ event: 'job', job, count })
    } catch (error) {
      deps.log({ event: 'job-failed', job, error: error instanceof Error ? error.name : 'unknown' })
    }
  }
}

const MAILS_A_TURN = 20

/** Sends what is due, a few at a time. Without a mailer nothing is taken up: mails wait, and staff read them. */
export async function sendDue(deps: Deps): Promise<number> {
  const { mailer } = deps
  if (!mailer) return 0
  let sent = 0
  for (const id of await claimDue(deps, MAILS_A_TURN)) {
    const row = await mailById(deps, id)
    if (!row) continue
    const delivery = await deliver(deps, mailer, row)
    if (delivery.kind === 'over') {
      await dropMail(deps, id)
      continue
    }
    if (delivery.kind === 'sent') sent++
    if (delivery.kind === 'sent') await markSent(deps, row)
    if (delivery.kind === 'refused') await markRefused(deps, id, delivery.code)
    if (delivery.kind === 'later') await markLater(deps, row, delivery.code)
    if (delivery.kind !== 'sent') deps.log({ event: 'mail-not-sent', kind: row.kind, code: delivery.code })
  }
  return sent
}

/** Made and sent, unless it is about something that is over. One that cannot be made does not hold up the others. */
async function deliver(deps: Deps, mailer: Mailer, row: OutboxRow): Promise<Delivery | { kind: 'over' }> {
  try {
    const letter = await renderLetter(deps, row)
    if (!letter) return { kind: 'over' }
    // Made again right before it leaves, so that nothing goes to or about who withdrew a moment ago.
    return await mailer.send(letter, async () => (await nowOf(deps, row))?.text === letter.text)
  } catch (error) {
    if (isUnavailable(error)) throw error
    return { kind: 'later', code: error instanceof Error ? error.name : 'unknown' }
  }
}

async function nowOf(deps: Deps, { id }: OutboxRow): Promise<Letter | null> {
  const row = await mailById(deps, id)
  return row && renderLetter(deps, row)
}
