import type { Child, FC } from 'hono/jsx'
import type { Duo } from '../../db/duos/duos.ts'
import { CHECKIN_ANSWERS, EXTENSION_REASONS, OUTCOME_MOMENTS, type Side, STOP_REASONS } from '../../src/domain/facts.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import { paths } from '../../src/paths.ts'
import { Button, Choices, Form, TextArea, TextField, Tick } from '../form.tsx'
import { Card } from '../parts.tsx'
import type { Words } from '../words.ts'

/** Names of the forms, as their problems are told. */
export type CareForm = 'note' | 'answer' | 'pause' | 'resume' | 'extend' | 'outcome' | 'close'

export type CareProps = {
  csrf: string
  formKey: string
  /** Questions that somebody has not answered yet. */
  open: { milestone: string; side: Side; label: string }[]
  problem: { form: CareForm; text: string } | null
  typed: Record<string, string>
}

type FormsProps = CareProps & { words: Words['duos']; duo: Duo; programme: Programme; isRunning: boolean }

/** What staff can do for a duo: each in a form of its own, opened when it is asked for. */
export const DuoForms: FC<FormsProps> = (props) => {
  const { duo, isRunning, open, programme, words } = props
  const standsStill = duo.facts.endsOn === null
  return (
    <>
      <NoteForm {...props} />
      {isRunning && open.length > 0 && <AnswerForm {...props} />}
      {isRunning && !standsStill && <PauseForm {...props} />}
      {isRunning && standsStill && <ResumeForm {...props} />}
      {isRunning && !standsStill && duo.time.extensions.length < programme.extension.times && <ExtendForm {...props} />}
      {!isRunning && duo.facts.end && <OutcomeForm {...props} />}
      {isRunning && (
        <Foldable {...props} form="close" title={words.close}>
          <p>{words.closeText}</p>
          <Form action={paths.duoClosure(duo.id)} csrf={props.csrf}>
            <Choices
              legend={words.closeWhy}
              name="reason"
              type="radio"
              error={problemOf(props, 'close')}
              options={STOP_REASONS.map((value) => ({ value, label: words.closeReason[value] }))}
            />
            <Button kind="danger">{words.closeButton}</Button>
          </Form>
        </Foldable>
      )}
    </>
  )
}

const problemOf = ({ problem }: FormsProps, form: CareForm): string | undefined =>
  problem?.form === form ? problem.text : undefined

const Foldable: FC<FormsProps & { form: CareForm; title: string; children?: Child }> = (props) => (
  <Card id={`${props.form}-card`}>
    <details open={props.problem?.form === props.form}>
      <summary>{props.title}</summary>
      {props.children}
    </details>
  </Card>
)

const NoteForm: FC<FormsProps> = (props) => (
  <Card title={props.words.noteTitle}>
    <Form action={paths.duoNotes(props.duo.id)} csrf={props.csrf} formKey={props.formKey}>
      <TextArea
        name="body"
        label={props.words.noteLabel}
        hint={props.words.noteHint}
        error={problemOf(props, 'note')}
        value={props.typed.body}
        rows={3}
      />
      <Button kind="secondary">{props.words.noteSave}</Button>
    </Form>
  </Card>
)

const AnswerForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="answer" title={props.words.answerTitle}>
    <p>{props.words.answerText}</p>
    <Form action={paths.duoCheckins(props.duo.id)} csrf={props.csrf}>
      <Choices
        type="radio"
        name="question"
        legend={props.words.answerFor}
        error={problemOf(props, 'answer')}
        options={props.open.map(({ milestone, side, label }) => ({ value: `${side}:${milestone}`, label }))}
      />
      <Choices
        type="radio"
        name="answer"
        legend={props.words.answerWhat}
        options={CHECKIN_ANSWERS.map((value) => ({ value, label: props.words.answer[value] }))}
      />
      <Tick name="call" label={props.words.callMe} />
      <Button kind="secondary">{props.words.answerSave}</Button>
    </Form>
  </Foldable>
)

const PauseForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="pause" title={props.words.pauseTitle}>
    <Form action={paths.duoPauses(props.duo.id)} csrf={props.csrf}>
      <TextField
        name="from"
        type="date"
        label={props.words.pauseFrom}
        error={problemOf(props, 'pause')}
        value={props.typed.from}
      />
      <TextField
        name="until"
        type="date"
        label={props.words.pauseUntil}
        hint={props.words.pauseUntilHint}
        value={props.typed.until}
      />
      <Button kind="secondary">{props.words.pauseSave}</Button>
    </Form>
  </Foldable>
)

const ResumeForm: FC<FormsProps> = (props) => (
  <Card title={props.words.resumeTitle}>
    <Form action={paths.duoResume(props.duo.id)} csrf={props.csrf}>
      <TextField
        name="on"
        type="date"
        label={props.words.resumeOn}
        error={problemOf(props, 'resume')}
        value={props.typed.on}
      />
      <Button kind="secondary">{props.words.resumeSave}</Button>
    </Form>
  </Card>
)

const ExtendForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="extend" title={props.words.extendTitle}>
    <Form action={paths.duoExtensions(props.duo.id)} csrf={props.csrf}>
      <TextField
        name="months"
        inputmode="numeric"
        label={props.words.extendMonths}
        hint={props.words.extendHint(props.programme.extension.mostMonths)}
        error={problemOf(props, 'extend')}
        value={props.typed.months}
      />
      <Choices
        type="radio"
        name="why"
        legend={props.words.extendWhy}
        options={EXTENSION_REASONS.map((value) => ({ value, label: props.words.extendReasons[value] }))}
      />
      <Button kind="secondary">{props.words.extendSave}</Button>
    </Form>
  </Foldable>
)

const OutcomeForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="outcome" title={props.words.outcomeTitle}>
    <Form action={paths.duoOutcomes(props.duo.id)} csrf={props.csrf}>
      <Choices
        type="radio"
        name="moment"
        legend={props.words.outcomeWhen}
        error={problemOf(props, 'outcome')}
        options={OUTCOME_MOMENTS.map((value) => ({ value, label: props.words.moments[value] }))}
      />
      <Choices
        type="radio"
        name="code"
        legend={props.words.outcomeWhat}
        options={props.programme.outcomes.map(({ id, label }) => ({ value: id, label }))}
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
