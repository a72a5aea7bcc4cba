import type { FC } from 'hono/jsx'
import { MOST_SLOTS } from '../../src/domain/meeting.ts'
import { Button, Form, TextField } from '../form.tsx'
import { Card, Notice } from '../parts.tsx'
import { nl } from '../words.ts'

const words = nl.meetings

export const MOST_PLACE = 100

export type MeetingTyped = { slots: string[]; place: string; problem: string }

export type MeetingProps = {
  csrf: string
  name: string
  propose: string
  /** What was typed and why it was not sent. */
  typed: MeetingTyped | null
  now:
    | { kind: 'none' }
    | { kind: 'none-fits' }
    | { kind: 'choose'; action: string; slots: { value: string; label: string }[]; place: string | null }
    | { kind: 'waits'; slots: string[]; cancel: string }
    | { kind: 'agreed'; when: string; place: string | null; cancel: string }
    | { kind: 'held'; when: string }
}

/** How the two find a moment: dates proposed, one tapped, moved or cancelled. */
export const MeetingCard: FC<MeetingProps> = (props) => (
  <Card title={words.title} id="meeting">
    <Standing {...props} />
    {props.now.kind !== 'choose' && props.now.kind !== 'held' && (
      <details open={props.typed !== null}>
        <summary>{PROPOSING[props.now.kind]}</summary>
        <ProposeForm {...props} />
      </details>
    )}
  </Card>
)

const PROPOSING = {
  none: words.propose,
  'none-fits': words.otherDays,
  waits: words.otherDays,
  agreed: words.move,
}

const Standing: FC<MeetingProps> = ({ now, csrf, name }) => {
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
          <p>{words.waits(name)}</p>
          <ul>
            {now.slots.map((slot) => (
              <li>{slot}</li>
            ))}
          </ul>
          <CancelForm action={now.cancel} csrf={csrf} label={words.withdraw} />
        </>
      )
    case 'agreed':
      return (
        <>
          <Notice kind="success">{words.agreed(now.when)}</Notice>
          {now.place !== null && <p>{words.at(now.place)}</p>}
          <CancelForm action={now.cancel} csrf={csrf} label={words.cancel} />
        </>
      )
    case 'choose':
      return (
        <>
          <p>{words.choose(name)}</p>
          {now.place !== null && <p>{words.at(now.place)}</p>}
          <Form action={now.action} csrf={csrf}>
            <div class="tiles columns-1">
              {now.slots.map(({ value, label }) => (
                <Button kind="secondary" name="slot" value={value}>
                  {label}
                </Button>
              ))}
              <Button kind="secondary" name="slot" value="none">
                {words.none}
              </Button>
            </div>
          </Form>
        </>
      )
  }
}

const CancelForm: FC<{ action: string; csrf: string; label: string }> = ({ action, csrf, label }) => (
  <Form action={action} csrf={csrf}>
    <Button kind="link">{label}</Button>
  </Form>
)

const ProposeForm: FC<MeetingProps> = ({ propose, csrf, name, typed }) => (
  <Form action={propose} csrf={csrf}>
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
      value={typed?.place}
    />
    <Button>{words.proposeButton}</Button>
  </Form>
)
