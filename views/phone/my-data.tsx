import type { FC, PropsWithChildren } from 'hono/jsx'
import {
  Button,
  ButtonLink,
  Choices,
  ErrorSummary,
  Form,
  Hidden,
  SummaryList,
  type SummaryRow,
  Tick,
} from '../form.tsx'
import { Card, Notice, Steps } from '../parts.tsx'
import { nl } from '../words.ts'

const words = nl.myData

export type Listed = { text: string; href?: string | undefined; more?: string | undefined }

export type OverviewProps = {
  csrf: string
  /** What was just done, in words. */
  done: string | null
  state: string
  paused: boolean
  /** What was done and what still comes before a first introduction, while something does. */
  preparation: { done: string[]; next: string[] } | null
  /** Their place in the queue, while the year is full. */
  queue: string | null
  /** The page that confirms a sign-up nobody confirmed yet. */
  confirm: string | null
  also: string | null
  facts: SummaryRow[]
  introductions: Listed[]
  /** What this person said of their duos. */
  said: Listed[]
  /** For a mentor: the note for volunteers, and the attest. */
  volunteer: Listed[]
  /** Who sent this person, and what staff wrote down before a first introduction. */
  written: Listed[]
  signups: Listed[]
  consents: Listed[]
  invited: boolean
  hrefs: { details: string; pause: string; invitations: string; withdrawal: string }
}

/** What runs and what one may do about it; below, folded, all that is held of a person. */
export const Overview: FC<OverviewProps> = (props) => (
  <>
    {props.done !== null && <Notice kind="success">{props.done}</Notice>}
    <h1>{words.title}</h1>
    <p class="lead">{props.state}</p>
    {props.confirm !== null && (
      <Notice kind="warning" title={words.toConfirm}>
        <p>{words.toConfirmText}</p>
        <ButtonLink kind="primary" href={props.confirm}>
          {words.confirm}
        </ButtonLink>
      </Notice>
    )}
    {props.queue !== null && <Notice kind="info">{props.queue}</Notice>}
    {props.also !== null && <p>{props.also}</p>}
    {props.preparation !== null && <Preparation {...props.preparation} />}

    <h2>{words.introductions}</h2>
    {props.introductions.length > 0 ? <List items={props.introductions} /> : <p>{words.introductionsNone}</p>}

    {props.volunteer.length > 0 && (
      <>
        <h2>{words.volunteer}</h2>
        <List items={props.volunteer} />
      </>
    )}

    <h2>{words.wish}</h2>
    <div class="actions">
      <ButtonLink href={props.hrefs.details}>{words.change}</ButtonLink>
      <ButtonLink href={props.hrefs.withdrawal}>{words.stop}</ButtonLink>
    </div>
    <Fold title={words.pause} open={props.paused}>
      {!props.paused && <p>{words.pauseText}</p>}
      <Form action={props.hrefs.pause} csrf={props.csrf}>
        <Hidden name="wish" value={props.paused ? 'resume' : 'pause'} />
        <Tick name="sure" id="sure-pause" label={props.paused ? words.resumeSure : words.pauseSure} />
        <Button kind="secondary">{props.paused ? words.resumeButton : words.pauseButton}</Button>
      </Form>
    </Fold>

    <h2>{words.kept}</h2>
    <Kept {...props} />
  </>
)

const Preparation: FC<{ done: string[]; next: string[] }> = ({ done, next }) => (
  <>
    <h2>{nl.preparation.title}</h2>
    {done.length > 0 && (
      <>
        <h3>{nl.preparation.doneTitle}</h3>
        <List items={done.map((text) => ({ text }))} />
        <h3>{nl.preparation.nextTitle}</h3>
      </>
    )}
    <Steps steps={next} />
  </>
)

const Kept: FC<OverviewProps> = (props) => (
  <>
    <Fold title={words.yours}>
      <SummaryList rows={props.facts} />
      <p class="small">{words.emailChange}</p>
    </Fold>
    <ListFold title={words.saidTitle} items={props.said} />
    <ListFold title={words.written.title} items={props.written} />
    <Fold title={words.consents}>
      <List items={props.consents} />
      {props.invited && (
        <Form action={props.hrefs.invitations} csrf={props.csrf}>
          <Tick name="sure" id="sure-invitations" label={words.stopInvitationsSure} />
          <Button kind="secondary">{words.stopInvitations}</Button>
        </Form>
      )}
    </Fold>
    <ListFold title={words.signups} items={props.signups} />
  </>
)

const Fold: FC<PropsWithChildren<{ title: string; open?: boolean | undefined }>> = ({ title, open, children }) => (
  <details class="part-fold" open={open}>
    <summary>{title}</summary>
    {children}
  </details>
)

const ListFold: FC<{ title: string; items: Listed[] }> = ({ title, items }) =>
  items.length === 0 ? null : (
    <Fold title={title}>
      <List items={items} />
    </Fold>
  )

/** Ways on have no bullets; the role gives Safari back that they are a list. */
const List: FC<{ items: Listed[] }> = ({ items }) => (
  <ul class={items.every(({ href }) => href !== undefined) ? 'ways' : undefined} role="list">
    {items.map(({ text, href, more }) => (
      <li>
        {href === undefined ? (
          text
        ) : (
          <a class="way" href={href}>
            {text}
          </a>
        )}
        {more !== undefined && <p class="small">{more}</p>}
      </li>
    ))}
  </ul>
)

type WithdrawalProps = {
  action: string
  csrf: string
  lines: string[]
  shared: string[]
  /** What has to be kept before: after it nothing knows of it. */
  attest: string | null
  back: string
}

/** One page, one button: as easy as signing up was. */
export const Withdrawal: FC<WithdrawalProps> = (props) => (
  <>
    <h1>{words.stopTitle}</h1>
    <p class="lead">{words.stopText}</p>
    <p>{words.stopWhat}</p>
    <ul>
      {props.lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
    {props.shared.map((line) => (
      <Notice kind="info">{line}</Notice>
    ))}
    {props.attest !== null && (
      <Notice kind="warning" title={words.stopAttest}>
        <p>{words.stopAttestText}</p>
        <ButtonLink href={props.attest}>{nl.checkins.toAttest}</ButtonLink>
      </Notice>
    )}
    <p>{words.stopLawful}</p>
    <Form action={props.action} csrf={props.csrf}>
      <div class="buttons">
        <Button kind="danger">{words.stopButton}</Button>
        <a href={props.back}>{words.stopBack}</a>
      </div>
    </Form>
  </>
)

export type ProofProps = {
  action: string
  csrf: string
  moment: string
  facts: SummaryRow[]
  /** For an address that we knew, a no erases the form alone. */
  no: string
  problem?: string | undefined
}

/** The mailbox says whether the sign-up was its owner's; nothing is chosen yet. */
export const ProofQuestion: FC<ProofProps> = ({ action, csrf, moment, facts, no, problem }) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={problem ? [{ field: 'mine', message: problem }] : []} />
    <h1>{words.proof}</h1>
    <p class="lead">{words.proofText(moment)}</p>
    <Card>
      <SummaryList rows={facts} />
    </Card>
    <Form action={action} csrf={csrf}>
      <Choices
        type="radio"
        name="mine"
        legend={words.proofLegend}
        error={problem}
        options={[
          { value: 'yes', label: words.proofYes },
          { value: 'no', label: no },
        ]}
      />
      <Button>{words.proofButton}</Button>
    </Form>
  </>
)
