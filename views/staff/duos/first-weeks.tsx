import type { FC } from 'hono/jsx'
import type { AgreementSection } from '../../../src/agreement-texts.ts'
import { MOST_SLOTS } from '../../../src/domain/duos/meeting.ts'
import { ANSWERS, type Side } from '../../../src/domain/facts.ts'
import { EXTENSION_DAYS } from '../../../src/domain/introduction.ts'
import { paths } from '../../../src/paths.ts'
import { Button, ButtonLink, Choices, Form, Hidden, TextField, Tick } from '../../form.tsx'
import { Card } from '../../parts.tsx'
import { nl } from '../../words.ts'
import { Wipe } from '../wipe.tsx'

const words = nl.staffFirstWeeks

export type FirstWeeksForm = 'propose' | 'tell' | `click-${Side}` | `agree-${Side}`
export type FirstWeeksProblem = { form: FirstWeeksForm; text: string; slots?: string[]; place?: string; day?: string }

export type FirstWeeksProps = {
  introductionId: string
  csrf: string
  formKey: string
  wrong: FirstWeeksProblem | null
  today: string
  /** How far they are, in words; null once two yes are enough or the duo runs. */
  step: string | null
  /** Null too while they wait for a place: that lasts as long as it takes. */
  lapses: string | null
  sides: { side: Side; name: string; lines: string[]; canClick: boolean; canAgree: boolean }[]
  agreement: { textId: string; sections: AgreementSection[] } | null
  /** `calendar`: an agreed meeting to which staff come along. `wipePlace`: of a place that somebody typed. */
  meeting: { lines: string[]; cancel: string | null; calendar: string | null; wipePlace: string | null }
  mayTell: boolean
  mayPropose: boolean
}

/** What stands between two yes and a duo, with what staff write down for either, and the meeting of the two. */
export const FirstWeeks: FC<FirstWeeksProps> = (props) => (
  <>
    {props.step !== null && (
      <Card title={words.title} id="first-weeks">
        <p>{props.step}</p>
        {props.sides
          .filter(({ lines }) => lines.length > 0)
          .map(({ name, lines }) => (
            <p>
              <strong>{name}</strong>
              {lines.map((line) => (
                <>
                  <br />
                  {line}
                </>
              ))}
            </p>
          ))}
        {props.lapses !== null && (
          <>
            <p>{props.lapses}</p>
            <Form action={paths.introductionExtensions(props.introductionId)} csrf={props.csrf} formKey={props.formKey}>
              <Button kind="secondary">{words.extend(EXTENSION_DAYS)}</Button>
            </Form>
          </>
        )}
        {props.sides.map((side) => (
          <>
            {side.canClick && <ClickForm {...props} {...side} />}
            {side.canAgree && props.agreement && <AgreeForm {...props} {...side} agreement={props.agreement} />}
          </>
        ))}
      </Card>
    )}
    <Card title={words.meeting} id="meeting">
      {props.meeting.lines.map((line) => (
        <p>{line}</p>
      ))}
      {props.meeting.wipePlace !== null && (
        <Wipe action={props.meeting.wipePlace} about={words.meeting} csrf={props.csrf} />
      )}
      {props.meeting.calendar !== null && (
        <p>
          <ButtonLink href={props.meeting.calendar}>{nl.answers.calendar}</ButtonLink>
        </p>
      )}
      {props.meeting.cancel !== null && (
        <Form action={props.meeting.cancel} csrf={props.csrf}>
          <Button kind="secondary">{words.cancel}</Button>
        </Form>
      )}
      {props.mayTell && <TellForm {...props} />}
      {props.mayPropose && <ProposeForm {...props} />}
    </Card>
  </>
)

/** The field of a form that tells what is wrong with it. */
export function fieldOf(form: FirstWeeksForm): string {
  if (form === 'propose') return 'slot-1'
  return form === 'tell' ? 'day' : form
}

const problemOf = ({ wrong }: FirstWeeksProps, form: FirstWeeksForm): string | undefined =>
  wrong?.form === form ? wrong.text : undefined

