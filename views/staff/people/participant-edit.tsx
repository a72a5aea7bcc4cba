import type { FC } from 'hono/jsx'
import { STAGES } from '../../../src/domain/facts.ts'
import type { Detail } from '../../../src/domain/programmes.ts'
import { paths } from '../../../src/paths.ts'
import { Buttons, ErrorSummary, Form, Hidden, Select, TextField, Tick } from '../../form.tsx'
import { AnswerFields, type AnswersProps, errorOf } from './participant-form.tsx'

/** As typed; '' is not known. */
export type TypedExtra = {
  capacity: string
  sameSectorWelcome: string
  stage: string
  business: string
  businessVisible: boolean
  inCentre: string
}

export type EditParticipantProps = AnswersProps & {
  id: string
  name: string
  extra: TypedExtra
  capacities: number[]
  /** The details as they are now, packed. */
  opened: string
  csrf: string
}

export const EditParticipant: FC<EditParticipantProps> = (props) => {
  const { words: all, programme, side, errors, extra, capacities, id, name } = props
  const asks = (detail: Detail) => programme.sides[side].details.includes(detail)
  const words = all.participants
  const yesNo = [
    { value: '', label: words.unknown },
    { value: 'yes', label: words.yes },
    { value: 'no', label: words.no },
  ]
  const stages = [
    { value: '', label: words.unknown },
    ...STAGES.map((stage) => ({ value: stage, label: words.stageOf[stage] })),
  ]
  return (
    <>
      <ErrorSummary title={all.common.problem} errors={errors} />
      <h1>{words.form.editTitle(name)}</h1>
      <Form action={paths.participantDetails(id)} csrf={props.csrf}>
        <Hidden name="_opened" value={props.opened} />
        <AnswerFields {...props} />
        {asks('capacity') && (
          <Select
            name="capacity"
            label={words.capacity}
            hint={words.form.capacityHint}
            error={errorOf(errors, 'capacity')}
            value={extra.capacity}
            options={capacities.map((count) => ({ value: String(count), label: String(count) }))}
          />
        )}
        {asks('sameSector') && (
          <Select name="sameSectorWelcome" label={words.sameSector} value={extra.sameSectorWelcome} options={yesNo} />
        )}
        {asks('business') && (
          <>
            <TextField
              name="business"
              label={words.business}
              optional={all.common.optional}
              value={extra.business}
              error={errorOf(errors, 'business')}
              maxlength={100}
            />
            <Tick name="businessVisible" label={words.form.businessVisible} checked={extra.businessVisible} />
          </>
        )}
        {asks('stage') && <Select name="stage" label={words.stage} value={extra.stage} options={stages} />}
        {asks('inCentre') && <Select name="inCentre" label={words.inCentre} value={extra.inCentre} options={yesNo} />}
        <Buttons primary={words.form.save} secondary={{ label: words.form.cancel, href: paths.participant(id) }} />
      </Form>
    </>
  )
}
