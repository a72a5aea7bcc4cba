import type { FC } from 'hono/jsx'
import type { ConsentRecord, KeptUntil, SignupRecord } from '../../../db/people/participant.ts'
import type { ParticipantState } from '../../../src/domain/participant.ts'
import { programmeOf } from '../../../src/domain/programmes.ts'
import { paths } from '../../../src/paths.ts'
import { Button, Choices, Form, Hidden, SummaryList, Tick } from '../../form.tsx'
import { Card } from '../../parts.tsx'
import { civilDate, dateOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import type { ParticipantProps } from './participant.tsx'

export const ContactCard: FC<ParticipantProps> = ({ words: { participants: words }, who, contact, csrf }) => (
  <Card title={words.contact} id="contact">
    {contact ? (
      <SummaryList
        rows={[
          { label: words.email, value: <a href={`mailto:${contact.email}`}>{contact.email}</a> },
          {
            label: words.phone,
            value: contact.phone ? (
              <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`}>{contact.phone}</a>
            ) : (
              words.noPhone
            ),
          },
        ]}
      />
    ) : (
      <Form action={`${paths.participantContact(who.id)}#contact`} csrf={csrf}>
        <p class="small">{words.contactHidden}</p>
        <Button kind="secondary">{words.showContact}</Button>
      </Form>
    )}
  </Card>
)

export const SignupsCard: FC<ParticipantProps> = ({ words: { participants: words }, records, sentBy, csrf }) => (
  <Card title={words.signups}>
    {sentBy.map(({ name, at }) => (
      <p>{words.sentBy(name, dateOf(at))}</p>
    ))}
    {records.signups.map((signup) => (
      <div class="part">
        <p>
          {words.signupCode} <strong>{signup.shortCode}</strong>
          <br />
          <span class="small">{words.signupAt(signup.eventTitle, dateOf(signup.at), signup.channel)}</span>
        </p>
        {signup.pending && <p>{signup.otherAddress ? words.signupOther : words.signupPending}</p>}
        {signup.proofs.map((proof) => (
          <p>{proofText(words, proof)}</p>
        ))}
        {signup.unproved && (
          <Form action={paths.deskProof(signup.id)} csrf={csrf}>
            <Button kind="secondary">
              {words.seen}
              <span class="hidden"> {words.seenHidden(signup.shortCode)}</span>
            </Button>
          </Form>
        )}
      </div>
    ))}
  </Card>
)

/** "Vraag ook voor …": one mail; whatever comes of it, this programme's staff read nothing about it. */
export const AskCard: FC<ParticipantProps> = ({
  words: { participants: words },
  who,
  asked,
  askable,
  csrf,
  formKey,
}) =>
  asked.length + askable.length === 0 ? null : (
    <Card title={words.ask}>
      <p>{words.askText}</p>
      {asked.map(({ programme, at }) => (
        <p>{words.asked(programmeOf(programme).name, dateOf(at))}</p>
      ))}
      {askable.length > 0 && (
        <Form action={paths.participantAskings(who.id)} csrf={csrf} formKey={`${formKey.slice(0, 50)}-ask`}>
          <div class="actions">
            {askable.map(({ id, name }) => (
              <Button kind="secondary" name="programme" value={id}>
                {words.askFor(name)}
              </Button>
            ))}
          </div>
        </Form>
      )}
    </Card>
  )

function proofText(words: Words['participants'], { how, at, staffName }: SignupRecord['proofs'][number]): string {
  const text = words.proof[how](dateOf(at))
  return staffName === null ? text : words.proofBy(text, staffName)
}

export const ConsentsCard: FC<ParticipantProps> = ({ words: { participants: words }, who, records }) => (
  <Card title={words.consents}>
    {records.keptUntil && <p>{keptText(words, who.state, records.keptUntil)}</p>}
    <ul>
      {records.consents.map((consent) => (
        <li>
          <strong>{words.purpose[consent.purpose]}</strong>
          <br />
          <span class="small">
            {words.consentLine(words.consentState[consent.state], dateOf(consent.at), methodText(words, consent))}
          </span>
        </li>
      ))}
    </ul>
  </Card>
)

function keptText(words: Words['participants'], state: ParticipantState, { day, isOver }: KeptUntil): string {
  if (state === 'kept_past') return words.keptPast(civilDate(day))
  return isOver ? words.keptByPlace : words.keptUntil(civilDate(day))
}

function methodText(words: Words['participants'], { method, reason, staffName }: ConsentRecord): string {
  const methods: Record<string, string> = words.method
  const reasons: Record<string, string> = words.withdrawReasons
  const why = reason === null ? null : (reasons[reason] ?? withDutchDay(reason))
  return [methods[method] ?? method, why, staffName].filter((part) => part !== null).join(', ')
}

/** "2026-05-08 · map-3-14": the day that stands on a paper, as a day is read. */
const withDutchDay = (reason: string): string => reason.replace(/^\d{4}-\d{2}-\d{2}/, civilDate)

export const WithdrawCard: FC<ParticipantProps> = ({ words: { participants: words }, who, csrf, problems }) => (
  <Card title={words.withdrawTitle} id="withdraw">
    <details open={problems.how !== undefined || problems.sure !== undefined}>
      <summary>{words.withdrawAsk}</summary>
      <p>{words.withdrawText}</p>
      <Form action={paths.participantWithdrawal(who.id)} csrf={csrf}>
        <Choices
          legend={words.withdrawHow}
          name="how"
          type="radio"
          error={problems.how}
          options={Object.entries(words.withdrawReasons).map(([value, label]) => ({ value, label }))}
        />
        <Tick name="sure" label={words.withdrawSure} error={problems.sure} />
        <Button kind="danger">{words.withdraw}</Button>
      </Form>
    </details>
  </Card>
)

export const PauseCard: FC<ParticipantProps> = ({ words: { participants: words }, who, csrf }) => (
  <Card title={words.pauseTitle}>
    <p>{words.pauseText}</p>
    <Form action={paths.participantPause(who.id)} csrf={csrf}>
      <Hidden name="wish" value={who.facts.paused ? 'resume' : 'pause'} />
      <Button kind="secondary">{who.facts.paused ? words.resume : words.pause}</Button>
    </Form>
  </Card>
)
