import type { FC } from 'hono/jsx'
import type { Side } from '../../src/domain/facts.ts'
import { ButtonLink, ErrorSummary, SummaryList, type SummaryRow } from '../form.tsx'
import { Card, Notice, Panel, Steps } from '../parts.tsx'
import { nl } from '../words.ts'
import { Lines } from './answers.tsx'
import { StepNotice, type StepProps, ToldCard, type ToldProps } from './first-weeks.tsx'
import { MeetingCard, type MeetingProps } from './meetings.tsx'
import { OpenQuestion, OwnDuo, type OwnDuoProps } from './own-duo.tsx'

const words = nl.answers

export type RevealProps = {
  side: Side
  contact: { name: string; firstName: string; email: string; phone: string | null; business: SummaryRow | null }
  firstTalk: string
  agreementLines: string[]
  /** Until they agreed on a meeting: a day by which they have met. */
  calendar: string | null
  vcard: string
  /** Once the duo runs. */
  duo: OwnDuoProps | null
  meeting: MeetingProps
  /** On the way to the duo, where two yes alone do not start it. */
  step: StepProps | null
  /** Until they met for the first time: who writes first, and how a first talk goes. */
  isBeginning: boolean
  told: ToldProps | null
  done: string | null
}

/** Both said yes: who the other is, and how a first talk comes about. */
export const Reveal: FC<RevealProps> = (props) => {
  const { firstTalk, agreementLines, duo, meeting, step, told, done } = props
  const isBeginning = props.isBeginning && meeting.now.kind !== 'held' && !duo?.hasMet
  const isNear = meeting.now.kind === 'choose' || meeting.stands !== null
  const isPast = duo !== null && !isBeginning && !isNear && (meeting.now.kind === 'held' || meeting.now.kind === 'none')
  return (
    <>
      <ErrorSummary
        title={nl.common.problem}
        errors={[
          ...(meeting.typed ? [{ field: 'slot-1', message: meeting.typed.problem }] : []),
          ...(told?.problem ? [{ field: 'day', message: told.problem }] : []),
        ]}
      />
      {done !== null && <Notice kind="success">{done}</Notice>}
      {step && <StepNotice {...step} />}
      {duo && <OpenQuestion {...duo} />}
      <Opening {...props} isBeginning={isBeginning} />
      {isNear && <MeetingCard {...meeting} />}
      <ContactCard {...props} isBeginning={isBeginning} />
      {!isNear && !isPast && <MeetingCard {...meeting} />}
      {told && <ToldCard {...told} />}
      {isBeginning && (
        <>
          <h2>{words.first}</h2>
          <Steps steps={words.firstTips(firstTalk)} />
        </>
      )}
      {duo && <OwnDuo {...duo} />}
      {agreementLines.length > 0 && (
        <>
          <h2>{words.agreedLines}</h2>
          <Lines items={agreementLines} />
        </>
      )}
      {duo && (
        <p>
          <a class="way" href={duo.stop}>
            {nl.ownDuo.stop}
          </a>
        </p>
      )}
    </>
  )
}

/** Two yes are good news; later the next thing to do is. */
const Opening: FC<RevealProps> = ({ side, contact, duo, isBeginning }) =>
  isBeginning ? (
    <Panel title={words.agreed}>
      {duo && (
        <p>
          <strong>{words.isDuo}</strong>
        </p>
      )}
      <p>{words.whoStarts[side](contact.firstName)}</p>
    </Panel>
  ) : (
    <h1>{duo ? words.isDuoTitle : words.agreed}</h1>
  )

/** Writing is the first thing to do, unless the page has a question for who reads it. */
const ContactCard: FC<RevealProps> = ({ contact, calendar, vcard, duo, meeting, step, isBeginning }) => (
  <Card title={words.contact(contact.firstName)}>
    <SummaryList rows={contactRows(contact)} />
    {isBeginning && <p>{words.firstLine(words.firstMessage(contact.firstName))}</p>}
    <div class="actions">
      <ButtonLink
        kind={step?.link || duo?.open || meeting.now.kind === 'choose' ? 'secondary' : 'primary'}
        href={letterTo(contact, isBeginning ? words.firstMessage(contact.firstName) : null)}
      >
        {words.write(contact.firstName)}
      </ButtonLink>
      {contact.phone !== null && (
        <ButtonLink href={`tel:${contact.phone.replaceAll(/[^\d+]/g, '')}`}>{words.call(contact.firstName)}</ButtonLink>
      )}
      <ButtonLink href={vcard}>{nl.ownDuo.vcard}</ButtonLink>
      {isBeginning && calendar !== null && <ButtonLink href={calendar}>{words.calendar}</ButtonLink>}
    </div>
    {isBeginning && calendar !== null && <p>{words.calendarReminder}</p>}
  </Card>
)

/** Opens the reader's own mail, with a first line to begin with. */
const letterTo = ({ email }: RevealProps['contact'], begin: string | null): string =>
  `mailto:${email}${begin === null ? '' : `?body=${encodeURIComponent(begin)}`}`

function contactRows({ name, email, phone, business }: RevealProps['contact']): SummaryRow[] {
  return [
    { label: words.fullName, value: name },
    { label: words.email, value: email },
    ...(phone === null ? [] : [{ label: words.phone, value: phone }]),
    ...(business === null ? [] : [business]),
  ]
}
