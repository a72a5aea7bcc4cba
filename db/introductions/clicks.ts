import { and, desc, eq, sql } from 'drizzle-orm'
import { agreementAt, agreementText } from '../../src/agreement-texts.ts'
import type { Deps } from '../../src/deps.ts'
import {
  type AgreementDecision,
  type ClickDecision,
  type ClickFacts,
  clickFrom,
  decideAgreement,
  decideClick,
} from '../../src/domain/duos/click.ts'
import { metAt } from '../../src/domain/duos/meeting.ts'
import { type Answer, otherSide, SIDES, type Side, type Way } from '../../src/domain/facts.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { startStatements } from '../duos/duos.ts'
import type { ConsentText } from '../people/consents.ts'
import { Refused, refusedWith } from '../refusal.ts'
import { agreement, click, consentText } from '../schema.ts'
import { endStatements, mailsIf } from './introduction-statements.ts'
import { type Introduction, introductionById } from './introductions.ts'
import { callOffStatements } from './meeting-ends.ts'
import { meetingsFor } from './meetings.ts'

/** The same facts with who wrote them down. */
export type PairFacts = ClickFacts & {
  clicks: Partial<Record<Side, { click: Answer; at: number; way: Way }>>
  agreements: Partial<Record<Side, { at: number; way: Way; textId: string }>>
}

/** How far these pairs are on the way to a duo, by introduction; three queries, whatever their number. */
export async function pairFactsFor(deps: Deps, intros: Introduction[]): Promise<Map<string, PairFacts>> {
  const { q } = deps.db
  const ids = intros.map(({ id }) => id)
  const among = sql`in (select value from json_each(${JSON.stringify(ids)}))`
  const [clicks, agreements, meetings] = await Promise.all([
    q.select().from(click).where(sql`${click.introductionId} ${among}`),
    q.select().from(agreement).where(sql`${agreement.introductionId} ${among}`),
    meetingsFor(deps, ids),
  ])
  return new Map(
    intros.map(({ id, duoId, facts }) => [
      id,
      {
        metAt: metAt(meetings.get(id) ?? [], deps.now()),
        clicks: bySide(clicks.filter((fact) => fact.introductionId === id)),
        agreements: bySide(agreements.filter((fact) => fact.introductionId === id)),
        duoStarted: duoId !== null,
        ended: facts.end !== null,
      },
    ]),
  )
}

export async function pairFactsOf(deps: Deps, intro: Introduction): Promise<PairFacts> {
  const facts = (await pairFactsFor(deps, [intro])).get(intro.id)
  if (!facts) throw new Error('The facts of an introduction were not read')
  return facts
}

/** What one side agreed to, or whoever agreed last; of facts from before and of imports, what stood at that instant. */
export async function agreedText(
  deps: Deps,
  { id, programme }: Pick<Introduction, 'id' | 'programme'>,
  { side, at }: { side?: Side; at: number },
): Promise<ConsentText> {
  const [row] = await deps.db.q
    .select({ text: consentText })
    .from(agreement)
    .innerJoin(consentText, eq(consentText.id, agreement.textId))
    .where(and(eq(agreement.introductionId, id), side && eq(agreement.side, side)))
    .orderBy(desc(agreement.at))
    .limit(1)
  return row?.text ?? agreementAt(deps, programmeOf(programme), at)
}

const bySide = <Fact extends { side: Side }>(facts: Fact[]): Partial<Record<Side, Fact>> =>
  Object.fromEntries(facts.map((fact) => [fact.side, fact]))

/** `staffId`: taken by phone or at the desk, which `way` says too. */
type Acting = { introduction: Introduction; side: Side; way: Way; staffId?: string }

/** "Klikt het?": a no ends the pair in the same batch, the last yes may start the duo in it. @throws Unavailable. */
export const saveClick = (deps: Deps, input: Acting & { click: Answer }): Promise<ClickDecision> =>
  saved(deps, input, {
    decide: (intro, facts) => decideClick(programmeOf(intro.programme), facts, input.side, input.click, deps.now()),
    batch: (intro, facts) => clickBatch(deps, { ...input, introduction: intro }, facts.metAt ?? deps.now()),
    written: 'answered',
  })

