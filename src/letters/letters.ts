import { type Recipient, recipient, staffRecipient } from '../../db/introductions/recipients.ts'
import { openStaffLink, staffLinkToken } from '../../db/office/staff.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { loadSettings, type Settings } from '../../db/settings.ts'
import { type MailContent, mailHtml, mailText } from '../../views/mails.tsx'
import { dateOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { plainName } from '../domain/participant.ts'
import { MAILED_LINK_MINUTES } from '../domain/staff-session.ts'
import { paths } from '../paths.ts'
import { type Draft, linkTo } from './drafting.ts'
import { DRAFTERS, isParticipantKind } from './drafts.ts'
import { invitationContent } from './invitation-letters.ts'
import type { Letter } from './mailer.ts'
import { calledOffFor } from './meeting-drafts.ts'

const words = nl.mails

/**
 * The words of a mail, made right before it leaves (or when staff read it): links are derived, nothing was stored.
 * Null when it is no longer to be sent: its person withdrew, or what it told of is over.
 */
export async function renderLetter(deps: Deps, row: OutboxRow): Promise<Letter | null> {
  const settings = await loadSettings(deps.db)
  if (row.kind === 'erased') return farewellLetter(deps, row, settings)
  if (row.kind === 'staff-sign-in') return signInLetter(deps, row, settings)
  if (row.kind === 'invitation') {
    const content = await invitationContent(deps, row)
    return content && row.address !== null ? letter(row, settings, row.address, content) : null
  }

  const who = row.participantId ? await recipient(deps, row.participantId) : null
  if (!who || !isParticipantKind(row.kind)) return null
  const draft = await DRAFTERS[row.kind](deps, row, who)
  return draft && letter(row, settings, who.email, await addressed(deps, who, draft), draft.attachments)
}

type Content = Omit<MailContent, 'contact' | 'signature'>

async function letter(
  { id }: OutboxRow,
  settings: Settings,
  to: string,
  content: Content,
  attachments?: Letter['attachments'],
): Promise<Letter> {
  const whole = {
    ...content,
    contact: words.contact(settings.contactEmail, settings.contactPhone),
    signature: words.signature(settings.cityName, settings.serviceName),
  }
  return {
    id,
    to,
    subject: content.subject,
    text: mailText(whole),
    html: await mailHtml(whole),
    replyTo: settings.contactEmail,
    ...(attachments ? { attachments } : {}),
  }
}

async function addressed(deps: Deps, who: Recipient, { subject, lines, button }: Draft): Promise<Content> {
  return {
    subject,
    lines,
    button,
    name: who.proved ? plainName(who.firstName) : null,
    because: who.event
      ? words.because(who.event.title, dateOf(who.event.at))
      : words.becauseSignedUp(dateOf(who.createdAt)),
    manageUrl: await linkTo(deps, who, 'manage'),
  }
}

/** A meeting that was agreed goes out of the calendar of who stopped, too: this mail is the last that may tell it. */
async function farewellLetter(deps: Deps, row: OutboxRow, settings: Settings): Promise<Letter | null> {
  if (row.address === null) return null
  const files = (await calledOffFor(deps, row.id, row.address)) ?? []
  return letter(row, settings, row.address, farewell, files.length > 0 ? files : undefined)
}

const farewell: Content = {
  subject: words.erased.subject,
  name: null,
  lines: words.erased.lines,
  button: null,
  because: words.erased.because,
  manageUrl: null,
}

async function signInLetter(deps: Deps, row: OutboxRow, settings: Settings): Promise<Letter | null> {
  if (!row.staffId || !row.staffLinkId) return null
  const token = await staffLinkToken(deps.keys, row.staffLinkId)
  const [member, link] = await Promise.all([staffRecipient(deps, row.staffId), openStaffLink(deps, token)])
  if (!member || !link) return null
  const { subject, lines, button, because } = words.staffSignIn
  const url = `${deps.config.baseUrl}${paths.signInLink(token)}`
  return letter(row, settings, member.email, {
    subject,
    name: null,
    lines: lines(MAILED_LINK_MINUTES),
    button: { label: button, url },
    because,
    manageUrl: null,
  })
}
