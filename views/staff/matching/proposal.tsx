import type { FC } from 'hono/jsx'
import { topicLabel } from '../../../src/domain/programmes.ts'
import type { Candidate } from '../../../src/domain/proposals/proposals.ts'
import { paths, withQuery } from '../../../src/paths.ts'
import { Form, Hidden } from '../../form.tsx'
import { Pill, type Reason, Reasons } from '../../parts.tsx'
import { dateTimeOf, listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Decisions } from '../decisions.tsx'
import { Pair, type Person } from '../desk.tsx'
import { LessOften } from './block-form.tsx'
import type { RunProps, ShownProposal } from './run.tsx'
import { KeyButton, SlowLink, Step } from './steps.tsx'

type ProposalProps = RunProps & { proposal: ShownProposal }

/** The form to which the ticks of all proposals belong: it stands below them. */
export const SEND = 'send'

export const ProposalCard: FC<ProposalProps> = (props) => {
  const { words: all, programme, proposal, nameOf } = props
  const { mentor, mentee, status } = proposal
  const words = all.matching
  const person = (who: Candidate, role: string): Person => ({
    role,
    name: nameOf(who.id),
    href: props.hrefOf(who.id),
    lines: [
      who.topics.length > 0 ? listOf(who.topics.map((id) => topicLabel(programme, id))) : all.participants.noTopics,
      <span class="small">
        {words.waiting(who.waitingDays)}
        {!props.isProved(who.id) && ` · ${words.notProved}`}
      </span>,
    ],
  })
  return (
    <Step id={`p-${mentee.id}`} label={words.and(nameOf(mentor.id), nameOf(mentee.id))}>
      <Pair mentor={person(mentor, programme.sides.mentor.one)} mentee={person(mentee, programme.sides.mentee.one)}>
        <p>
          <strong>{words.score(proposal.score)}</strong> {proposal.isPinned && <Pill kind="info">{words.pinned}</Pill>}{' '}
          {status.kind !== 'open' && (
            <Pill kind={status.kind === 'sent' ? 'success' : 'warning'}>{words.status[status.kind]}</Pill>
          )}
        </p>
        <Why words={words} reasons={proposal.reasons} />
      </Pair>
      <Decisions words={all} decisions={proposal.decisions} />
      {status.kind === 'open' ? <OpenActions {...props} /> : <ClosedText {...props} />}
    </Step>
  )
}

/** A page of proposals with all their reasons are a long way to scroll on a phone: there each opens its own. */
const Why: FC<{ words: Words['matching']; reasons: Reason[] }> = ({ words, reasons }) => (
  <details class="fold-narrow">
    <summary>{words.why(reasons.filter(({ verdict }) => verdict === 'fits').length, reasons.length)}</summary>
    <Reasons items={reasons} words={words.verdict} />
  </details>
)

/** Of one that was sent, the decisions say who and when, and lead to it. */
const ClosedText: FC<ProposalProps> = ({ words: { matching: words }, proposal }) => {
  const { status, held } = proposal
  if (status.kind === 'open' || status.kind === 'sent') return null
  if (status.kind !== 'mentee-placed') return <p>{words.statusText[status.kind]}</p>
  return (
    <p>
      {held && words.statusText[status.kind](held.staffName, dateTimeOf(held.sentAt))}{' '}
      <a href={paths.staffIntroduction(status.introductionId)}>{words.toIntroduction}</a>
    </p>
  )
}

const OpenActions: FC<ProposalProps> = (props) => {
  const { words: all, run, page, proposal, nameOf, csrf } = props
  const words = all.matching
  const { mentor, mentee } = proposal
  const [mentorName, menteeName] = [nameOf(mentor.id), nameOf(mentee.id)]
  const back = withQuery(paths.run(run.id), { page: page > 1 ? page : null })
  const pairFields = (
    <>
      <Hidden name="mentor" value={mentor.id} />
      <Hidden name="mentee" value={mentee.id} />
      <Hidden name="back" value={back} />
    </>
  )
  return (
    <div class="actions">
      {props.capLeft > 0 && (
        <label class="tile">
          <input type="checkbox" name="pair" value={`${mentee.id}:${mentor.id}`} form={SEND} />
          <span>{words.pick(mentorName, menteeName)}</span>
        </label>
      )}
      <SlowLink class="button secondary" href={paths.runMentee(run.id, mentee.id)}>
        {all.workbench.compare}
        <span class="hidden">: {menteeName}</span>
      </SlowLink>
      {!proposal.isPinned && (
        <Form action={paths.pins()} csrf={csrf}>
          {pairFields}
          <Hidden name="wish" value="pin" />
          <KeyButton hotkey="p" kind="secondary">
            {words.pin}
            <span class="hidden"> {words.and(mentorName, menteeName)}</span>
          </KeyButton>
        </Form>
      )}
      {props.capLeft > 0 && (
        <KeyButton hotkey="s" kind="secondary" name="only" value={`${mentee.id}:${mentor.id}`} form={SEND}>
          {words.sendOne}
          <span class="hidden"> {words.and(mentorName, menteeName)}</span>
        </KeyButton>
      )}
      <LessOften
        words={all}
        pair={{ mentor: mentor.id, mentee: mentee.id }}
        back={back}
        id={mentee.id}
        nameOf={nameOf}
        about={<span class="hidden"> {words.moreHidden(mentorName, menteeName)}</span>}
        csrf={csrf}
        formKey={props.newKey()}
      />
    </div>
  )
}