type SideProps = FirstWeeksProps & { side: Side; name: string }

const ClickForm: FC<SideProps> = (props) => {
  const problem = problemOf(props, `click-${props.side}`)
  return (
    <details open={problem !== undefined}>
      <summary>{words.assistClick(props.name)}</summary>
      <p>{words.assistClickText}</p>
      <Form action={paths.assistedClick(props.introductionId)} csrf={props.csrf}>
        <Hidden name="side" value={props.side} />
        <Choices
          type="radio"
          name="click"
          id={`click-${props.side}`}
          legend={words.assistClickWhat(props.name)}
          error={problem}
          options={ANSWERS.map((value) => ({ value, label: nl.firstWeeks.clickOptions[value] }))}
        />
        <Button kind="secondary">{words.assistClickSave}</Button>
      </Form>
    </details>
  )
}

const AgreeForm: FC<SideProps & { agreement: NonNullable<FirstWeeksProps['agreement']> }> = (props) => {
  const problem = problemOf(props, `agree-${props.side}`)
  return (
    <details open={problem !== undefined}>
      <summary>{words.assistAgree(props.name)}</summary>
      <p>{words.assistAgreeText}</p>
      <blockquote>
        {props.agreement.sections.map(({ title, lines }) => (
          <>
            <p>
              <strong>{title}</strong>
            </p>
            <ul>
              {lines.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </>
        ))}
      </blockquote>
      <Form action={paths.assistedAgreement(props.introductionId)} csrf={props.csrf}>
        <Hidden name="side" value={props.side} />
        <Hidden name="text" value={props.agreement.textId} />
        <Tick name="sure" id={`agree-${props.side}`} label={words.assistAgreeSure(props.name)} error={problem} />
        <Button kind="secondary">{words.assistAgreeSave}</Button>
      </Form>
    </details>
  )
}

const TellForm: FC<FirstWeeksProps> = (props) => {
  const problem = problemOf(props, 'tell')
  return (
    <details open={problem !== undefined}>
      <summary>{words.tell}</summary>
      <Form action={paths.staffToldMeeting(props.introductionId)} csrf={props.csrf}>
        <TextField
          name="day"
          type="date"
          label={nl.firstWeeks.toldDay}
          value={props.wrong?.day ?? props.today}
          error={problem}
        />
        <Button kind="secondary">{words.tellSave}</Button>
      </Form>
    </details>
  )
}

const ProposeForm: FC<FirstWeeksProps> = (props) => {
  const problem = problemOf(props, 'propose')
  return (
    <details open={problem !== undefined}>
      <summary>{words.propose}</summary>
      <p>{words.proposeText}</p>
      <Form action={paths.staffMeetings(props.introductionId)} csrf={props.csrf} formKey={`${props.formKey}-meet`}>
        {Array.from({ length: MOST_SLOTS }, (_, index) => (
          <TextField
            name="slot"
            id={`slot-${index + 1}`}
            type="datetime-local"
            label={nl.meetings.slot(index + 1)}
            optional={index === 0 ? undefined : nl.common.optional}
            value={props.wrong?.slots?.[index]}
            error={index === 0 ? problem : undefined}
          />
        ))}
        <TextField
          name="place"
          label={nl.meetings.place}
          optional={nl.common.optional}
          autocomplete="off"
          value={props.wrong?.place}
        />
        <Tick name="joins" label={words.joins} />
        <Button kind="secondary">{words.proposeSave}</Button>
      </Form>
    </details>
  )
}

/** Who mistapped: the pair stays ended, and may be proposed anew. */
export const ClickNo: FC<{ action: string; csrf: string; name: string }> = ({ action, csrf, name }) => (
  <Card title={words.clickNo}>
    <p>{words.clickNoText(name)}</p>
    <Form action={action} csrf={csrf}>
      <Button kind="secondary">{words.clickNoButton}</Button>
    </Form>
  </Card>
)
