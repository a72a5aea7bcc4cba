import type { FC } from 'hono/jsx'
import { paths } from '../../src/paths.ts'
import type { Option } from '../field.tsx'
import { Button, Choices, ErrorSummary, type FieldError, Form, TextField } from '../form.tsx'
import { Card, DataTable, EmptyState, Notice, Pill } from '../parts.tsx'
import { dateOf, listOf } from '../words/format.ts'
import { nl } from '../words.ts'
import { Columns } from './desk.tsx'

const words = nl.partners.office

export type PartnerRow = { id: string; name: string; sends: string[]; closedAt: number | null }

type ListProps = {
  partners: PartnerRow[]
  /** Names that the programmes of this office foresee. */
  usual: string[]
  options: Option[]
  typed: { name: string }
  errors: FieldError[]
  csrf: string
  formKey: string
}

export const PartnersPage: FC<ListProps> = ({ partners, usual, options, typed, errors, csrf, formKey }) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={errors} />
    <h1>{words.title}</h1>
    <p class="lead">{words.lead}</p>
    {partners.length === 0 ? (
      <EmptyState title={words.none}>
        <p>{words.noneText}</p>
      </EmptyState>
    ) : (
      <DataTable
        caption={words.caption(partners.length)}
        columns={[{ label: words.columns.name }, { label: words.columns.sends }, { label: words.columns.state }]}
        rows={partners.map((one) => ({
          cells: [
            <a href={paths.partnerPage(one.id)}>{one.name}</a>,
            one.sends.length > 0 ? listOf(one.sends) : words.sendsNothing,
            <Pill kind={one.closedAt === null ? 'success' : 'neutral'}>
              {one.closedAt === null ? words.open : words.closed}
            </Pill>,
          ],
        }))}
      />
    )}
    <Card title={words.add}>
      <Form action={paths.partners()} csrf={csrf} formKey={formKey}>
        <TextField
          name="name"
          label={words.name}
          hint={usual.length > 0 ? words.nameHint(listOf(usual)) : undefined}
          value={typed.name}
          error={errorOf(errors, 'name')}
          maxlength={80}
        />
        <SendsField options={options} error={errorOf(errors, 'sends')} />
        <Button>{words.add}</Button>
      </Form>
    </Card>
  </>
)

const SendsField: FC<{ options: Option[]; error: string | undefined }> = ({ options, error }) => (
  <Choices type="checkbox" name="sends" legend={words.sendsLegend} options={options} error={error} />
)

export type MemberRow = { id: string; name: string; email: string; disabledAt: number | null }

type PageProps = {
  partner: PartnerRow
  options: Option[]
  members: MemberRow[]
  typed: { name: string; email: string }
  errors: FieldError[]
  notice: string | null
  saved: boolean
  /** Null where somebody else's programme takes people from this partner too. */
  mayClose: boolean
  csrf: string
  formKey: string
}

export const PartnerPage: FC<PageProps> = (props) => {
  const { partner, options, errors, notice, saved, csrf } = props
  return (
    <>
      <ErrorSummary title={nl.common.problem} errors={errors} />
      {saved && <Notice kind="success">{words.changed}</Notice>}
      {notice && <Notice kind="error">{notice}</Notice>}
      <h1>{partner.name}</h1>
      <p class="lead">
        <Pill kind={partner.closedAt === null ? 'success' : 'neutral'}>
          {partner.closedAt === null ? words.open : words.closed}
        </Pill>{' '}
        {partner.closedAt !== null && words.closedSince(dateOf(partner.closedAt))}
      </p>
      <Columns aside={<Door {...props} />}>
        <Card>
          <Form action={paths.partnerSends(partner.id)} csrf={csrf}>
            <SendsField options={options} error={errorOf(errors, 'sends')} />
            <Button kind="secondary">{words.change}</Button>
          </Form>
        </Card>
        <Members {...props} />
        <p>
          <a href={paths.partners()}>{words.back}</a>
        </p>
      </Columns>
    </>
  )
}

const Door: FC<PageProps> = ({ partner, mayClose, csrf }) => {
  const isOpen = partner.closedAt === null
  return (
    <Card title={isOpen ? words.close : words.reopen}>
      {mayClose ? (
        <Form action={paths.partnerDoor(partner.id)} csrf={csrf}>
          <p>{isOpen ? words.closeText : words.reopenText}</p>
          <Button kind={isOpen ? 'danger' : 'secondary'} name="open" value={isOpen ? 'no' : 'yes'}>
            {isOpen ? words.close : words.reopen}
          </Button>
        </Form>
      ) : (
        <p>{words.ofOthers}</p>
      )}
    </Card>
  )
}

const Members: FC<PageProps> = ({ partner, members, typed, errors, csrf, formKey }) => (
  <>
    <h2>{words.people}</h2>
    <p>{words.peopleLead}</p>
    {members.length === 0 ? (
      <p>{words.noPeople}</p>
    ) : (
      <DataTable
        caption={words.peopleCaption}
        columns={[
          { label: words.peopleColumns.name },
          { label: words.peopleColumns.email },
          { label: words.peopleColumns.state },
          { label: words.peopleColumns.change },
        ]}
        rows={members.map((member) => ({
          cells: [
            member.name,
            member.email,
            <MemberState {...member} />,
            <Access partner={partner} member={member} csrf={csrf} />,
          ],
        }))}
      />
    )}
    <Card title={words.addPerson}>
      <Form action={paths.partnerMembers(partner.id)} csrf={csrf} formKey={formKey}>
        <TextField
          name="name"
          label={words.personName}
          value={typed.name}
          error={errorOf(errors, 'name')}
          maxlength={100}
        />
        <TextField
          name="email"
          type="email"
          label={words.email}
          hint={words.addPersonHint}
          value={typed.email}
          error={errorOf(errors, 'email')}
          maxlength={200}
        />
        <Button kind="secondary">{words.addPerson}</Button>
      </Form>
    </Card>
  </>
)

const MemberState: FC<MemberRow> = ({ disabledAt }) =>
  disabledAt === null ? (
    <Pill kind="success">{words.active}</Pill>
  ) : (
    <Pill kind="neutral">{words.disabled(dateOf(disabledAt))}</Pill>
  )

const Access: FC<{ partner: PartnerRow; member: MemberRow; csrf: string }> = ({ partner, member, csrf }) => (
  <Form action={paths.partnerMemberAccess(partner.id, member.id)} csrf={csrf}>
    <Button kind="secondary" name="access" value={member.disabledAt === null ? 'no' : 'yes'}>
      {member.disabledAt === null ? words.stopAccess : words.giveAccess}
      <span class="hidden"> {words.hiddenName(member.name)}</span>
    </Button>
  </Form>
)

const errorOf = (errors: FieldError[], field: string) => errors.find((error) => error.field === field)?.message
