import type { FC } from 'hono/jsx'
import { MOST_SLOTS } from '../../src/domain/duos/meeting.ts'
import { Button, ButtonLink, Choices, Form, TextField, Tick } from '../form.tsx'
import { Card, Notice } from '../parts.tsx'
import { nl } from '../words.ts'

const words = nl.meetings

export const MOST_PLACE = 100

export type MeetingTyped = { slots: string[]; place: string; problem: string }

type Venue = { place: string | null; staffJoins: boolean }

export type MeetingProps = {
  csrf: string
  formKey: string
  name: string
  /** Null on the last day of a duo: nothing new is agreed then. */
  propose: string | null
  /** What was typed and why it was not sent. */
  typed: MeetingTyped | null
  /** The meeting that both agreed and that is still to come: it stands until another one is agreed. */
  stands: (Venue & { when: string; calendar: string; cancel: string }) | null
  now: Venue &
    (
      | { kind: 'none' | 'none-fits' }
      | { kind: 'choose'; action: string; byStaff: boolean; slots: { value: string; label: string }[] }
      | { kind: 'waits'; byStaff: boolean; slots: string[]; cancel: string | null }
      /** `again`: they may still agree on another one here. */
      | { kind: 'held'; when: string; again: boolean }
    )
}

/** How the two find a moment: dates proposed, one chosen, moved or cancelled. */
export const MeetingCard: FC<MeetingProps> = (props) => (
  <Card title={words.title} id="meeting">
    {props.stands && <Standing {...props.stands} csrf={props.csrf} />}
    {props.stands && isProposed(props.now) && <p>{words.standsUntil}</p>}
    <Proposals {...props} />
    {props.propose !== null && mayPropose(props.now) && (
      <details open={props.typed !== null}>
        <summary>{props.stands && !isProposed(props.now) ? words.move : PROPOSING[props.now.kind]}</summary>
        <ProposeForm {...props} propose={props.propose} />
      </details>
    )}
  </Card>
)

const isProposed = ({ kind }: MeetingProps['now']): boolean => kind === 'waits' || kind === 'choose'

const mayPropose = (now: MeetingProps['now']): boolean =>
  now.kind === 'held' ? now.again : now.kind !== 'choose' && !(now.kind === 'waits' && now.byStaff)

const PROPOSING: Record<MeetingProps['now']['kind'], string> = {
  none: words.propose,
  'none-fits': words.otherDays,
  choose: words.otherDays,
  waits: words.otherDays,
  held: words.otherDays,
}

const Standing: FC<NonNullable<MeetingProps['stands']> & { csrf: string }> = ({
  when,
  calendar,
  cancel,
  csrf,
  ...at
}) => (
  <>
    <Notice kind="success">{words.agreed(when)}</Notice>
    <Where {...at} />
    <p>
      <ButtonLink href={calendar}>{nl.answers.calendar}</ButtonLink>
    </p>
    <CancelForm
      id="sure-cancel"
      action={cancel}
      csrf={csrf}
      fold={words.cancelFold}
      sure={words.cancelSure}
      label={words.cancel}
    />
  </>
)

const Proposals: FC<MeetingProps> = ({ now, csrf, name }) => {
  switch (now.kind) {
    case 'none':
      return null
    case 'none-fits':
      return <p>{words.noneFits}</p>
    case 'held':
      return <p>{words.held(now.when)}</p>
    case 'waits':
      return (
        <>
          <p>{now.byStaff ? words.waitsStaff(name) : words.waits(name)}</p>
          <ul>
            {now.slots.map((slot) => (
              <li>{slot}</li>
            ))}
          </ul>
          <Where {...now} />
          {now.cancel !== null && (
            <CancelForm
              id="sure-withdraw"
              action={now.cancel}
              csrf={csrf}
              fold={words.withdrawFold}
              sure={words.withdrawSure}
              label={words.withdraw}
            />
          )}
        </>
      )
    case 'choose':
      return (
        <>
          <p>{now.byStaff ? words.chooseStaff : words.choose(name)}</p>
          <Where {...now} />
          <Form action={now.action} csrf={csrf}>
            <Choices
              type="radio"
              name="slot"
              id="choose-slot"
              legend={words.chooseLegend}
              options={[...now.slots, { value: 'none', label: words.none }]}
            />
            <Button>{words.chooseButton}</Button>
          </Form>
        </>
      )
  }
}

const Where: FC<Venue> = ({ place, staffJoins }) => (
  <>
    {place !== null && <p>{words.at(place)}</p>}
    {staffJoins && <p>{words.staffJoins}</p>}
  </>
)

type CancelProps = { id: string; action: string; csrf: string; fold: string; sure: string; label: string }

const CancelForm: FC<CancelProps> = ({ id, action, csrf, fold, sure, label }) => (
  <details>
    <summary>{fold}</summary>
    <Form action={action} csrf={csrf}>
      <Tick name="sure" id={id} label={sure} />
      <Button kind="secondary">{label}</Button>
    </Form>
  </details>
)

const ProposeForm: FC<MeetingProps & { propose: string }> = ({ propose, csrf, formKey, name, stands, typed }) => (
  <Form action={propose} csrf={csrf} formKey={formKey}>
    <p>{words.proposeText(name)}</p>
    {Array.from({ length: MOST_SLOTS }, (_, index) => (
      <TextField
        name="slot"
        id={`slot-${index + 1}`}
        type="datetime-local"
        label={words.slot(index + 1)}
        optional={index === 0 ? undefined : nl.common.optional}
        value={typed?.slots[index]}
        error={index === 0 ? typed?.problem : undefined}
      />
    ))}
    <TextField
      name="place"
      label={words.place}
      optional={nl.common.optional}
      hint={words.placeHint}
      maxlength={MOST_PLACE}
      autocomplete="off"
      value={typed ? typed.place : (stands?.place ?? undefined)}
    />
    <Button>{words.proposeButton}</Button>
  </Form>
)
