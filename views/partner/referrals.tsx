import type { FC } from 'hono/jsx'
import { REFERRAL_STATUSES, type ReferralStatus } from '../../src/domain/staff-role.ts'
import { paths, withQuery } from '../../src/paths.ts'
import {
  Button,
  ButtonLink,
  Choices,
  ErrorSummary,
  type FieldError,
  Form,
  Hidden,
  SummaryList,
  TextField,
  Tick,
} from '../form.tsx'
import { Card, DataTable, EmptyState, type Kind, Notice, Pill, Toolbar } from '../parts.tsx'
import { Chips } from '../staff/desk.tsx'
import { Pages } from '../staff/people/participants.tsx'
import { dateOf } from '../words/format.ts'
import type { Words } from '../words.ts'
import { nl } from '../words.ts'

const words = nl.partners.own
const PAGE_SIZE = 50

export type ShownReferral = {
  id: string
  name: string
  to: string
  status: ReferralStatus
  at: number
  isWaiting: boolean
}
export type Done = keyof Words['partners']['own']['done']

const TONE = {
  invited: 'neutral',
  waiting: 'info',
  in_duo: 'success',
  done: 'success',
  stopped: 'neutral',
} satisfies Record<ReferralStatus, Kind | 'neutral'>

const Status: FC<{ status: ReferralStatus }> = ({ status }) => <Pill kind={TONE[status]}>{words.status[status]}</Pill>

type ListProps = {
  partner: string
  people: ShownReferral[]
  status: ReferralStatus | null
  done: Done | null
  sends: number
  /** From 1. */
  page: number
}

/** Whom a partner sent: the name that it typed, and how far they are. */
export const ReferralsPage: FC<ListProps> = ({ partner, people, status, done, sends, page }) => {
  const found = people.filter((one) => status === null || one.status === status)
  const last = Math.max(1, Math.ceil(found.length / PAGE_SIZE))
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  const here = status ? withQuery(paths.partner(), { status }) : paths.partner()
  return (
    <>
      {done && <Notice kind="success">{words.done[done]}</Notice>}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead(partner)}</p>
      <p>{words.leadMore}</p>
      {sends === 0 ? (
        <Notice kind="info">{words.sendsNothing}</Notice>
      ) : (
        <Toolbar>
          <ButtonLink href={paths.newReferral()} kind="primary">
            {words.refer}
          </ButtonLink>
          <ButtonLink href={paths.referralFile()}>{words.file}</ButtonLink>
        </Toolbar>
      )}
      {people.length > 0 && (
        <Chips
          label={words.filter}
          chips={[null, ...REFERRAL_STATUSES].map((each) => ({
            label: each ? words.status[each] : words.all,
            href: each ? withQuery(paths.partner(), { status: each }) : paths.partner(),
            current: status === each,
            count: people.filter((one) => each === null || one.status === each).length,
          }))}
        />
      )}
      {shown.length > 0 ? (
        <DataTable
          caption={words.caption(found.length)}
          columns={[
            { label: words.columns.name },
            { label: words.columns.status },
            { label: words.columns.programme },
            { label: words.columns.since, date: true },
          ]}
          rows={shown.map((one) => ({
            cells: [
              <a href={paths.referred(one.id)}>{one.name}</a>,
              <Status status={one.status} />,
              one.to,
              dateOf(one.at),
            ],
          }))}
        />
      ) : (
        (sends > 0 || people.length > 0) && (
          <EmptyState title={people.length > 0 ? words.noneHere : words.none}>
            <p>{people.length > 0 ? words.noneHereText : words.noneText}</p>
          </EmptyState>
        )
      )}
      {last > 1 && (
        <Pages words={nl.participants} page={page} last={last} href={(to) => withQuery(here, { page: String(to) })} />
      )}
    </>
  )
}

/** One of them. `tooLate`: the invitation was used while somebody looked at this page. */
export const ReferredPage: FC<{ one: ShownReferral; csrf: string; tooLate: boolean }> = ({ one, csrf, tooLate }) => (
  <>
    {tooLate && <Notice kind="error">{words.tooLate}</Notice>}
    <h1>{one.name}</h1>
    <p class="lead">
      <Status status={one.status} /> {words.statusText[one.status]}
    </p>
    <SummaryList
      rows={[
        { label: words.programme, value: one.to },
        { label: words.since, value: dateOf(one.at) },
      ]}
    />
    {one.isWaiting && (
      <Card title={words.takeBack}>
        <p>{words.takeBackText}</p>
        <Form action={paths.referredInvitation(one.id)} csrf={csrf}>
          <Button kind="secondary">{words.takeBack}</Button>
        </Form>
      </Card>
    )}
    <p>
      <a href={paths.partner()}>{words.back}</a>
    </p>
  </>
)

export type TypedReferral = { to: string; name: string; email: string; agreed: boolean }
export type SendsOption = { value: string; label: string }

type FormProps = {
  typed: TypedReferral
  sends: SendsOption[]
  errors: FieldError[]
  notice: string | null
  csrf: string
  formKey: string
}

export const NewReferral: FC<FormProps> = ({ typed, sends, errors, notice, csrf, formKey }) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={errors} />
    {notice && <Notice kind="error">{notice}</Notice>}
    <h1>{words.refer}</h1>
    <p class="lead">{words.referLead}</p>
    <Form action={paths.referrals()} csrf={csrf} formKey={formKey}>
      <To sends={sends} value={typed.to} error={errorOf(errors, 'to')} />
      <TextField
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={typed.name}
        error={errorOf(errors, 'name')}
        maxlength={100}
        autocomplete="off"
      />
      <TextField
        name="email"
        type="email"
        label={words.email}
        hint={words.emailHint}
        value={typed.email}
        error={errorOf(errors, 'email')}
        maxlength={200}
        autocomplete="off"
      />
      <Tick name="agreed" label={words.agreed} checked={typed.agreed} error={errorOf(errors, 'agreed')} />
      <Button>{words.send}</Button>
    </Form>
  </>
)

/** One way is no choice: it is only said. */
export const To: FC<{ sends: SendsOption[]; value: string; error: string | undefined }> = ({ sends, value, error }) => {
  const [only, ...others] = sends
  if (only && others.length === 0)
    return (
      <>
        <Hidden name="to" value={only.value} />
        <p>
          {words.programme}: <strong>{only.label}</strong>
        </p>
      </>
    )
  return (
    <Choices
      type="radio"
      name="to"
      legend={words.to}
      error={error}
      options={sends.map((option) => ({ ...option, checked: option.value === value }))}
    />
  )
}

export const errorOf = (errors: FieldError[], field: string) => errors.find((error) => error.field === field)?.message
