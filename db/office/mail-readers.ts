import { type SQL, sql } from 'drizzle-orm'

/** Who reads mails: the programmes that they may name, and whether they work for the city or for an association. */
export type MailReader = { staffId: string; named: readonly string[]; worksFor: 'city' | 'association' }

/**
 * The condition on `outbox` that this reader may see a mail and, with it, its link. A mail to a participant, or the last
 * one to somebody erased, is its programme's; one about a form that waits is the form's programme's. One to a colleague is
 * the office's own, for its link lets in, and one to somebody of a partner is of who names all that this person was let in
 * for; before a first sign-in a colleague's is also of who added them. What none of this says is nobody's.
 */
export const mayRead = ({ staffId, named, worksFor }: MailReader): SQL => {
  const programmes = sql`(SELECT value FROM json_each(${JSON.stringify(named)}))`
  return sql`CASE WHEN outbox.staff_id IS NULL THEN ${programmeOfMail} IN ${programmes} ELSE EXISTS (
    SELECT 1 FROM staff c WHERE c.id = outbox.staff_id AND (
      (EXISTS (SELECT 1 FROM staff_programme w WHERE w.staff_id = c.id)
        = (c.partner_id IS NOT NULL OR ${worksFor === 'association' ? 1 : 0}) AND NOT EXISTS (
        SELECT 1 FROM staff_programme w WHERE w.staff_id = c.id AND w.programme NOT IN ${programmes}))
      OR (EXISTS (SELECT 1 FROM audit a WHERE a.action = 'staff.added' AND a.subject = c.id AND a.staff_id = ${staffId})
        AND NOT EXISTS (SELECT 1 FROM staff_link l JOIN staff_link_use u ON u.link_id = l.id WHERE l.staff_id = c.id))))
    END`
}

const programmeOfMail = sql`coalesce(
  (SELECT e.programme FROM signup s JOIN event e ON e.id = s.event_id
    WHERE outbox.kind = 'receipt-again' AND s.id = outbox.signup_id),
  (SELECT p.programme FROM participant p WHERE p.id = outbox.participant_id),
  (SELECT p.programme FROM participant p WHERE outbox.kind = 'erased' AND p.id = substr(outbox.dedupe_key, 8)),
  (SELECT i.programme FROM outbox_about a JOIN invitation i ON i.id = a.about WHERE a.outbox_id = outbox.id))`
