import type { FC } from 'hono/jsx'
import type { MailKind, ShownMailState } from '../../src/domain/mails.ts'
import { Button, ButtonLink, Form, SummaryList } from '../form.tsx'
import { Card, DataTable, EmptyState, type Kind, Notice, Pill } from '../parts.tsx'
import { dateTimeOf } from '../words/format.ts'
import type { Words } from '../words.ts'
import { type Chip, Chips } from './desk.tsx'

type MailsWords = Words['staff']['mails']

type Shown = {
  kind: MailKind
  to: string | null
  via: string | null
  state: ShownMailState
  createdAt: number
  sentAt: number | null
  attempts: number
  lastError: string | null
}

const nameOf = (words: MailsWords, { to, via }: Pick<Shown, 'to' | 'via'>): string =>
  to ?? (via === null ? words.nobody : words.via(via))

const TONES = { waiting: 'info', sent: 'success', failed: 'error', over: 'neutral' } satisfies Record<
  ShownMailState,
  Kind | 'neutral'
>

type ListProps = {
  words: MailsWords
  sendsMail: boolean
  queued: boolean
  chips: Chip[]
  mails: (Shown & { href: string })[]
  newer: string | null
  older: string | null
}

export const MailList: FC<ListProps> = ({ words, sendsMail, queued, chips, mails, newer, older }) => (
  <>
    <h1>{words.title}</h1>
    {queued && <Notice kind="success">{words.queued}</Notice>}
    {sendsMail ? <p>{words.lead}</p> : <Notice kind="info">{words.noMailer}</Notice>}
    <Chips label={words.filter} chips={chips} />
    {mails.length === 0 ? (
      <EmptyState title={words.none} />
    ) : (
      <DataTable
        caption={words.caption}
        columns={[
          { label: words.columns.kind },
          { label: words.columns.to },
          { label: words.columns.state },
          { label: words.columns.made, date: true },
          { label: words.columns.attempts, number: true },
        ]}
        rows={mails.map((mail) => ({
          cells: [
            <a href={mail.href}>{words.kinds[mail.kind]}</a>,
            nameOf(words, mail),
            <Pill kind={TONES[mail.state]}>{words.states[mail.state]}</Pill>,
            dateTimeOf(mail.createdAt),
            mail.attempts,
          ],
        }))}
      />
    )}
    {(newer !== null || older !== null) && (
      <nav class="actions" aria-label={words.pages}>
        {newer !== null && <ButtonLink href={newer}>{words.newer}</ButtonLink>}
        {older !== null && <ButtonLink href={older}>{words.older}</ButtonLink>}
      </nav>
    )}
  </>
)

/** A mail's words in the order in which they are read; null when it leaves no more. */
export type ReadableLetter = { to: string; subject: string; text: string } | null

type PageProps = {
  words: MailsWords
  mail: Shown
  letter: ReadableLetter
  linksHidden: boolean
  resend: { action: string; csrf: string; formKey: string } | null
  back: string
}

export const MailPage: FC<PageProps> = ({ words, mail, letter, linksHidden, resend, back }) => (
  <>
    <p>
      <a href={back}>{words.back}</a>
    </p>
    <h1>{words.kinds[mail.kind]}</h1>
    <SummaryList rows={factsOf(words, mail, letter)} />
    {letter ? (
      <>
        <Notice kind={linksHidden ? 'info' : 'warning'}>{linksHidden ? words.hidden : words.open}</Notice>
        <Card>
          {letter.text
            .trim()
            .split('\n\n')
            .map((text) => (
              <Paragraph text={text} />
            ))}
        </Card>
      </>
    ) : (
      <p>{words.dropped}</p>
    )}
    {letter && resend && (
      <Form {...resend}>
        <Button kind="secondary">{mail.state === 'sent' ? words.resend : words.resendNow}</Button>
      </Form>
    )}
  </>
)

const factsOf = (words: MailsWords, mail: Shown, letter: ReadableLetter) => [
  { label: words.facts.to, value: letter ? `${nameOf(words, mail)} (${letter.to})` : nameOf(words, mail) },
  ...(letter ? [{ label: words.facts.subject, value: letter.subject }] : []),
  {
    label: words.facts.state,
    value: (
      <>
        <Pill kind={TONES[mail.state]}>{words.states[mail.state]}</Pill> {words.attempts(mail.attempts)}
      </>
    ),
  },
  { label: words.facts.made, value: dateTimeOf(mail.createdAt) },
  ...(mail.sentAt === null ? [] : [{ label: words.facts.sent, value: dateTimeOf(mail.sentAt) }]),
  ...(mail.lastError === null ? [] : [{ label: words.facts.error, value: mail.lastError }]),
]

/** One paragraph of the mail; addresses of pages become links, so that staff without a mail server can pass them on. */
const Paragraph: FC<{ text: string }> = ({ text }) => (
  <p>
    {text.split('\n').map((line, index) => (
      <>
        {index > 0 && <br />}
        {line.split(/(https?:\/\/\S+)/).map((part) => (isAddress(part) ? <a href={part}>{part}</a> : part))}
      </>
    ))}
  </p>
)

/** Where the token is hidden, there is nothing to open. */
const isAddress = (text: string) => /^https?:/.test(text) && !text.endsWith('…')
