import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { saveMeetingNote, saveNoteVoid } from '../../../db/duos/meeting-notes.ts'
import { contactFor } from '../../../db/introductions/counterparts.ts'
import { loadSettings } from '../../../db/settings.ts'
import { civilDate } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { addDays, civilDateOf } from '../../domain/civil-date.ts'
import { NOTE_DAYS, type NoteDecision } from '../../domain/duos/hours.ts'
import { programmeOf } from '../../domain/programmes.ts'
import { formFields } from '../../form-fields.ts'
import { vcardOf } from '../../letters/vcard.ts'
import type { Env } from '../../middleware.ts'
import { phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { pageOf } from '../../phone/answer-pages.tsx'
import { type DuoEntry, enterDuo, enterIntroduction } from '../../phone/duo-visits.ts'
import { foreignForm, notChosen, notHere } from '../../phone/visit-pages.tsx'
import { isOwnForm } from '../../phone/visits.ts'

const words = nl.ownDuo
const noteForm = z.object({ day: z.iso.date().catch(''), minutes: z.coerce.number().int().catch(0) })
const typedForm = z.object({ day: z.string().max(20).catch(''), minutes: z.string().max(5).catch('') })
const voidForm = z.object({ note: z.string().min(1) })

/** What one of a duo takes along (a contact) and notes (a meeting). */
export function ownDuoRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.contactCard(':id', ':side'), async (c) => {
    const entry = await enterIntroduction(c, deps)
    const contact = entry && (await contactFor(deps, entry.intro.id, entry.visitor.participantId, entry.visitor))
    if (!contact) return notHere(c, deps)

    return c.body(vcardOf(contact), 200, {
      'Content-Type': 'text/vcard; charset=utf-8',
      'Content-Disposition': 'attachment; filename="contact.vcf"',
    })
  })

  app.post(paths.meetingNotes(':id', ':side'), async (c) => {
    const entry = await enterDuo(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    const { visitor, duo, side, intro } = entry
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    const { day: metOn, minutes } = noteForm.parse(fields)
    if (metOn === '') return again(c, entry, fields, { kind: 'too-old', from: '' })

    const decision = await saveMeetingNote(deps, { duo, by: side, metOn, minutes, way: visitor.way })

    if (decision.kind === 'gone') return notHere(c, deps)
    if (decision.kind !== 'noted' && decision.kind !== 'already-noted') return again(c, entry, fields, decision)
    return c.redirect(`${paths.introduction(intro.id, side)}?done=${decision.kind}`, 303)
  })

  app.post(paths.meetingNoteVoid(':id', ':side'), async (c) => {
    const entry = await enterDuo(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    const { visitor, duo, side, intro } = entry
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    const sent = voidForm.safeParse(fields)
    if (!sent.success) return notChosen(c, deps, paths.introduction(intro.id, side))

    const { kind } = await saveNoteVoid(deps, { duo, by: side, way: visitor.way, noteId: sent.data.note })

    if (kind === 'not-yours') return notHere(c, deps)
    return c.redirect(`${paths.introduction(intro.id, side)}?done=note-void`, 303)
  })

  async function again(c: Context<Env>, entry: DuoEntry, fields: Record<string, string>, why: NoteDecision) {
    const today = civilDateOf(deps.now())
    const { startedOn, end } = entry.duo.facts
    const earliest = addDays(today, -NOTE_DAYS)
    const range = words.wrongDay(
      civilDate(startedOn > earliest ? startedOn : earliest),
      civilDate(end && end.endedOn < today ? end.endedOn : today),
    )
    const isLength = why.kind === 'no-minutes' || why.kind === 'too-long'
    const problems = isLength ? { minutes: words.wrongMinutes } : { day: range }
    const { title, body } = await pageOf(deps, entry, { typed: { ...typedForm.parse(fields), problems } })
    return c.html(
      phonePage(
        deps,
        await loadSettings(deps.db),
        { title, programme: programmeOf(entry.duo.programme), error: true },
        body,
      ),
      422,
    )
  }

  return app
}
