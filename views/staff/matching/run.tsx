import type { FC } from 'hono/jsx'
import type { Decision } from '../../../db/introductions/decisions.ts'
import type { Held, Run } from '../../../db/matching/matching.ts'
import { MOST_AT_ONCE } from '../../../src/domain/introduction.ts'
import type { PoolChange } from '../../../src/domain/pool-change.ts'
import { type Programme, topicLabel } from '../../../src/domain/programmes.ts'
import type { Candidate, Proposal, ProposalStatus, WhyUnmatched } from '../../../src/domain/proposals/proposals.ts'
import { PROPOSALS_A_PAGE } from '../../../src/domain/sending.ts'
import { paths, withQuery } from '../../../src/paths.ts'
import { Button, ButtonLink, Form, Hidden } from '../../form.tsx'
import { DataTable, EmptyState, Notice, type Reason } from '../../parts.tsx'
import { dateTimeOf, listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Figures } from '../desk.tsx'
import { NotReadyNotice } from '../people/not-ready.tsx'
import { Pages } from '../people/participants.tsx'
import { IntroductionTabs } from './matching.tsx'
import { ProposalCard, SEND } from './proposal.tsx'
import { pairText } from './sending.tsx'
import { Busy, KeyList, SlowLink } from './steps.tsx'

export type ShownProposal = Proposal & {
  mentor: Candidate
  mentee: Candidate
  reasons: Reason[]
  status: ProposalStatus
  /** The place that the mentee holds, with who gave it. */
  held: Held | null
  isPinned: boolean
  decisions: Decision[]
}

export type RunProps = {
  words: Words
  programme: Programme
  run: Run
  /** One page of them. */
  proposals: ShownProposal[]
  page: number
  last: number
  /** Who waits longest first; not more than fit a page. */
  unmatched: { id: string; why: WhyUnmatched; waitingDays: number }[]
  /** Mentors with a place that stays open. */
  free: string[]
  change: PoolChange
  /** Open proposals on all pages, and the places that this year still has. */
  open: number
  capLeft: number
  nameOf: (id: string) => string
  /** None for who has no name any more. */
  hrefOf: (id: string) => string | undefined
  isProved: (id: string) => boolean
  /** What a post that went well or wrong has to say. */
  notice: { kind: 'success' | 'error'; text: string } | null
  csrf: string
  /** Of the form that sends, and of the one that makes a new run. */
  formKeys: { send: string; again: string }
  newKey: () => string
}

export const RunPage: FC<RunProps> = (props) => {
  const { words: all, run, proposals, page, last, notice } = props
  const words = all.matching
  const open = proposals.filter(({ status }) => status.kind === 'open')
  return (
    <>
      {notice && <Notice kind={notice.kind}>{notice.text}</Notice>}
      <h1>{words.runTitle}</h1>
      <IntroductionTabs words={all.introductions} programme={props.programme} current="make" />
      <p class="lead">{words.runAt(dateTimeOf(run.at), run.staffName)}</p>
      <Changed {...props} />
      <RunFigures {...props} />
      <NotReadyNotice words={all} programme={props.programme} notReady={run.input.notReady} />
      <p>
        <SlowLink class="button secondary" href={paths.whatIf(run.id)}>
          {all.workbench.tryOut}
        </SlowLink>
      </p>
      <Busy words={all.workbench} />
      <h2>{words.proposals}</h2>
      {proposals.length > 0 && <KeyList words={all.workbench.keys} />}
      {open.length > 0 && props.capLeft > 0 && <p>{words.sendText}</p>}
      {proposals.length === 0 && (
        <EmptyState title={words.noProposals}>
          <p>{words.noProposalsText}</p>
        </EmptyState>
      )}
      {proposals.map((proposal) => (
        <ProposalCard {...props} proposal={proposal} />
      ))}
      {last > 1 && (
        <Pages words={all.participants} page={page} last={last} href={(to) => `${paths.run(run.id)}?page=${to}`} />
      )}
      {open.length > 0 && props.capLeft > 0 && <SendBar {...props} onPage={open} />}
      <UnmatchedCard {...props} />
      <FreeCard {...props} />
    </>
  )
}