function clickBatch(deps: Deps, input: Acting & { click: Answer }, met: number): Statement[] {
  const { introduction: intro, side, click: given, way, staffId = null } = input
  const earliestAt = clickFrom(programmeOf(intro.programme), met)
  return [
    deps.db.q
      .insert(click)
      .values({ introductionId: intro.id, side, click: given, earliestAt, way, staffId, at: deps.now() }),
    ...(given === 'no'
      ? [
          ...callOffStatements(deps, intro.id, { by: side, way, staffId }),
          ...endStatements(deps, intro, { reason: 'declined', tell: [otherSide(side)] }),
        ]
      : agreementMails(deps, intro)),
    ...audited(deps, input, 'click.assisted'),
  ]
}

/** To who has not agreed yet, if at this point of the batch both clicked. */
function agreementMails(deps: Deps, intro: Introduction): Statement[] {
  if (programmeOf(intro.programme).agreement !== 'own-page') return []
  const clicked = sql`(select count(*) from click c where c.introduction_id = ${intro.id} and c.click = 'yes') = 2`
  return SIDES.flatMap((side) => {
    const open = sql`not exists (select 1 from agreement a where a.introduction_id = ${intro.id} and a.side = ${side})`
    return mailsIf(deps, intro, { kind: 'agreement', sides: [side] }, sql`${clicked} and ${open}`)
  })
}

/** `read`: the id of the text that this side saw. */
export type NewAgreement = Acting & { read: string }

/** Read and agreed; the last of the two starts the duo in the same batch. 'other-text': a newer one stands meanwhile. */
export async function saveAgreement(
  deps: Deps,
  input: NewAgreement,
): Promise<AgreementDecision | { kind: 'other-text' }> {
  const text = await agreementText(deps, programmeOf(input.introduction.programme))
  if (text.id !== input.read) return { kind: 'other-text' }
  return saved(deps, input, {
    decide: (intro, facts) => decideAgreement(programmeOf(intro.programme), facts, input.side, deps.now()),
    batch: () => [agreementRow(deps, input, text), ...audited(deps, input, 'agreement.assisted')],
    written: 'agreed',
  })
}

/** A yes on a page that shows the agreement says yes to that too. */
export async function agreementOfYes(deps: Deps, input: Acting): Promise<Statement[]> {
  const programme = programmeOf(input.introduction.programme)
  return programme.agreement === 'answer-page' ? [agreementRow(deps, input, await agreementText(deps, programme))] : []
}

const agreementRow = ({ db, now }: Deps, { introduction: intro, side, way, staffId }: Acting, text: ConsentText) =>
  db.q.insert(agreement).values({
    introductionId: intro.id,
    side,
    textId: text.id,
    textSha256: text.sha256,
    way,
    staffId: staffId ?? null,
    at: now(),
  })

const audited = (deps: Deps, { introduction: intro, side, staffId }: Acting, action: string): Statement[] =>
  staffId ? [insertAudit(deps.db, { at: deps.now(), staffId, action, subject: intro.id, detail: side })] : []

type Saving<Decision> = {
  decide(intro: Introduction, facts: PairFacts): Decision
  batch(intro: Introduction, facts: PairFacts): Statement[]
  written: string
}

const MOST_ATTEMPTS = 4

/**
 * One fact of one side, with the duo when it was the last one: decided by the batch itself, so that two who tap at once
 * are one duo. A duo that the year's cap has no place for waits: its pair stays agreed, and the job starts it.
 */
async function saved<Decision extends { kind: string }>(
  deps: Deps,
  input: Acting,
  { decide, batch, written }: Saving<Decision>,
): Promise<Decision> {
  let start = true
  for (let attempt = 1; ; attempt++) {
    const intro = attempt === 1 ? input.introduction : await introductionById(deps, input.introduction.id)
    if (!intro) throw new Error('An introduction was answered and is not there')
    const facts = await pairFactsOf(deps, intro)
    const decision = decide(intro, facts)
    if (decision.kind !== written) return decision
    try {
      await deps.db.write([...batch(intro, facts), ...(start ? startStatements(deps, intro) : [])])
      return decision
    } catch (error) {
      if (!(error instanceof Refused) || attempt === MOST_ATTEMPTS) throw error
      if (refusedWith(error, 'CAP_REACHED')) start = false
    }
  }
}
