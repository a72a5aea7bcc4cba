import type { FC } from 'hono/jsx'
import type { Side } from '../../src/domain/facts.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import { Button, ButtonLink, ErrorSummary, Form, Hidden, Tick } from '../form.tsx'
import { Card } from '../parts.tsx'
import { nl } from '../words.ts'

const words = nl.partners.invitation

/** What we know of somebody who takes part already, at a mailbox that they proved. */
export type Known = { name: string; email: string; languages: string[]; sector: string | null }

type Props = {
  programme: Programme
  side: Side
  /** For whom it is, and what comes before a first introduction. */
  first: string
  /** The partner; null for staff. */
  by: string | null
  controller: string
  join: string
  typed: Known | null
  /** Null for a question of staff: who leaves it unanswered said no, and staff do not read it. */
  refusal: { action: string; csrf: string; problem: string | undefined } | null
}

/** Who invites, to what, and what becomes of it: before anything is asked. */
export const InvitationPage: FC<Props> = ({ programme, side, first, by, controller, join, typed, refusal }) => (
  <>
    <ErrorSummary
      title={nl.common.problem}
      errors={refusal?.problem === undefined ? [] : [{ field: 'sure', message: refusal.problem }]}
    />
    <h1>{words.title(programme.name)}</h1>
    <p class="lead">{by === null ? words.byStaff(programme.name) : words.by(by)}</p>
    <Card title={programme.sides[side].role}>
      <p>{programme.sides[side].roleText}</p>
      {first && <p>{first}</p>}
      <p>{words.controller(controller)}</p>
    </Card>
    <p>{words.free}</p>
    {by !== null && <p>{words.seen(by)}</p>}
    <Join join={join} typed={typed} />
    {refusal && (
      <details open={refusal.problem !== undefined}>
        <summary>{words.no}</summary>
        <p>{words.noText}</p>
        <Form action={refusal.action} csrf={refusal.csrf}>
          <Tick name="sure" label={words.noTick} error={refusal.problem} />
          <Button kind="secondary">{words.noButton}</Button>
        </Form>
      </details>
    )}
  </>
)

/** Somebody whom we know gets the form with what they gave us before; the sign-up's own page asks for the rest. */
const Join: FC<{ join: string; typed: Known | null }> = ({ join, typed }) =>
  typed === null ? (
    <p class="buttons">
      <ButtonLink href={join} kind="primary">
        {words.join}
      </ButtonLink>
    </p>
  ) : (
    <Form action={join}>
      <p>{words.prefilled}</p>
      <Hidden name="name" value={typed.name} />
      <Hidden name="email" value={typed.email} />
      {typed.sector !== null && <Hidden name="sector" value={typed.sector} />}
      {typed.languages.map((language) => (
        <Hidden name="languages" value={language} />
      ))}
      <p class="buttons">
        <Button>{words.join}</Button>
      </p>
    </Form>
  )
