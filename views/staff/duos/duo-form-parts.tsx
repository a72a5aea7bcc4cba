import type { Child, FC } from 'hono/jsx'
import type { Duo } from '../../../db/duos/duos.ts'
import type { Side, Teller } from '../../../src/domain/facts.ts'
import type { Programme } from '../../../src/domain/programmes.ts'
import type { Words } from '../../words.ts'

/** Names of the forms, as their problems are told. */
export type CareForm =
  | 'note'
  | 'answer'
  | 'met'
  | 'unmet'
  | 'pause'
  | 'correct'
  | 'resume'
  | 'extend'
  | 'outcome'
  | 'close'
  | 'reason'
  | `end-${Side}`

export type CareProps = {
  csrf: string
  formKey: string
  /** Questions that somebody has not answered yet. */
  open: { milestone: string; side: Side; label: string }[]
  /** Who was asked the questions of the end and did not answer yet; `about`: the name of the other. */
  unsaid: { side: Side; about: string }[]
  /** Pauses as they stand, to put one right. */
  pauses: { id: string; label: string }[]
  /** Meetings that were noted, the newest first. */
  notes: { id: string; label: string }[]
  /** Who can still tell something: the two, unless they were erased, and staff who heard it from them. */
  tellers: Teller[]
  /** Who told why it stopped. */
  told: Teller[]
  nameOf(who: Teller): string
  today: string
  problem: { form: CareForm; text: string } | null
  typed: Record<string, string>
}

export type FormsProps = CareProps & { words: Words['duos']; duo: Duo; programme: Programme; isRunning: boolean }

export const problemOf = ({ problem }: FormsProps, form: CareForm): string | undefined =>
  problem?.form === form ? problem.text : undefined

/** That this was chosen in a form that comes back. */
export const isTyped = ({ problem, typed }: FormsProps, form: CareForm, name: string, value: string): boolean =>
  problem?.form === form && typed[name] === value

export const Foldable: FC<FormsProps & { form: CareForm; title: string; children?: Child }> = (props) => (
  <div class="card fold" id={`${props.form}-card`}>
    <details open={props.problem?.form === props.form}>
      <summary>{props.title}</summary>
      {props.children}
    </details>
  </div>
)
