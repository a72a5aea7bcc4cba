import type { FC } from 'hono/jsx'
import type { Participant } from '../../../db/people/participant.ts'
import type { Prepared, TakenBack } from '../../../db/people/preparation.ts'
import type { Bounds } from '../../../db/settings.ts'
import type { Side } from '../../../src/domain/facts.ts'
import { conditionLines, type Programme } from '../../../src/domain/programmes.ts'
import { type Missing, missingFor, NOTHING_DONE } from '../../../src/domain/readiness.ts'
import { paths } from '../../../src/paths.ts'
import { Button, ButtonLink, Choices, ErrorSummary, type FieldError, Form, Hidden, TextField } from '../../form.tsx'
import { Card } from '../../parts.tsx'
import { civilDate, dateOf, hoursOf, listOf } from '../../words/format.ts'
import { nl } from '../../words.ts'

const words = nl.readiness

/** What is still to be done, in a few words. */
export function missingText(programme: Programme, side: Side, missing: Missing): string {
  if (missing.kind !== 'training') return words.missing[missing.kind]
  const known = programme.sides[side].training.find(({ id }) => id === missing.module)
  return words.missing.training(known?.label ?? missing.module)
}

/** The same on one line of a list. */
export function missingLine(missing: readonly Missing[]): string {
  const modules = missing.filter(({ kind }) => kind === 'training').length
  const others = missing.flatMap(({ kind }) => (kind === 'training' ? [] : [words.missing[kind]]))
  return listOf([...others, ...(modules > 0 ? [words.missing.trainings(modules)] : [])])
}

/** On a participant's page: only where the programme asks something before a first introduction. */
export const Readiness: FC<{ programme: Programme; who: Participant }> = ({ programme, who }) => {
  if (missingFor(programme, who.side, NOTHING_DONE).length === 0) return null
  const { missing } = who.facts
  return (
    <Card title={words.card}>
      {missing.length === 0 ? (
        <p>{words.ready}</p>
      ) : (
        <>
          <p>{words.stillMissing}</p>
          <ul>
            {missing.map((one) => (
              <li>{missingText(programme, who.side, one)}</li>
            ))}
          </ul>
        </>
      )}
      <ButtonLink href={paths.participantReadiness(who.id)}>{words.write}</ButtonLink>
    </Card>
  )
}

export type TypedReadiness = { heldOn: string; module: string; doneOn: string }

type PageProps = {
  programme: Programme
  id: string
  side: Side
  name: string
  prepared: Prepared
  /** The ages that this programme's manager set. */
  bounds: Bounds | undefined
  missing: Missing[]
  typed: TypedReadiness
  errors: FieldError[]
  csrf: string
  newKey: () => string
}

export const ReadinessPage: FC<PageProps> = (props) => {
  const { programme, id, side, name, missing, errors } = props
  const asked = missingFor(programme, side, NOTHING_DONE).map(({ kind }) => kind)
  return (
    <>
      <ErrorSummary title={nl.common.problem} errors={errors} />
      <h1>{words.title(name)}</h1>
      <p class="lead" id="taken-back">
        {missing.length === 0 ? words.ready : words.lead}
      </p>
      {asked.includes('conditions') && <Conditions {...props} />}
      {asked.includes('intake') && <Intake {...props} />}
      {asked.includes('training') && <Training {...props} />}
      <p>
        <a href={paths.participant(id)}>{words.back(name)}</a>
      </p>
    </>
  )
}

const Conditions: FC<PageProps> = (props) => {
  const {
    programme,
    id,
    side,
    prepared: { check },
    bounds,
    missing,
    csrf,
    newKey,
  } = props
  return (
    <Card title={words.conditions}>
      {check ? (
        <>
          <p>{words.checked(check.staffName, dateOf(check.at))}</p>
          <TakeBack {...props} what={{ kind: 'conditions' }} of={words.conditions} />
        </>
      ) : (
        <>
          <p>{words.conditionsText}</p>
          <ul>
            {conditionLines(programme, side, bounds).map((line) => (
              <li>{line}</li>
            ))}
          </ul>
          <Form action={paths.participantCheck(id)} csrf={csrf} formKey={newKey()}>
            <Button kind={kindOf('conditions', missing)}>{words.conditionsSave}</Button>
          </Form>
        </>
      )}
    </Card>
  )
}

const Intake: FC<PageProps> = (props) => {
  const {
    id,
    prepared: { intakes },
    missing,
    typed,
    errors,
    csrf,
    newKey,
  } = props
  return (
    <Card title={words.intake}>
      {intakes.map((held) => (
        <>
          <p>{words.held(civilDate(held.heldOn), held.staffName)}</p>
          <TakeBack {...props} what={{ kind: 'intake', id: held.id }} of={civilDate(held.heldOn)} />
        </>
      ))}
      <Form action={paths.participantIntakes(id)} csrf={csrf} formKey={newKey()}>
        <TextField
          name="heldOn"
          type="date"
          label={words.heldOn}
          value={typed.heldOn}
          error={errorOf(errors, 'heldOn')}
        />
        <Button kind={kindOf('intake', missing)}>{words.intakeSave}</Button>
      </Form>
    </Card>
  )
}

const Training: FC<PageProps> = (props) => {
  const { programme, id, side, prepared, missing, typed, errors, csrf, newKey } = props
  const { trainings } = prepared
  const modules = programme.sides[side].training
  const open = modules.filter((module) => !trainings.some((done) => done.module === module.id))
  return (
    <Card title={words.training}>
      {trainings.map(({ module, doneOn, staffName }) => {
        const label = modules.find(({ id: known }) => known === module)?.label ?? module
        return (
          <>
            <p>{words.done(label, civilDate(doneOn), staffName)}</p>
            <TakeBack {...props} what={{ kind: 'training', module }} of={label} />
          </>
        )
      })}
      {open.length === 0 ? (
        <p>{words.allDone}</p>
      ) : (
        <Form action={paths.participantTrainings(id)} csrf={csrf} formKey={newKey()}>
          <Choices
            type="radio"
            name="module"
            legend={words.moduleLegend}
            error={errorOf(errors, 'module')}
            options={open.map((module) => ({
              value: module.id,
              label: words.module(module.label, hoursOf(module.hours * 60)),
              checked: typed.module === module.id || open.length === 1,
            }))}
          />
          <TextField
            name="doneOn"
            type="date"
            label={words.doneOn}
            value={typed.doneOn}
            error={errorOf(errors, 'doneOn')}
          />
          <Button kind={kindOf('training', missing)}>{words.trainingSave}</Button>
        </Form>
      )}
    </Card>
  )
}

/** For what was written down by mistake; once somebody was introduced it stands. */
const TakeBack: FC<PageProps & { what: TakenBack; of: string }> = ({ id, prepared, csrf, newKey, what, of }) =>
  prepared.stands ? null : (
    <Form action={paths.participantTakenBack(id)} csrf={csrf} formKey={newKey()}>
      {Object.entries(what).map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
      <Button kind="secondary">
        {words.takeBack} <span class="hidden">{of}</span>
      </Button>
    </Form>
  )

/** What comes first is the page's one main button. */
const kindOf = (step: Missing['kind'], [next]: Missing[]) => (next?.kind === step ? 'primary' : 'secondary')

const errorOf = (errors: FieldError[], field: string) => errors.find((error) => error.field === field)?.message
