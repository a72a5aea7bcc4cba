import { introductionById } from '../../db/introductions/introductions.ts'
import { type Recipient, recipient, staffRecipient } from '../../db/introductions/recipients.ts'
import { openStaffLink, staffLinkToken } from '../../db/office/staff.ts'
import { type OutboxRow, programmeOfErased } from '../../db/outbox.ts'
import { loadSettings } from '../../db/settings.ts'
import { type MailContent, mailHtml, mailText } from '../../views/mails.tsx'
import { dateOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { GOES_PAST_KEEPING } from '../domain/mails.ts'
import { plainName } from '../domain/participant.ts'
import { programmeOf } from '../domain/programmes.ts'
import { MAILED_LINK_MINUTES } from '../domain/staff-session.ts'
import { paths } from '../paths.ts'
import { citySpeaker, type Speaker, speakerOf } from '../speaker.ts'
import { type Draft, linkTo } from './drafting.ts'
import { DRAFTERS, isParticipantKind } from './drafts.ts'
import { invitationContent } from './invitation-letters.ts'
import type { Letter } from './mailer.ts'
import { calledOffFor, staffMeetingDraft } from './meeting-drafts.ts'

const words = nl.mails

/**
 * The words of a mail, made right before it leaves (or when staff read it): links are derived, nothing was stored.
 * Null when it is no longer to be sent: its person withdrew or may not be kept any longer, or what it told of is over.
 */
export async function renderLetter(deps: Deps, row: OutboxRow): Promise<Letter | null> {
  const settings = await loadSettings(deps.db)
  const voiceOf = (programme: string | null) =>
    programme ? speakerOf(programmeOf(programme), settings) : citySpeaker(settings)
  if (row.kind === 'erased') return farewellLetter(deps, row, voiceOf(await programmeOfErased(deps, row)))
  if (row.kind === 'staff-sign-in') return signInLetter(deps, row, voiceOf)
  if (row.kind === 'staff-meeting' || row.kind === 'staff-meeting-cancelled')
    return staffMeetingLetter(deps, row, voiceOf)
  if (row.kind === 'invitation') {
    const found = await invitationContent(deps, row)
    return found && row.address !== null ? letter(row, voiceOf(found.programme), row.address, found.content) : null
  }

  const who = row.participantId ? await recipient(deps, row.participantId) : null
  if (!who || !isParticipantKind(row.kind)) return null
  if (who.keptPast && !GOES_PAST_KEEPING.has(row.kind)) return null
  const draft = await DRAFTERS[row.kind](deps, row, who)
  if (!draft) return null
  const speaker = voiceOf(draft.elsewhere?.programme ?? who.programme)
  return letter(row, speaker, who.email, await addressed(deps, who, draft), draft.attachments)
}

type Content = Omit<MailContent, 'contact' | 'signature'>

async function letter(
  { id }: OutboxRow,
  speaker: Speaker,
  to: string,
  content: Content,
  attachments?: Letter['attachments'],
): Promise<Letter> {
  const whole = {
    ...content,
    contact: words.contact(speaker.contactEmail, speaker.contactPhone),
    signature: speaker.signature,
  }
  return {
    id,
    to,
    subject: content.subject,
    text: mailText(whole),
    html: await mailHtml(whole),
    fromName: speaker.signature,
    replyTo: speaker.contactEmail,
    ...(attachments ? { attachments } : {}),
  }
}

async function addressed(deps: Deps, who: Recipient, { subject, lines, button, elsewhere }: Draft): Promise<Content> {
  if (elsewhere) return { subject, lines, button, name: null, because: elsewhere.because, manageUrl: null }
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
async function farewellLetter(deps: Deps, row: OutboxRow, speaker: Speaker): Promise<Letter | null> {
  if (row.address === null) return null
  const files = await calledOffFor(deps, row, { email: row.address, speaker })
  return letter(row, speaker, row.address, farewell, files.length > 0 ? files : undefined)
}

const farewell: Content = {
  subject: words.erased.subject,
  name: null,
  lines: words.erased.lines,
  button: null,
  because: words.erased.because,
  manageUrl: null,
}

async function signInLetter(
  deps: Deps,
  row: OutboxRow,
  voiceOf: (programme: string | null) => Speaker,
): Promise<Letter | null> {
  if (!row.staffId || !row.staffLinkId) return null
  const token = await staffLinkToken(deps.keys, row.staffLinkId)
  const [member, link] = await Promise.all([staffRecipient(deps, row.staffId), openStaffLink(deps, token)])
  if (!member || !link) return null
  const { subject, lines, button, because } = words.staffSignIn
  const url = `${deps.config.baseUrl}${paths.signInLink(token)}`
  return letter(row, voiceOf(member.programme), member.email, {
    subject: subject(member.programme && programmeOf(member.programme).name),
    name: null,
    lines: lines(MAILED_LINK_MINUTES),
    button: { label: button, url },
    because,
    manageUrl: null,
  })
}

async function staffMeetingLetter(
  deps: Deps,
  row: OutboxRow,
  voiceOf: (programme: string | null) => Speaker,
): Promise<Letter | null> {
  if (!row.staffId || !row.introductionId) return null
  const [member, intro] = await Promise.all([
    staffRecipient(deps, row.staffId),
    introductionById(deps, row.introductionId),
  ])
  if (!member || !intro) return null
  const speaker = voiceOf(intro.programme)
  const said = await staffMeetingDraft(deps, row, { staffId: row.staffId, email: member.email, speaker })
  if (!said) return null
  const url = `${deps.config.baseUrl}${paths.staffIntroduction(intro.id)}`
  const content = {
    subject: said.subject,
    name: null,
    lines: said.lines,
    button: { label: nl.meetings.mails.staffButton, url },
    because: said.because,
    manageUrl: null,
  }
  return letter(row, speaker, member.email, content, said.attachments)
}
