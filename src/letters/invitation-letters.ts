import { aboutOf } from '../../db/duos/checkins.ts'
import type { Recipient } from '../../db/introductions/recipients.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { type Invitation, invitationTokenInUse, openInvitationById } from '../../db/partners/invitations.ts'
import { loadSettings } from '../../db/settings.ts'
import type { MailContent } from '../../views/mails.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { INVITATION_DAYS } from '../domain/invitation.ts'
import { controllerName, programmeOf } from '../domain/programmes.ts'
import { paths } from '../paths.ts'
import type { Draft } from './drafting.ts'

const words = nl.mails

/** A partner sends somebody: nothing that the partner typed stands in it. Null when the invitation is used or over. */
export async function invitationContent(
  deps: Deps,
  row: OutboxRow,
): Promise<{ programme: string; content: Omit<MailContent, 'contact' | 'signature'> } | null> {
  const invitation = await invitationOf(deps, row)
  if (!invitation?.by) return null
  const { subject, lines, button, because } = words.invitation
  const { name } = programmeOf(invitation.programme)
  const content = {
    subject: subject(name),
    name: null,
    lines: lines(invitation.by, name, INVITATION_DAYS),
    button: { label: button, url: await urlOf(deps, invitation) },
    because: because(invitation.by),
    manageUrl: null,
  }
  return { programme: invitation.programme, content }
}

/** Staff ask a participant for another programme. */
export async function askedDraft(deps: Deps, row: OutboxRow, who: Recipient): Promise<Draft | null> {
  const invitation = await invitationOf(deps, row)
  if (invitation?.askedId !== who.participantId) return null
  const programme = programmeOf(invitation.programme)
  const { cityName } = await loadSettings(deps.db)
  const { subject, lines, button } = words.asked
  return {
    subject: subject(programme.name),
    lines: lines(programmeOf(who.programme).sides[who.side].one, controllerName(programme, cityName), programme.name),
    button: { label: button, url: await urlOf(deps, invitation) },
  }
}

async function invitationOf(deps: Deps, { id }: OutboxRow) {
  const about = await aboutOf(deps, id)
  return about ? openInvitationById(deps, about) : null
}

const urlOf = async (deps: Deps, invitation: Invitation): Promise<string> =>
  `${deps.config.baseUrl}${paths.invited(await invitationTokenInUse(deps.keys, invitation))}`