/** While the year has a place: what is ticked, or all that fits. */
const SendBar: FC<RunProps & { onPage: ShownProposal[] }> = (props) => {
  const { words: all, run, page, onPage, open, capLeft, csrf, formKeys } = props
  const words = all.matching
  const asksFirst = `${paths.runSending(run.id)}?page=${page}`
  const isShort = open > capLeft
  return (
    <Form action={paths.introductions()} csrf={csrf} formKey={formKeys.send} id={SEND} class="card sticky">
      <Hidden name="run" value={run.id} />
      <div class="actions">
        <Button>{words.send}</Button>
        {isShort && <ButtonLink href={asksFirst}>{words.sendFitting(Math.min(capLeft, PROPOSALS_A_PAGE))}</ButtonLink>}
        {!isShort && onPage.length > MOST_AT_ONCE && (
          <ButtonLink href={asksFirst}>{words.sendAll(onPage.length)}</ButtonLink>
        )}
        {!isShort && onPage.length > 1 && onPage.length <= MOST_AT_ONCE && (
          <Button kind="secondary" name="all" value={onPage.map(pairText).join(',')}>
            {words.sendAll(onPage.length)}
          </Button>
        )}
      </div>
    </Form>
  )
}

const Changed: FC<RunProps> = ({ words: { matching: words, workbench }, run, change, capLeft, csrf, formKeys }) => {
  const { joined, gone, changed } = change
  if (joined.length + gone.length + changed.length === 0) return null
  return (
    <Notice kind="warning" title={words.changed}>
      <p>
        {words.changedText(dateTimeOf(run.at))}{' '}
        {listOf([
          ...(joined.length > 0 ? [words.changedJoined(joined.length)] : []),
          ...(gone.length > 0 ? [words.changedGone(gone.length)] : []),
          ...(changed.length > 0 ? [words.changedOther(changed.length)] : []),
        ])}
        . {capLeft > 0 ? words.changedAdvice : words.changedFull}
      </p>
      {capLeft > 0 && (
        <Form action={paths.runs()} csrf={csrf} formKey={formKeys.again}>
          <Button kind="secondary">{words.again}</Button>
          <Busy words={workbench} />
        </Form>
      )}
    </Notice>
  )
}

const RunFigures: FC<RunProps> = ({ words: { matching: words }, run: { result }, open, capLeft }) => (
  <>
    <Figures
      figures={[
        { label: words.runFigures.matched, value: result.proposals.length },
        { label: words.runFigures.unmatched, value: result.unmatched.length },
        { label: words.runFigures.free, value: result.freeMentors.length },
      ]}
    />
    {capLeft < open && <Notice kind="warning">{words.capShort(capLeft, open)}</Notice>}
  </>
)

const UnmatchedCard: FC<RunProps> = ({
  words: { matching: words, workbench },
  programme,
  run,
  unmatched,
  nameOf,
  hrefOf,
}) =>
  unmatched.length === 0 ? null : (
    <>
      <h2>{words.unmatched}</h2>
      <DataTable
        caption={words.unmatchedShown(unmatched.length, run.result.unmatched.length)}
        columns={[words.unmatchedColumns.name, words.unmatchedColumns.why, words.unmatchedColumns.waits].map(
          (label) => ({ label }),
        )}
        rows={unmatched.map(({ id, why, waitingDays }) => ({
          cells: [
            <a href={hrefOf(id)}>{nameOf(id)}</a>,
            whyText(words, programme, why),
            <>
              {words.waiting(waitingDays)} <SlowLink href={paths.runMentee(run.id, id)}>{workbench.compare}</SlowLink>{' '}
              <a href={withQuery(paths.ownPair(programme.id), { mentee: id })}>{words.pair.title}</a>
            </>,
          ],
        }))}
      />
    </>
  )

function whyText(words: Words['matching'], programme: Programme, why: WhyUnmatched): string {
  const topics = listOf(why.topics.map((id) => topicLabel(programme, id)))
  return why.code === 'too-few-places'
    ? words.whyUnmatched[why.code](topics, why.mentees, why.places)
    : words.whyUnmatched[why.code](topics)
}

const FreeCard: FC<RunProps> = ({ words: { matching: words }, run, free, nameOf, hrefOf }) =>
  free.length === 0 ? null : (
    <details>
      <summary>
        {words.free} ({run.result.freeMentors.length})
      </summary>
      <p>{words.freeText}</p>
      <ul>
        {free.map((id) => (
          <li>
            <a href={hrefOf(id)}>{nameOf(id)}</a>
          </li>
        ))}
      </ul>
    </details>
  )
