import type { FC } from 'hono/jsx'
import { OUTCOME_MOMENTS, type Side, STOP_REASONS, type Teller } from '../../../src/domain/facts.ts'
import { participantOn } from '../../../src/domain/introduction.ts'
import { paths } from '../../../src/paths.ts'
import { Button, Choices, Form, Hidden, TextField } from '../../form.tsx'
import { EndFields } from '../../phone/duo-end.tsx'
import { Foldable, type FormsProps, isTyped, problemOf } from './duo-form-parts.tsx'

export const CloseForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="close" title={props.words.close}>
    <p>{props.words.closeText}</p>
    <Form action={paths.duoClosure(props.duo.id)} csrf={props.csrf}>
      <Choices
        legend={props.words.closeWhy}
        name="reason"
        type="radio"
        error={problemOf(props, 'close')}
        options={STOP_REASONS.map((value) => ({ value, label: props.words.closeReason[value] }))}
      />
      <ByWhom {...props} among={props.tellers} />
      <Button kind="danger">{props.words.closeButton}</Button>
    </Form>
  </Foldable>
)

const ByWhom: FC<FormsProps & { among: readonly Teller[] }> = ({ words, nameOf, among }) => (
  <Choices
    legend={words.closeBy}
    hint={words.closeByHint}
    name="by"
    type="radio"
    options={among.map((value) => ({ value, label: nameOf(value) }))}
  />
)

/** Somebody tells it later: once each. */
export const ReasonForm: FC<FormsProps> = (props) =>
  props.tellers.every((who) => props.told.includes(who)) ? null : (
    <Foldable {...props} form="reason" title={props.words.reasonTitle}>
      <p>{props.words.reasonText}</p>
      <Form action={paths.duoReasons(props.duo.id)} csrf={props.csrf}>
        <Choices
          legend={props.words.closeWhy}
          name="reason"
          type="radio"
          error={problemOf(props, 'reason')}
          options={STOP_REASONS.map((value) => ({ value, label: props.words.closeReason[value] }))}
        />
        <ByWhom {...props} among={props.tellers.filter((who) => !props.told.includes(who))} />
        <Button kind="secondary">{props.words.reasonSave}</Button>
      </Form>
    </Foldable>
  )

/** The questions of the end, in the words in which the person reads them. */
export const EndSaidForm: FC<FormsProps & { side: Side; about: string }> = ({ side, about, ...props }) => {
  const { words, programme, duo } = props
  const name = props.nameOf(side)
  const form = `end-${side}` as const
  const mentee = programme.sides.mentee.one
  return (
    <Foldable {...props} form={form} title={words.endTitle(name)}>
      <p>{words.answerText}</p>
      <Form action={paths.duoEndAnswers(duo.id)} csrf={props.csrf}>
        <Hidden name="side" value={side} />
        <EndFields
          ids={`${form}-`}
          side={side}
          name={about}
          outcomes={programme.outcomes}
          mentee={mentee}
          problem={problemOf(props, form) ?? null}
          stopHint={words.endStopHint}
        />
        {side === 'mentee' && (
          <p>
            {words.endAnother(mentee)} <a href={paths.participant(participantOn(duo, side))}>{name}</a>.
          </p>
        )}
        <Button kind="secondary">{words.answerSave}</Button>
      </Form>
    </Foldable>
  )
}

export const OutcomeForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="outcome" title={props.words.outcomeTitle}>
    <Form action={paths.duoOutcomes(props.duo.id)} csrf={props.csrf}>
      <Choices
        type="radio"
        name="moment"
        legend={props.words.outcomeWhen}
        error={problemOf(props, 'outcome')}
        options={OUTCOME_MOMENTS.map((value) => ({
          value,
          label: props.words.moments[value],
          checked: isTyped(props, 'outcome', 'moment', value),
        }))}
      />
      <Choices
        type="radio"
        name="code"
        legend={props.words.outcomeWhat}
        options={props.programme.outcomes.map(({ id, label }) => ({
          value: id,
          label,
          checked: isTyped(props, 'outcome', 'code', id),
        }))}
      />
      {props.programme.outcomes.some(({ contract }) => contract) && (
        <>
          <p>{props.words.contractHint}</p>
          <TextField name="starts" type="date" label={props.words.contractStarts} value={props.typed.starts} />
          <TextField name="ends" type="date" label={props.words.contractEnds} value={props.typed.ends} />
        </>
      )}
      <Button kind="secondary">{props.words.outcomeSave}</Button>
    </Form>
  </Foldable>
)
