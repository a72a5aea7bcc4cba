import type { FC } from 'hono/jsx'
import { Button, Choices, ErrorSummary, Form } from '../form.tsx'
import { Card, DuoMark } from '../parts.tsx'
import { nl } from '../words.ts'
import { Lines } from './answers.tsx'

const words = nl.myData

export const WISHES = ['search', 'pause', 'stop'] as const

type AgainProps = { action: string; csrf: string; title: string; text: string; place: string; problem: string | null }

/** After a duo: one question with nothing chosen yet. */
export const SearchAgain: FC<AgainProps> = ({ action, csrf, title, text, place, problem }) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={problem ? [{ field: 'wish', message: problem }] : []} />
    <h1>{title}</h1>
    <p class="lead">{text}</p>
    <p>{place}</p>
    <Form action={action} csrf={csrf}>
      <Choices
        type="radio"
        name="wish"
        legend={words.againLegend}
        error={problem ?? undefined}
        options={WISHES.map((value) => ({ value, label: words.againOptions[value], hint: words.againHints[value] }))}
      />
      <Button>{words.againSend}</Button>
    </Form>
  </>
)

/** One sheet of paper. */
export const VolunteerNote: FC<{ programme: string; lines: string[]; made: string; back: string }> = (props) => (
  <>
    <Card>
      <DuoMark />
      <h1>{words.volunteerNote}</h1>
      <p class="lead">{words.volunteerNoteLead(props.programme)}</p>
      <Lines items={props.lines} />
      <p>{props.made}</p>
    </Card>
    <p class="no-print">{words.volunteerPrint}</p>
    <p class="no-print">
      <a class="way" href={props.back}>
        {words.title}
      </a>
    </p>
  </>
)
